import { wordsOf } from '../domain/names.ts';
import { keySafe } from './guards.ts';
import type { RowRange } from './tables.ts';

/** A word as it stands in a key: what begins alike stays alike, however long it is. */
function safeWord(word: string): string {
  return keySafe(word).slice(0, 100);
}

/** The keys by which somebody with this name is found, one for each word. */
export function findKeys({
  userId,
  name,
}: {
  readonly userId: string;
  readonly name: string;
}): readonly string[] {
  // Different words may be alike once they are cut, so each key stands once.
  const words = new Set(wordsOf(name).map(safeWord));
  return [...words].map((word) => `find_${word}_${userId}`);
}

/** The keys of words that begin with this one. */
export function wordRange(word: string): Required<RowRange> {
  const from = `find_${safeWord(word)}`;
  const last = from.length - 1;
  return { from, before: from.slice(0, last) + String.fromCharCode(from.charCodeAt(last) + 1) };
}
