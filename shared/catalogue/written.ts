import { existsSync, readFileSync } from 'node:fs';
import {
  FALLBACK_LANGUAGE,
  isPseudo,
  type Language,
  LANGUAGES,
  nearestLanguage,
  type PseudoLanguage,
  type ShippedLanguage,
} from '../domain/languages.ts';
import { pseudoText } from '../domain/pseudo-language.ts';

/** Something that is written in every language. */
export interface Written<Words> {
  /** In the language nearest to a BCP 47 tag, read when it is first asked for. */
  in(tag: string): Words;
  /** In every language that somebody may have read it in. */
  inEach(): readonly Words[];
}

/** Reads each part of the catalogue in English. */
const parts: (() => unknown)[] = [];

/** Reads all of the catalogue in English that was not asked for yet, so that nobody waits for it. */
export function readCatalogue(): void {
  for (const read of parts) read();
}

/**
 * Something of the catalogue. A language is read, and a pseudo-language made, when it is first asked for, and English with it, from
 * which another language takes what it does not have yet: all of it would lengthen every start. That each can be read is the
 * tests' to see.
 */
export function written<Words>(
  read: (language: ShippedLanguage, english: Words | undefined) => Words,
): Written<Words> {
  const words = new Map<Language, Words>();
  parts.push(() => wordsIn(FALLBACK_LANGUAGE));

  function wordsIn(language: Language): Words {
    const known = words.get(language);
    if (known !== undefined) return known;
    const found = isPseudo(language)
      ? (inPseudo(wordsIn(FALLBACK_LANGUAGE), language) as Words)
      : readNamed(language);
    words.set(language, found);
    return found;
  }

  /** Says of a broken file in which language it is. */
  function readNamed(language: ShippedLanguage): Words {
    const english = language === FALLBACK_LANGUAGE ? undefined : wordsIn(FALLBACK_LANGUAGE);
    try {
      return read(language, english);
    } catch (cause) {
      throw new Error(`The catalogue in "${language}" cannot be read.`, { cause });
    }
  }

  return {
    in: (tag) => wordsIn(nearestLanguage(tag)),
    inEach() {
      for (const language of LANGUAGES) wordsIn(language);
      return [...words.values()];
    },
  };
}

/** What a file of the catalogue says in a language; undefined where it is not written yet. */
export function fileIn(language: ShippedLanguage, path: string): string | undefined {
  const file = new URL(`${language}/${path}`, import.meta.url);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** The same of a JSON file; an empty object where it is not written yet. */
export function jsonIn(language: ShippedLanguage, path: string): unknown {
  return JSON.parse(fileIn(language, path) ?? '{}');
}

/** What names, counts or orders things, and where findings are from: the same in every language. */
const NO_WORDS = new Set([
  'aids',
  'cadence',
  'form',
  'format',
  'id',
  'kind',
  'length',
  'next',
  'pillar',
  'rule',
  'sources',
  'start',
  'teaches',
  'way',
  'weight',
]);

function inPseudo(value: unknown, language: PseudoLanguage): unknown {
  if (typeof value === 'string') return pseudoText(value, language);
  if (Array.isArray(value)) return value.map((one: unknown) => inPseudo(one, language));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]: [string, unknown]) => {
      if (key === 'language') return [key, language];
      const isWords = !NO_WORDS.has(key) || (key === 'form' && typeof part === 'object');
      return [key, isWords ? inPseudo(part, language) : part];
    }),
  );
}
