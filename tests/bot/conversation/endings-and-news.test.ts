import { describe, expect, test } from 'vitest';
import { VERBS } from '../../../bot/cards/verbs.ts';
import { messageFor } from '../../../bot/delivery/message-for.ts';
import type { DeliveryItem } from '../../../shared/domain/delivery.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { contentId, CONTENTS, HIDDEN_WORDS, itemOf } from '../cards/contents.ts';
import { APP_ID, ownPledge, person, pledge, pledgeId, TODAY } from '../cards/people.ts';
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

  test('offers what waits next', async () => {
    const chat = chatAfter([ENDING], person([over, pledge(2)]));
    await chat.tap('Complete it');
    expect(chat.texts).toContain('One question waits now.');
    expect(chat.titles).toContain('Check in');
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
      expect(chat.titles).toEqual(['Open in the tab']);
    },
  );

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
    [{ id: contentId('announcement'), more: 'x' }],
    ['announcement'],
  ])('with %j is not understood', async (data) => {
    const chat = chatAfter([], person());
    expect(await chat.send(VERBS.showContent, data)).toMatchObject({ kind: 'message' });
  });
});

test('an answer on a card with news keeps the news below', async () => {
  const chat = chatAfter([QUESTION, itemOf('announcement')], person([pledge(2)]));
  await chat.tap('I did it');
  expect(chat.texts).toContain('You answered: I did it.');
  expect(chat.texts).toContain('News from a group you joined');
  expect(chat.titles).toContain('Show here');
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
