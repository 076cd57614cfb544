import { createInstance } from 'i18next';
import audit from './en/audit.json' with { type: 'json' };
import bot from './en/bot.json' with { type: 'json' };
import cards from './en/cards.json' with { type: 'json' };
import exported from './en/export.json' with { type: 'json' };
import imports from './en/imports.json' with { type: 'json' };
import problems from './en/problems.json' with { type: 'json' };

/** The shipped languages. A language is added here and, with all its texts, in `TEXTS`. */
export const LANGUAGES = ['en'] as const;
export type Language = (typeof LANGUAGES)[number];

const ENGLISH = { audit, bot, cards, export: exported, imports, problems };
type Texts = typeof ENGLISH;
const TEXTS: Readonly<Record<Language, Texts>> = { en: ENGLISH };
const FALLBACK: Language = 'en';

type PluralForm = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
type WithoutPlural<Key extends string> = Key extends `${infer Base}_${PluralForm}` ? Base : Key;
type Path<Node> = {
  [Key in keyof Node & string]: Node[Key] extends string
    ? WithoutPlural<Key>
    : Node[Key] extends readonly unknown[]
      ? never
      : Node[Key] extends object
        ? `${Key}.${Path<Node[Key]>}`
        : never;
}[keyof Node & string];

/** Every text that the server can say: `audit:…`, `bot:…`, `cards:…`, `export:…`, `problems:…`. */
export type TextKey = { [Name in keyof Texts]: `${Name}:${Path<Texts[Name]>}` }[keyof Texts];

/** Values for the `{{…}}` of a text; `count` chooses the plural form. They are put in as they are: plain text, not HTML. */
export type TextParams = Readonly<Record<string, string | number>>;

/** Texts in one language. */
export interface Translator {
  /** The shipped language of the texts. */
  readonly language: Language;
  /** BCP 47 tag for dates and numbers: the reader's own where its texts exist (`en-GB`), else `language`. */
  readonly locale: string;
  /** The text of a key. Throws where the key or one of its values is missing: a defect, never a reader's doing. */
  t(key: TextKey, params?: TextParams): string;
}

const i18n = createInstance();
// Once, at load, and synchronously, since all texts are here already.
void i18n.init({
  initAsync: false,
  lng: FALLBACK,
  fallbackLng: FALLBACK,
  supportedLngs: LANGUAGES,
  ns: Object.keys(ENGLISH),
  resources: TEXTS,
  interpolation: { escapeValue: false },
  returnNull: false,
  parseMissingKeyHandler: (key: string) => {
    throw new Error(`There is no text "${key}"`);
  },
  returnedObjectHandler: (key: string) => {
    throw new Error(`"${key}" is a group of texts, not a text`);
  },
  missingInterpolationHandler: (text: string, match: RegExpExecArray) => {
    throw new Error(`The text "${text}" lacks its value ${match[0]}`);
  },
});

/** The reader's tag in its canonical form; the fallback for what is no tag at all, which Intl would throw on. */
function canonicalTag(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? FALLBACK;
  } catch (error) {
    if (error instanceof RangeError) return FALLBACK;
    throw error;
  }
}

/** The shipped language nearest to a BCP 47 tag: the tag itself, else its first part, else English. */
export function nearestLanguage(tag: string): Language {
  const wanted = canonicalTag(tag).toLowerCase();
  const exact = LANGUAGES.find((language) => language.toLowerCase() === wanted);
  const [primary] = wanted.split('-');
  return exact ?? LANGUAGES.find((language) => language === primary) ?? FALLBACK;
}

/** Texts in the language nearest to a BCP 47 tag, whatever the tag. Cheap: nothing is loaded. */
export function translatorFor(tag: string): Translator {
  const language = nearestLanguage(tag);
  const own = canonicalTag(tag);
  const locale = own.split('-')[0] === language.split('-')[0] ? own : language;
  const translate = i18n.getFixedT(language);
  return {
    language,
    locale,
    // Without nesting, so that "$t(…)" in somebody's own words stays what it is.
    t: (key, params) => translate(key as string, { ...params, nest: false }),
  };
}

/** All texts of one shipped language as they stand in its files; the bot reads its phrase lists here. */
export function textsIn(language: Language): Texts {
  return TEXTS[language];
}
