import { createInstance, type Resource } from 'i18next';
import { readFileSync } from 'node:fs';
import {
  FALLBACK_LANGUAGE,
  formatsFor,
  isPseudo,
  type Language,
  LANGUAGES,
  nearestLanguage,
  PSEUDO_LANGUAGES,
  type PseudoLanguage,
  type ShippedLanguage,
} from '../domain/languages.ts';
import { pseudoTexts } from '../domain/pseudo-language.ts';
import type audit from './en/audit.json';
import type bot from './en/bot.json';
import type cards from './en/cards.json';
import type exported from './en/export.json';
import type imports from './en/imports.json';
import type problems from './en/problems.json';
import { numberIn } from './numbers.ts';

interface Texts {
  readonly audit: typeof audit;
  readonly bot: typeof bot;
  readonly cards: typeof cards;
  readonly export: typeof exported;
  readonly imports: typeof imports;
  readonly problems: typeof problems;
}

const NAMESPACES = [
  'audit',
  'bot',
  'cards',
  'export',
  'imports',
  'problems',
] as const satisfies readonly (keyof Texts)[];

// At load, so that a file that is not there stops the start and not somebody's card.
const texts = new Map<Language, Texts>(
  LANGUAGES.map((language) => [language, readTexts(language)]),
);

function readTexts(language: ShippedLanguage): Texts {
  const read = (name: string): unknown =>
    JSON.parse(readFileSync(new URL(`${language}/${name}.json`, import.meta.url), 'utf8'));
  // That every language has the keys of English is the build's to see: `text-faults.ts`.
  return Object.fromEntries(NAMESPACES.map((name) => [name, read(name)])) as unknown as Texts;
}

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
  /** The language of the texts. */
  readonly language: Language;
  /** BCP 47 tag for dates and numbers: the reader's own where its texts exist (`en-GB`), else `language`. */
  readonly locale: string;
  /** The text of a key. Throws where the key or one of its values is missing: a defect, never a reader's doing. */
  t(key: TextKey, params?: TextParams): string;
}

const i18n = createInstance();
i18n.use({
  type: 'formatter',
  init() {},
  add() {},
  addCached() {},
  format: (value: unknown, _format: unknown, lng: string, { locale = lng }: { locale?: string }) =>
    typeof value === 'number' ? numberIn(locale, value) : value,
});
// Once, at load, and synchronously, since all texts are here already.
void i18n.init({
  initAsync: false,
  lng: FALLBACK_LANGUAGE,
  fallbackLng: FALLBACK_LANGUAGE,
  supportedLngs: [...LANGUAGES, ...PSEUDO_LANGUAGES],
  ns: NAMESPACES,
  resources: Object.fromEntries(texts) as unknown as Resource,
  interpolation: { escapeValue: false, alwaysFormat: true },
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

/** Texts in the language nearest to a BCP 47 tag, whatever the tag. Cheap: nothing is loaded. */
export function translatorFor(tag: string): Translator {
  const language = nearestLanguage(tag);
  const locale = formatsFor(tag);
  if (isPseudo(language)) addPseudo(language);
  const translate = i18n.getFixedT(language);
  return {
    language,
    locale,
    // Without nesting, so that "$t(…)" in somebody's own words stays what it is.
    t: (key, params) => translate(key as string, { ...params, locale, nest: false }),
  };
}

/** All texts of one language as they stand in its files; the bot reads its phrase lists here. */
export function textsIn(language: Language): Texts {
  const found = texts.get(language);
  if (found !== undefined) return found;
  if (isPseudo(language)) return addPseudo(language);
  throw new Error(`There are no texts in "${language}"`);
}

/** Makes the texts of a pseudo-language from English, when they are first asked for. */
function addPseudo(language: PseudoLanguage): Texts {
  const found = texts.get(language);
  if (found !== undefined) return found;
  const made = pseudoTexts(textsIn(FALLBACK_LANGUAGE), language);
  for (const name of NAMESPACES) i18n.addResourceBundle(language, name, made[name]);
  texts.set(language, made);
  return made;
}
