import { expect, test } from 'vitest';
import { addDays } from '../../../tab/lib/add-days.ts';
import { datesIn } from '../../../tab/lib/dates.ts';

test('local dates stay the same day, whatever the zone of this computer', () => {
  const dates = datesIn('en-GB');
  expect(dates.day('2026-03-02', '2026-01-01')).toBe('2 March');
  expect(dates.day('2027-03-02', '2026-01-01')).toBe('2 March 2027');
  expect(dates.dayWithWeekday('2026-03-02')).toBe('Monday 2 March');
});

test('weekdays run from 1, Monday, to 7, Sunday', () => {
  const dates = datesIn('en');
  expect([1, 7].map((day) => dates.weekday(day))).toEqual(['Monday', 'Sunday']);
});

test('a moment shows its date in the zone asked for', () => {
  const instant = '2026-03-02T23:30:00.000Z';
  expect(datesIn('en-GB').instant(instant, 'UTC')).toBe('2 March 2026');
  expect(datesIn('en-GB').instant(instant, 'Europe/Berlin')).toBe('3 March 2026');
});

test('times, numbers and lists are written as the language does', () => {
  expect(datesIn('en-GB').time('14:15')).toBe('14:15');
  expect(datesIn('de').number(2914)).toBe('2.914');
  expect(datesIn('de').list(['Ana', 'Bo', 'Cy'])).toBe('Ana, Bo und Cy');
});

test.each([
  ['2026-02-27', 2, '2026-03-01'],
  ['2026-12-31', 1, '2027-01-01'],
  ['2026-03-29', -1, '2026-03-28'],
])('%s and %i days is %s', (date, days, expected) => {
  expect(addDays(date, days)).toBe(expected);
});
