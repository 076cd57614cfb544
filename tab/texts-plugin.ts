import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { FALLBACK_LANGUAGE, LANGUAGES } from '../shared/domain/languages.ts';
import { textFaults } from '../shared/i18n/text-faults.ts';

const FOLDER = new URL('../shared/i18n/', import.meta.url);
const NAME = 'virtual:texts';

/** Said by the server alone. */
const NOT_IN_THE_TAB = new Set(['audit', 'bot']);

/** What the first page says: there with the language itself, in one file. */
const FIRST = ['common', 'home'];

/**
 * Gives the tab the texts of the shipped languages as `virtual:texts`: a file a language, fetched by who reads it, with the texts
 * of the first page, and a file for each namespace, fetched by the page that needs it. So another language makes the first load
 * no larger. A language that lacks a text fails the build.
 */
export function texts(): Plugin {
  return {
    name: 'texts',
    buildStart() {
      const faults = LANGUAGES.flatMap((language) =>
        textFaults(FOLDER, language).map((fault) => `${language}: ${fault}`),
      );
      if (faults.length > 0) this.error(`The texts are not whole.\n${faults.join('\n')}`);
    },
    resolveId: (id) => (id.startsWith(NAME) ? `\0${id}` : undefined),
    load(id) {
      if (id === `\0${NAME}`) return indexOfLanguages();
      return id.startsWith(`\0${NAME}/`) ? textsOf(id.slice(NAME.length + 2)) : undefined;
    },
  };
}

function indexOfLanguages(): string {
  const lines = LANGUAGES.map(
    (language) => `${JSON.stringify(language)}: () => import('${NAME}/${language}'),`,
  );
  return `export const languages = {${lines.join('\n')}};`;
}

function textsOf(language: string): string {
  const file = (name: string) =>
    JSON.stringify(fileURLToPath(new URL(`${language}/${name}.json`, FOLDER)));
  const others = readdirSync(new URL(`${FALLBACK_LANGUAGE}/`, FOLDER))
    .map((name) => name.replace(/\.json$/, ''))
    .filter((name) => !NOT_IN_THE_TAB.has(name) && !FIRST.includes(name));
  return [
    ...FIRST.map((name) => `import ${name} from ${file(name)};`),
    `export const first = {${FIRST.join(', ')}};`,
    'export const others = {',
    ...others.map((name) => `${JSON.stringify(name)}: () => import(${file(name)}),`),
    '};',
  ].join('\n');
}
