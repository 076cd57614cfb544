import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMinutes,
  earliestAfterAnswer,
  firstDateAfter,
  lastDateThrough,
  later,
  localDateAt,
  momentOf,
  type Rhythm,
} from '../../../shared/domain/cadence.ts';
import type { LocalDate } from '../../../shared/domain/time.ts';
import {
  assertAlways,
  daysAfter,
  someCadence,
  someDate,
  someMoment,
  someTime,
  someWeekday,
  someZone,
  wallClock,
  weekdayOf,
} from './properties.ts';

/** The first `count` dates of a rhythm, told one after the other by the code under test. */
function firstDates(rhythm: Rhythm, count: number): readonly LocalDate[] {
  const dates: LocalDate[] = [];
  let date = daysAfter(rhythm.startedOn, -1);
  for (let n = 0; n < count; n += 1) {
    date = firstDateAfter(rhythm, date);
    dates.push(date);
  }
  return dates;
}

/** The same month `months` later, on the same day or the month's last. */
function monthsAfter(date: LocalDate, months: number): LocalDate {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay)))
    .toISOString()
    .slice(0, 10);
}

/** The dates of a rhythm up to `until`, found by stepping through the calendar day by day. */
function datesByHand(rhythm: Rhythm, until: LocalDate): readonly LocalDate[] {
  const onOrAfter = (from: LocalDate) => {
    let date = from;
    while (weekdayOf(date) !== rhythm.day) date = daysAfter(date, 1);
    return date;
  };
  const dates: LocalDate[] = [];
  for (let n = 0; ; n += 1) {
    const date =
      rhythm.cadence === 'monthly'
        ? onOrAfter(monthsAfter(rhythm.startedOn, n + 1))
        : rhythm.cadence === 'weekly'
          ? daysAfter(onOrAfter(daysAfter(rhythm.startedOn, 4)), n * 7)
          : daysAfter(onOrAfter(daysAfter(rhythm.startedOn, 8)), n * 14);
    if (date > until) return dates;
    dates.push(date);
  }
}

const someRhythm: fc.Arbitrary<Rhythm> = fc.record({
  startedOn: fc.oneof(
    someDate,
    fc.constantFrom('2026-01-31', '2027-01-29', '2028-01-30', '2028-02-29', '2027-12-31'),
  ),
  cadence: someCadence,
  day: someWeekday,
});

/** Any date, and often one on which clocks change somewhere. */
const dateOfChange = fc.oneof(
  someDate,
  fc.constantFrom(
    '2026-03-08',
    '2026-03-29',
    '2026-04-05',
    '2026-04-24',
    '2026-09-06',
    '2026-09-27',
    '2026-10-04',
    '2026-10-25',
    '2026-11-01',
  ),
);

describe('the days on which a pledge asks', () => {
  test.each<[string, Rhythm, readonly LocalDate[]]>([
    [
      'weekly leaves four days before the first',
      { startedOn: '2026-03-02', cadence: 'weekly', day: 5 },
      ['2026-03-06', '2026-03-13', '2026-03-20'],
    ],
    [
      'weekly waits for the next week where the day would be sooner',
      { startedOn: '2026-03-02', cadence: 'weekly', day: 4 },
      ['2026-03-12', '2026-03-19', '2026-03-26'],
    ],
    [
      'fortnightly leaves eight days before the first',
      { startedOn: '2026-03-02', cadence: 'fortnightly', day: 2 },
      ['2026-03-10', '2026-03-24', '2026-04-07', '2026-04-21'],
    ],
    [
      'fortnightly on the day it began waits two weeks',
      { startedOn: '2026-03-02', cadence: 'fortnightly', day: 1 },
      ['2026-03-16', '2026-03-30'],
    ],
    [
      'monthly from 31 January comes back to the 31st after short months',
      { startedOn: '2028-01-31', cadence: 'monthly', day: 1 },
      ['2028-03-06', '2028-04-03', '2028-05-01', '2028-06-05'],
    ],
    [
      'monthly from 31 January in a common year',
      { startedOn: '2026-01-31', cadence: 'monthly', day: 6 },
      ['2026-02-28', '2026-04-04', '2026-05-02', '2026-06-06'],
    ],
    [
      'monthly from 29 February',
      { startedOn: '2028-02-29', cadence: 'monthly', day: 3 },
      ['2028-03-29', '2028-05-03', '2028-05-31', '2028-07-05'],
    ],
  ])('%s', (_what, rhythm, expected) => {
    expect(firstDates(rhythm, expected.length)).toEqual(expected);
  });

  test('monthly from 29 February asks for 28 February a year later', () => {
    const rhythm: Rhythm = { startedOn: '2028-02-29', cadence: 'monthly', day: 3 };
    expect(firstDates(rhythm, 12).at(-1)).toBe('2029-02-28');
  });

  test('there is no date before the first', () => {
    const rhythm: Rhythm = { startedOn: '2026-03-02', cadence: 'fortnightly', day: 2 };
    expect(lastDateThrough(rhythm, '2026-03-09')).toBeUndefined();
    expect(lastDateThrough(rhythm, '2026-03-10')).toBe('2026-03-10');
    expect(lastDateThrough(rhythm, '2020-01-01')).toBeUndefined();
    expect(firstDateAfter(rhythm, '2020-01-01')).toBe('2026-03-10');
  });

  test('they are those that one finds by stepping through the calendar', () => {
    assertAlways(
      fc.property(someRhythm, fc.integer({ min: -40, max: 800 }), (rhythm, days) => {
        const date = daysAfter(rhythm.startedOn, days);
        const all = datesByHand(rhythm, daysAfter(later(date, rhythm.startedOn), 70));
        expect(lastDateThrough(rhythm, date)).toBe(all.findLast((each) => each <= date));
        expect(firstDateAfter(rhythm, date)).toBe(all.find((each) => each > date));
      }),
    );
  });

  test('each is later than the one before by its cadence, and on the right weekday', () => {
    const gaps = { weekly: [7], fortnightly: [14], monthly: [28, 35] };
    assertAlways(
      fc.property(someRhythm, (rhythm) => {
        const dates = firstDates(rhythm, 30);
        for (const [index, date] of dates.entries()) {
          expect(weekdayOf(date)).toBe(rhythm.day);
          const next = dates[index + 1];
          if (next === undefined) continue;
          expect(gaps[rhythm.cadence]).toContain(
            (Date.parse(next) - Date.parse(date)) / 86_400_000,
          );
        }
      }),
      100,
    );
  });

  test.each([
    ['weekly', '2026-03-14'],
    ['fortnightly', '2026-03-18'],
    ['monthly', '2026-03-25'],
  ] as const)('after an answer for 10 March, %s asks for %s at the soonest', (cadence, date) => {
    expect(earliestAfterAnswer(cadence, '2026-03-10')).toBe(date);
  });
});

describe('wall-clock times', () => {
  test.each([
    // Spring: what does not exist moves forward by the gap.
    ['2026-03-29', '00:59', 'Europe/London', '2026-03-29T00:59:00.000Z'],
    ['2026-03-29', '01:30', 'Europe/London', '2026-03-29T01:30:00.000Z'],
    ['2026-03-29', '02:00', 'Europe/London', '2026-03-29T01:00:00.000Z'],
    ['2026-03-08', '02:30', 'America/New_York', '2026-03-08T07:30:00.000Z'],
    ['2026-10-04', '02:15', 'Australia/Lord_Howe', '2026-10-03T15:45:00.000Z'],
    ['2026-09-06', '00:30', 'America/Santiago', '2026-09-06T04:30:00.000Z'],
    ['2026-04-24', '00:30', 'Africa/Cairo', '2026-04-23T22:30:00.000Z'],
    // Autumn: of two, the first.
    ['2026-10-25', '01:30', 'Europe/London', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25', '02:00', 'Europe/London', '2026-10-25T02:00:00.000Z'],
    ['2026-11-01', '01:30', 'America/New_York', '2026-11-01T05:30:00.000Z'],
    ['2026-04-05', '01:45', 'Australia/Lord_Howe', '2026-04-04T14:45:00.000Z'],
    // A whole day that Samoa left out.
    ['2011-12-30', '09:00', 'Pacific/Apia', '2011-12-30T19:00:00.000Z'],
    ['2011-12-31', '09:00', 'Pacific/Apia', '2011-12-30T19:00:00.000Z'],
    ['2011-12-29', '09:00', 'Pacific/Apia', '2011-12-29T19:00:00.000Z'],
  ])('%s %s in %s is %s', (date, time, zone, moment) => {
    expect(momentOf(date, time, zone)).toBe(moment);
  });

  test.each([
    ['Europe/London', '2026-03-28', '2026-03-28T09:00:00.000Z', '2026-03-29T08:00:00.000Z'],
    ['Europe/London', '2026-10-24', '2026-10-24T08:00:00.000Z', '2026-10-25T09:00:00.000Z'],
    ['America/New_York', '2026-03-07', '2026-03-07T14:00:00.000Z', '2026-03-08T13:00:00.000Z'],
    ['Australia/Lord_Howe', '2026-10-03', '2026-10-02T22:30:00.000Z', '2026-10-03T22:00:00.000Z'],
    ['Pacific/Apia', '2026-03-28', '2026-03-27T20:00:00.000Z', '2026-03-28T20:00:00.000Z'],
  ])('in %s nine stays nine from %s to the next day', (zone, date, first, second) => {
    expect(momentOf(date, '09:00', zone)).toBe(first);
    expect(momentOf(addDays(date, 1), '09:00', zone)).toBe(second);
  });

  test('a moment shows its own date and time on the wall, or a later one where that time was skipped', () => {
    assertAlways(
      fc.property(dateOfChange, someTime, someZone, (date, time, zone) => {
        const moment = momentOf(date, time, zone);
        const shown = wallClock(moment, zone);
        const wanted = `${date}T${time}`;
        if (shown === wanted) {
          // The first of two: half an hour or an hour before, the wall showed something else.
          for (const minutes of [30, 60]) {
            expect(wallClock(addMinutes(moment, -minutes), zone)).not.toBe(wanted);
          }
        } else {
          expect(shown > wanted).toBe(true);
          const gapMinutes = (Date.parse(`${shown}Z`) - Date.parse(`${wanted}Z`)) / 60_000;
          expect([30, 60]).toContain(gapMinutes);
          // The clock jumps over it: at no moment around does the wall show the time.
          for (let minutes = -120; minutes <= 120; minutes += 1) {
            expect(wallClock(addMinutes(moment, minutes), zone)).not.toBe(wanted);
          }
        }
      }),
      1500,
    );
  });

  test('the date is the one on the wall', () => {
    assertAlways(
      fc.property(someMoment, someZone, (moment, zone) => {
        expect(localDateAt(moment, zone)).toBe(wallClock(moment, zone).slice(0, 10));
      }),
    );
  });

  test('in every zone a date begins with the first millisecond of its quarter of an hour', () => {
    for (const zone of Intl.supportedValuesOf('timeZone')) {
      const midnight = momentOf('2026-08-02', '00:00', zone);
      const before = new Date(Date.parse(midnight) - 1).toISOString();
      expect([zone, localDateAt(before, zone), localDateAt(midnight, zone)]).toEqual([
        zone,
        '2026-08-01',
        '2026-08-02',
      ]);
    }
  });

  test.each([
    ['2026-03-02T11:59:00.000Z', 'Pacific/Kiritimati', '2026-03-03'],
    ['2026-03-02T09:59:00.000Z', 'Pacific/Honolulu', '2026-03-01'],
    ['2026-03-02T10:00:00.000Z', 'Pacific/Honolulu', '2026-03-02'],
    ['2026-03-02T18:14:59.999Z', 'Asia/Kathmandu', '2026-03-02'],
    ['2026-03-02T18:15:00.000Z', 'Asia/Kathmandu', '2026-03-03'],
    ['2026-03-02T10:14:59.999Z', 'Pacific/Chatham', '2026-03-02'],
    ['2026-03-02T10:15:00.000Z', 'Pacific/Chatham', '2026-03-03'],
    ['2026-03-02T12:59:59.999Z', 'Australia/Lord_Howe', '2026-03-02'],
    ['2026-03-02T13:00:00.000Z', 'Australia/Lord_Howe', '2026-03-03'],
    ['2011-12-30T09:59:59.999Z', 'Pacific/Apia', '2011-12-29'],
    ['2011-12-30T10:00:00.000Z', 'Pacific/Apia', '2011-12-31'],
  ])('at %s it is in %s the %s', (moment, zone, date) => {
    expect(localDateAt(moment, zone)).toBe(date);
  });
});

describe('moving dates and moments', () => {
  test.each([
    ['2026-03-02', -2, '2026-02-28'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-12-31', 1, '2027-01-01'],
  ])('%s moved by %i days is %s', (date, days, moved) => {
    expect(addDays(date, days)).toBe(moved);
  });

  test('minutes are minutes, also while clocks change, and the form stays the same', () => {
    expect(addMinutes('2026-03-29T00:59:00.000Z', 2)).toBe('2026-03-29T01:01:00.000Z');
    expect(addMinutes('2026-03-01T00:00:00.250Z', -1)).toBe('2026-02-28T23:59:00.250Z');
  });

  test('of two, the later', () => {
    expect(later('2026-03-02', '2026-03-10')).toBe('2026-03-10');
    expect(later('2026-03-10', '2026-03-02')).toBe('2026-03-10');
  });
});
