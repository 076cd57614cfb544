import { describe, expect, test } from 'vitest';
import { VERBS } from '../../../bot/cards/verbs.ts';
import { messageFor } from '../../../bot/delivery/message-for.ts';
import { findLesson } from '../../../shared/catalogue/lesson.ts';
import type { DeliveryItem } from '../../../shared/domain/delivery.ts';
import type { Learning } from '../../../shared/domain/lesson.ts';
import type { MessageContent } from '../../../shared/domain/message-content.ts';
import { lessonTellingId } from '../../../shared/domain/pending-ids.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { ERG_ID } from '../../support/builders.ts';
import { linksOf } from '../cards/card-texts.ts';
import { APP_ID, NOW, person, pledge, TODAY } from '../cards/people.ts';
import { Chat } from './chat.ts';

const HEAR_OUT = findLesson('listen-hear-out', 'en');
const ID = lessonTellingId({ lessonId: 'listen-hear-out', cause: 'listen', date: TODAY });
const LESSON: DeliveryItem = { kind: 'pending', id: ID, of: 'lesson', revision: 1 };
const QUESTION = { kind: 'question', pledgeId: pledge(1).id, date: TODAY } as const;
const CONTENT: MessageContent = {
  kind: 'lesson',
  lessonId: 'listen-hear-out',
  cause: 'listen',
  title: 'as the sender knew it',
  minutes: 3,
  format: 'read',
};

/** The chat of somebody to whom these were told in one message; the card is the one seen last. */
function chatAfter(items: readonly DeliveryItem[], whose: Person, content = CONTENT): Chat {
  const delivery = {
    date: TODAY,
    cause: 'check-in',
    about: '',
    items,
    opening: 'plain',
    progress: { state: 'sent', activityId: 'activity-1', sentAt: NOW, uncertain: false },
    attempts: 1,
  } as const;
  const chat = new Chat({ ...whose, deliveries: [delivery] });
  chat.commands.contents.set(ID, content);
  const contents = new Map([[ID, content]]);
  chat.card = messageFor(whose, { items, opening: 'plain' }, contents, APP_ID).card;
  return chat;
}

function learning(fields: Partial<Learning>): Person {
  const nobody = person([pledge(1)]);
  return { ...nobody, learning: { ...nobody.learning, revision: 5, ...fields } };
}

/** Somebody whose question was answered. */
const free = () => person([pledge(1, { startedOn: TODAY })]);

describe('a lesson that was told', () => {
  test('says what it is in the words of the catalogue, how long it takes and why, and leads to it', () => {
    const chat = chatAfter([LESSON], person([pledge(1)]));
    expect(chat.texts).toEqual([
      'Something to learn',
      HEAR_OUT?.title,
      HEAR_OUT?.summary,
      'To read, about 3 minutes.',
      'Because you pledged to listen.',
    ]);
    expect(linksOf(chat.card)[0]?.url).toContain(
      encodeURIComponent('"learn/lessons/listen-hear-out"'),
    );
    expect(chat.titles).toEqual(['Done', 'Later', 'Not for me']);
  });

  test('of a group says neither its title nor the group, and leads to it', () => {
    const content = { ...CONTENT, ergId: ERG_ID, title: 'HIDDENTITLE', cause: 'group' } as const;
    const chat = chatAfter([LESSON], person([pledge(1)]), content);
    expect(chat.texts).toEqual([
      'Something to learn',
      'From a group you joined.',
      'To read, about 3 minutes.',
    ]);
    expect(linksOf(chat.card)[0]?.url).toContain(
      encodeURIComponent(`learn/groups/${ERG_ID}/listen-hear-out`),
    );
  });

  test.each([
    ['Done', 'You did this one.', 'Not done after all', 'done'],
    ['Later', 'It comes back on 31 March at the soonest.', 'Undo', 'later'],
    ['Not for me', 'It does not come again.', 'Undo', 'notForMe'],
  ] as const)(
    '%s is answered in place, the same twice, and can be taken back',
    async (title, said, undo, kept) => {
      const chat = chatAfter([LESSON], free());
      const told = chat.card;
      const first = await chat.tap(title);
      expect(chat.texts).toEqual(['Noted', HEAR_OUT?.title, said]);
      expect(chat.person.learning[kept]).toHaveLength(1);
      const after = chat.person;
      expect(await chat.tap(title, told)).toEqual(first);
      expect(chat.person).toEqual(after);
      const marked = chat.card;

      const undone = await chat.tap(undo);
      expect(chat.person.learning[kept]).toEqual([]);
      expect(chat.titles).toEqual(['Done', 'Later', 'Not for me']);
      expect(await chat.tap(undo, marked)).toEqual(undone);
    },
  );

  test('once done is not put off by an old card, and says how it stands', async () => {
    const chat = chatAfter([LESSON], free());
    const told = chat.card;
    await chat.tap('Done');
    const done = chat.person;
    await chat.tap('Not for me', told);
    expect(chat.texts).toContain('You did this one.');
    expect(chat.person).toEqual(done);
  });

  test('done, taken back and done again is not taken back by the first card', async () => {
    const chat = chatAfter([LESSON], free());
    await chat.tap('Done');
    const marked = chat.card;
    await chat.tap('Not done after all');
    chat.commands.clock = '2026-03-17T12:00:00.000Z';
    await chat.tap('Done');
    const done = chat.person;
    await chat.tap('Not done after all', marked);
    expect(chat.texts).toContain('You did this one.');
    expect(chat.person).toEqual(done);
  });

  test('put off and then not for them stands as it does when the first card is tapped', async () => {
    const chat = chatAfter([LESSON], free());
    const told = chat.card;
    await chat.tap('Later');
    const putOff = chat.card;
    await chat.tap('Not for me', told);
    const before = chat.person;
    await chat.tap('Undo', putOff);
    expect(chat.texts).toContain('It does not come again.');
    expect(chat.person).toEqual(before);
  });

  test.each(['Done', 'Later', 'Not for me'])(
    'on a card that was made for somebody else changes nothing on %s, and says so',
    async (title) => {
      const chat = chatAfter([LESSON], free());
      const theirs = { ...free(), key: { tenantId: 'tenant-a', userId: 'user-b' } };
      const { card } = messageFor(
        theirs,
        { items: [LESSON], opening: 'plain' },
        new Map([[ID, CONTENT]]),
        APP_ID,
      );
      await chat.install();
      const before = chat.person;
      expect(await chat.tap(title, card)).toEqual({
        kind: 'message',
        text: 'This card was made for somebody else. Nothing was changed.',
      });
      expect(chat.person).toEqual(before);
    },
  );

  test('that is there no more says so', async () => {
    const chat = chatAfter([LESSON], free(), { ...CONTENT, ergId: ERG_ID });
    const { card } = chat;
    await chat.install();
    const before = chat.person;
    expect(await chat.tap('Done', card)).toMatchObject({
      text: expect.stringContaining('not here any more'),
    });
    expect(chat.person).toEqual(before);
  });

  test('loses against a change elsewhere with a clear word, and works the next time', async () => {
    const chat = chatAfter([LESSON], free());
    chat.commands.beaten = true;
    expect(await chat.tap('Done')).toMatchObject({ text: expect.stringContaining('not saved') });
    await chat.tap('Done');
    expect(chat.texts).toContain('You did this one.');
  });

  test('brings what waits next in its place', async () => {
    const chat = chatAfter([LESSON], person([pledge(1)]));
    await chat.tap('Done');
    expect(chat.texts).toContain('A moment to check in');
    expect(chat.titles).toEqual([
      'Not done after all',
      'I did it',
      "It didn't come up",
      'Not this time',
    ]);
  });
});

describe('a lesson beside a question', () => {
  test('is opened from there, and is marked once the question was answered', async () => {
    const chat = chatAfter([QUESTION, LESSON], person([pledge(1)]));
    expect(chat.titles).toEqual([
      'I did it',
      "It didn't come up",
      'Not this time',
      'Read it',
      'Open in the tab',
    ]);
    await chat.tap('I did it');
    expect(chat.titles).toEqual([
      'Change answer',
      'Add a private note',
      'Done',
      'Later',
      'Not for me',
      'Open in the tab',
    ]);
    await chat.tap('Done');
    expect(chat.texts).toEqual([
      'Noted',
      HEAR_OUT?.title,
      'You did this one.',
      'Noted',
      'You answered: I did it.',
    ]);
    expect(chat.titles).toEqual(['Not done after all', 'Change answer', 'Open in the tab']);
    await chat.tap('Change answer');
    await chat.tap('Not this time');
    expect(chat.texts).toContain('You did this one.');
    expect(chat.titles).toContain('Not done after all');
  });
});

describe('learn', () => {
  test('shows the next lesson, with why, and stores nothing', async () => {
    const chat = new Chat(person([pledge(1)]));
    await chat.install();
    const before = chat.person;
    await chat.say('learn');
    expect(chat.texts).toContain('Because you pledged to listen.');
    expect(chat.titles).toEqual(['Read it', 'Another one', 'Practise a scene']);
    expect(chat.person).toEqual(before);
  });

  test('Another one shows another each time, and begins again after the last', async () => {
    const chat = new Chat(person([pledge(1)]));
    await chat.say('learn 2 minutes');
    const first = chat.texts[1];
    const seen = new Set<string | undefined>();
    for (let count = 0; count < 41 && !seen.has(chat.texts[1]); count += 1) {
      seen.add(chat.texts[1]);
      expect(chat.texts.join()).toContain('about 2 minutes');
      if (!chat.titles.includes('Another one')) break;
      await chat.tap('Another one');
    }
    expect(seen.has(first)).toBe(true);
    expect(seen.has(chat.texts[1])).toBe(true);
  });

  test('every third that is shown is something new', async () => {
    const chat = new Chat(person([pledge(1)]));
    await chat.say('learn');
    await chat.tap('Another one');
    await chat.tap('Another one');
    expect(chat.texts).toContain('Something new to you.');
  });

  test('says kindly when none is left, and leads to all of them', async () => {
    const chat = new Chat(person([pledge(1)]));
    const all = await chat.commands.readLessons(chat.person, 'en');
    const marked = learning({ notForMe: all.map(({ id }) => id) });
    const done = new Chat(marked);
    await done.say('learn');
    expect(done.texts[0]).toBe('You have seen what there is');
    expect(done.titles).toEqual(['Practise a scene', 'All lessons']);
    await done.tap('Practise a scene');
    expect(done.texts[0]).toBe('No scene is left');
    expect(done.titles).toEqual(['Another lesson', 'All lessons']);
  });
});

describe('practise', () => {
  /** Somebody in the chat whose scene has begun. */
  async function begun(): Promise<Chat> {
    const chat = new Chat(free());
    await chat.install();
    await chat.send(VERBS.offerScene, { sceneId: 'captions-please' });
    await chat.tap('Begin');
    return chat;
  }
  const [ALOUD, BUTTON] = [
    '"Before we start, could we have the captions? I\'d read along too."',
    '"We decide today, and the recording comes tomorrow. Bottom right, three dots, second line."',
  ] as const;

  test('first says what is in it, and begins only when asked', async () => {
    const chat = new Chat(free());
    await chat.say('practise');
    expect(chat.texts[0]).toBe('A scene to practise');
    expect(chat.texts.some((text) => text.startsWith('In it: '))).toBe(true);
    expect(chat.titles).toEqual(['Begin', 'Another one', 'Not today']);
    expect(chat.replies).toEqual([]);
    const title = chat.texts[1];
    await chat.tap('Another one');
    expect(chat.texts[1]).not.toBe(title);
    await chat.tap('Not today');
    expect(chat.texts[0]).toBe('Another time, then');
  });

  test('shows what a reply did to whom, what follows, and how it came out; nothing is stored', async () => {
    const chat = await begun();
    const before = chat.person;
    expect(chat.replies).toContain(ALOUD);
    await chat.tap(ALOUD);
    expect(chat.texts).toContain('The dispatcher: Is no longer the only one asking.');
    await chat.tap(BUTTON);
    expect(chat.replies).toEqual([]);
    expect(chat.titles).toEqual(['Try again', 'Done', 'Another scene']);
    expect(chat.person).toEqual(before);

    await chat.tap('Try again');
    expect(chat.replies).toContain(ALOUD);
    expect(chat.person).toEqual(before);
  });

  test('Done at its end marks the scene, and can be taken back', async () => {
    const chat = await begun();
    await chat.tap(ALOUD);
    await chat.tap(BUTTON);
    await chat.tap('Done');
    expect(chat.person.learning.done).toMatchObject([{ lessonId: 'captions-please' }]);
    expect(chat.titles).toEqual(['Not done after all', 'Another scene', 'Open in the tab']);
    await chat.tap('Not done after all');
    expect(chat.person.learning.done).toEqual([]);
  });

  test.each([
    [{ sceneId: 'captions-please', replies: 'no-such-reply' }],
    [{ sceneId: 'captions-please', replies: 'button' }],
    [{ sceneId: 'captions-please', replies: 'aloud,button,button' }],
    [{ sceneId: 'no-such-scene' }],
    [{ sceneId: 'listen-hear-out' }],
    [{ sceneId: 'constructor', replies: 'constructor' }],
  ])(
    'a card that does not fit the scene, %j, gets a clear reply and changes nothing',
    async (data) => {
      const chat = await begun();
      const before = [chat.person, chat.card];
      expect(await chat.send(VERBS.playScene, data)).toMatchObject({
        kind: 'message',
        text: expect.stringContaining('Nothing was changed'),
      });
      expect([chat.person, chat.card]).toEqual(before);
    },
  );

  test('a scene that was done comes after those that were not, and one that is not for them never', async () => {
    const chat = new Chat(learning({ done: [{ lessonId: 'joke-at-lunch', at: NOW }] }));
    const shown: (string | undefined)[] = [];
    const titleOf = (id: string) => findLesson(id, 'en')?.title;
    await chat.say('practise');
    for (let count = 0; count < 15; count += 1) {
      shown.push(chat.texts[1]);
      await chat.tap('Another one');
    }
    expect(new Set(shown).size).toBe(15);
    expect(shown.at(-1)).toBe(titleOf('joke-at-lunch'));
  });
});
