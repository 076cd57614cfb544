import { daysBetween, later } from './cadence.ts';
import type { ObservanceTime } from './tenant-year.ts';
import type { LocalDate } from './time.ts';

/**
 * Which time of an observance an event on a day belongs to: the one it falls into, else the nearest, the earlier of two as
 * near. Undefined where there is none.
 */
export function nearestTime(
  day: LocalDate,
  times: readonly ObservanceTime[],
): ObservanceTime | undefined {
  return times.reduce<ObservanceTime | undefined>(
    (best, time) => (best === undefined || daysAway(day, time) < daysAway(day, best) ? time : best),
    undefined,
  );
}

/** How many days lie between a day and the days of an observance; 0 within them. */
function daysAway(day: LocalDate, { first, last }: ObservanceTime): number {
  const nearest = day > last ? last : later(day, first);
  return Math.abs(daysBetween(day, nearest));
}
