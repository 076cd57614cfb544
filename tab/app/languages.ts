import { languages } from 'virtual:texts';
import {
  directionOf,
  formatsFor,
  heardTag,
  nearestLanguage,
} from '../../shared/domain/languages.ts';

/** Which language the texts have, and how dates and numbers are written. */
export interface ChosenLanguage {
  /** A language that has texts. */
  readonly texts: string;
  /** The same language, with the region that Teams has where it fits: `en-GB`. */
  readonly formats: string;
  readonly direction: 'ltr' | 'rtl';
}

/**
 * The language for somebody whose Teams says `locale` (`en-us`, `de-DE`). Where it has no texts, texts and
 * dates are English together: a sentence in two languages reads as a mistake.
 */
export function chooseLanguage(
  locale: string,
  spoken: { readonly pseudoLanguages: boolean } = { pseudoLanguages: false },
): ChosenLanguage {
  const wanted = heardTag(locale, spoken);
  const texts = nearestLanguage(wanted);
  return { texts, formats: formatsFor(wanted), direction: directionOf(texts) };
}

/** Has the texts of a language fetched, for `loadTexts` to find here; where that fails, it says so. */
export function fetchTextsAhead({ texts }: ChosenLanguage): void {
  languages[texts]?.().catch(() => undefined);
}
