import type { Instant } from './time.ts';

/**
 * What can wait to be told to a person besides the questions about their pledges, the most pressing first.
 * `event-reminder` and `event-change` were asked for by saying yes to an event, `membership-news` by asking to join a
 * group, and `requests-waiting` is a duty that an organiser took on: they are not unsolicited. An `invitation` is.
 */
export const PENDING_KINDS = [
  'event-change',
  'membership-news',
  'moment',
  'event-reminder',
  'requests-waiting',
  'announcement',
  'invitation',
  'lesson',
] as const;
export type PendingKind = (typeof PENDING_KINDS)[number];

/** Something that waits to be told to one person. Its words are kept once, for everybody, under the same id. */
export interface Pending {
  /** The broadcast, or an id that says itself what it is (`pending-ids.ts`). */
  readonly id: string;
  readonly kind: PendingKind;
  /** Not before this moment. */
  readonly from: Instant;
  /** From this moment on it is dropped. */
  readonly until: Instant;
  /** It is for allies of this ERG: whoever left is not told. */
  readonly ergId?: string;
  /** The pack of the broadcast in which this person stands, whose progress is told when it was sent. */
  readonly pack?: number;
}

const SOLICITED: ReadonlySet<PendingKind> = new Set<PendingKind>([
  'event-change',
  'membership-news',
  'event-reminder',
  'requests-waiting',
]);

/** Whether a message about this counts against nobody's message budget. */
export function isSolicited(kind: PendingKind): boolean {
  return SOLICITED.has(kind);
}
