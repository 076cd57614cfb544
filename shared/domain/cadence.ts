import { Temporal } from 'temporal-polyfill';
import type { Cadence } from './pledge.ts';
import { remembering } from './remembering.ts';
import type { Instant, LocalDate, LocalTime, Weekday } from './time.ts';

const A_MINUTE_MS = 60_000;
const A_DAY_MS = 24 * 60 * A_MINUTE_MS;

/** The days on which a pledge asks: its cadence, counted from the start of its period, on the person's weekday. */
export interface Rhythm {
  readonly startedOn: LocalDate;
  readonly cadence: Cadence;
  readonly day: Weekday;
}

/**
 * Days between the start and the earliest first question, and the least days between an answer and the next
 * question (which matters when a person moves to another weekday).
 */
const SPACING = {
  weekly: { firstAfterDays: 4, leastGapDays: 4 },
  fortnightly: { firstAfterDays: 8, leastGapDays: 8 },
  monthly: { firstAfterDays: 28, leastGapDays: 15 },
} as const satisfies Record<Cadence, { firstAfterDays: number; leastGapDays: number }>;

/** Days since 1970-01-01. A calendar date has no zone: there every day has 24 hours. */
function dayNumberOf(date: LocalDate): number {
  return Date.parse(date) / A_DAY_MS;
}

const datesOfDays = remembering<LocalDate>(10_000);

function dateOfDay(dayNumber: number): LocalDate {
  return datesOfDays.of(dayNumber, () => new Date(dayNumber * A_DAY_MS).toISOString().slice(0, 10));
}

/** The ISO weekday of a date. */
export function weekdayOf(date: LocalDate): Weekday {
  return weekdayOfDay(dayNumberOf(date));
}

function weekdayOfDay(dayNumber: number): Weekday {
  // 1970-01-01 was a Thursday.
  return (((((dayNumber + 3) % 7) + 7) % 7) + 1) as Weekday;
}

/** The first date on this weekday that is not before `date`. */
export function onOrAfter(date: LocalDate, day: Weekday): LocalDate {
  return dateOfDay(onWeekday(dayNumberOf(date), day));
}

function onWeekday(dayNumber: number, day: Weekday): number {
  return dayNumber + ((day - weekdayOfDay(dayNumber) + 7) % 7);
}

/**
 * The day of the n-th date (from 0) on which a pledge asks. Monthly dates are counted from the start, so that the 31st
 * becomes the last day of a short month and the 31st again after it.
 */
function nthDay({ startedOn, cadence, day }: Rhythm, n: number): number {
  if (cadence === 'monthly') return onWeekday(dayMonthsAfter(startedOn, n + 1), day);
  const first = onWeekday(dayNumberOf(startedOn) + SPACING[cadence].firstAfterDays, day);
  return first + (cadence === 'weekly' ? 7 : 14) * n;
}

const daysMonthsAfter = remembering<number>(10_000);

function dayMonthsAfter(date: LocalDate, months: number): number {
  return daysMonthsAfter.of(`${date} ${months}`, () =>
    dayNumberOf(Temporal.PlainDate.from(date).add({ months }).toString()),
  );
}

/** How many of the dates of a rhythm are on or before this day. */
function countThrough(rhythm: Rhythm, dayNumber: number): number {
  const days = dayNumber - dayNumberOf(rhythm.startedOn);
  const shortestStepDays = { weekly: 7, fortnightly: 14, monthly: 28 }[rhythm.cadence];
  let count = Math.max(0, Math.floor(days / shortestStepDays) + 1);
  while (count > 0 && nthDay(rhythm, count - 1) > dayNumber) count -= 1;
  return count;
}

/** The last date of the rhythm on or before `date`, or undefined before the first. */
export function lastDateThrough(rhythm: Rhythm, date: LocalDate): LocalDate | undefined {
  const count = countThrough(rhythm, dayNumberOf(date));
  return count === 0 ? undefined : dateOfDay(nthDay(rhythm, count - 1));
}

/** The first date of the rhythm after `date`. */
export function firstDateAfter(rhythm: Rhythm, date: LocalDate): LocalDate {
  return dateOfDay(nthDay(rhythm, countThrough(rhythm, dayNumberOf(date))));
}

/** The first date on which a question may follow one answered for `answered`. */
export function earliestAfterAnswer(cadence: Cadence, answered: LocalDate): LocalDate {
  return addDays(answered, SPACING[cadence].leastGapDays);
}

/** `date` moved by whole days; negative goes back. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfDay(dayNumberOf(date) + days);
}

/** How many days lie between two dates. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumberOf(to) - dayNumberOf(from);
}

/** No clock has differed from UTC by a part of a quarter of an hour since 1972 (IANA time zone database). */
const A_QUARTER_MS = 15 * A_MINUTE_MS;

/** The date that a person's calendar shows at this moment, of 1972 or later. */
export function localDateAt(now: Instant, zone: string): LocalDate {
  // A day begins with a quarter of an hour, so all of the quarter has the same date.
  const quarter = Math.floor(Date.parse(now) / A_QUARTER_MS);
  return dates.of(`${quarter} ${zone}`, () =>
    Temporal.Instant.fromEpochMilliseconds(quarter * A_QUARTER_MS)
      .toZonedDateTimeISO(zone)
      .toPlainDate()
      .toString(),
  );
}

/**
 * The moment of a wall-clock time in a zone. A time that does not exist moves forward by the gap; one that
 * exists twice is the first of the two, so that it happens once.
 */
export function momentOf(date: LocalDate, time: LocalTime, zone: string): Instant {
  return moments.of(`${date} ${time} ${zone}`, () =>
    Temporal.PlainDate.from(date)
      .toPlainDateTime(Temporal.PlainTime.from(time))
      .toZonedDateTime(zone, { disambiguation: 'compatible' })
      .toInstant()
      .toString({ fractionalSecondDigits: 3 }),
  );
}

// A day has forty-eight times in each zone of an organisation, and messages look weeks ahead.
const moments = remembering<Instant>(20_000);
const dates = remembering<LocalDate>(20_000);

/** A moment moved by whole minutes. */
export function addMinutes(moment: Instant, minutes: number): Instant {
  return new Date(Date.parse(moment) + minutes * A_MINUTE_MS).toISOString();
}

/** The later of two moments or dates of the same form. */
export function later<Text extends string>(one: Text, other: Text): Text {
  return one > other ? one : other;
}
