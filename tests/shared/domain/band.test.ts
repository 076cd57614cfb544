import { expect, test } from 'vitest';
import { bandOf } from '../../../shared/domain/band.ts';

test.each([0, 1, 9])('of %i recipients nothing is told', (recipients) => {
  expect(bandOf(0, recipients)).toBeUndefined();
  expect(bandOf(recipients, recipients)).toBeUndefined();
});

test.each([10, 11, 14, 15, 80, 99, 100, 101, 519, 2914, 50_000])(
  'of %i recipients every number has one band of five at least, and all or none never shows as such',
  (recipients) => {
    const bands = new Map<number, number>();
    for (let count = 0; count <= recipients; count += 1) {
      const band = bandOf(count, recipients);
      if (band === undefined) throw new Error('no band');
      expect(count >= band.from && count <= band.to).toBe(true);
      bands.set(band.from, band.to);
    }
    let next = 0;
    for (const [from, to] of bands) {
      expect(from).toBe(next);
      expect(to - from + 1).toBeGreaterThanOrEqual(5);
      next = to + 1;
    }
    expect(next).toBe(recipients + 1);
    expect(bands.size).toBeGreaterThan(1);
  },
);

test('numbers of many people are told in hundredths of them', () => {
  expect(bandOf(79, 80)).toEqual({ from: 75, to: 80 });
  expect(bandOf(1000, 2914)).toEqual({ from: 990, to: 1019 });
});
