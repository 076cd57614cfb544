import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../../shared/domain/cadence.ts';
import { orthodoxEaster, westernEaster } from '../../../shared/domain/easter.ts';
import type { DateRule } from '../../../shared/domain/observance.ts';
import { mayMoveByADay, stretchesIn } from '../../../shared/domain/observance-dates.ts';

const firstDays = (rule: DateRule, year: number) =>
  stretchesIn(year, { rule, length: 1 }).map(({ first }) => first);
const islamic = (month: `M${string}`, day: number): DateRule => ({
  kind: 'calendar',
  calendar: 'islamic',
  month,
  day,
});
const hebrew = (month: `M${string}`, day: number): DateRule => ({
  kind: 'calendar',
  calendar: 'hebrew',
  month,
  day,
});

// As the churches kept it and announced it.
test.each([
  [2019, '2019-04-21', '2019-04-28'],
  [2020, '2020-04-12', '2020-04-19'],
  [2021, '2021-04-04', '2021-05-02'],
  [2022, '2022-04-17', '2022-04-24'],
  [2023, '2023-04-09', '2023-04-16'],
  [2024, '2024-03-31', '2024-05-05'],
  [2025, '2025-04-20', '2025-04-20'],
  [2026, '2026-04-05', '2026-04-12'],
  [2027, '2027-03-28', '2027-05-02'],
])('Easter of %i is %s in the West and %s in Orthodox churches', (year, western, orthodox) => {
  expect(westernEaster(year)).toBe(western);
  expect(orthodoxEaster(year)).toBe(orthodox);
});

test('Easter is a Sunday of spring in any year, and in the West never later than 25 April', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1900, max: 2099 }), (year) => {
      for (const easter of [westernEaster(year), orthodoxEaster(year)]) {
        expect(new Date(`${easter}T00:00:00Z`).getUTCDay()).toBe(0);
      }
      expect(westernEaster(year) >= `${year}-03-22`).toBe(true);
      expect(westernEaster(year) <= `${year}-04-25`).toBe(true);
      expect(orthodoxEaster(year) >= westernEaster(year)).toBe(true);
      expect(orthodoxEaster(year) <= `${year}-05-08`).toBe(true);
    }),
  );
});

describe('a day of the Hebrew calendar', () => {
  test.each([
    ['Rosh Hashanah', hebrew('M01', 1), ['2023-09-16', '2024-10-03', '2025-09-23', '2026-09-12']],
    ['Yom Kippur', hebrew('M01', 10), ['2023-09-25', '2024-10-12', '2025-10-02', '2026-09-21']],
    ['Hanukkah', hebrew('M03', 25), ['2023-12-08', '2024-12-26', '2025-12-15', '2026-12-05']],
    ['Passover', hebrew('M07', 15), ['2023-04-06', '2024-04-23', '2025-04-13', '2026-04-02']],
  ])('%s is the day after the evening on which it began', (_name, rule, days) => {
    expect([2023, 2024, 2025, 2026].flatMap((year) => firstDays(rule, year))).toEqual(days);
  });
});

describe('a day of the Islamic calendar', () => {
  // As Saudi Arabia announced them.
  test.each([
    ['Ramadan', islamic('M09', 1), ['2023-03-23', '2024-03-11', '2025-03-01', '2026-02-18']],
    ['Eid al-Fitr', islamic('M10', 1), ['2023-04-21', '2024-04-10', '2025-03-30', '2026-03-20']],
    ['Eid al-Adha', islamic('M12', 10), ['2023-06-28', '2024-06-16', '2025-06-06', '2026-05-27']],
  ])('%s is as it was kept', (_name, rule, days) => {
    expect([2023, 2024, 2025, 2026].flatMap((year) => firstDays(rule, year))).toEqual(days);
  });

  test('begins twice in some years of the civil calendar', () => {
    expect(firstDays(islamic('M09', 1), 2030)).toEqual(['2030-01-05', '2030-12-26']);
  });

  test('comes once in each of its own years', () => {
    const days = Array.from({ length: 60 }, (_, n) => 2015 + n).flatMap((year) =>
      firstDays(islamic('M10', 1), year),
    );
    for (const [n, day] of days.entries()) {
      if (n === 0) continue;
      const before = days[n - 1] ?? '';
      expect(day >= addDays(before, 354)).toBe(true);
      expect(day <= addDays(before, 356)).toBe(true);
    }
  });

  test('may move by a day with the moon, and no other does', () => {
    expect(mayMoveByADay(islamic('M09', 1))).toBe(true);
    expect(mayMoveByADay(hebrew('M01', 1))).toBe(false);
    expect(mayMoveByADay({ kind: 'fixed', month: 3, day: 8 })).toBe(false);
  });
});

test.each([
  ['the third Monday of January', { month: 1, weekday: 1, nth: 3 }, 2026, '2026-01-19'],
  ['the third Monday of January', { month: 1, weekday: 1, nth: 3 }, 2027, '2027-01-18'],
  ['the third Thursday of May', { month: 5, weekday: 4, nth: 3 }, 2025, '2025-05-15'],
  ['the third Thursday of May', { month: 5, weekday: 4, nth: 3 }, 2026, '2026-05-21'],
  ['the first Sunday of July', { month: 7, weekday: 7, nth: 1 }, 2026, '2026-07-05'],
  [
    'the first Sunday of a month that begins with it',
    { month: 11, weekday: 7, nth: 1 },
    2026,
    '2026-11-01',
  ],
] as const)('%s is found', (_what, rule, year, day) => {
  expect(firstDays({ kind: 'weekday', ...rule }, year)).toEqual([day]);
});

describe('how long something is', () => {
  test.each([
    ['a month of the civil calendar', { kind: 'fixed', month: 2, day: 1 }, 2028, '2028-02-29'],
    ['one without a leap day', { kind: 'fixed', month: 2, day: 1 }, 2027, '2027-02-28'],
    ['a month of the Islamic calendar', islamic('M09', 1), 2026, '2026-03-19'],
  ] as const)('%s ends with its own last day', (_what, rule, year, last) => {
    expect(stretchesIn(year, { rule, length: 'month' }).map((one) => one.last)).toEqual([last]);
  });

  test('a number of days ends that many days on, the first one counted', () => {
    const rule = { kind: 'fixed', month: 12, day: 28 } as const;
    expect(stretchesIn(2026, { rule, length: 8 })).toEqual([
      { first: '2026-12-28', last: '2027-01-04' },
    ]);
  });
});

test('a leap day is the last of February in other years', () => {
  expect(firstDays({ kind: 'fixed', month: 2, day: 29 }, 2027)).toEqual(['2027-02-28']);
});

test('listed days are those of the year, and what an admin dates has none', () => {
  const listed: DateRule = { kind: 'listed', days: ['2027-02-06', '2026-02-17'] };
  expect(firstDays(listed, 2026)).toEqual(['2026-02-17']);
  expect(firstDays(listed, 2040)).toEqual([]);
  expect(firstDays({ kind: 'by-admin' }, 2026)).toEqual([]);
});
