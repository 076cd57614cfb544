import { addDays, addMinutes, momentOf, weekdayOf } from './cadence.ts';
import type { DeliveryItem } from './delivery.ts';
import type { PendingKind } from './pending.ts';
import type { Person } from './person.ts';
import { isQuietOn } from './quiet-dates.ts';
import { minutesIntoHalfHour } from './spread.ts';
import type { TenantRules } from './tenant-rules.ts';
import type { Instant, LocalDate } from './time.ts';

/** How long after the person's time a message may still go out; later ones wait for the next day's window. */
export const WINDOW_MINUTES = 6 * 60;

/** What cannot wait for the person's own hour goes out by day: from this local time on, and before that one. */
const DAY_BEGINS = '08:00';
const DAY_ENDS = '20:00';

/**
 * Which window a thing goes out in: `own` is the person's own hour; `day` is for what cannot wait, any day from
 * eight to eight.
 */
export type WindowKind = 'own' | 'day';

const WINDOWS: Readonly<Record<PendingKind, WindowKind>> = {
  'event-change': 'day',
  'membership-news': 'day',
  moment: 'day',
  'event-reminder': 'day',
  'requests-waiting': 'day',
  announcement: 'own',
  invitation: 'own',
  lesson: 'own',
};

/** The window of a kind of pending thing. */
export function windowOfPending(kind: PendingKind): WindowKind {
  return WINDOWS[kind];
}

/** The window of a thing that a message tells. */
export function windowOfItem(item: DeliveryItem): WindowKind {
  return item.kind === 'pending' ? windowOfPending(item.of) : 'own';
}

/** When a message of this local date may go out at the earliest: spread, so that not everybody comes at once. */
export function windowStart(person: Person, date: LocalDate, kind: WindowKind): Instant {
  const { time, zone } = person.profile.settings;
  const begins = momentOf(date, kind === 'own' ? time : DAY_BEGINS, zone);
  return addMinutes(begins, minutesIntoHalfHour(person.key.userId));
}

/** From when on a message of this local date is too late. */
function windowEnd(person: Person, date: LocalDate, kind: WindowKind): Instant {
  return kind === 'own'
    ? addMinutes(windowStart(person, date, kind), WINDOW_MINUTES)
    : momentOf(date, DAY_ENDS, person.profile.settings.zone);
}

/** Whether a message of this local date may go out at this moment. */
export function isInWindow(
  person: Person,
  date: LocalDate,
  kind: WindowKind,
  now: Instant,
): boolean {
  return windowStart(person, date, kind) <= now && now < windowEnd(person, date, kind);
}

/** The local date whose window is open now; the one that began yesterday may reach past midnight. */
export function openWindow(
  person: Person,
  today: LocalDate,
  kind: WindowKind,
  now: Instant,
): LocalDate | undefined {
  return [today, addDays(today, -1)].find((date) => isInWindow(person, date, kind, now));
}

/** Whether no message at all goes out on this local date: a pause, or quiet dates of the person or the organisation. */
export function isSilentOn(person: Person, date: LocalDate, tenant: TenantRules): boolean {
  const { messages, quietDates } = person.profile.settings;
  const isPaused = messages.state === 'paused' && date < messages.until;
  return isPaused || isQuietOn(quietDates, date) || isQuietOn(tenant.quietDates, date);
}

/** Whether announcements, invitations and lessons may go out on this local date: a working day, or the person's own day. */
export function isDayForNews(person: Person, date: LocalDate): boolean {
  const weekday = weekdayOf(date);
  return weekday <= 5 || weekday === person.profile.settings.day;
}
