import { expect, test } from 'vitest';
import { daysOf, lastWholeMonth, monthsAfter } from '../../../shared/domain/month.ts';

test.each([
  ['2026-11-26T02:00:00.000Z', '2026-10'],
  ['2026-11-01T23:59:59.999Z', '2026-09'],
  ['2026-11-02T00:00:00.000Z', '2026-10'],
  ['2027-01-02T00:00:00.000Z', '2026-12'],
  ['2027-01-01T00:00:00.000Z', '2026-11'],
])('at %s the last month that is over for a day is %s', (now, month) => {
  expect(lastWholeMonth(now)).toBe(month);
});

test.each([
  ['2026-10', -11, '2025-11'],
  ['2026-12', 1, '2027-01'],
  ['2026-05', 0, '2026-05'],
])('%s and %i months is %s', (month, months, expected) => {
  expect(monthsAfter(month, months)).toBe(expected);
});

test.each([
  ['2026-02', '2026-02-01', '2026-02-28'],
  ['2028-02', '2028-02-01', '2028-02-29'],
  ['2026-12', '2026-12-01', '2026-12-31'],
])('%s begins on %s and ends on %s', (month, first, last) => {
  expect(daysOf(month)).toEqual({ first, last });
});
