import type { PendingKind } from './pending.ts';
import type { Instant, LocalDate } from './time.ts';

/** Why a message is sent: the most pressing thing that it tells. `last-card` asks whether to go on writing at all. */
export type DeliveryCause = 'check-in' | 'ending' | 'last-card' | PendingKind;

/** One thing that a message tells or asks. */
export type DeliveryItem =
  | { readonly kind: 'question'; readonly pledgeId: string; readonly date: LocalDate }
  /** The period of a pledge is over: renew, change, complete or let go. */
  | { readonly kind: 'ending'; readonly pledgeId: string; readonly endsOn: LocalDate }
  | {
      readonly kind: 'pending';
      readonly id: string;
      readonly of: PendingKind;
      /** The revision of the words that the card shows; a correction brings it up to date. */
      readonly revision: number;
    }
  | { readonly kind: 'last-card' };

/** How a message begins: after a pause or a gap it says welcome back. */
export type DeliveryOpening = 'plain' | 'welcome-back';

/** Where one message to one person stands. Leases are on real time, in milliseconds since 1970. */
export type DeliveryState =
  | { readonly state: 'sending'; readonly claimId: string; readonly leaseUntilMs: number }
  | {
      readonly state: 'sent';
      readonly activityId: string;
      readonly sentAt: Instant;
      /** A crash or a lost answer came between: the person may have got it twice. */
      readonly uncertain: boolean;
    }
  | { readonly state: 'given-up'; readonly reason: string; readonly at: Instant };

/** A row of the ledger: one message, one person, one local date, one cause, one thing that it is about. */
export interface Delivery {
  readonly date: LocalDate;
  readonly cause: DeliveryCause;
  /** The id of what caused it; empty for check-ins, endings and the last card, of which a day sees one. */
  readonly about: string;
  /** What the card tells and asks, in the order of its parts. */
  readonly items: readonly DeliveryItem[];
  readonly opening: DeliveryOpening;
  /**
   * The date on which it counts against the message budget: its own, or one a week later where a moment used the
   * next week's early. Absent where it does not count.
   */
  readonly chargedOn?: LocalDate;
  readonly progress: DeliveryState;
  readonly attempts: number;
}

/** Whether two rows are about the same message. */
export function isSameDelivery(one: Delivery, other: Delivery): boolean {
  return one.date === other.date && one.cause === other.cause && one.about === other.about;
}
