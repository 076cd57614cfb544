import { type CardElement, type CardReader, plainWords } from './card-parts.ts';
import { bytesOf, oneLine, startOf } from './cut-words.ts';

/** How much of one long text stands on a card where nothing else asks for the room, in bytes. */
export const LONG_TEXT_BYTES = 10_000;

/** What a paragraph takes on a card besides its words, in bytes. */
const AROUND_PARAGRAPH_BYTES = 80;

const MOST_PARAGRAPHS = 30;

/** Less than this of a paragraph is not worth beginning. */
const SHORTEST_START_BYTES = 60;

/** A long text of an organiser as paragraphs, letter by letter; `isCut` where the rest has to be read in the tab. */
export function longWords(
  { longTextBytes = LONG_TEXT_BYTES }: CardReader,
  text: string,
): { readonly paragraphs: readonly CardElement[]; readonly isCut: boolean } {
  const lines = text
    .split(/[\n\r\u2028\u2029]+/u)
    .map(oneLine)
    .filter((line) => line !== '');
  const paragraphs: CardElement[] = [];
  let left = longTextBytes;
  for (const line of lines) {
    left -= AROUND_PARAGRAPH_BYTES;
    if (bytesOf(line) > left || paragraphs.length === MOST_PARAGRAPHS) {
      const isWorthIt = paragraphs.length === 0 || left >= SHORTEST_START_BYTES;
      if (isWorthIt && paragraphs.length < MOST_PARAGRAPHS) paragraphs.push(words(line, left));
      return { paragraphs, isCut: true };
    }
    paragraphs.push(words(line, left));
    left -= bytesOf(line);
  }
  return { paragraphs, isCut: false };
}

function words(line: string, mostBytes: number): CardElement {
  return plainWords(startOf(line, { letters: Infinity, bytes: mostBytes }), { whole: true });
}

/** A short text of an organiser: a title, a place. */
export function shortWords(
  { longTextBytes = LONG_TEXT_BYTES }: CardReader,
  text: string,
  look: { readonly weight?: 'Bolder'; readonly selectAction?: CardElement } = {},
): CardElement {
  return plainWords(text, { ...look, mostBytes: longTextBytes });
}
