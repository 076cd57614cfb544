import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { VERBS } from '../../../bot/cards/verbs.ts';
import { checkIn, ownPledge, person, pledge, pledgeId, TODAY } from '../cards/people.ts';
import { Chat } from './chat.ts';

const FIRST = { pledgeId: pledgeId(1), date: TODAY, answer: 'did-it' };

function answersOf(chat: Chat): readonly (string | undefined)[] {
  return chat.person.pledges.map(({ recent }) => recent[0]?.answer);
}

describe('answering on a card', () => {
  test('brings the next question in its place, and an end after the last', async () => {
    const chat = new Chat(person([pledge(1), ownPledge(2)]));
    await chat.say('check in');
    await chat.tap('I did it');
    expect(chat.texts).toEqual([
      'Noted',
      'You answered: I did it.',
      'Your pledge of 3 March',
      'Did the situation come up?',
    ]);
    expect(chat.titles[0]).toBe('Change answer');
    await chat.tap("It didn't come up");
    expect(chat.texts).toEqual([
      'Noted',
      "You answered: It didn't come up.",
      "That's all for today.",
    ]);
    expect(answersOf(chat)).toEqual(['did-it', 'did-not-come-up']);
    expect(chat.person.pledges[0]?.recent[0]?.via).toBe('chat');
  });

  test('twice is the same answer and the same card', async () => {
    const chat = new Chat(person([pledge(1), pledge(2)]));
    await chat.say('check in');
    const question = chat.card;
    const first = await chat.tap('I did it');
    const stored = chat.person;
    expect(await chat.tap('I did it', question)).toEqual(first);
    expect(chat.person).toEqual(stored);
  });

  test('another answer on a card that was answered changes nothing and offers to change it', async () => {
    const chat = new Chat(person([pledge(1)]));
    await chat.say('check in');
    const question = chat.card;
    await chat.tap('I did it');
    await chat.tap('Not this time', question);
    expect(chat.texts).toContain('You answered: I did it.');
    expect(chat.titles).toContain('Change answer');
    expect(answersOf(chat)).toEqual(['did-it']);
  });

  test('can be changed, also after it was changed', async () => {
    const chat = new Chat(person([pledge(1)]));
    await chat.say('check in');
    await chat.tap('I did it');
    const changes = [
      ['Not this time', 'not-this-time'],
      ["It didn't come up", 'did-not-come-up'],
      ["It didn't come up", 'did-not-come-up'],
    ] as const;
    for (const [title, answer] of changes) {
      await chat.tap('Change answer');
      expect(chat.texts[0]).toBe('Change your answer');
      await chat.tap(title);
      expect(chat.texts).toContain(`You answered: ${title}.`);
      expect(answersOf(chat)).toEqual([answer]);
    }
  });

  test('says what is stored, not what the card remembers, when the answer is changed', async () => {
    const chat = new Chat(
      person([pledge(1, { recent: [checkIn(1, { answer: 'not-this-time' })] })]),
    );
    await chat.send(VERBS.change, FIRST);
    expect(chat.texts).toContain('Your answer so far: Not this time.');
  });

  test('keeps a note that was written in the tab, and never shows it', async () => {
    const recent = [checkIn(1, { note: 'SECRETNOTE', via: 'tab' })];
    const chat = new Chat(person([pledge(1, { recent })]));
    await chat.send(VERBS.replace, { ...FIRST, answer: 'not-this-time' });
    expect(JSON.stringify(chat.card)).not.toContain('SECRETNOTE');
    expect(chat.person.pledges[0]?.recent[0]?.note).toBe('SECRETNOTE');
  });

  test('*not this time* twice in a row offers a smaller step', async () => {
    const before = checkIn(1, { date: '2026-03-10', answer: 'not-this-time' });
    const chat = new Chat(person([pledge(1, { recent: [before] })]));
    await chat.say('check in');
    await chat.tap('Not this time');
    expect(chat.titles).toEqual(['Change answer', 'Make it smaller']);
  });

  test('loses against a change elsewhere with a clear word, and works the next time', async () => {
    const chat = new Chat(person([pledge(1)]));
    await chat.say('check in');
    chat.commands.beaten = true;
    const reply = await chat.tap('I did it');
    expect(reply).toMatchObject({ kind: 'message', text: expect.stringContaining('not saved') });
    expect(answersOf(chat)).toEqual([undefined]);
    await chat.tap('I did it');
    expect(answersOf(chat)).toEqual(['did-it']);
  });
});

describe('a card that is too late', () => {
  test.each([VERBS.answer, VERBS.replace, VERBS.change])(
    'of a question that has passed changes nothing on %s and shows what waits',
    async (verb) => {
      const recent = [checkIn(1, { date: '2026-03-10', answer: 'did-it' })];
      const chat = new Chat(person([pledge(1, { recent })]));
      await chat.install();
      const before = chat.person;
      await chat.send(verb, { ...FIRST, date: '2026-03-10', answer: 'not-this-time' });
      if (verb === VERBS.answer) {
        expect(chat.texts).toContain('You answered: I did it.');
        expect(chat.titles).not.toContain('Change answer');
      } else {
        expect(chat.texts).toContain('That question has passed');
        expect(chat.texts).toContain('One question waits now.');
      }
      expect(chat.person).toEqual(before);
    },
  );

  test('of a question that was never answered leads to the one that waits now', async () => {
    const chat = new Chat(person([pledge(1)]));
    await chat.install();
    const before = chat.person;
    await chat.send(VERBS.answer, { ...FIRST, date: '2026-03-10' });
    expect(chat.texts[0]).toBe('That question has passed');
    expect(chat.person).toEqual(before);
    await chat.tap('Check in');
    expect(chat.texts[0]).toBe('A moment to check in');
  });

  test('can no longer change an answer once the next question has come', async () => {
    const chat = new Chat(person([pledge(1)]));
    await chat.say('check in');
    await chat.tap('I did it');
    const answered = chat.card;
    chat.commands.clock = '2026-03-24T11:00:00.000Z';
    const before = chat.person;
    await chat.tap('Change answer', answered);
    expect(chat.texts[0]).toBe('That question has passed');
    expect(chat.person).toEqual(before);
  });
});

describe('a card that is not for this person', () => {
  const mine = () => person([pledge(1)]);
  const theirs = () => ({
    ...person([ownPledge(2)]),
    key: { tenantId: 'tenant-a', userId: 'user-b' },
  });

  test.each([VERBS.answer, VERBS.replace, VERBS.change])(
    'gets a clear word on %s, and nothing of either changes',
    async (verb) => {
      const chat = new Chat(mine(), [theirs()]);
      await chat.install();
      const before = [...chat.commands.people.values()];
      const reply = await chat.send(verb, { ...FIRST, pledgeId: pledgeId(2) });
      expect(reply).toEqual({
        kind: 'message',
        text: 'This card is not about a pledge that you have in hand. Nothing was changed.',
      });
      expect([...chat.commands.people.values()]).toEqual(before);
    },
  );
});

describe('made-up taps', () => {
  const MADE_UP: readonly (readonly [string, unknown])[] = [
    ['', {}],
    ['check-in.delete', FIRST],
    ['toString', {}],
    [VERBS.answer, undefined],
    [VERBS.answer, null],
    [VERBS.answer, 'did-it'],
    [VERBS.answer, []],
    [VERBS.answer, { ...FIRST, answer: 'always' }],
    [VERBS.answer, { ...FIRST, pledgeId: '../profile' }],
    [VERBS.answer, { ...FIRST, date: '2026-02-31' }],
    [VERBS.answer, { ...FIRST, note: 'smuggled' }],
    [VERBS.answer, { ...FIRST, tenantId: 'tenant-b' }],
    [VERBS.pause, { until: '2099-01-01' }],
    [VERBS.stop, { userId: 'user-b' }],
  ];

  test.each(MADE_UP)('%s with %j get a clear word and change nothing', async (verb, data) => {
    const chat = new Chat(person([pledge(1)]));
    await chat.install();
    const before = chat.person;
    expect(await chat.send(verb, data)).toMatchObject({
      kind: 'message',
      text: expect.stringContaining('Nothing was changed'),
    });
    expect(chat.person).toEqual(before);
  });

  test('a button without data works where the host leaves empty data away', async () => {
    for (const data of [undefined, null, {}]) {
      const chat = new Chat(person([pledge(1)]));
      await chat.send(VERBS.showPledges, data);
      expect(chat.texts[0]).toBe('Your pledges');
    }
  });

  test('nothing that can be sent makes the bot fall over', async () => {
    const verb = fc.oneof(fc.constantFrom(...Object.values(VERBS)), fc.string());
    const value = fc.oneof(fc.constantFrom(FIRST, {}, TODAY, pledgeId(1)), fc.jsonValue());
    const chat = new Chat(person([pledge(1)]));
    await fc.assert(
      fc.asyncProperty(verb, value, async (name, data) => {
        expect(['card', 'message']).toContain((await chat.send(name, data)).kind);
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});

describe('no dead ends', () => {
  test('whatever is tapped, on and on, every card has a button', async () => {
    const chat = new Chat(person([pledge(1), ownPledge(2), pledge(3)]));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(), { maxLength: 12 }), async (picks) => {
        await chat.say('help');
        for (const pick of picks) {
          expect(chat.buttons.length).toBeGreaterThan(0);
          const ours = chat.buttons.filter(({ verb }) => verb !== undefined);
          const button = ours[pick % Math.max(1, ours.length)];
          if (button === undefined) break;
          expect((await chat.tap(button.title)).kind).toBe('card');
        }
      }),
      { seed: 4, numRuns: 100 },
    );
  });
});
