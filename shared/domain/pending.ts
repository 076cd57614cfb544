import type { Instant } from './time.ts';

/**
 * What can wait to be told to a person besides the questions about their pledges, the most pressing first.
 * `event-reminder` and `event-change` were asked for by saying yes to an event: they are not unsolicited.
 */
export const PENDING_KINDS = [
  'event-change',
  'moment',
  'event-reminder',
  'announcement',
  'lesson',
] as const;
export type PendingKind = (typeof PENDING_KINDS)[number];

/** Something that waits to be told to one person. Its words are kept once, for everybody, under the same id. */
export interface Pending {
  /** The broadcast, or the reminder. */
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

/** Whether a message about this counts against nobody's message budget. */
export function isSolicited(kind: PendingKind): boolean {
  return kind === 'event-change' || kind === 'event-reminder';
}
