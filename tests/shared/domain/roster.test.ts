import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bandFrom,
  emptyRoster,
  type RosterSize,
  sizeAfter,
} from '../../../shared/domain/roster.ts';
import { assertAlways } from './properties.ts';

const LONG_AGO = '2026-01-01T00:00:00.000Z';
const NOW = '2026-03-02T12:00:00.000Z';
const BAND_STARTS = [0, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000];

const someSize: fc.Arbitrary<RosterSize> = fc.record({
  count: fc.oneof(fc.nat(60), fc.nat(12_000)),
  requested: fc.nat(60),
  bandFrom: fc.constantFrom(...BAND_STARTS),
  bandSetAt: fc.constantFrom(LONG_AGO, '2026-02-23T12:00:00.000Z', '2026-02-27T12:00:00.000Z'),
});

describe('the band that is shown for a size', () => {
  test.each([
    [0, { from: 0, to: 9 }],
    [10, { from: 10, to: 24 }],
    [5000, { from: 5000, to: 9999 }],
    [10_000, { from: 10_000 }],
  ])('the one from %i', (from, band) => {
    expect(bandFrom(from)).toEqual(band);
  });

  test.each([
    // count before, count after, shown before, days since the band was set, shown after
    ['inside', 8, 9, 0, 60, 0],
    ['a little above', 12, 13, 0, 60, 0],
    ['clearly above', 13, 14, 0, 60, 10],
    ['clearly above, but the band is new', 13, 14, 0, 6, 0],
    ['clearly above, a week later', 13, 14, 0, 7, 10],
    ['a little below', 7, 6, 10, 60, 10],
    ['clearly below', 6, 5, 10, 60, 0],
    ['far above', 600, 601, 0, 60, 500],
    ['without an upper end', 50_000, 50_001, 10_000, 60, 10_000],
  ])('%s: %i to %i', (_what, before, after, shown, days, expected) => {
    const bandSetAt = new Date(Date.parse(NOW) - days * 86_400_000).toISOString();
    const size = sizeAfter({ count: before, requested: 3, bandFrom: shown, bandSetAt }, after, NOW);
    expect(size).toMatchObject({ count: after, requested: 3 });
    expect(size.bandFrom).toBe(expected);
    expect(size.bandSetAt).toBe(expected === shown ? bandSetAt : NOW);
  });

  test('does not tell whether the last one came, went or stayed', () => {
    assertAlways(
      fc.property(someSize, (size) => {
        const shown = [-1, 0, 1].map(
          (step) => sizeAfter(size, Math.max(0, size.count + step), NOW).bandFrom,
        );
        expect(new Set(shown).size).toBe(1);
      }),
      1000,
    );
  });

  test('does not follow one person who comes and goes over months', () => {
    assertAlways(
      fc.property(fc.integer({ min: 1, max: 12_000 }), (count) => {
        let size: RosterSize = { ...emptyRoster(LONG_AGO), count };
        const shown: number[] = [];
        for (let week = 1; week < 30; week += 1) {
          const now = new Date(Date.parse(LONG_AGO) + week * 8 * 86_400_000).toISOString();
          size = sizeAfter(size, week % 2 === 0 ? count : count - 1, now);
          shown.push(size.bandFrom);
        }
        const changes = shown.filter((band, index) => index > 0 && band !== shown[index - 1]);
        // From the empty roster it may settle once; then it stands.
        expect(changes.length).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('an empty roster begins in the lowest', () => {
    expect(emptyRoster(NOW)).toEqual({ count: 0, requested: 0, bandFrom: 0, bandSetAt: NOW });
  });
});
