import { useMemo } from 'react';
import { remembering } from '../../shared/domain/remembering.ts';
import { numberIn } from '../../shared/i18n/numbers.ts';
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

// To make one takes a thousand times as long as to use it.
const formats = remembering<Intl.DateTimeFormat>();
const lists = remembering<Intl.ListFormat>();

/** Formats for this language (BCP 47). */
export function datesIn(language: string): Dates {
  const write = (moment: Date, options: Intl.DateTimeFormatOptions) =>
    formats
      .of(JSON.stringify([language, options]), () => {
        return new Intl.DateTimeFormat(language, { timeZone: 'UTC', ...options });
      })
      .format(moment);
  return {
    day: (date, today) =>
      write(noon(date), date.slice(0, 4) === today.slice(0, 4) ? THIS_YEAR : ANY_YEAR),
    dayWithWeekday: (date) => write(noon(date), { weekday: 'long', ...THIS_YEAR }),
    month: (of) => write(noon(`${of}-01`), { month: 'long', year: 'numeric' }),
    // 2024-01-01 was a Monday.
    weekday: (day) => write(noon(`2024-01-0${day}`), { weekday: 'long' }),
    time: (clock) => write(new Date(`2024-01-01T${clock}:00Z`), { timeStyle: 'short' }),
    instant: (instant, zone) => write(new Date(instant), { timeZone: zone, ...ANY_YEAR }),
    timeOf: (instant, zone) => write(new Date(instant), { timeZone: zone, timeStyle: 'short' }),
    number: (value) => numberIn(language, value),
    list: (parts) =>
      lists
        .of(language, () => new Intl.ListFormat(language, { type: 'conjunction' }))
        .format(parts),
  };
}

const THIS_YEAR = { day: 'numeric', month: 'long' } as const;
const ANY_YEAR = { ...THIS_YEAR, year: 'numeric' } as const;

/** Formats for the language of Teams. */
export function useDates(): Dates {
  const { language } = useTeams();
  return useMemo(() => datesIn(language), [language]);
}

function noon(date: string): Date {
  return new Date(`${date}T12:00:00Z`);
}
