import { createInstance, type BackendModule, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { languages } from 'virtual:texts';
import {
  directionOf,
  FALLBACK_LANGUAGE,
  formatsFor,
  heardTag,
  isPseudo,
  nearestLanguage,
} from '../../shared/domain/languages.ts';
import { numberIn } from '../../shared/i18n/numbers.ts';

const backend: BackendModule = {
  type: 'backend',
  init() {},
  read(language, namespace, done) {
    read(language, namespace).then(
      (texts) => done(null, texts),
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), false),
    );
  },
};

/** The texts of one namespace; none where there is no such one. */
async function read(
  language: string,
  namespace: string,
): Promise<Readonly<Record<string, unknown>>> {
  if (isPseudo(language)) {
    const [{ pseudoTexts }, english] = await Promise.all([
      import('../../shared/domain/pseudo-language.ts'),
      read(FALLBACK_LANGUAGE, namespace),
    ]);
    return pseudoTexts(english, language);
  }
  const texts = await languages[language]?.();
  return texts?.first[namespace] ?? (await texts?.others[namespace]?.())?.default ?? {};
}

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

/** The texts in the chosen language, whose numbers are written as there; those of the first page are there when it ends. */
export async function loadTexts(chosen: ChosenLanguage): Promise<i18n> {
  const texts = createInstance();
  await texts
    .use(backend)
    .use(initReactI18next)
    .use({
      type: 'formatter',
      init() {},
      add() {},
      addCached() {},
      format: (value: unknown) =>
        typeof value === 'number' ? numberIn(chosen.formats, value) : value,
    })
    .init({
      lng: chosen.texts,
      // No other language is fetched beside it: the build sees that every one has every text.
      fallbackLng: false,
      load: 'currentOnly',
      ns: ['common', 'home'],
      defaultNS: 'common',
      interpolation: { escapeValue: false, alwaysFormat: true },
    });
  return texts;
}
