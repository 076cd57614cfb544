/** A name for comparing, sorting and finding: without accents, in lower case, one space between words. */
export function foldName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim();
}

/** The words of a name by which it can be found, each once, at most eight. */
export function wordsOf(name: string): readonly string[] {
  return [...new Set(foldName(name).split(' '))].filter((word) => word !== '').slice(0, 8);
}
