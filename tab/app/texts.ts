import { createInstance, type BackendModule, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { languages } from 'virtual:texts';
import { FALLBACK_LANGUAGE, isPseudo, type PseudoLanguage } from '../../shared/domain/languages.ts';
import { numberIn } from '../../shared/i18n/numbers.ts';
import type { ChosenLanguage } from './languages.ts';

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

type Texts = Readonly<Record<string, unknown>>;

/** The texts of one namespace; none where there is no such one. */
async function read(language: string, namespace: string): Promise<Texts> {
  if (isPseudo(language)) return pseudo(language, await read(FALLBACK_LANGUAGE, namespace));
  const texts = await languages[language]?.();
  return texts?.first[namespace] ?? (await texts?.others[namespace]?.())?.default ?? {};
}

/** The texts of the first page, by namespace: they come with the language itself. */
async function readFirst(language: string): Promise<Readonly<Record<string, Texts>>> {
  const own = isPseudo(language) ? FALLBACK_LANGUAGE : language;
  const namespaces = Object.keys((await languages[own]?.())?.first ?? {});
  const texts = namespaces.map(
    async (namespace) => [namespace, await read(language, namespace)] as const,
  );
  return Object.fromEntries(await Promise.all(texts));
}

async function pseudo(language: PseudoLanguage, english: Texts): Promise<Texts> {
  const { pseudoTexts } = await import('../../shared/domain/pseudo-language.ts');
  return pseudoTexts(english, language);
}

/** The texts in the chosen language, whose numbers are written as there; those of the first page are there when it ends. */
export async function loadTexts(chosen: ChosenLanguage): Promise<i18n> {
  const first = await readFirst(chosen.texts);
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
      ns: Object.keys(first),
      resources: { [chosen.texts]: first },
      partialBundledLanguages: true,
      defaultNS: 'common',
      interpolation: { escapeValue: false, alwaysFormat: true },
    });
  return texts;
}
