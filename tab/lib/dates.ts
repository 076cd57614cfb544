import { useMemo } from 'react';
import { useTeams } from './teams-context.ts';

/** Dates, times and numbers as the person's language writes them. Local dates never move with a zone. */
export interface Dates {
  /** `2 March`, and with the year where it is not this year's: `2 March 2027`. `today` is home's. */
  day(date: string, today: string): string;
  /** `Monday 2 March`. */
  dayWithWeekday(date: string): string;
  /** The month `2026-10`: `October 2026`. */
  month(month: string): string;
  /** `Monday`, from 1 (Monday) to 7. */
  weekday(day: number): string;
  /** `09:00` in the person's way: `9:00 AM`. */
  time(time: string): string;
  /** A moment in UTC as its date in this zone: `2 March 2026`. */
  instant(instant: string, zone: string): string;
  /** A moment in UTC as the time in this zone: `14:05`. */
  timeOf(instant: string, zone: string): string;
  number(value: number): string;
  /** `Pride and Mosaic`. */
  list(parts: readonly string[]): string;
}

/** Formats for this language (BCP 47). */
export function datesIn(language: string): Dates {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { timeZone: 'UTC', ...options });
  const thisYear = format({ day: 'numeric', month: 'long' });
  const otherYear = format({ day: 'numeric', month: 'long', year: 'numeric' });
  const withWeekday = format({ weekday: 'long', day: 'numeric', month: 'long' });
  const month = format({ month: 'long', year: 'numeric' });
  const weekday = format({ weekday: 'long' });
  const time = format({ timeStyle: 'short' });
  const number = new Intl.NumberFormat(language);
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  return {
    day: (date, today) =>
      (date.slice(0, 4) === today.slice(0, 4) ? thisYear : otherYear).format(noon(date)),
    dayWithWeekday: (date) => withWeekday.format(noon(date)),
    month: (of) => month.format(noon(`${of}-01`)),
    // 2024-01-01 was a Monday.
    weekday: (day) => weekday.format(noon(`2024-01-0${day}`)),
    time: (clock) => time.format(new Date(`2024-01-01T${clock}:00Z`)),
    instant: (instant, zone) =>
      new Intl.DateTimeFormat(language, {
        timeZone: zone,
        day: 'numeric',
        month: 'long',
        year: 'numeric',
      }).format(new Date(instant)),
    timeOf: (instant, zone) =>
      new Intl.DateTimeFormat(language, { timeZone: zone, timeStyle: 'short' }).format(
        new Date(instant),
      ),
    number: (value) => number.format(value),
    list: (parts) => list.format(parts),
  };
}

/** Formats for the language of Teams. */
export function useDates(): Dates {
  const { language } = useTeams();
  return useMemo(() => datesIn(language), [language]);
}

function noon(date: string): Date {
  return new Date(`${date}T12:00:00Z`);
}
