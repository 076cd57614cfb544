import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { messageFor } from '../../../bot/delivery/message-for.ts';
import type { DeliveryItem } from '../../../shared/domain/delivery.ts';
import type { MessageContent } from '../../../shared/domain/message-content.ts';
import { CONTENTS, itemOf } from '../cards/contents.ts';
import { APP_ID, ownPledge, person, pledge, pledgeId, TODAY } from '../cards/people.ts';

const ASK = { kind: 'question', pledgeId: pledgeId(1), date: TODAY } as const;

/** Teams takes 28 KB; the activity around the card is counted too. */
function bytesOf(message: { readonly card: unknown; readonly summary: string }): number {
  return Buffer.byteLength(JSON.stringify({ type: 'message', ...message, attachments: [{}] }));
}

describe('what a lock screen may show', () => {
  const told: readonly (readonly [string, readonly DeliveryItem[], string])[] = [
    ['a question', [ASK], 'A check-in from Alongside'],
    [
      'an ending',
      [{ kind: 'ending', pledgeId: pledgeId(1), endsOn: '2026-05-26' }],
      'A question from Alongside',
    ],
    ['a moment', [itemOf('moment')], 'Guidance from Alongside'],
    ['news', [itemOf('announcement')], 'News from Alongside'],
    ['an event', [itemOf('event-reminder')], 'A reminder from Alongside'],
    ['a lesson', [itemOf('lesson')], 'Something to learn from Alongside'],
    ['the last card', [{ kind: 'last-card' }], 'A question from Alongside'],
    ['a moment and a question', [itemOf('moment'), ASK], 'Guidance from Alongside'],
  ];
  test.each(told)('of %s is neutral', (_what, items, summary) => {
    const message = messageFor(person([pledge(1)]), { items, opening: 'plain' }, CONTENTS, APP_ID);
    expect(message.summary).toBe(summary);
  });
});

test('whatever organisers write, a card is below 28 KB, has six buttons at the most and nothing of it is Markdown', () => {
  const someText = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 400 }),
    fc.constantFrom(
      '\u202Eevil',
      '**bold** [a](https://x.example)',
      '🏳️‍🌈'.repeat(900),
      '\n'.repeat(50),
      '漢'.repeat(9000),
      '"\\'.repeat(4000),
    ),
    fc
      .array(fc.string({ unit: 'binary', maxLength: 2000 }), { maxLength: 40 })
      .map((all) => all.join('\n\n')),
  );
  const someContents = fc.record({ title: someText, one: someText, other: someText }).map(
    ({ title, one, other }): ReadonlyMap<string, MessageContent> =>
      new Map<string, MessageContent>([
        ...CONTENTS,
        ['moment', { kind: 'moment', title, ifThisTouchesYou: one, ifYouWantToSupport: other }],
        ['announcement', { kind: 'announcement', title, text: other }],
        [
          'event-reminder',
          {
            kind: 'event-reminder',
            title,
            startsAt: '2026-03-18T15:00:00.000Z',
            zone: 'Europe/Paris',
            place: one,
            access: other,
          },
        ],
      ]),
  );
  const items = [
    itemOf('moment'),
    itemOf('event-reminder'),
    ASK,
    itemOf('announcement'),
    itemOf('lesson'),
  ];
  fc.assert(
    fc.property(someContents, fc.boolean(), (contents, showWords) => {
      const whose = person(
        [ownPledge(1, { form: { kind: 'own-words', words: 'x'.repeat(5000) } })],
        {
          settings: { showWords },
        },
      );
      const message = messageFor(whose, { items, opening: 'welcome-back' }, contents, APP_ID);
      expect(bytesOf(message)).toBeLessThan(28 * 1024);
      const json = JSON.stringify(message.card);
      expect(json.split('"type":"Action.').length - 1).toBeLessThanOrEqual(6);
      expect(json).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/u);
      const blocks = json.match(/\{"type":"TextBlock"[^}]*\}/g) ?? [];
      for (const block of blocks) expect(block).not.toContain('**bold**');
    }),
    { seed: 20_260_302, numRuns: 150 },
  );
});

test('a message about nothing that is left is a defect', () => {
  const items = [{ kind: 'question', pledgeId: pledgeId(9), date: TODAY }] as const;
  expect(() => messageFor(person(), { items, opening: 'plain' }, CONTENTS, APP_ID)).toThrow();
  expect(() => messageFor(person(), { items: [], opening: 'plain' }, CONTENTS, APP_ID)).toThrow();
});
