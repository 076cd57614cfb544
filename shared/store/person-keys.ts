import type { Delivery } from '../domain/delivery.ts';
import type { PersonKey } from '../domain/person.ts';
import type { Instant, LocalDate } from '../domain/time.ts';

// What is current starts with `c_` and sorts before what is past, `p_`: home and the worker read the current
// range alone, so it stays small for years.

/** Everything that is current. */
export const CURRENT_RANGE = { from: 'c_', before: 'd' } as const;

/** The partition of a person. */
export function personPartition(key: PersonKey): string {
  return `${key.tenantId}_${key.userId}`;
}

/** Row keys of what is current. */
export const currentKey = {
  profile: 'c_profile',
  conversation: 'c_conversation',
  pledge: (id: string) => `c_pledge_${id}`,
  membership: (ergId: string) => `c_ally_${ergId}`,
  rsvp: (eventId: string) => `c_rsvp_${eventId}`,
  invitation: (ergId: string) => `c_invitation_${ergId}`,
  refusal: (ergId: string) => `c_refusal_${ergId}`,
  learning: 'c_learning',
  buddies: 'c_buddies',
  delivery: (delivery: Delivery) => `c_delivery_${delivery.date}_${causeOf(delivery)}`,
  pending: (id: string) => `c_pending_${id}`,
  outbox: (id: string) => `c_outbox_${id}`,
} as const;

/** Row keys of what is past, newest first. */
export const pastKey = {
  pledge: (id: string) => `p_pledge_${complementOfHex(id)}`,
  checkIn: (pledgeId: string, date: LocalDate) => `p_checkin_${pledgeId}_${invertedDate(date)}`,
  delivery: (delivery: Delivery) =>
    `p_delivery_${invertedDate(delivery.date)}_${causeOf(delivery)}`,
  lesson: (at: Instant, lessonId: string) => `p_lesson_${invertedInstant(at)}_${lessonId}`,
  journalEntry: (id: string) => `p_journal_${complementOfHex(id)}`,
} as const;

/** The past pledges of a person. */
export const PAST_PLEDGES_RANGE = { from: 'p_pledge_', before: 'p_pledge`' } as const;

/** The messages of a person that are past. */
export const PAST_DELIVERIES_RANGE = { from: 'p_delivery_', before: 'p_delivery`' } as const;

/** The lessons that a person did. */
export const LEARNT_LESSONS_RANGE = { from: 'p_lesson_', before: 'p_lesson`' } as const;

/** The journal of a person. */
export const JOURNAL_RANGE = { from: 'p_journal_', before: 'p_journal`' } as const;

/** Everything that is past but for the journal, which stays until its owner deletes it. */
export const PAST_WITHOUT_JOURNAL = [
  { from: 'p_checkin_', before: 'p_delivery`' },
  { from: 'p_lesson_', before: 'p_pledge`' },
] as const;

/** The check-ins of one pledge. */
export function checkInsRange(pledgeId: string): {
  readonly from: string;
  readonly before: string;
} {
  return { from: `p_checkin_${pledgeId}_`, before: `p_checkin_${pledgeId}\`` };
}

/** Ids grow with time (UUIDv7); the complement of every hex digit shrinks, so that the newest sorts first. */
export function complementOfHex(id: string): string {
  return id.replace(/[0-9a-f]/g, (digit) => (15 - Number.parseInt(digit, 16)).toString(16));
}

/** What a message is about, as part of its key. */
function causeOf({ cause, about }: Delivery): string {
  return about === '' ? cause : `${cause}-${about}`;
}

/** Eight digits that shrink as dates grow. */
function invertedDate(date: LocalDate): string {
  return String(99_999_999 - Number(date.replaceAll('-', ''))).padStart(8, '0');
}

/** Thirteen digits that shrink as moments pass. */
function invertedInstant(at: Instant): string {
  return String(9_999_999_999_999 - Date.parse(at)).padStart(13, '0');
}
