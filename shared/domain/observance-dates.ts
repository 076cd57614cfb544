import { Temporal } from 'temporal-polyfill/full';
import { orthodoxEaster, westernEaster } from './easter.ts';
import type { DateRule, ObservanceDates, OtherCalendar, Stretch } from './observance.ts';
import { addDays } from './cadence.ts';
import type { LocalDate } from './time.ts';

/** What the calendars are called in Temporal, whose tables are those of Unicode's ICU. */
const NAME_OF: Readonly<Record<OtherCalendar, string>> = {
  hebrew: 'hebrew',
  islamic: 'islamic-umalqura',
};

/**
 * When an observance is, by its rule, where it begins in this year of the civil calendar; earliest first. One by the
 * Islamic calendar may begin twice in a year; one that nobody can compute does not begin in any. For years from 1900 to
 * 2075: the tables of Umm al-Qura go no further.
 */
export function stretchesIn(year: number, dates: ObservanceDates): readonly Stretch[] {
  const known = remembered.get(dates) ?? new Map<number, readonly Stretch[]>();
  remembered.set(dates, known);
  const before = known.get(year);
  if (before !== undefined) return before;
  const { rule, length } = dates;
  const found = firstDaysIn(year, rule).map((first) => ({
    first,
    last: lastDayOf(first, rule, length),
  }));
  known.set(year, found);
  return found;
}

/** What was found before: other calendars cost much, and the built-in observances are asked for over and over. */
const remembered = new WeakMap<ObservanceDates, Map<number, readonly Stretch[]>>();

/** Whether the days that a rule gives may turn out a day earlier or later: where the new moon has to be seen. */
export function mayMoveByADay(rule: DateRule): boolean {
  return rule.kind === 'calendar' && rule.calendar === 'islamic';
}

function firstDaysIn(year: number, rule: DateRule): readonly LocalDate[] {
  switch (rule.kind) {
    case 'fixed':
      if (year < (rule.since ?? year)) return [];
      return [Temporal.PlainDate.from({ year, month: rule.month, day: rule.day }).toString()];
    case 'weekday':
      return [nthWeekday(year, rule)];
    case 'easter': {
      const sunday = rule.church === 'western' ? westernEaster(year) : orthodoxEaster(year);
      return [addDays(sunday, rule.afterDays)];
    }
    case 'calendar':
      return daysOfOther(year, rule);
    case 'listed':
      return rule.days.filter((day) => Number(day.slice(0, 4)) === year).toSorted();
    case 'by-admin':
      return [];
  }
}

function nthWeekday(
  year: number,
  { month, weekday, nth }: Extract<DateRule, { readonly kind: 'weekday' }>,
): LocalDate {
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  const days = (weekday - first.dayOfWeek + 7) % 7;
  return first.add({ days: days + 7 * (nth - 1) }).toString();
}

/** A year of the civil calendar touches two of the Hebrew calendar, and two or three of the Islamic one. */
function daysOfOther(
  year: number,
  { calendar, month, day }: Extract<DateRule, { readonly kind: 'calendar' }>,
): readonly LocalDate[] {
  const name = NAME_OF[calendar];
  const touched = Temporal.PlainDate.from({ year, month: 1, day: 1 }).withCalendar(name).year;
  return [touched, touched + 1, touched + 2]
    .map((other) =>
      Temporal.PlainDate.from({ calendar: name, year: other, monthCode: month, day }).withCalendar(
        'iso8601',
      ),
    )
    .filter((found) => found.year === year)
    .map((found) => found.toString());
}

function lastDayOf(first: LocalDate, rule: DateRule, length: ObservanceDates['length']): LocalDate {
  if (length !== 'month') return addDays(first, length - 1);
  const calendar = rule.kind === 'calendar' ? NAME_OF[rule.calendar] : 'iso8601';
  return addDays(first, Temporal.PlainDate.from(first).withCalendar(calendar).daysInMonth - 1);
}
