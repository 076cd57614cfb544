import english from './en/pages.json' with { type: 'json' };
import { type Language, nearestLanguage } from '../domain/languages.ts';

/** A page that anybody may read without signing in. */
export const PUBLIC_PAGES = ['about', 'privacy', 'terms', 'support'] as const;
export type PublicPage = (typeof PUBLIC_PAGES)[number];

/** What stands on one of them; `{{contact}}` is whom to write to. */
export interface PageText {
  readonly title: string;
  /** The page in the menu of pages. */
  readonly link: string;
  readonly sentence: string;
  readonly sections: readonly {
    readonly title: string;
    readonly text: readonly string[];
    readonly list: readonly string[];
  }[];
}

/** The texts of these pages in one language. */
export interface PageTexts extends Readonly<Record<PublicPage, PageText>> {
  readonly menu: string;
  /** Whom to write to, where nobody is named. */
  readonly 'help-desk': string;
}

/** A language is added here once its texts are there; its readers see English until then. */
const TEXTS: Readonly<Partial<Record<Language, PageTexts>>> = { en: english };

/** The texts of the public pages in the language nearest to a BCP 47 tag, and which language that is. */
export function pageTextsFor(tag: string): {
  readonly language: Language;
  readonly texts: PageTexts;
} {
  const language = nearestLanguage(tag);
  const texts = TEXTS[language];
  return texts === undefined ? { language: 'en', texts: english } : { language, texts };
}
