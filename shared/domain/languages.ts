import { remembering } from './remembering.ts';

/**
 * The languages that Alongside ships in, BCP 47, as tab, bot, API and catalogue read them: each has a folder in `shared/i18n`
 * and one in `shared/catalogue`. A language is added here, once its folder is whole.
 */
export const LANGUAGES = ['en', 'es', 'fr', 'de', 'cy', 'ar'] as const;
export type ShippedLanguage = (typeof LANGUAGES)[number];

/** The language in which everything is written. */
export const FALLBACK_LANGUAGE = 'en' satisfies ShippedLanguage;

/**
 * Languages that nobody speaks, made from English, so that tests see what is not translated, too narrow or not mirrored:
 * `en-XA` is longer, with accents on every letter, `ar-XB` is written from right to left. Nobody real reads them.
 */
export const PSEUDO_LANGUAGES = ['en-XA', 'ar-XB'] as const;
export type PseudoLanguage = (typeof PSEUDO_LANGUAGES)[number];

export type Language = ShippedLanguage | PseudoLanguage;

const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ps', 'ur', 'yi']);

const canonicalTags = remembering<string | undefined>();

/** A BCP 47 tag in its canonical form; undefined for what is no tag at all, which Intl would throw on. */
export function canonicalTag(tag: string): string | undefined {
  return canonicalTags.of(tag, () => askIntl(tag));
}

function askIntl(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The language with texts that is nearest to a BCP 47 tag: the tag itself, else its first part, else English. */
export function nearestLanguage(tag: string): Language {
  const wanted = canonicalTag(tag) ?? FALLBACK_LANGUAGE;
  const [primary = wanted] = wanted.split('-');
  const named = (name: string) =>
    [...LANGUAGES, ...PSEUDO_LANGUAGES].find((language) => language === name);
  return named(wanted) ?? named(primary) ?? FALLBACK_LANGUAGE;
}

/**
 * How dates, numbers and lists are written for somebody who asks for a tag: as there, with its region, where it has texts;
 * else as in the language of the texts, since a sentence in two languages reads as a mistake.
 */
export function formatsFor(tag: string): string {
  const own = canonicalTag(tag) ?? FALLBACK_LANGUAGE;
  const language = nearestLanguage(own);
  return primaryOf(own) === primaryOf(language) ? own : language;
}

/** Which way a language is written. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(primaryOf(language)) ? 'rtl' : 'ltr';
}

/** Whether a tag names a language that is for tests alone. */
export function isPseudo(tag: string): tag is PseudoLanguage {
  return PSEUDO_LANGUAGES.some((language) => language === tag);
}

/** The tag that somebody is heard by: a pseudo-language only where this installation speaks them, else English. */
export function heardTag(tag: string, { pseudoLanguages }: { pseudoLanguages: boolean }): string {
  const own = canonicalTag(tag) ?? FALLBACK_LANGUAGE;
  return isPseudo(own) && !pseudoLanguages ? FALLBACK_LANGUAGE : own;
}

function primaryOf(tag: string): string {
  return tag.split('-')[0]?.toLowerCase() ?? tag;
}
