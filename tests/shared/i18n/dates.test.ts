import { describe, expect, test } from 'vitest';
import {
  dayInWords,
  monthName,
  timeInWords,
  weekdayAndDay,
  weekdayName,
} from '../../../shared/i18n/dates.ts';

describe('dates in words', () => {
  test.each([
    ['en-GB', '3 March', 'Tuesday 3 March'],
    ['en-US', 'March 3', 'Tuesday, March 3'],
    ['de', '3. März', 'Dienstag, 3. März'],
  ])('are written as in %s', (locale, day, weekday) => {
    expect(dayInWords('2026-03-03', locale)).toBe(day);
    expect(weekdayAndDay('2026-03-03', locale)).toBe(weekday);
  });

  test('name the weekdays from Monday and the months from January', () => {
    expect(([1, 2, 3, 4, 5, 6, 7] as const).map((day) => weekdayName(day, 'en', 'short'))).toEqual([
      'Mon',
      'Tue',
      'Wed',
      'Thu',
      'Fri',
      'Sat',
      'Sun',
    ]);
    expect([monthName(1, 'en'), monthName(12, 'en')]).toEqual(['January', 'December']);
  });

  test('write times as the reader does', () => {
    expect(timeInWords('09:05', 'en-GB')).toBe('09:05');
    expect(timeInWords('14:30', 'en-US')).toMatch(/^2:30\sPM$/);
  });
});
