import type { CardJson } from '../ports.ts';
import type { CardReader } from './card-parts.ts';
import { LONG_TEXT_BYTES } from './long-words.ts';

/** Teams takes 28 KB for a whole activity; what stands around the card takes less than the rest. */
const MOST_CARD_BYTES = 26 * 1024;

/** Shorter and shorter: with the last one everything fits that can fall together on a card. */
const LONG_TEXTS_BYTES = [LONG_TEXT_BYTES, 5000, 2500, 1000, 300];

/** A card as Teams takes it: where it is too large, the long texts on it are cut shorter. */
export function fitToTeams(reader: CardReader, build: (reader: CardReader) => CardJson): CardJson {
  for (const longTextBytes of LONG_TEXTS_BYTES) {
    const card = build({ ...reader, longTextBytes });
    if (Buffer.byteLength(JSON.stringify(card)) <= MOST_CARD_BYTES) return card;
  }
  throw new Error('A card does not fit, however short its texts.');
}
