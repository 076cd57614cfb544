import { createInstance, type BackendModule, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { languages } from 'virtual:texts';
import { FALLBACK_LANGUAGE, isPseudo } from '../../shared/domain/languages.ts';
import { numberIn } from '../../shared/i18n/numbers.ts';
import type { ChosenLanguage } from './languages.ts';

/** What the first page says. */
const FIRST = ['common', 'home'];

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

/** The texts in the chosen language, whose numbers are written as there; those of the first page are there when it ends. */
export async function loadTexts(chosen: ChosenLanguage): Promise<i18n> {
  const first = await Promise.all(
    FIRST.map(async (namespace) => [namespace, await read(chosen.texts, namespace)] as const),
  );
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
      ns: FIRST,
      resources: { [chosen.texts]: Object.fromEntries(first) },
      partialBundledLanguages: true,
      defaultNS: 'common',
      interpolation: { escapeValue: false, alwaysFormat: true },
    });
  return texts;
}
