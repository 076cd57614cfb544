import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { pledgesCard } from '../../../bot/cards/pledges-card.ts';
import { VERBS } from '../../../bot/cards/verbs.ts';
import { monthName, weekdayName } from '../../../shared/i18n/dates.ts';
import { buttonsOf } from './card-texts.ts';
import { HIDDEN_WORDS, NAMED_CONTENTS } from './contents.ts';
import { everyCard, everyOpenedCard } from './every-card.ts';
import { APP_ID, checkIn, NOW, ownPledge, pledge, SETTINGS } from './people.ts';

const text = z.string().min(1);

// What Teams and the rules of look.md allow on a card, written down apart from the code that builds it.
const InTab = text.startsWith(`https://teams.microsoft.com/l/entity/${APP_ID}/home?context=`);
const ToTab = z.strictObject({ type: z.literal('Action.OpenUrl'), title: text, url: InTab });
const Data = z.record(z.string(), text);
const Verb = z.enum(Object.values(VERBS) as [string, ...string[]]);
const Action = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('Action.Execute'),
    title: text.max(24),
    verb: Verb,
    data: Data,
  }),
  z.strictObject({
    type: z.literal('Action.OpenUrl'),
    title: text.max(24),
    // Into the tab, or to the event of an organiser.
    url: z.union([InTab, z.literal('https://teams.example/hidden-room')]),
  }),
]);
const look = { spacing: z.enum(['None', 'Small', 'Medium', 'Large']).optional() };
const Block = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('TextBlock'),
    text,
    wrap: z.literal(true),
    style: z.literal('heading').optional(),
    size: z.literal('Medium').optional(),
    weight: z.literal('Bolder').optional(),
    isSubtle: z.literal(true).optional(),
    ...look,
  }),
  z.strictObject({
    type: z.literal('RichTextBlock'),
    inlines: z.tuple([
      z.strictObject({
        type: z.literal('TextRun'),
        text,
        weight: z.literal('Bolder').optional(),
        color: z.literal('Accent').optional(),
        // Words that are the way to something.
        selectAction: ToTab.optional(),
      }),
    ]),
    ...look,
  }),
  z.strictObject({
    type: z.literal('FactSet'),
    facts: z.array(z.strictObject({ title: text, value: text })).min(1),
    ...look,
  }),
  z.strictObject({ type: z.literal('ActionSet'), actions: z.array(Action).min(1), ...look }),
]);
// A reply of a scene: tapped as a whole, read aloud as what it says, and as high as a finger.
const Reply = z
  .strictObject({
    type: z.literal('Container'),
    style: z.literal('emphasis'),
    minHeight: z.literal('44px'),
    verticalContentAlignment: z.literal('Center'),
    selectAction: z.strictObject({
      type: z.literal('Action.Execute'),
      title: text.max(150),
      verb: Verb,
      data: Data,
    }),
    items: z.tuple([Block]),
    ...look,
  })
  .refine(({ selectAction, items }) =>
    JSON.stringify(items).includes(JSON.stringify(selectAction.title)),
  );
const Card = z.strictObject({
  $schema: text,
  type: z.literal('AdaptiveCard'),
  version: z.literal('1.5'),
  lang: text,
  fallbackText: text,
  speak: text,
  body: z
    .array(
      z.union([
        Block,
        Reply,
        z.strictObject({
          type: z.literal('Container'),
          separator: z.literal(true),
          items: z.array(Block).min(1),
          ...look,
        }),
      ]),
    )
    .min(2),
  actions: z.array(Action).min(1),
});

const LONG = 'When it matters most '.repeat(14).trim();
const READER = { language: 'en-US', appId: APP_ID };
const TWICE_NOT = ['2026-03-10', '2026-03-03'].map((date) =>
  checkIn(3, { date, answer: 'not-this-time' }),
);
const ordinary = everyCard([pledge(1), ownPledge(2), pledge(3, { recent: TWICE_NOT })]);
const longest = Array.from({ length: 20 }, (_, index) =>
  ownPledge(index, { form: { kind: 'if-then', cue: LONG, action: LONG } }),
);
const crowded = [
  ...everyCard(longest.slice(0, 1), { showWords: true }, 'en-US'),
  ['all pledges', pledgesCard({ pledges: longest, settings: SETTINGS, now: NOW, ...READER })],
  [
    'all pledges in words',
    pledgesCard({
      pledges: longest,
      settings: { ...SETTINGS, showWords: true },
      now: NOW,
      ...READER,
    }),
  ],
] as const;
const opened = everyOpenedCard([ownPledge(1)]);
const cards = [
  ...ordinary,
  ...opened,
  ...crowded.map(([name, card]) => [`${name} crowded`, card] as const),
];

describe.each(cards)('the card "%s"', (_name, card) => {
  test('is an Adaptive Card 1.5 that Teams shows, without an empty text', () => {
    expect(Card.safeParse(card).error?.issues).toBeUndefined();
  });

  test('has something to tap, and no more than six buttons', () => {
    // What is a way by being tapped itself is no button: the words of a title, the replies of a scene.
    const count = buttonsOf(card).length;
    expect(count).toBeGreaterThanOrEqual(1);
    expect(count).toBeLessThanOrEqual(6);
  });

  test('begins with its heading, and so does each part that is set off; there is no other', () => {
    const body = card['body'] as readonly Record<string, unknown>[];
    const blocks = [
      body.filter(({ type }) => type !== 'Container'),
      ...body
        .filter(({ selectAction }) => selectAction === undefined)
        .map(({ items }) => items as typeof body)
        .filter((items) => items !== undefined),
    ];
    // Only *welcome back* comes before.
    const [top = [], ...parts] = blocks;
    const afterWelcome = JSON.stringify(top[0]).includes('Welcome back') ? top.slice(1) : top;
    expect(afterWelcome[0]).toMatchObject({ style: 'heading' });
    for (const [, ...others] of [afterWelcome, ...parts]) {
      for (const block of others) expect(block).not.toHaveProperty('style');
    }
  });

  test('is smaller than 28 KB', () => {
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(28 * 1024);
  });

  test('keeps to the voice: no exclamation mark, no unfilled value, no key', () => {
    const json = JSON.stringify(card);
    expect(json).not.toContain('!');
    expect(json).not.toMatch(/\{\{|undefined|\bNaN\b|cards:/);
  });
});

test('the collection above holds every kind of card that there is', () => {
  const kinds = readdirSync(new URL('../../../bot/cards/', import.meta.url))
    .filter((file) => file.endsWith('-card.ts'))
    .map((file) => file.replace(/-card\.ts$/, ''));
  const shown = [...ordinary.keys()].map((name) => name.split(' ')[0] ?? '');
  const nameOf: Record<string, string> = { 'change-answer': 'change' };
  expect(new Set(shown)).toEqual(new Set(kinds.map((kind) => nameOf[kind] ?? kind)));
});

describe('what chat must not learn', () => {
  const SECRETS = ['SECRETWORDS', 'SECRETCUE', 'SECRETACTION', 'SECRETTALK', 'SECRETGOAL'] as const;
  const MORE = ['SECRETPHRASE', 'SECRETNOTE', 'SECRETERG', 'SECRETASK'] as const;
  const about = {
    ergId: 'SECRETERG',
    recent: [checkIn(1, { note: 'SECRETNOTE' })],
    wordsFrom: 'person',
  } as const;
  const ask = { kind: 'ask', ergId: 'SECRETERG', askId: 'SECRETASK' } as const;
  const ifThen = {
    kind: 'if-then',
    cue: 'SECRETCUE',
    action: 'SECRETACTION',
    selfTalk: 'SECRETTALK',
  } as const;
  const goal = { kind: 'plain-goal', goal: 'SECRETGOAL', phrases: ['SECRETPHRASE'] } as const;
  const words = { kind: 'own-words', words: 'SECRETWORDS' } as const;
  const pledges = [
    ownPledge(1, { ...about, form: words }),
    ownPledge(2, { ...about, form: ifThen, source: ask }),
    // Begun from the catalogue and then changed: the words are the person's.
    pledge(3, { ...about, form: goal }),
    // Said to be the catalogue's, wrongly: the catalogue's words are read from the catalogue.
    pledge(4, { ...about, form: ifThen, wordsFrom: 'catalogue' }),
    pledge(5, { ...about, form: words, source: ask, wordsFrom: 'catalogue' }),
    pledge(6, {
      ...about,
      form: goal,
      wordsFrom: 'catalogue',
      source: { kind: 'catalogue', templateId: 'gone-template' },
    }),
  ];

  test('what is hidden stands on a card where it was asked for: the search below can find it', () => {
    const json = JSON.stringify([...opened.values()]);
    for (const word of HIDDEN_WORDS) expect(json).toContain(word);
  });

  test('without the switch no card of any kind holds own words, a note, an ERG or its words', () => {
    for (const [name, card] of everyCard(pledges, { showWords: false })) {
      for (const secret of [...SECRETS, ...MORE, ...HIDDEN_WORDS]) {
        expect(JSON.stringify(card), name).not.toContain(secret);
      }
    }
  });

  test('with the switch cards hold the words, and still no note, no phrase and no ERG', () => {
    const all = [...everyCard(pledges, { showWords: true })].map(([, card]) => card);
    const json = JSON.stringify(all);
    for (const shown of ['SECRETWORDS', 'SECRETCUE', 'SECRETACTION', 'SECRETGOAL']) {
      expect(json).toContain(shown);
    }
    for (const secret of MORE) expect(json).not.toContain(secret);
  });

  test('what is read aloud and the fallback text never hold words of anybody, opened or not', () => {
    for (const [name, card] of [...everyCard(pledges, { showWords: true }), ...opened]) {
      const { speak, fallbackText } = card;
      expect(`${String(speak)} ${String(fallbackText)}`, name).not.toMatch(/SECRET|HIDDEN/i);
    }
  });
});

describe('in a language that nobody speaks', () => {
  /** Every text of a card that is seen, read aloud or stands in place of it. */
  const saidBy = (json: unknown): readonly string[] => {
    if (Array.isArray(json)) return json.flatMap(saidBy);
    if (typeof json !== 'object' || json === null) return [];
    return Object.entries(json).flatMap(([name, value]) =>
      typeof value === 'string'
        ? ['text', 'title', 'value', 'speak', 'fallbackText', 'label', 'placeholder'].includes(name)
          ? [value]
          : []
        : name === 'data'
          ? []
          : saidBy(value),
    );
  };
  const wordsIn = (value: unknown): readonly string[] =>
    typeof value === 'string'
      ? [value, ...value.split(/\n+/)]
      : typeof value === 'object' && value !== null
        ? Object.values(value).flatMap(wordsIn)
        : [];
  /** What people wrote, and what Intl writes. */
  const NOT_OURS = [
    ...[...NAMED_CONTENTS.values()].flatMap((content) =>
      // The words of a lesson of ours are the catalogue's.
      content.kind === 'lesson' && content.ergId === undefined ? [] : wordsIn(content),
    ),
    ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((month) => monthName(month, 'en')),
    ...([1, 2, 3, 4, 5, 6, 7] as const).map((day) => weekdayName(day, 'en')),
    ...['Paris', 'AM', 'PM', 'teams.example'],
  ]
    .filter((words) => /[A-Za-z]/.test(words))
    .toSorted((one, other) => other.length - one.length);
  const oursIn = (said: string) =>
    NOT_OURS.reduce((rest, words) => rest.replaceAll(words, ''), said);

  test('every text of ours is in it: nothing on any card is left in English', () => {
    const all = [
      ...everyCard([pledge(1), pledge(3, { recent: TWICE_NOT })], {}, 'en-XA'),
      ...everyOpenedCard([pledge(1)], 'en-XA'),
    ];
    for (const [name, card] of all) {
      for (const said of saidBy(card)) {
        expect(oursIn(said), name).not.toMatch(/[A-Za-z]/);
      }
    }
  });

  test('a card says which way it is read', () => {
    for (const [, card] of everyCard([pledge(1)], {}, 'ar-XB')) {
      expect(card).toMatchObject({ lang: 'ar', rtl: true });
    }
    for (const [, card] of everyCard([pledge(1)], {}, 'en-GB')) {
      expect(card).not.toHaveProperty('rtl');
    }
  });

  test('every card is small enough, however much longer its texts are', () => {
    for (const [name, card] of everyCard(longest.slice(0, 1), { showWords: true }, 'ar-XB')) {
      expect([name, Buffer.byteLength(JSON.stringify(card)) < 28 * 1024]).toEqual([name, true]);
    }
  });
});
