/** Characters that turn the direction of what follows, and other control characters: they would reach beyond the words. */
const UNRULY = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

/** No script needs more marks on one letter; more of them run over the lines above and below. */
const PILED_MARKS = /(\p{Mark}{6})\p{Mark}+/gu;

const LETTERS = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** What a text takes on a card, in bytes: JSON, as UTF-8. */
export function bytesOf(text: string): number {
  return Buffer.byteLength(JSON.stringify(text)) - 2;
}

/** Somebody's words as one line, without what would reach beyond them. */
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/\s+/gu, ' ')
    .replace(UNRULY, '')
    .replace(PILED_MARKS, '$1')
    .trim();
}

/** The start of one line, with an ellipsis where something is left out: cut between words where one ends near. */
export function startOf(
  line: string,
  most: { readonly letters: number; readonly bytes: number },
): string {
  if (line.length <= most.letters && bytesOf(line) <= most.bytes) return line;
  let letters = 0;
  let bytes = bytesOf('…');
  let end = 0;
  let lastSpace = 0;
  for (const { segment, index } of LETTERS.segment(line)) {
    letters += 1;
    bytes += bytesOf(segment);
    // The whole line may still fit where it has more code units than letters.
    if (letters > most.letters || bytes > most.bytes) {
      const cut = lastSpace > end * 0.8 ? lastSpace : end;
      return `${line.slice(0, cut).trimEnd()}…`;
    }
    end = index + segment.length;
    if (segment === ' ') lastSpace = index;
  }
  return line;
}
