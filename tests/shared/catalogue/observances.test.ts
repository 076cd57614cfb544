import { describe, expect, test } from 'vitest';
import { observancesIn } from '../../../shared/catalogue/observance.ts';
import { stretchesIn } from '../../../shared/domain/observance-dates.ts';

const observances = observancesIn('en');
const LOADED =
  /\b(should|must|ought to|guilty|ashamed|shame|suffer|victims?|special needs|minorit)/i;
const BELONGING = /\b(your community|you belong|as a (woman|person)|for you)\b/i;

const firstDay = (id: string, year: number) => {
  const found = observances.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no observance "${id}"`);
  return stretchesIn(year, found)[0]?.first;
};

test('every observance has a title and a sentence of its own, unless two countries call theirs alike', () => {
  const named = observances.map(({ title, region }) => `${title} ${region ?? ''}`);
  expect(new Set(named).size).toBe(named.length);
  expect(new Set(observances.map(({ sentence }) => sentence)).size).toBe(observances.length);
  expect(new Set(observances.map(({ id }) => id)).size).toBe(observances.length);
});

describe.each(observances)('the words of $id', ({ title, sentence, source }) => {
  test('are one plain sentence, with who sets the date', () => {
    expect(sentence).toMatch(/^[A-Z].*\.$/);
    expect(title).toBe(title.trim());
    expect(source.length).toBeGreaterThan(5);
  });

  test('shout nothing, lay no guilt on anybody, and say of nobody that they belong', () => {
    for (const words of [title, sentence, source]) {
      expect(words).not.toContain('!');
      expect(words).not.toMatch(LOADED);
      expect(words).not.toMatch(BELONGING);
    }
  });
});

// What the calendar on the wall says.
test.each([
  ['martin-luther-king-day', 2027, '2027-01-18'],
  ['lunar-new-year', 2026, '2026-02-17'],
  // Where ICU is a day off.
  ['lunar-new-year', 2027, '2027-02-06'],
  ['lunar-new-year', 2030, '2030-02-03'],
  ['ramadan', 2026, '2026-02-18'],
  ['eid-al-fitr', 2026, '2026-03-20'],
  ['eid-al-adha', 2026, '2026-05-27'],
  ['passover', 2026, '2026-04-02'],
  ['easter', 2026, '2026-04-05'],
  ['orthodox-easter', 2026, '2026-04-12'],
  ['accessibility-awareness-day', 2026, '2026-05-21'],
  ['naidoc-week', 2026, '2026-07-05'],
  ['rosh-hashanah', 2026, '2026-09-12'],
  ['yom-kippur', 2026, '2026-09-21'],
  ['diwali', 2026, '2026-11-08'],
  ['diwali', 2027, '2027-10-29'],
  ['hanukkah', 2026, '2026-12-05'],
])('%s of %i begins on %s', (id, year, day) => {
  expect(firstDay(id, year)).toBe(day);
});

test.each(['vesak', 'vaisakhi'])('%s waits for an admin, and says so', (id) => {
  expect(firstDay(id, 2026)).toBeUndefined();
  expect(observances.find((one) => one.id === id)?.source).toMatch(/an admin sets the date/);
});

test('every other one has a date in each of the coming years', () => {
  for (const year of [2026, 2027, 2028, 2029, 2030, 2031, 2032]) {
    for (const one of observances.filter(({ rule }) => rule.kind !== 'by-admin')) {
      expect([one.id, year, stretchesIn(year, one).length > 0]).toEqual([one.id, year, true]);
    }
  }
});
