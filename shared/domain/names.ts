/**
 * A name for comparing, sorting and finding: without Latin, Greek and Cyrillic accents, in lower case, one space
 * between words. Vowel signs of other scripts stay; a name of symbols alone stays as it is.
 */
export function foldName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFKC')
    .toLowerCase();
  const words = plain.replace(/[^\p{Letter}\p{Mark}\p{Number}]+/gu, ' ').trim();
  return words === '' ? plain.replace(/[\p{Other}\p{Separator}]+/gu, ' ').trim() : words;
}

/** The words of a name by which it can be found, each once, at most eight. */
export function wordsOf(name: string): readonly string[] {
  return [...new Set(foldName(name).split(' '))].filter((word) => word !== '').slice(0, 8);
}
