import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PersonExport } from '../../../shared/commands/export-person.ts';
import { NOT_INCLUDED } from '../../../shared/commands/export-elsewhere.ts';
import { textsIn } from '../../../shared/i18n/translator.ts';
import { myDataPage } from '../../../tab/api/my-data/my-data-page.ts';
import {
  aDelivery,
  aMembership,
  aPerson,
  aPledge,
  ERG_ID,
  NOON,
  PLEDGE_ID,
} from '../../support/builders.ts';

/** Somebody with these words wherever a person, or an ERG, can write any. */
function exportWith(words: string): PersonExport {
  const pledge = aPledge({
    form: { kind: 'if-then', cue: words, action: words, selfTalk: words },
    ergId: ERG_ID,
  });
  const goal = aPledge({
    id: 'p2',
    form: { kind: 'plain-goal', goal: words, phrases: [words] },
    source: { kind: 'ask', ergId: ERG_ID, askId: 'a', title: words, question: words },
  });
  return {
    exportedAt: NOON,
    rows: [],
    elsewhere: [
      { row: 'directory', values: { name: words, place: words } },
      { row: `roster_${ERG_ID}`, values: { name: words, since: NOON } },
    ],
    names: new Map([[ERG_ID, words]]),
    buddies: [
      { pairId: 'b', name: words, since: NOON, shared: [{ id: 's', by: 'me', words, at: NOON }] },
    ],
    whole: {
      person: aPerson({
        name: words,
        pledges: [pledge],
        memberships: [aMembership()],
        deliveries: [aDelivery()],
        toldLessons: [{ lessonId: words, on: '2026-03-02' }],
      }),
      pastPledges: [goal],
      checkIns: [
        {
          pledgeId: PLEDGE_ID,
          date: '2026-03-10',
          answer: 'did-it',
          note: words,
          answeredAt: NOON,
          via: 'chat',
          revision: 1,
        },
      ],
      pastDeliveries: [],
      lessons: [
        {
          lessonId: 'listen-ask',
          title: words,
          pillar: 'listen',
          format: 'read',
          minutes: 3,
          at: NOON,
        },
      ],
      journal: [
        {
          id: 'j',
          words,
          about: { kind: 'lesson', lessonId: 'l', title: words },
          writtenAt: NOON,
          revision: 1,
        },
      ],
    },
  };
}

const tagsOf = (page: string) => page.match(/<[^>]*>/g) ?? [];

const TRICKS = [
  '</bdi><script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='x",
  '<!--',
  ']]>',
  '&lt;&#0;',
  '\u0000\u0008\uD800',
  '\u202Eevil',
  '</style><style>@import url(//x)',
  '${1}$&`',
];

test('no words of anybody become a part of the page', () => {
  const plain = tagsOf(myDataPage(exportWith('words'), 'en'));
  const hostile = fc.oneof(
    fc.constantFrom(...TRICKS),
    fc
      .array(fc.constantFrom(...TRICKS, '<', '>', '&', '"', "'", '=', ' ', '/', '!', '-'))
      .map((parts) => parts.join('')),
    fc.string({ unit: 'binary', minLength: 1 }),
  );
  fc.assert(
    fc.property(
      hostile.filter((words) => words !== ''),
      (words) => {
        const page = myDataPage(exportWith(words), 'en');
        expect(tagsOf(page)).toEqual(plain);
        expect(page).not.toMatch(/[^\P{Cc}\n\t]/u);
        expect(page.isWellFormed()).toBe(true);
      },
    ),
    { numRuns: 150 },
  );
});

test('the page asks for nothing, runs nothing, and says what it is in', () => {
  const page = myDataPage(exportWith('words'), 'en-GB');
  expect(page).toMatch(/^<!doctype html>\s*<html lang="en-GB" dir="ltr">/);
  expect(page).not.toMatch(/<(?:script|link|img|iframe|object|embed|base|form)\b/);
  expect(page).not.toMatch(/https?:|url\(|@import|\son[a-z]+=/);
  expect(page).toContain("default-src 'none'");
});

test('every section has a heading that the contents lead to, and every table a caption', () => {
  const page = myDataPage(exportWith('words'), 'en');
  const leads = [...page.matchAll(/<a href="#([a-z]+)">/g)].map(([, id]) => id);
  const headings = [...page.matchAll(/<h2 id="([a-z]+)"/g)].map(([, id]) => id);
  expect(headings).toEqual(leads);
  expect(headings).toHaveLength(11);
  const tables = page.match(/<table/g) ?? [];
  expect(page.match(/<table[^>]*>\s*<caption>[^<]/g)).toHaveLength(tables.length);
});

test('times are those of the person’s own zone, in their language', () => {
  const data = exportWith('words');
  const { person } = data.whole;
  if (person === undefined) throw new Error('There is a person.');
  const settings = { ...person.profile.settings, zone: 'Asia/Tokyo' };
  const profile = { ...person.profile, settings };
  const inTokyo = { ...data, whole: { ...data.whole, person: { ...person, profile } } };
  // Noon in London in March is nine in the evening in Tokyo.
  expect(myDataPage(inTokyo, 'en-GB')).toContain('2 March 2026 at 21:00');
  const nowhere = { ...profile, settings: { ...settings, zone: 'Nowhere/At All' } };
  expect(
    myDataPage(
      { ...data, whole: { ...data.whole, person: { ...person, profile: nowhere } } },
      'en',
    ),
  ).toContain('time zone UTC');
});

test('what is not included has its words, and nothing else has', () => {
  expect(Object.keys(textsIn('en').export.about.not).toSorted()).toEqual(
    [...NOT_INCLUDED].toSorted(),
  );
});
