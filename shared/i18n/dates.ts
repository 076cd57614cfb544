import type { Instant, LocalDate, LocalTime, Weekday } from '../domain/time.ts';

// Dates and times without a zone are formatted as if in UTC, so that no zone can move them.
function asUtc(date: LocalDate, time: LocalTime = '00:00'): Date {
  return new Date(`${date}T${time}:00.000Z`);
}

/** A date without its year, "3 March"; `locale` is a valid BCP 47 tag. */
export function dayInWords(date: LocalDate, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(asUtc(date));
}

/** A date with its weekday and without its year, "Tuesday 3 March". */
export function weekdayAndDay(date: LocalDate, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(asUtc(date));
}

/** The name of a weekday, "Tuesday", or in short, "Tue". */
export function weekdayName(
  day: Weekday,
  locale: string,
  width: 'long' | 'short' = 'long',
): string {
  // 1 January 2024 was a Monday.
  const date = `2024-01-0${day}`;
  return new Intl.DateTimeFormat(locale, { weekday: width, timeZone: 'UTC' }).format(asUtc(date));
}

/** The name of a month from 1 to 12, "March", or in short, "Mar". */
export function monthName(month: number, locale: string, width: 'long' | 'short' = 'long'): string {
  const date = `2024-${String(month).padStart(2, '0')}-01`;
  return new Intl.DateTimeFormat(locale, { month: width, timeZone: 'UTC' }).format(asUtc(date));
}

/** A wall-clock time as the locale writes it, "10:00" or "10:00 AM". */
export function timeInWords(time: LocalTime, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(asUtc('2024-01-01', time));
}

/** The day and the time of a moment as the clock on the wall of a zone shows them. */
export function momentInWords(
  moment: Instant,
  zone: string,
  locale: string,
): { readonly day: string; readonly time: string } {
  const at = new Date(moment);
  return {
    day: new Intl.DateTimeFormat(locale, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      timeZone: zone,
    }).format(at),
    time: new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: zone }).format(at),
  };
}
