import type { LocalDate } from './time.ts';

/** What an ERG decided about a person's wish to be an ally, or about one who was. */
export const MEMBERSHIP_NEWS = ['approved', 'declined', 'removed'] as const;
export type MembershipNews = (typeof MEMBERSHIP_NEWS)[number];

/** News of a person's own membership. `revision` is that of the change, so that the same answer later is new news. */
export interface MembershipNewsKey {
  readonly news: MembershipNews;
  /** UUID in lower case. */
  readonly ergId: string;
  readonly revision: number;
  /** Declined or removed: the local date from which on the person may ask again, which the card names. */
  readonly askAgainOn?: LocalDate;
}

/** Something about an ERG, in one of its rounds. */
export interface ErgRoundKey {
  /** UUID in lower case. */
  readonly ergId: string;
  readonly revision: number;
}

/** A reminder of an event. `revision` is that of the event's time: an event that moved reminds anew. */
export interface EventReminderKey extends ErgRoundKey {
  /** UUID in lower case. */
  readonly eventId: string;
}

/** What waits for a person, as its id says it. Whatever has no structure is the id of a broadcast. */
export type PendingIdentity =
  | ({ readonly kind: 'membership-news' } & MembershipNewsKey)
  | ({ readonly kind: 'invitation' } & ErgRoundKey)
  | ({ readonly kind: 'requests-waiting' } & ErgRoundKey)
  | ({ readonly kind: 'event-reminder' } & EventReminderKey)
  | { readonly kind: 'broadcast' };

// Ids stand in row keys and on cards that were sent: what was once built must be read for ever. At most 110 characters,
// of letters, digits, `-` and `.`; a UUID has no dot.

/** The id of news of a membership. */
export function membershipNewsId({ news, ergId, revision, askAgainOn }: MembershipNewsKey): string {
  const parts = ['membership-news', news, ergId, revision];
  return [...parts, ...(askAgainOn === undefined ? [] : [askAgainOn])].join('.');
}

/** The id of an invitation to join an ERG; another `revision` is another invitation. */
export function invitationId({ ergId, revision }: ErgRoundKey): string {
  return `invitation.${ergId}.${revision}`;
}

/** The id of telling organisers that requests wait; `revision` counts the rounds, from none to some. */
export function requestsWaitingId({ ergId, revision }: ErgRoundKey): string {
  return `requests-waiting.${ergId}.${revision}`;
}

/** The id of a reminder of an event. */
export function eventReminderId({ ergId, eventId, revision }: EventReminderKey): string {
  return `event-reminder.${ergId}.${eventId}.${revision}`;
}

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const MEMBERSHIP_NEWS_ID = new RegExp(
  `^membership-news\\.(?<news>${MEMBERSHIP_NEWS.join('|')})\\.(?<ergId>${UUID})` +
    '\\.(?<revision>\\d{1,16})(?:\\.(?<askAgainOn>\\d{4}-\\d{2}-\\d{2}))?$',
);
const ERG_ROUND_ID = new RegExp(
  `^(?<kind>invitation|requests-waiting)\\.(?<ergId>${UUID})\\.(?<revision>\\d{1,16})$`,
);
const EVENT_REMINDER_ID = new RegExp(
  `^event-reminder\\.(?<ergId>${UUID})\\.(?<eventId>${UUID})\\.(?<revision>\\d{1,16})$`,
);

/** Reads the id of something pending. Never fails: what none of the builders made is a broadcast's. */
export function parsePendingId(id: string): PendingIdentity {
  const news = MEMBERSHIP_NEWS_ID.exec(id)?.groups;
  if (news !== undefined) {
    const { ergId = '', revision, askAgainOn } = news;
    return {
      kind: 'membership-news',
      news: MEMBERSHIP_NEWS.find((one) => one === news['news']) ?? 'approved',
      ergId,
      revision: Number(revision),
      ...(askAgainOn === undefined ? {} : { askAgainOn }),
    };
  }
  const round = ERG_ROUND_ID.exec(id)?.groups;
  if (round !== undefined) {
    const { kind, ergId = '', revision } = round;
    return {
      kind: kind === 'invitation' ? 'invitation' : 'requests-waiting',
      ergId,
      revision: Number(revision),
    };
  }
  const reminder = EVENT_REMINDER_ID.exec(id)?.groups;
  if (reminder !== undefined) {
    const { ergId = '', eventId = '', revision } = reminder;
    return { kind: 'event-reminder', ergId, eventId, revision: Number(revision) };
  }
  return { kind: 'broadcast' };
}
