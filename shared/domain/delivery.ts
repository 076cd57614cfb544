import type { Question } from './check-in.ts';
import type { Instant, LocalDate } from './time.ts';

/** Why a message is sent. */
export type DeliveryCause = 'check-in';

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

/** A row of the ledger: one message, one person, one local date, one cause. */
export interface Delivery {
  readonly date: LocalDate;
  readonly cause: DeliveryCause;
  /** What the card asks about. */
  readonly questions: readonly Question[];
  readonly progress: DeliveryState;
  readonly attempts: number;
}
