import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { messageFor } from '../../../bot/delivery/message-for.ts';
import type { DeliveryItem } from '../../../shared/domain/delivery.ts';
import type { MessageContent } from '../../../shared/domain/message-content.ts';
import { buttonsOf, textsOf, titlesOf } from '../cards/card-texts.ts';
import { contentId, CONTENTS, itemOf } from '../cards/contents.ts';
import { ERG_ID } from '../../support/builders.ts';
import { APP_ID, ownPledge, person, pledge, pledgeId, TODAY } from '../cards/people.ts';

const ASK = { kind: 'question', pledgeId: pledgeId(1), date: TODAY } as const;
const ENDING = { kind: 'ending', pledgeId: pledgeId(1), endsOn: '2026-05-26' } as const;

/** Teams takes 28 KB for the whole activity; this is one with the longest ids that it may have around the card. */
function bytesOf({ card, summary }: { readonly card: unknown; readonly summary: string }): number {
  return Buffer.byteLength(
    JSON.stringify({
      type: 'message',
      summary,
      id: 'i'.repeat(200),
      channelData: { notification: { alert: true } },
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
    }),
  );
}

describe('what a lock screen may show', () => {
  const told: readonly (readonly [string, readonly DeliveryItem[], string])[] = [
    ['a question', [ASK], 'A check-in from Alongside'],
    ['an ending', [ENDING], 'A question from Alongside'],
    ['a moment', [itemOf('moment')], 'Guidance from Alongside'],
    ['news', [itemOf('announcement')], 'News from Alongside'],
    ['an event', [itemOf('event-reminder')], 'A reminder from Alongside'],
    ['a changed event', [itemOf('event-change')], 'News about an event, from Alongside'],
    ['a membership', [itemOf('membership-declined')], 'News from Alongside'],
    ['an invitation', [itemOf('invitation')], 'News from Alongside'],
    ['requests', [itemOf('requests-waiting')], 'Something waits for you in Alongside'],
    ['a lesson', [itemOf('lesson')], 'Something to learn from Alongside'],
    ['the last card', [{ kind: 'last-card' }], 'A question from Alongside'],
    ['a moment and a question', [itemOf('moment'), ASK], 'Guidance from Alongside'],
  ];
  test.each(told)('of %s is neutral, with or without words', (_what, items, summary) => {
    for (const showWords of [false, true]) {
      const whose = person([pledge(1)], { settings: { showWords } });
      const message = messageFor(whose, { items, opening: 'plain' }, CONTENTS, APP_ID);
      expect(message.summary).toBe(summary);
    }
  });

  test('is about what is on the card, not about what was left out of it', () => {
    const items = [itemOf('moment'), ASK];
    const withoutWords = new Map([...CONTENTS].filter(([id]) => id !== contentId('moment')));
    const whose = person([pledge(1)]);
    const message = messageFor(whose, { items, opening: 'plain' }, withoutWords, APP_ID);
    expect(message.summary).toBe('A check-in from Alongside');
    expect(textsOf(message.card)[0]).toBe('A moment to check in');
  });
});

describe('whatever organisers and people write', () => {
  const someText = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 400 }),
    fc.constantFrom(
      '\u202Eevil MARKER',
      '**bold MARKER** [a](https://x.example) <at>MARKER</at>',
      '🏳️‍🌈'.repeat(900),
      `e${'\u0301'.repeat(60)}`.repeat(900),
      '\n'.repeat(50),
      'a\n'.repeat(5000),
      '漢'.repeat(9000),
      'שלום '.repeat(2000),
      '"\\'.repeat(4000),
      '\ud83d'.repeat(5000),
      '',
    ),
    fc
      .array(fc.string({ unit: 'binary', maxLength: 2000 }), { maxLength: 40 })
      .map((all) => all.join('\n\n')),
  );
  // The most that falls together: one change, news of two memberships, one moment, two reminders, requests of two
  // groups, an ask, one announcement, one invitation and one lesson.
  const SECOND_REMINDER = { ...itemOf('event-reminder'), id: pledgeId(77) };
  const SECOND_REQUESTS = { ...itemOf('requests-waiting'), id: pledgeId(78) };
  const someUrl = fc.oneof(
    someText,
    fc.constantFrom(`https://x.example/${'a'.repeat(900)}`, 'javascript:alert(1)'),
  );
  const someContents = fc
    .record({ title: someText, one: someText, other: someText, joinUrl: someUrl })
    .map(({ title, one, other, joinUrl }): ReadonlyMap<string, MessageContent> => {
      const event = {
        title,
        startsAt: '2026-03-18T15:00:00.000Z',
        zone: 'Europe/Paris',
        place: one,
        access: other,
        joinUrl,
      } as const;
      const erg = { ergId: '0195c000-0000-7000-8000-000000000099', ergName: title };
      const declined = {
        kind: 'membership-news',
        news: 'declined',
        askAgainOn: '2026-04-03',
      } as const;
      const requests = { kind: 'requests-waiting', waiting: 50_000, ...erg } as const;
      return new Map<string, MessageContent>([
        [contentId('membership-declined'), { ...declined, ...erg }],
        [contentId('membership-removed'), { ...declined, news: 'removed', ...erg }],
        [contentId('requests-waiting'), requests],
        [SECOND_REQUESTS.id, requests],
        [contentId('invitation'), { kind: 'invitation', ...erg }],
        [
          contentId('moment'),
          { kind: 'moment', title, ifThisTouchesYou: one, ifYouWantToSupport: other },
        ],
        [contentId('announcement'), { kind: 'announcement', title, text: other }],
        [contentId('event-reminder'), { kind: 'event-reminder', ...event }],
        [SECOND_REMINDER.id, { kind: 'event-reminder', ...event }],
        [contentId('event-change'), { kind: 'event-change', change: 'moved', ...event }],
        [
          contentId('group-lesson'),
          {
            kind: 'lesson',
            lessonId: 'l',
            ergId: ERG_ID,
            title,
            minutes: 3,
            format: 'read',
            cause: 'group',
          },
        ],
      ]);
    });
  const told = [
    itemOf('event-change'),
    itemOf('membership-declined'),
    itemOf('membership-removed'),
    itemOf('moment'),
    itemOf('event-reminder'),
    SECOND_REMINDER,
    itemOf('requests-waiting'),
    SECOND_REQUESTS,
  ];
  const news = [itemOf('announcement'), itemOf('invitation'), itemOf('group-lesson')];
  const OF_ORGANISERS = [...told, ...news].map(({ id }) => id);

  test('a card is below 28 KB, has six buttons at the most, and no word is read as Markdown', () => {
    fc.assert(
      fc.property(
        someContents,
        someText,
        fc.boolean(),
        fc.constantFrom(ASK, ENDING),
        (contents, words, showWords, ask) => {
          // Every content is under the id that an item asks for: none of this is shown by chance only.
          expect([...contents.keys()].toSorted()).toEqual(OF_ORGANISERS.toSorted());
          const whose = person([ownPledge(1, { form: { kind: 'own-words', words } })], {
            settings: { showWords },
          });
          const items = [...told, ask, ...news];
          const message = messageFor(whose, { items, opening: 'welcome-back' }, contents, APP_ID);
          expect(bytesOf(message)).toBeLessThan(28 * 1024);
          expect(titlesOf(message.card).length).toBeLessThanOrEqual(6);
          const json = JSON.stringify(message);
          for (const { url = 'https://' } of buttonsOf(message.card)) {
            expect(url).toMatch(/^https:/u);
          }
          expect(json).not.toMatch(/[\u202a-\u202e\u2066-\u2069]|\\ud[89a-f]/u);
          expect(textsOf(message.card)).not.toContain('');
          const blocks = json.match(/\{"type":"TextBlock"[^}]*\}/g) ?? [];
          expect(blocks.length).toBeGreaterThan(0);
          for (const block of blocks) expect(block).not.toContain('MARKER');
          expect(`${String(message.card['speak'])} ${message.summary}`).not.toContain('MARKER');
        },
      ),
      { seed: 20_260_302, numRuns: 200 },
    );
  });

  test('a moment of several thousand characters stands there in full, whatever stands beside it', () => {
    const touches = 'Take the time you need, and tell nobody why. '.repeat(60);
    const support = 'Say that you have heard, and ask nothing of anybody. '.repeat(60);
    const contents = new Map<string, MessageContent>([
      ...CONTENTS,
      [
        contentId('moment'),
        {
          kind: 'moment',
          title: 'After the news',
          ifThisTouchesYou: touches,
          ifYouWantToSupport: support,
        },
      ],
    ]);
    const items = [itemOf('moment'), ASK, itemOf('announcement')];
    const { card } = messageFor(person([pledge(1)]), { items, opening: 'plain' }, contents, APP_ID);
    const texts = textsOf(card);
    expect(texts).toContain(touches.trim());
    expect(texts).toContain(support.trim());
    expect(texts).not.toContain('It goes on in the tab.');
    expect(texts.indexOf('If this touches you')).toBeLessThan(
      texts.indexOf('If you want to support'),
    );
  });

  test('what is too long is cut, says where it goes on, and the tab is one tap away', () => {
    const contents = new Map<string, MessageContent>([
      [
        contentId('moment'),
        {
          kind: 'moment',
          title: 'After the news',
          ifThisTouchesYou: 'word '.repeat(4000),
          ifYouWantToSupport: 'Short.',
        },
      ],
    ]);
    const items = [itemOf('moment')];
    const { card } = messageFor(person(), { items, opening: 'plain' }, contents, APP_ID);
    const texts = textsOf(card);
    expect(texts.indexOf('It goes on in the tab.')).toBe(
      texts.indexOf('If you want to support') - 1,
    );
    expect(texts).toContain('Short.');
    expect(titlesOf(card)).toEqual(['Open in the tab']);
  });
});

test('a message about nothing that is left is a defect', () => {
  const items = [{ kind: 'question', pledgeId: pledgeId(9), date: TODAY }] as const;
  expect(() => messageFor(person(), { items, opening: 'plain' }, CONTENTS, APP_ID)).toThrow();
  expect(() => messageFor(person(), { items: [], opening: 'plain' }, CONTENTS, APP_ID)).toThrow();
});
