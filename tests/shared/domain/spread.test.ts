import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minutesIntoHalfHour, proposedRhythm, spreadOf } from '../../../shared/domain/spread.ts';
import { assertAlways } from './properties.ts';

/** Ids that differ little, as a directory that counts up would give them. */
const IDS = Array.from(
  { length: 30_000 },
  (_, index) => `5b2e9f10-0000-4000-8000-${index.toString(16).padStart(12, '0')}`,
);

function countsOf(values: readonly (string | number)[]): readonly number[] {
  const counts = new Map<string | number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()];
}

describe('spreading people', () => {
  test('a minute is from 0 to 29, always the same for the same person', () => {
    assertAlways(
      fc.property(fc.string(), (id) => {
        const minutes = minutesIntoHalfHour(id);
        expect(Number.isInteger(minutes)).toBe(true);
        expect(minutes).toBeGreaterThanOrEqual(0);
        expect(minutes).toBeLessThanOrEqual(29);
        expect(minutesIntoHalfHour(id)).toBe(minutes);
        expect(spreadOf(id)).toBeGreaterThanOrEqual(0);
        expect(spreadOf(id)).toBeLessThan(2 ** 32);
      }),
    );
  });

  test('every minute gets about as many, even where ids follow one another', () => {
    const counts = countsOf(IDS.map(minutesIntoHalfHour));
    expect(counts).toHaveLength(30);
    expect(Math.min(...counts)).toBeGreaterThan(850);
    expect(Math.max(...counts)).toBeLessThan(1150);
  });

  test('every proposed day and hour gets about as many, and day says nothing about hour', () => {
    const counts = countsOf(
      IDS.map((id) => {
        const { day, time } = proposedRhythm(id);
        return `${day} ${time}`;
      }),
    );
    expect(counts).toHaveLength(25);
    expect(Math.min(...counts)).toBeGreaterThan(1000);
    expect(Math.max(...counts)).toBeLessThan(1400);
  });
});
