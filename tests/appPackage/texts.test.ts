import ajvDraft04 from 'ajv-draft-04';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { understand } from '../../bot/conversation/understand.ts';
import { LANGUAGES } from '../../shared/domain/languages.ts';
import { builtPackage, ownTexts } from './built-package.ts';

const { manifest, languages } = builtPackage();
const own = ownTexts(manifest);
const everyLanguage = new Map([[manifest.localizationInfo.defaultLanguageTag, own], ...languages]);
const each = [...everyLanguage].map(([language, texts]) => ({ language, texts }));

/** What each command means, in the order of the list. */
const MEANINGS = [
  'check-in',
  'pledges',
  'learn',
  'practise',
  'pause',
  'resume',
  'settings',
  'stop',
  'erase',
  'help',
];

function commandTitles(texts: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(texts)
    .filter(([key]) => /\.commands\[\d+\]\.title$/.test(key))
    .map(([, title]) => title);
}

test('the package speaks the languages of the product', () => {
  expect([...everyLanguage.keys()]).toEqual(['en', 'es', 'fr', 'de', 'cy', 'ar']);
});

test.each([...languages])(
  'the texts in "%s" are such by the official schema',
  (_language, texts) => {
    const path = '@microsoft/app-manifest/build/json-schemas/teams/v1.29';
    const file = createRequire(import.meta.url).resolve(
      `${path}/MicrosoftTeams.Localization.schema.json`,
    );
    // Its patterns have escapes that regular expressions with `u` refuse.
    const ajv = new ajvDraft04.default({
      unicodeRegExp: false,
      validateFormats: false,
      strict: false,
    });
    const validate = ajv.compile(JSON.parse(readFileSync(file, 'utf8')) as object);
    expect(validate(texts) ? [] : validate.errors).toEqual([]);
    expect(validate({ ...texts, 'name.long': 'x' })).toBe(false);
  },
);

test.each([...languages])(
  '"%s" has every text of the manifest and no other',
  (_language, texts) => {
    const { $schema: _, ...read } = texts;
    expect(Object.keys(read).toSorted()).toEqual(Object.keys(own).toSorted());
  },
);

describe.each(each)('in "$language"', ({ texts }) => {
  const name = texts['name.short'] ?? '';
  const short = texts['description.short'] ?? '';
  const full = texts['description.full'] ?? '';

  test('names and descriptions have the lengths that Teams shows', () => {
    expect(name.length).toBeLessThanOrEqual(30);
    expect(texts['name.full']?.length).toBeLessThanOrEqual(100);
    expect(short.length).toBeLessThanOrEqual(80);
    expect(full.length).toBeLessThanOrEqual(4000);
  });

  test('the name is its own, and is not repeated where the short description stands beside it', () => {
    expect(name).toMatch(/^Alongside(-local)?$/);
    expect(name).not.toMatch(/teams|microsoft|app\b|bot\b|beta/i);
    expect(short).not.toContain('Alongside');
    expect(short).not.toBe(texts['name.full']);
    expect(full).not.toContain(short);
  });

  test('the description says who can use it, and promises nothing by exclamation or link', () => {
    for (const text of Object.values(texts).filter((value) => value !== texts['$schema'])) {
      expect(text).not.toMatch(/[!¡！]|https?:|\bshould\b|\bmust\b/i);
      expect(text).toBe(text.trim());
      expect(text).not.toBe('');
    }
    expect(full.split('\n\n').length).toBeGreaterThanOrEqual(4);
  });

  test('every command is there once', () => {
    const titles = commandTitles(texts);
    expect(titles).toHaveLength(MEANINGS.length);
    expect(new Set(titles.map((title) => title.toLowerCase())).size).toBe(titles.length);
    // Longer ones are cut on a phone.
    for (const title of titles) expect(title.length).toBeLessThanOrEqual(32);
  });
});

// In a language whose phrases the bot does not know yet, it understands English.
test.each(each.filter(({ language }) => LANGUAGES.some((one) => one === language)))(
  'the bot understands every command in "$language"',
  ({ language, texts }) => {
    const understood = commandTitles(texts).map((title) => understand(title, language).kind);
    expect(understood).toEqual(MEANINGS);
  },
);

test('there are no more commands than Teams shows', () => {
  for (const { commandLists } of manifest.bots) {
    expect(commandLists.length).toBeLessThanOrEqual(3);
    for (const { commands } of commandLists) expect(commands.length).toBeLessThanOrEqual(12);
  }
});
