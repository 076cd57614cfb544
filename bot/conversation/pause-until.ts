import { Temporal } from 'temporal-polyfill';
import type { LocalDate } from '../../shared/domain/time.ts';
import type { PauseEnd } from './intent.ts';

/** The longest pause from the chat; whoever wants more stops the messages. */
const LONGEST_PAUSE_DAYS = 366;

/**
 * The local date on which messages come back, from tomorrow to a year from now; undefined where the day cannot
 * be read, does not exist or lies outside. A date without a year is the next one with that name.
 */
export function pauseUntil(end: PauseEnd, today: LocalDate): LocalDate | undefined {
  const from = Temporal.PlainDate.from(today);
  const date = dateOf(end, from);
  if (date === undefined) return undefined;
  const days = from.until(date).days;
  return days >= 1 && days <= LONGEST_PAUSE_DAYS ? date.toString() : undefined;
}

function dateOf(end: PauseEnd, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  switch (end.kind) {
    case 'after':
      // Guarded before it is added: calendars end.
      if (end.count > LONGEST_PAUSE_DAYS) return undefined;
      return today.add({ [`${end.unit}s`]: end.count });
    case 'weekday':
      return today.add({ days: ((end.day - today.dayOfWeek + 6) % 7) + 1 });
    case 'date':
      return end.year === undefined
        ? [today.year, today.year + 1]
            .map((year) => existingDate({ ...end, year }))
            .find((date) => date !== undefined && Temporal.PlainDate.compare(date, today) > 0)
        : existingDate({ ...end, year: end.year });
    case 'unread':
      return undefined;
  }
}

/** Undefined for 31 February. */
function existingDate({
  year,
  month,
  day,
}: {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
