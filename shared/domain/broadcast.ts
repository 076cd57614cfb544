import type { MessageContent } from './message-content.ts';
import type { TellingShares } from './telling-forecast.ts';
import type { Instant } from './time.ts';

/** What can be sent to many people at once. */
export type BroadcastContent = Extract<
  MessageContent,
  { readonly kind: 'moment' | 'announcement' | 'event-change' }
>;

/** How long a broadcast can be stopped after it was confirmed, before anything has left, in minutes. */
export const HOLD_MINUTES = 5;

/**
 * Where a broadcast stands. `freezing`: the recipients are being written down; nothing is sent. `frozen`: they are, and
 * it waits to be confirmed. `sending` begins at `sendFrom`, after the hold. `stopped` may be resumed.
 */
export type BroadcastState = 'freezing' | 'frozen' | 'sending' | 'stopped';

/** One message to many people. Its recipients are frozen in packs when it is confirmed: the number is the number. */
export interface Broadcast {
  readonly tenantId: string;
  readonly id: string;
  readonly content: BroadcastContent;
  /** 1; one more with each correction. */
  readonly contentRevision: number;
  /** For allies of this ERG; absent where it is for everyone. */
  readonly ergId?: string;
  readonly state: BroadcastState;
  /** The end of the hold in which it can be stopped before anything has left. */
  readonly sendFrom: Instant;
  /** From this moment on nobody is told any more. */
  readonly until: Instant;
  readonly recipients: number;
  readonly packs: number;
  /** When it would be told, given people's budgets; known where it was frozen to be confirmed, for enough people. */
  readonly timing?: TellingShares;
}

/**
 * What came of a broadcast for one person, as one letter. `-` not looked at yet; `s` sent; `w` waits for their budget
 * or window; `n` not to be written to (no consent, stopped, not an ally any more, erased, unreachable); `f` given up.
 */
export const RECIPIENT_OUTCOMES = {
  none: '-',
  sent: 's',
  waiting: 'w',
  skipped: 'n',
  failed: 'f',
} as const;
export type RecipientOutcome = keyof typeof RECIPIENT_OUTCOMES;

/** How far a broadcast is: people by outcome, over all packs. */
export type BroadcastProgress = Readonly<Record<RecipientOutcome, number>> & {
  /** People whose sent card was brought up to date with the last correction. */
  readonly corrected: number;
};

/** Some of the recipients of a broadcast, worked on together. */
export interface BroadcastPack {
  readonly index: number;
  readonly userIds: readonly string[];
  /** One outcome a person, in the order of `userIds`. */
  readonly outcomes: readonly RecipientOutcome[];
}
