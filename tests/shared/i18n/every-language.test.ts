import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { understand } from '../../../bot/conversation/understand.ts';
import { catalogueIn } from '../../../shared/catalogue/catalogue.ts';
import { areCatalogueWords } from '../../../shared/catalogue/catalogue-words.ts';
import { ergDraftsIn } from '../../../shared/catalogue/erg-drafts.ts';
import { type BuiltInLesson, lessonsIn } from '../../../shared/catalogue/lesson.ts';
import { momentDraftsIn } from '../../../shared/catalogue/moment.ts';
import { observancesIn } from '../../../shared/catalogue/observance.ts';
import { LANGUAGES } from '../../../shared/domain/languages.ts';
import { LESSON_PARTS } from '../../../shared/domain/lesson-text.ts';
import { faultsOf, textFaults } from '../../../shared/i18n/text-faults.ts';
import { textsIn } from '../../../shared/i18n/translator.ts';

const FOLDER = new URL('../../../shared/i18n/', import.meta.url);
const CATALOGUE = new URL('../../../shared/catalogue/', import.meta.url);

const foldersIn = (place: URL) =>
  readdirSync(place, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();

/** Praise, guilt and pressure, where a whole word says so. */
const LOUD: Readonly<Record<string, RegExp>> = {
  en: /\b(should|must|great job|well done|awesome|congratulations|sorry)\b/i,
  es: /\b(felicidades|enhorabuena|bien hecho|buen trabajo|lo sentimos|perdón|genial)\b/i,
  fr: /\b(félicitations|bravo|bien joué|beau travail|désolée?s?|génial)\b/i,
  de: /\b(glückwunsch|bravo|gut gemacht|tut uns leid|toll|super)\b/i,
  cy: /\b(llongyfarchiadau|da iawn|ardderchog|sori|mae'n ddrwg gennym)\b/i,
  ar: /(أحسنت|تهانينا|عذرًا|نأسف|رائع)/,
};

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(stringsIn);
}

test('every folder of texts is a shipped language, and every shipped language has one', () => {
  expect(foldersIn(FOLDER)).toEqual([...LANGUAGES].toSorted());
  for (const language of foldersIn(CATALOGUE)) expect(LANGUAGES).toContain(language);
});

describe.each(foldersIn(FOLDER))('the texts in "%s"', (language) => {
  test('are whole: every key, in every plural form, with what is filled in', () => {
    expect(textFaults(FOLDER, language)).toEqual([]);
  });

  test.each(readdirSync(new URL(`${language}/`, FOLDER)))('of %s keep to the voice', (name) => {
    const file = readFileSync(new URL(`${language}/${name}`, FOLDER), 'utf8');
    const { phrases: _whatPeopleWrite, ...said } = JSON.parse(file) as Record<string, unknown>;
    for (const text of stringsIn(said)) {
      expect(text).not.toMatch(/[!¡！]/);
      expect(text).toBe(text.trim());
    }
    if (['bot.json', 'cards.json'].includes(name)) {
      for (const text of stringsIn(said)) expect(text).not.toMatch(LOUD[language] ?? /^$/);
    }
  });
});

describe.each(LANGUAGES)('in "%s"', (language) => {
  test('the buttons of cards fit on them', () => {
    const { button, answer } = textsIn(language).cards;
    for (const title of stringsIn({ button, answer })) expect(title.length).toBeLessThanOrEqual(30);
  });

  test('the bot understands each of its phrases, and the English ones as well', () => {
    for (const spoken of [language, 'en'] as const) {
      const { intents } = textsIn(spoken).bot.phrases;
      for (const [kind, phrases] of Object.entries(intents)) {
        for (const phrase of phrases) {
          // What means something in both is taken as in the own language.
          if (spoken !== language && understand(phrase, language).kind !== kind) {
            expect(isPhraseOf(phrase, language)).toBe(true);
          } else {
            expect([phrase, understand(phrase, language).kind]).toEqual([phrase, kind]);
          }
        }
      }
    }
  });

  test('the catalogue has every item, each in this language or marked as English', () => {
    const english = lessonsIn('en');
    expect(lessonsIn(language).map(({ id }) => id)).toEqual(english.map(({ id }) => id));
    expect(catalogueIn(language).map(({ id }) => id)).toEqual(
      catalogueIn('en').map(({ id }) => id),
    );
    expect(observancesIn(language).map(({ id }) => id)).toEqual(
      observancesIn('en').map(({ id }) => id),
    );
    const items = [
      ...lessonsIn(language).map((one) => ({
        ...one,
        file: one.format === 'read' ? `lessons/${one.id}.md` : `scenes/${one.id}.json`,
      })),
      ...catalogueIn(language).map((one) => ({ ...one, file: 'templates.json' })),
      ...observancesIn(language).map((one) => ({ ...one, file: 'observances.json' })),
      ...momentDraftsIn(language).map((one) => ({ ...one, file: 'moments.json' })),
    ];
    for (const { id, file, language: said } of items) {
      const isThere = existsSync(new URL(`${language}/${file}`, CATALOGUE));
      expect([id, said]).toEqual([id, isThere ? language : 'en']);
    }
  });

  test('lessons and scenes are built as the English ones', () => {
    for (const own of lessonsIn(language)) {
      const english = lessonsIn('en').find(({ id }) => id === own.id);
      expect([own.id, shapeOf(own)]).toEqual([own.id, shapeOf(english)]);
    }
    for (const own of lessonsIn(language).filter((one): one is BuiltInLesson => 'text' in one)) {
      const english = lessonsIn('en').find(({ id }) => id === own.id) as BuiltInLesson;
      expect(own.text.sources).toEqual(english.text.sources);
      for (const part of LESSON_PARTS) {
        const kinds = (lesson: BuiltInLesson) =>
          lesson.text.parts[part].map((block) =>
            block.kind === 'list' ? `list of ${block.items.length}` : block.kind,
          );
        expect([own.id, part, kinds(own)]).toEqual([own.id, part, kinds(english)]);
      }
    }
  });

  test('nothing of the catalogue shouts, or is praise', () => {
    const words = [
      catalogueIn(language).map(({ text }) => text),
      momentDraftsIn(language),
      observancesIn(language).map(({ title, sentence }) => ({ title, sentence })),
      ergDraftsIn(language),
      lessonsIn(language).map((one) => ('text' in one ? one.text.parts : one.safety)),
    ];
    for (const text of stringsIn(words)) expect(text).not.toMatch(/[!¡！]/);
  });

  test('what a pledge of the catalogue says is known as its words', () => {
    for (const { id, text } of catalogueIn(language)) {
      const form =
        text.form === 'if-then'
          ? ({ kind: 'if-then', cue: text.cues[0] ?? '', action: text.action } as const)
          : ({ kind: 'plain-goal', goal: text.goal, phrases: text.phrases } as const);
      expect([id, areCatalogueWords(id, form)]).toEqual([id, true]);
    }
  });
});

function isPhraseOf(phrase: string, language: (typeof LANGUAGES)[number]): boolean {
  const said = understand(phrase, language).kind;
  return (
    Object.values(textsIn(language).bot.phrases.intents).flat().length > 0 && said !== 'unknown'
  );
}

/** What is there, whatever it says: the ids of a scene, and how its steps hang together. */
function shapeOf(lesson: unknown): unknown {
  return JSON.parse(
    JSON.stringify(lesson, (key, value: unknown) => {
      const isWords =
        typeof value === 'string' &&
        !['id', 'next', 'start', 'kind', 'way', 'pillar'].includes(key);
      return key === 'text' && typeof value === 'object' ? undefined : isWords ? 'words' : value;
    }),
  );
}

describe('what a language may lack', () => {
  const english = {
    a: 'Hello {{name}}',
    b_one: 'One of {{total}}',
    b_other: '{{count}} of {{total}}',
    c: ['x'],
  };

  test.each([
    ['three forms', { ...english, b_few: '{{count}} {{total}}' }, 'cy', 3],
    ['a key', { b_one: 'Un {{total}}', b_other: '{{count}} {{total}}', c: ['x'] }, 'de', 1],
    ['a value', { ...english, a: 'Hallo' }, 'de', 1],
    ['a value in a form', { ...english, b_other: '{{count}}' }, 'de', 1],
    ['an empty text', { ...english, a: ' ' }, 'de', 1],
    ['a list', { ...english, c: [] }, 'de', 1],
    ['a key that is of no use', { ...english, d: 'Mehr' }, 'de', 1],
    ['a form', english, 'fr', 1],
  ])('lacks %s', (_what, own, language, faults) => {
    expect(faultsOf('file', language, english, own)).toHaveLength(faults);
  });

  test('may write small counts out, and have a sentence of its own for none', () => {
    const own = { ...english, b_zero: 'None of {{total}}', b_one: 'One of {{total}}' };
    expect(faultsOf('file', 'de', { ...english, b_one: '1 of {{total}}' }, own)).toEqual([]);
  });
});
