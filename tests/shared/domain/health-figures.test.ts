import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_COUNTS } from '../../../shared/domain/delivery-counts.ts';
import { roundedCount, sharesWithin } from '../../../shared/domain/health-figures.ts';

describe('a number that gives nobody away', () => {
  test.each([
    [0, 0],
    [1, 'few'],
    [9, 'few'],
    [10, 10],
    [14, 10],
    [15, 20],
    [104, 100],
    [1_280, 1_280],
    [199_996, 200_000],
  ] as const)('%i is told as %s', (count, told) => {
    expect(roundedCount(count)).toBe(told);
  });

  test('looks the same for at least five numbers, and is never further off than five', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (count) => {
        const told = roundedCount(count);
        const near = Array.from({ length: 21 }, (_, index) => count - 10 + index);
        const alike = near.filter((number) => number > 0 && roundedCount(number) === told);
        // Five from ten to fourteen, nine below ten, ten elsewhere.
        expect(alike.length).toBeGreaterThanOrEqual(5);
        if (told !== 'few') expect(Math.abs(told - count)).toBeLessThanOrEqual(5);
      }),
    );
  });
});

describe('how soon messages went out', () => {
  const sharesOf = (sent: number, lags: readonly number[]) =>
    sharesWithin({ ...NO_COUNTS, sent, lags });

  test('is not told of fewer than ten', () => {
    expect(sharesOf(9, [9, 0, 0, 0, 0, 0])).toBeUndefined();
    expect(sharesOf(0, [0, 0, 0, 0, 0, 0])).toBeUndefined();
    expect(sharesOf(10, [10, 0, 0, 0, 0, 0])).toBeDefined();
  });

  test.each([
    ['all at once', 10, [10, 0, 0, 0, 0, 0], [100, 100, 100, 100]],
    ['all after six hours', 10, [0, 0, 0, 0, 0, 10], [0, 0, 0, 0]],
    ['one class each', 100, [40, 20, 20, 10, 5, 5], [40, 60, 80, 90]],
    ['rounded up', 100, [50, 38, 0, 0, 0, 12], [50, 90, 90, 90]],
    ['rounded down', 100, [50, 37, 0, 0, 0, 13], [50, 85, 85, 85]],
  ] as const)('%s', (_what, sent, lags, [oneMinute, fiveMinutes, fifteenMinutes, oneHour]) => {
    const shares = { oneMinute, fiveMinutes, fifteenMinutes, oneHour };
    expect(sharesOf(sent, lags)).toEqual(shares);
  });
});
