import { foldName } from '../../shared/domain/names.ts';

/** More than this is no command; the rest is not looked at. */
export const LONGEST_TEXT = 300;

/** The digits of Arabic and of Persian, which are typed as others type 0 to 9. */
const DIGITS = ['٠١٢٣٤٥٦٧٨٩', '۰۱۲۳۴۵۶۷۸۹'];

/**
 * The words of a chat message, folded for comparing: without mentions, markup, emoji, punctuation, accents and
 * capitals; digits stand apart from letters ("2w" is "2", "w"). Only the first `LONGEST_TEXT` characters count.
 */
export function spokenWords(text: string): readonly string[] {
  const plain = text
    .slice(0, LONGEST_TEXT)
    .replace(/<at\b[^>]*>[^<]*<\/at>/giu, ' ')
    .replace(/<[^>]*>/gu, ' ')
    .replace(/&(?:#\d+|[a-z]+);/giu, ' ')
    .replace(/['’ʼ`]/gu, '')
    .replace(/[٠-٩۰-۹]/gu, (digit) =>
      String(DIGITS.map((row) => row.indexOf(digit)).find((at) => at >= 0)),
    );
  return foldName(plain)
    .replace(/(\p{Number})(?=\p{Letter})|(\p{Letter})(?=\p{Number})/gu, '$1$2 ')
    .split(' ')
    .filter((word) => /[\p{Letter}\p{Number}]/u.test(word));
}
