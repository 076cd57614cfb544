import { expect, test } from 'vitest';
import { isQuietOn, notOver } from '../../../shared/domain/quiet-dates.ts';

const HOLIDAYS = { from: '2026-12-24', through: '2027-01-01' };
const FRIDAY = { from: '2026-11-27', through: '2026-11-27' };

test.each([
  ['2026-12-23', false],
  ['2026-12-24', true],
  ['2026-12-31', true],
  ['2027-01-01', true],
  ['2027-01-02', false],
  ['2026-11-27', true],
])('%s is quiet: %s', (date, isQuiet) => {
  expect(isQuietOn([HOLIDAYS, FRIDAY], date)).toBe(isQuiet);
});

test('a stretch is over the day after its last', () => {
  const both = [FRIDAY, HOLIDAYS];
  expect(notOver(both, '2026-11-27')).toEqual(both);
  expect(notOver(both, '2026-11-28')).toEqual([HOLIDAYS]);
  expect(notOver(both, '2027-01-01')).toEqual([HOLIDAYS]);
  expect(notOver(both, '2027-01-02')).toEqual([]);
});
