import { createInstance, type BackendModule, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { directionOf } from '../../shared/i18n/direction.ts';

const FALLBACK = 'en';

// One file per language and namespace, each its own chunk, fetched when a page first needs it.
const FILES = import.meta.glob<Record<string, unknown>>(
  '../../shared/i18n/*/{cards,common,welcome,health,home,imports,directory,news,content,care,pledges,ergs,settings,problems,rights,roster,organise,organisation,admin,decided,learn,journal,buddies,year}.json',
  { import: 'default' },
);

const LANGUAGES: ReadonlySet<string> = new Set(
  Object.keys(FILES).map((path) => path.split('/').at(-2) ?? FALLBACK),
);

const backend: BackendModule = {
  type: 'backend',
  init() {},
  read(language, namespace, done) {
    const load = FILES[`../../shared/i18n/${language}/${namespace}.json`];
    if (load === undefined) {
      done(null, {});
      return;
    }
    load().then(
      (texts) => done(null, texts),
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), false),
    );
  },
};

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
  available: ReadonlySet<string> = LANGUAGES,
): ChosenLanguage {
  const wanted = canonical(locale);
  const base = wanted.split('-')[0] ?? FALLBACK;
  const texts = [wanted, base].find((language) => available.has(language));
  if (texts === undefined) return { texts: FALLBACK, formats: FALLBACK, direction: 'ltr' };
  return { texts, formats: wanted, direction: directionOf(base) };
}

function canonical(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? FALLBACK;
  } catch (error) {
    if (error instanceof RangeError) return FALLBACK;
    throw error;
  }
}

/** The texts in this language, English where one is missing; those of the first page are there when it ends. */
export async function loadTexts(language: string): Promise<i18n> {
  const texts = createInstance();
  await texts
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: FALLBACK,
      load: 'currentOnly',
      ns: ['common', 'home'],
      defaultNS: 'common',
      interpolation: { escapeValue: false },
    });
  return texts;
}
