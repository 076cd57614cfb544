import type { CardElement } from './card-parts.ts';

/** One thing that a card tells or asks: alone it is the whole card, beside others a part of it. */
export interface CardPart {
  /** Ours, never words of a person: the heading of a card of its own, and read aloud. */
  readonly heading: string;
  /** Ours too; read aloud after the heading. */
  readonly question?: string;
  readonly body: readonly CardElement[];
  /** All its buttons. */
  readonly actions: readonly CardElement[];
  /** The one button that it has where room is short. */
  readonly mainAction: CardElement;
}
