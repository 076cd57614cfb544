import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { VERBS } from '../../../bot/cards/verbs.ts';
import { messageFor } from '../../../bot/delivery/message-for.ts';
import type { DeliveryItem } from '../../../shared/domain/delivery.ts';
import { invitationId } from '../../../shared/domain/pending-ids.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { ERG_ID } from '../../support/builders.ts';
import { contentId, CONTENTS, HIDDEN_WORDS, itemOf, NAMED_CONTENTS } from '../cards/contents.ts';
import { APP_ID, checkIn, ownPledge, person, pledge, pledgeId, TODAY } from '../cards/people.ts';
import { Chat } from './chat.ts';

const OVER = { startedOn: '2026-01-06', endsOn: '2026-03-10' } as const;
const ENDING = { kind: 'ending', pledgeId: pledgeId(1), endsOn: OVER.endsOn } as const;
const QUESTION = { kind: 'question', pledgeId: pledgeId(2), date: TODAY } as const;

/** The chat of somebody to whom a message of these items was sent; the card is the one seen last. */
function chatAfter(items: readonly DeliveryItem[], whose: Person): Chat {
  const delivery = {
    date: TODAY,
    cause: 'check-in',
    about: '',
    items,
    opening: 'plain',
    progress: {
      state: 'sent',
      activityId: 'activity-1',
      sentAt: `${TODAY}T10:00:00.000Z`,
      uncertain: false,
    },
    attempts: 1,
  } as const;
  const chat = new Chat({ ...whose, deliveries: [delivery] });
  for (const [id, content] of CONTENTS) chat.commands.contents.set(id, content);
  if (items.length > 0) {
    chat.card = messageFor(whose, { items, opening: 'plain' }, CONTENTS, APP_ID).card;
  }
  return chat;
}

describe('a pledge whose period is over', () => {
  const over = pledge(1, OVER);

  test('can be renewed with one tap, for as long again from today', async () => {
    const chat = chatAfter([ENDING], person([over]));
    await chat.tap('Renew it');
    expect(chat.person.pledges).toMatchObject([
      { startedOn: TODAY, endsOn: '2026-05-19', life: { state: 'active' } },
    ]);
    expect(chat.texts[0]).toBe('Renewed until 19 May');
  });

  test.each([
    ['Complete it', 'Completed'],
    ['Let it go', 'Let go'],
  ])('%s takes it out of the hand, and says where it is', async (title, said) => {
    const chat = chatAfter([ENDING], person([over]));
    await chat.tap(title);
    expect(chat.person.pledges).toEqual([]);
    expect(chat.texts).toEqual([said, 'It stays in your past pledges, with what you did.']);
    expect(chat.titles.length).toBeGreaterThan(0);
  });

  test('is not ended by an old card once it was renewed, and says so', async () => {
    const chat = chatAfter([ENDING], person([over]));
    const card = chat.card;
    await chat.tap('Renew it');
    const renewed = chat.person;
    await chat.tap('Let it go', card);
    expect(chat.person).toEqual(renewed);
    expect(chat.texts).toContain('Nothing was changed. What you answered before stands as it is.');
  });

  test('twice the same tap is the same', async () => {
    const chat = chatAfter([ENDING], person([over]));
    const card = chat.card;
    await chat.tap('Complete it');
    const after = chat.person;
    await chat.tap('Complete it', card);
    expect(chat.person).toEqual(after);
  });

  test('of somebody else is not touched by a forwarded card', async () => {
    const chat = chatAfter([], person([ownPledge(2)]));
    const before = chat.person;
    const reply = await chat.send(VERBS.completePledge, {
      pledgeId: pledgeId(1),
      endsOn: OVER.endsOn,
    });
    expect(reply.kind).toBe('message');
    expect(chat.person.pledges).toEqual(before.pledges);
  });

  test('is not over yet: an early tap changes nothing', async () => {
    const running = pledge(1);
    const chat = chatAfter([], person([running]));
    await chat.send(VERBS.completePledge, { pledgeId: running.id, endsOn: running.endsOn });
    expect(chat.person.pledges).toEqual([running]);
  });

  test('gives its place to what waits next, a question or another end', async () => {
    const answered = [checkIn(3, { date: '2026-03-10' })];
    const other = ownPledge(3, { ...OVER, recent: answered });
    const chat = chatAfter([ENDING], person([over, pledge(2), other]));
    await chat.tap('Complete it');
    expect(chat.texts).toEqual([
      'Completed',
      'It stays in your past pledges, with what you did.',
      'Let people finish',
      'Did a moment come up to let someone finish?',
      'One more question after this one.',
    ]);
    await chat.tap('Not this time');
    expect(chat.texts.slice(0, 4)).toEqual([
      'Noted',
      'You answered: Not this time.',
      'A pledge has come to its end',
      'Your pledge of 6 January',
    ]);
    await chat.tap('Let it go');
    expect(chat.texts).toEqual(['Let go', 'It stays in your past pledges, with what you did.']);
    expect(chat.person.pledges.map(({ id }) => id)).toEqual([pledgeId(2)]);
  });

  test('is asked about after its last question, as the card had said', async () => {
    const last = { kind: 'question', pledgeId: pledgeId(1), date: '2026-03-10' } as const;
    const chat = chatAfter([last, ENDING], person([over]));
    expect(chat.texts).toContain('One more question after this one.');
    await chat.tap('I did it');
    expect(chat.texts).toContain('A pledge has come to its end');
    expect(chat.texts).toContain('Your last answer: you did it once.');
    expect(chat.titles).toContain('Renew it');
  });

  test('is asked about when somebody says check in, and counted in what waits', async () => {
    const answered = pledge(1, { ...OVER, recent: [checkIn(1, { date: '2026-03-10' })] });
    const chat = chatAfter([], person([answered]));
    await chat.say('help');
    expect(chat.texts).toContain('One question waits.');
    await chat.say('pledges');
    expect(chat.titles).toContain('Check in');
    await chat.tap('Check in');
    expect(chat.texts[0]).toBe('A pledge has come to its end');
    await chat.tap('Renew it');
    await chat.say('check in');
    expect(chat.texts[0]).toBe('Nothing today');
  });

  test('leaves the news on its card where it is', async () => {
    const chat = chatAfter([itemOf('moment'), ENDING, itemOf('announcement')], person([over]));
    await chat.tap('Renew it');
    expect(chat.texts[0]).toBe('Renewed until 19 May');
    expect(chat.texts).toContain('After the news from the coast');
    expect(chat.texts).toContain('News from a group you joined');
    expect(chat.titles).toEqual(['My pledges', 'Show here', 'Open in the tab']);
  });
});

describe('*Show here*', () => {
  test.each(['announcement', 'event-reminder', 'event-change'])(
    'brings the words of a %s into the chat, because the person asked',
    async (id) => {
      const chat = chatAfter([itemOf(id)], person());
      for (const word of HIDDEN_WORDS) expect(JSON.stringify(chat.card)).not.toContain(word);
      await chat.tap('Show here');
      expect(JSON.stringify(chat.card)).toContain('HIDDENTITLE');
      expect(chat.titles).not.toContain('Show here');
      expect(chat.titles).toContain('Open in the tab');
    },
  );

  test('of what its id says itself shows which group it is of', async () => {
    const id = invitationId({ ergId: ERG_ID, revision: 1 });
    const chat = chatAfter([], person());
    const content = CONTENTS.get(contentId('invitation'));
    if (content !== undefined) chat.commands.contents.set(id, content);
    expect(await chat.send(VERBS.showContent, { id })).toMatchObject({ kind: 'card' });
    expect(JSON.stringify(chat.card)).toContain('HIDDENGROUP');
    expect(chat.titles).toEqual(['See the group']);
  });

  test('of something that is not for this person, or is gone, shows nothing', async () => {
    const chat = chatAfter([itemOf('announcement')], person());
    chat.commands.contents.clear();
    await chat.tap('Show here');
    expect(chat.texts[0]).toBe('Not here any more');
  });

  test.each([
    [{}],
    [{ id: '' }],
    [{ id: 7 }],
    [{ id: 'invitation.some-group.1' }],
    [{ id: contentId('announcement'), more: 'x' }],
    ['announcement'],
  ])('with %j is not understood', async (data) => {
    const chat = chatAfter([], person());
    expect(await chat.send(VERBS.showContent, data)).toMatchObject({ kind: 'message' });
  });
});

describe('a card that tells several things', () => {
  const ITEMS = [itemOf('moment'), QUESTION, itemOf('announcement'), itemOf('event-reminder')];
  const MOMENT = 'After the news from the coast';
  const NEWS = 'News from a group you joined';
  const EVENT = 'A reminder';
  const whole = () => chatAfter(ITEMS, person([pledge(2)]));

  function expectAllBut(chat: Chat, missing?: string): void {
    for (const text of [MOMENT, NEWS, EVENT].filter((one) => one !== missing)) {
      expect(chat.texts).toContain(text);
    }
  }

  test('keeps the rest below an answer, a changed answer, and the answer changed again', async () => {
    const chat = whole();
    await chat.tap('I did it');
    expect(chat.texts.slice(0, 2)).toEqual(['Noted', 'You answered: I did it.']);
    expectAllBut(chat);
    await chat.tap('Change answer');
    expect(chat.texts[0]).toBe('Change your answer');
    expectAllBut(chat);
    await chat.tap('Not this time');
    expect(chat.texts).toContain('You answered: Not this time.');
    expectAllBut(chat);
  });

  test('keeps the question, and all else, when one thing is shown', async () => {
    const chat = whole();
    await chat.tap('Show here');
    expectAllBut(chat);
    expect(chat.texts).toContain('HIDDENTITLE Spring gathering');
    expect(chat.texts).not.toContain('HIDDENTITLE Queer book club');
    await chat.tap('I did it');
    expect(chat.person.pledges[0]?.recent[0]?.answer).toBe('did-it');
  });

  test('keeps the answer, with its change, when one thing is shown after it', async () => {
    const chat = whole();
    await chat.tap('I did it');
    await chat.tap('Show here');
    expect(chat.texts).toContain('You answered: I did it.');
    expect(chat.titles).toContain('Change answer');
    expect(chat.texts).toContain('HIDDENTITLE Spring gathering');
    expectAllBut(chat);
  });

  test('does not ask again what has passed when one thing is shown', async () => {
    const chat = whole();
    chat.commands.clock = '2026-03-24T11:00:00.000Z';
    await chat.tap('Show here');
    expect(chat.titles).not.toContain('I did it');
    expectAllBut(chat);
  });

  test('keeps the rest where one thing is gone, and where the question has passed', async () => {
    const gone = whole();
    gone.commands.contents.delete(contentId('announcement'));
    await gone.tap('Show here');
    expect(gone.texts[0]).toBe('Not here any more');
    expect(gone.titles).toContain('I did it');
    expectAllBut(gone, NEWS);

    const passed = whole();
    passed.commands.clock = '2026-03-24T11:00:00.000Z';
    await passed.tap('I did it');
    expect(passed.texts[0]).toBe('That question has passed');
    expectAllBut(passed);
  });

  test('is not put together from another message, or from one that has no id', async () => {
    for (const id of ['activity-2', '', undefined]) {
      const chat = whole();
      chat.activityId = id;
      await chat.tap('I did it');
      expect(chat.texts).toEqual(['Noted', 'You answered: I did it.', "That's all for today."]);
    }
  });

  test('never has more than six buttons, or none, whatever is tapped on it', async () => {
    const own = person([ownPledge(2), ownPledge(1, OVER)]);
    const chat = chatAfter([...ITEMS, ENDING, itemOf('lesson')], own);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(), { maxLength: 6 }), async (picks) => {
        for (const pick of picks) {
          const ours = chat.buttons.filter(({ verb }) => verb !== undefined);
          const button = ours[pick % Math.max(1, ours.length)];
          if (button === undefined) break;
          await chat.tap(button.title);
          expect(chat.titles.length).toBeLessThanOrEqual(6);
          expect(chat.titles.length).toBeGreaterThan(0);
        }
      }),
      { seed: 6, numRuns: 60 },
    );
  });
});

test('what the chat must not learn stands in no answer to any tap but *Show here*', async () => {
  const secret = {
    form: { kind: 'own-words', words: 'HIDDENWORDS' },
    ergId: 'HIDDENERG',
    source: { kind: 'ask', ergId: 'HIDDENERG', askId: 'HIDDENASK' },
  } as const;
  const noted = checkIn(1, { date: '2026-03-10', answer: 'not-this-time', note: 'HIDDENNOTE' });
  const pledges = [
    ownPledge(2, { ...secret, recent: [noted] }),
    ownPledge(1, { ...secret, ...OVER }),
  ];
  const told = [...NAMED_CONTENTS.keys()].map(itemOf);
  const starts: readonly (readonly DeliveryItem[])[] = [
    [...told.slice(0, 3), QUESTION, ...told.slice(3)],
    [...told.slice(0, 3), ENDING, ...told.slice(3)],
    [QUESTION, ENDING, itemOf('announcement')],
    [{ kind: 'last-card' }],
  ];
  let replies = 0;
  /** Taps every way through the cards, three taps deep. */
  async function walk(items: readonly DeliveryItem[], path: readonly string[]): Promise<void> {
    const chat = chatAfter(items, person(pledges));
    for (const title of path) {
      const reply = await chat.tap(title);
      expect(JSON.stringify(reply), path.join(' > ')).not.toMatch(/hidden/i);
      replies += 1;
    }
    expect(JSON.stringify(chat.card)).not.toMatch(/hidden/i);
    if (path.length === 3) return;
    for (const { title, verb } of chat.buttons) {
      if (verb === undefined || verb === VERBS.showContent) continue;
      await walk(items, [...path, title]);
    }
  }
  for (const items of starts) await walk(items, []);
  expect(replies).toBeGreaterThan(200);
});

test('the last card keeps, pauses or stops the messages with one tap', async () => {
  const lastCard = [{ kind: 'last-card' }] as const;
  const kept = chatAfter(lastCard, person());
  await kept.tap('Keep writing');
  expect(kept.texts[0]).toBe('Messages are on');

  const stopped = chatAfter(lastCard, person());
  await stopped.tap('Stop messages');
  expect(stopped.person.profile.settings.messages).toEqual({ state: 'stopped' });

  const paused = chatAfter(lastCard, person());
  await paused.tap('Pause 2 weeks');
  expect(paused.person.profile.settings.messages.state).toBe('paused');
});
