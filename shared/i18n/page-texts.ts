import { readFileSync } from 'node:fs';
import {
  FALLBACK_LANGUAGE,
  type Language,
  LANGUAGES,
  nearestLanguage,
} from '../domain/languages.ts';

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

// At load, so that a file that is not there stops the start and not somebody's page.
const TEXTS: ReadonlyMap<Language, PageTexts> = new Map(
  LANGUAGES.map((language) => [language, readTexts(language)]),
);

function readTexts(language: Language): PageTexts {
  // That every language has the shape of English is the build's to see: `text-faults.ts`.
  return JSON.parse(
    readFileSync(new URL(`${language}/pages.json`, import.meta.url), 'utf8'),
  ) as PageTexts;
}

/** The texts of the public pages in the language nearest to a BCP 47 tag, and which language that is. */
export function pageTextsFor(tag: string): {
  readonly language: Language;
  readonly texts: PageTexts;
} {
  const language = nearestLanguage(tag);
  const texts = TEXTS.get(language);
  if (texts === undefined) return pageTextsFor(FALLBACK_LANGUAGE);
  return { language, texts };
}
