import { type CardElement, plainWords } from './card-parts.ts';

/** How much of an organiser's text stands on a card, in bytes of UTF-8: two of them leave room below 28 KB. */
const MOST_BYTES = 5000;

/** How many paragraphs. */
const MOST_PARAGRAPHS = 12;

/** A long text of an organiser as paragraphs, letter by letter; `isCut` where the rest has to be read in the tab. */
export function longWords(text: string): {
  readonly paragraphs: readonly CardElement[];
  readonly isCut: boolean;
} {
  const all = text
    .split(/\n+/u)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
  const paragraphs: CardElement[] = [];
  let bytes = 0;
  for (const paragraph of all) {
    bytes += Buffer.byteLength(JSON.stringify(paragraph));
    if (bytes > MOST_BYTES || paragraphs.length === MOST_PARAGRAPHS) {
      const left = MOST_BYTES - (bytes - Buffer.byteLength(JSON.stringify(paragraph)));
      // A first paragraph that is too long is cut inside; later ones go as a whole.
      if (paragraphs.length === 0) paragraphs.push(plainWords(startOf(paragraph, left), LOOK));
      return { paragraphs, isCut: true };
    }
    paragraphs.push(plainWords(paragraph, LOOK));
  }
  return { paragraphs, isCut: false };
}

const LOOK = { mostLetters: Infinity } as const;
const WORDS = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function startOf(text: string, mostBytes: number): string {
  let bytes = 0;
  let start = '';
  for (const { segment } of WORDS.segment(text)) {
    bytes += Buffer.byteLength(JSON.stringify(segment)) - 2;
    if (bytes > mostBytes) break;
    start += segment;
  }
  return `${start.trimEnd()}…`;
}
