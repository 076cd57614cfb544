import { PILLARS } from './pillar.ts';
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

/** Why a lesson is told, in one word: the pillar of a pledge, or one of the other reasons. */
export const LESSON_CAUSES = [...PILLARS, 'group', 'later', 'new', 'begin'] as const;
export type LessonCause = (typeof LESSON_CAUSES)[number];

/** A lesson that is told on a local date; another date is another telling. */
export interface LessonTellingKey {
  /** A word for a built-in one, a UUID for an ERG's. */
  readonly lessonId: string;
  /** UUID in lower case; absent for a built-in one. */
  readonly ergId?: string;
  readonly cause: LessonCause;
  readonly date: LocalDate;
}

/** What waits for a person, as its id says it. Whatever has no structure is the id of a broadcast. */
export type PendingIdentity =
  | ({ readonly kind: 'membership-news' } & MembershipNewsKey)
  | ({ readonly kind: 'invitation' } & ErgRoundKey)
  | ({ readonly kind: 'requests-waiting' } & ErgRoundKey)
  | ({ readonly kind: 'event-reminder' } & EventReminderKey)
  | ({ readonly kind: 'lesson' } & LessonTellingKey)
  | { readonly kind: 'broadcast' };

// Ids stand in row keys and on cards that were sent: what was once built must be read for ever. At most 120 characters,
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

/** The id of telling a lesson. */
export function lessonTellingId({ lessonId, ergId, cause, date }: LessonTellingKey): string {
  return ['lesson', ergId ?? BUILT_IN, lessonId, cause, date].join('.');
}

const BUILT_IN = 'built-in';
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
const LESSON_ID = new RegExp(
  `^lesson\\.(?<from>${BUILT_IN}|${UUID})\\.(?<lessonId>[a-z0-9-]{1,36})` +
    `\\.(?<cause>${LESSON_CAUSES.join('|')})\\.(?<date>\\d{4}-\\d{2}-\\d{2})$`,
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
  const lesson = LESSON_ID.exec(id)?.groups;
  if (lesson !== undefined) {
    const { from = '', lessonId = '', date = '' } = lesson;
    return {
      kind: 'lesson',
      lessonId,
      ...(from === BUILT_IN ? {} : { ergId: from }),
      cause: LESSON_CAUSES.find((one) => one === lesson['cause']) ?? 'begin',
      date,
    };
  }
  return { kind: 'broadcast' };
}
