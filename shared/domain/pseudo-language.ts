import type { PseudoLanguage } from './languages.ts';

const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ACCENTED = 'áƀçðéƒĝĥîĵķļɱñóþǫŕšţûṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻṀÑÓÞǪŔŠŢÛṼŴẊÝŽ';
const ACCENTS = new Map(PLAIN.split('').map((letter, index) => [letter, ACCENTED[index] ?? '']));

/** What German and the like take more than English. */
const LONGER_BY = 0.35;
const FILLING = 'ôñé ţŵó ţĥŕéé ƒóûŕ ƒîṽé šîẋ šéṽéñ éîĝĥţ ñîñé ţéñ';

/** What is not to be read but filled in, or opens what is marked: `{{name}}`, `<0>`. */
const HOLES = /(\{\{[^}]*\}\}|<\/?\w+\/?>)/;

const TURN = '\u202E';
const TURN_BACK = '\u202C';
const RIGHT_TO_LEFT_MARK = '\u200F';

const PLURAL = /^(?<base>.*)_other$/;

/**
 * An English text as it is in a pseudo-language; what is filled in stays as it is. `en-XA` has an accent on every letter,
 * about a third more of them, and brackets at its ends, so that a text that was cut can be seen. In `ar-XB` every word runs
 * from right to left.
 */
export function pseudoText(text: string, language: PseudoLanguage): string {
  const pieces = text.split(HOLES);
  if (language === 'ar-XB') {
    const turned = pieces.map((piece) => (HOLES.test(piece) ? piece : turnWords(piece)));
    return `${RIGHT_TO_LEFT_MARK}${turned.join('')}${RIGHT_TO_LEFT_MARK}`;
  }
  const accented = pieces.map((piece) =>
    HOLES.test(piece) ? piece : piece.replace(/[a-z]/gi, (letter) => ACCENTS.get(letter) ?? letter),
  );
  const letters = pieces.filter((piece) => !HOLES.test(piece)).join('').length;
  return `⟦${accented.join('')} ${filling(Math.ceil(letters * LONGER_BY))}⟧`;
}

/**
 * A file of texts in a pseudo-language: every text, with the plural forms that its grammar has. Lists stay: they are what
 * people may write, not what they read.
 */
export function pseudoTexts<Texts extends object>(texts: Texts, language: PseudoLanguage): Texts {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const made = new Map<string, unknown>();
  for (const [key, value] of Object.entries(texts)) {
    const base = PLURAL.exec(key)?.groups?.['base'];
    if (typeof value === 'string' && base !== undefined) {
      for (const form of forms) {
        if (!(`${base}_${form}` in texts)) made.set(`${base}_${form}`, pseudoText(value, language));
      }
    }
    made.set(key, inPseudo(value, language));
  }
  return Object.fromEntries(made) as Texts;
}

function inPseudo(value: unknown, language: PseudoLanguage): unknown {
  if (typeof value === 'string') return pseudoText(value, language);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return pseudoTexts(value, language);
}

function turnWords(text: string): string {
  return text.replace(/[^\s]*[A-Za-z][^\s]*/g, (word) => TURN + word + TURN_BACK);
}

function filling(length: number): string {
  return FILLING.repeat(Math.ceil(length / FILLING.length))
    .slice(0, length)
    .trimEnd();
}
