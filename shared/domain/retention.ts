import { Temporal } from 'temporal-polyfill';
import { withoutAsksUntil } from './buddy-decisions.ts';
import type { MembershipMoment } from './membership-decisions.ts';
import type { Person } from './person.ts';
import { withoutEventsUntil } from './rsvp-decisions.ts';
import type { Instant, LocalDate } from './time.ts';

/** So many months what is past is kept, unless its owner deletes it before. The journal is kept until its owner deletes it. */
export const MONTHS_KEPT = 13;

/** A backup that is older than this is not restored any more. */
export const BACKUP_MONTHS = 13;

/** So many months it is remembered that somebody was erased: longer than any backup that may be restored, and a margin. */
export const ERASURE_MONTHS = 15;

/**
 * So many days after its time is over a broadcast knows to whom it went: a card that is older is not corrected any more,
 * and is past.
 */
export const RECIPIENT_DAYS = 61;

/** How many cards of somebody who is erased are blanked at the most, the newest: more than anybody gets in 13 months. */
export const MOST_CARDS_BLANKED = 400;

/** What is past and was before this moment is deleted. */
export function keptSince(now: Instant): Instant {
  return monthsBefore(now, MONTHS_KEPT);
}

/** What was before this date is deleted: a day more, so that no time zone loses a day. */
export function keptSinceDate(now: Instant): LocalDate {
  return Temporal.PlainDate.from(keptSince(now).slice(0, 10)).subtract({ days: 1 }).toString();
}

/** Erasures before this moment need not be remembered: no backup that holds those people may be restored. */
export function erasuresKeptSince(now: Instant): Instant {
  return monthsBefore(now, ERASURE_MONTHS);
}

/** Broadcasts that were over before this moment forget to whom they went. */
export function recipientsKeptSince(now: Instant): Instant {
  return Temporal.Instant.from(now)
    .subtract({ hours: 24 * RECIPIENT_DAYS })
    .toString({ smallestUnit: 'millisecond' });
}

/** Whether a backup of this moment may be restored: whoever was erased since then is known. */
export function mayBeRestored(backupOf: Instant, now: Instant): boolean {
  return backupOf >= monthsBefore(now, BACKUP_MONTHS) && backupOf <= now;
}

/**
 * Whether somebody who came back with a backup is to be erased again: they were erased after all that is kept of them
 * began. Whoever agreed anew afterwards is not.
 */
export function isToBeErasedAgain(
  { profile, invitations }: Pick<Person, 'profile' | 'invitations'>,
  erasedAt: Instant,
): boolean {
  const { consent, greeting } = profile;
  if (consent.state === 'given') return consent.at <= erasedAt;
  const began = [
    ...(greeting.state === 'none' ? [] : [greeting.at]),
    ...invitations.map(({ at }) => at),
  ];
  return began.every((at) => at <= erasedAt);
}

/**
 * The person without what is current of them only because nothing came after it: messages of long ago, their yes to events that
 * ended, refusals after which they might have asked again, and asks for a buddy that nobody accepted. What the others must be told
 * of it is told. The same person where there is nothing of it.
 */
export function withoutWhatIsOver(person: Person, at: MembershipMoment): Person {
  const since = keptSince(at.now);
  const rest = withoutAsksUntil(withoutEventsUntil(person, since, at), since, at);
  const date = keptSinceDate(at.now);
  const deliveries = rest.deliveries.filter((one) => one.date >= date);
  const refusals = rest.refusals.filter(({ askAgainFrom }) => askAgainFrom >= since);
  const isSame =
    deliveries.length === rest.deliveries.length && refusals.length === rest.refusals.length;
  return isSame ? rest : { ...rest, deliveries, refusals };
}

function monthsBefore(now: Instant, months: number): Instant {
  return Temporal.Instant.from(now)
    .toZonedDateTimeISO('UTC')
    .subtract({ months })
    .toInstant()
    .toString({ smallestUnit: 'millisecond' });
}
