import { Temporal } from 'temporal-polyfill';
import type { Cadence } from './pledge.ts';
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

/** The ISO weekday of a date. */
export function weekdayOf(date: LocalDate): Weekday {
  return Temporal.PlainDate.from(date).dayOfWeek as Weekday;
}

/** The first date on this weekday that is not before `date`. */
export function onOrAfter(date: LocalDate, day: Weekday): LocalDate {
  return onWeekday(Temporal.PlainDate.from(date), day).toString();
}

function onWeekday(date: Temporal.PlainDate, day: Weekday): Temporal.PlainDate {
  return date.add({ days: (day - date.dayOfWeek + 7) % 7 });
}

/**
 * The n-th date (from 0) on which a pledge asks. Monthly dates are counted from the start, so that the 31st
 * becomes the last day of a short month and the 31st again after it.
 */
function dateOf(rhythm: Rhythm, n: number): Temporal.PlainDate {
  const start = Temporal.PlainDate.from(rhythm.startedOn);
  if (rhythm.cadence === 'monthly') return onWeekday(start.add({ months: n + 1 }), rhythm.day);
  const first = onWeekday(start.add({ days: SPACING[rhythm.cadence].firstAfterDays }), rhythm.day);
  return first.add({ weeks: rhythm.cadence === 'weekly' ? n : 2 * n });
}

/** How many of the dates of a rhythm are on or before `date`. */
function countThrough(rhythm: Rhythm, date: Temporal.PlainDate): number {
  const start = Temporal.PlainDate.from(rhythm.startedOn);
  const days = start.until(date).days;
  const shortestStepDays = { weekly: 7, fortnightly: 14, monthly: 28 }[rhythm.cadence];
  let count = Math.max(0, Math.floor(days / shortestStepDays) + 1);
  while (count > 0 && Temporal.PlainDate.compare(dateOf(rhythm, count - 1), date) > 0) count -= 1;
  return count;
}

/** The last date of the rhythm on or before `date`, or undefined before the first. */
export function lastDateThrough(rhythm: Rhythm, date: LocalDate): LocalDate | undefined {
  const count = countThrough(rhythm, Temporal.PlainDate.from(date));
  return count === 0 ? undefined : dateOf(rhythm, count - 1).toString();
}

/** The first date of the rhythm after `date`. */
export function firstDateAfter(rhythm: Rhythm, date: LocalDate): LocalDate {
  return dateOf(rhythm, countThrough(rhythm, Temporal.PlainDate.from(date))).toString();
}

/** The first date on which a question may follow one answered for `answered`. */
export function earliestAfterAnswer(cadence: Cadence, answered: LocalDate): LocalDate {
  return addDays(answered, SPACING[cadence].leastGapDays);
}

/** `date` moved by whole days; negative goes back. */
export function addDays(date: LocalDate, days: number): LocalDate {
  // A calendar date has no zone: there every day has 24 hours.
  return new Date(Date.parse(date) + days * A_DAY_MS).toISOString().slice(0, 10);
}

/** How many days lie between two dates. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Temporal.PlainDate.from(from).until(to).days;
}

/** The date that a person's calendar shows at this moment. */
export function localDateAt(now: Instant, zone: string): LocalDate {
  return dates.of(`${now} ${zone}`, () =>
    Temporal.Instant.from(now).toZonedDateTimeISO(zone).toPlainDate().toString(),
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

/** The last answers about zones, which cost much more than everything around them: one decision asks for few, often. */
function remembering(most: number) {
  const known = new Map<string, string>();
  return {
    of(question: string, answer: () => string): string {
      const before = known.get(question);
      if (before !== undefined) return before;
      if (known.size >= most) known.clear();
      const found = answer();
      known.set(question, found);
      return found;
    },
  };
}

const MOST_REMEMBERED = 2000;
const moments = remembering(MOST_REMEMBERED);
const dates = remembering(MOST_REMEMBERED);

/** A moment moved by whole minutes. */
export function addMinutes(moment: Instant, minutes: number): Instant {
  return new Date(Date.parse(moment) + minutes * A_MINUTE_MS).toISOString();
}

/** The later of two moments or dates of the same form. */
export function later<Text extends string>(one: Text, other: Text): Text {
  return one > other ? one : other;
}
