import type { CardElement } from './card-parts.ts';
import type { SummaryKind } from './card-summary.ts';

/** What came of a tap: the card that answers it begins with this. */
export interface Said {
  /** Ours, never words of a person: the heading of a card of its own, and read aloud. */
  readonly heading: string;
  /** Ours too; read aloud after the heading. */
  readonly question?: string;
  readonly body: readonly CardElement[];
  /** All its buttons. */
  readonly actions: readonly CardElement[];
}

/** One thing that a card tells or asks: alone it is the whole card, beside others a part of it. */
export interface CardPart extends Said {
  /** What the notification of a card says that begins with it. */
  readonly summary: SummaryKind;
  /** The one button that it has where room is short. */
  readonly mainAction: CardElement;
  /** Beside others it keeps all its buttons where there is room for all of them. */
  readonly keepsAll?: true;
}
