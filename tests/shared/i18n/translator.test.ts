import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type TextKey, textsIn, translatorFor } from '../../../shared/i18n/translator.ts';

describe('a translator', () => {
  test.each([
    ['en', 'en', 'en'],
    ['en-GB', 'en', 'en-GB'],
    ['EN-us', 'en', 'en-US'],
    ['de-DE', 'de', 'de-DE'],
    ['ar', 'ar', 'ar'],
    // Not shipped: English texts, and so English dates.
    ['pl-PL', 'en', 'en'],
    ['enm', 'en', 'en'],
    ['', 'en', 'en'],
    ['no tag at all!', 'en', 'en'],
    ['x'.repeat(1000), 'en', 'en'],
  ])('for "%s" speaks %s and writes dates as in %s', (tag, language, locale) => {
    expect(translatorFor(tag)).toMatchObject({ language, locale });
  });

  test('speaks from all three namespaces', () => {
    const { t } = translatorFor('en');
    expect(t('cards:answer.did-it')).toBe('I did it');
    expect(t('bot:message.not-yours')).toContain('Nothing was changed');
    expect(t('problems:busy.title')).toBe(textsIn('en').problems.busy.title);
  });

  test('chooses the plural form by count', () => {
    const { t } = translatorFor('en');
    expect(t('cards:help.waiting', { count: 1 })).toBe('One question waits.');
    expect(t('cards:help.waiting', { count: 3 })).toBe('3 questions wait.');
  });

  test('puts values in as they are, markup, braces, nesting signs and all', () => {
    const goal = '<b>& "$t(cards:answer.did-it)" {{count}} $1';
    expect(translatorFor('en').t('cards:pledge.plain-goal', { goal })).toBe(`I will ${goal}`);
  });

  test.each([
    ['a key that is not there', 'cards:no.such.key'],
    ['a namespace that is not there', 'nothing:here'],
    ['a branch instead of a text', 'cards:answer'],
  ])('throws for %s', (_what, key) => {
    expect(() => translatorFor('en').t(key as TextKey)).toThrow();
  });

  test('throws where a value is missing', () => {
    expect(() => translatorFor('en').t('cards:pledge.of-day')).toThrow('{{day}}');
  });
});

test.each(['bot', 'cards'])('the English texts of "%s" keep to the voice', (namespace) => {
  const file = new URL(`../../../shared/i18n/en/${namespace}.json`, import.meta.url);
  const json = readFileSync(file, 'utf8');
  expect(json).not.toContain('!');
  expect(json).not.toMatch(/\b(should|must|great job|well done|awesome|congratulations|sorry)\b/i);
});
