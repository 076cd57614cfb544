import { directionOf } from '../../shared/domain/languages.ts';

/** What an element says of the words in it, for who reads them aloud and for the side that they begin at. */
export interface WrittenIn {
  readonly lang?: string;
  readonly dir: 'ltr' | 'rtl' | 'auto';
}

/**
 * The attributes of words that are not of the texts around them: in the language that they name (BCP 47), or, where people
 * wrote them, in whichever it turns out to be.
 */
export function writtenIn(language: string | undefined): WrittenIn {
  return language === undefined ? { dir: 'auto' } : { lang: language, dir: directionOf(language) };
}
