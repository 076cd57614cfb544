import { describe, expect, test } from 'vitest';
import { checkIn, ownPledge, person, pledge, pledgeId, stranger, TODAY } from '../cards/people.ts';
import { Chat } from './chat.ts';

const FIRST = { pledgeId: pledgeId(1), date: TODAY, answer: 'did-it' };

describe('the greeting', () => {
  test('comes once when the app is installed, and never again', async () => {
    const chat = new Chat(stranger());
    expect(await chat.install()).toMatchObject([{ kind: 'card', summary: 'Hello from Alongside' }]);
    expect(chat.texts).toContain(
      'Your organisation added this; nothing about taking part is stored until you agree.',
    );
    expect(chat.titles).toEqual(['Have a look', 'No thanks']);
    expect(await chat.install()).toEqual([]);
    await chat.uninstall();
    expect(await chat.install()).toEqual([]);
  });

  test('*No thanks* is for good, and a second tap is the same', async () => {
    const chat = new Chat(stranger());
    await chat.install();
    const greeting = chat.card;
    const first = await chat.tap('No thanks');
    expect(chat.texts[0]).toBe("You won't hear from me");
    expect(chat.person.profile.greeting.state).toBe('declined');
    expect(await chat.tap('No thanks', greeting)).toEqual(first);
    expect(await chat.install()).toEqual([]);
  });

  test('to somebody who agreed in the tab before says nothing about agreeing', async () => {
    const chat = new Chat(person([pledge(1)]));
    await chat.install();
    expect(chat.texts.slice(0, 2)).toEqual(['Hello', 'One question waits.']);
    expect(JSON.stringify(chat.card)).not.toContain('agree');
  });

  test('an old one does not undo what was agreed to since', async () => {
    const chat = new Chat(stranger());
    await chat.install();
    const greeting = chat.card;
    chat.commands.put({ ...person([pledge(1)]), key: chat.person.key });
    await chat.tap('No thanks', greeting);
    expect(chat.texts[0]).toBe('Messages are on');
    expect(chat.titles).toContain('Stop messages');
    expect(chat.person.profile.settings.messages).toEqual({ state: 'on' });
    expect(chat.person.profile.greeting.state).not.toBe('declined');
  });
});

describe('before a person agrees', () => {
  test.each(['pledges', 'check in', 'settings', 'pause', 'resume', 'erase me', 'learn', 'banana'])(
    '"%s" is told that nothing is stored, and where to look',
    async (text) => {
      const chat = new Chat(stranger());
      await chat.install();
      const before = chat.person;
      await chat.say(text);
      expect(chat.texts[0]).toBe('Nothing about taking part is stored');
      expect(chat.titles).toEqual(['Have a look', 'No thanks']);
      expect(chat.person).toEqual(before);
    },
  );

  test.each(['hi', 'hello', 'help'])('"%s" is answered with what Alongside is', async (text) => {
    const chat = new Chat(stranger());
    await chat.install();
    await chat.say(text);
    expect(chat.texts[0]).toBe('Hello, this is Alongside');
  });

  test('whoever writes first gets one card, and no greeting after it', async () => {
    const chat = new Chat(stranger());
    expect(await chat.say('pledges')).toHaveLength(1);
    expect(chat.texts[0]).toBe('Hello, this is Alongside');
    expect(await chat.install()).toEqual([]);
  });

  test.each(['stop', 'no thanks'])('"%s" declines', async (text) => {
    const chat = new Chat(stranger());
    await chat.install();
    await chat.say(text);
    expect(chat.texts[0]).toBe("You won't hear from me");
    expect(chat.person.profile.greeting.state).toBe('declined');
  });

  test.each([
    ['check-in.answer', FIRST],
    ['check-in.change', FIRST],
    ['check-in.replace', FIRST],
    ['messages.stop', {}],
    ['pledges.show', {}],
  ])('a tap on %s changes nothing', async (verb, data) => {
    const chat = new Chat(stranger());
    await chat.install();
    const before = chat.person;
    await chat.send(verb, data);
    expect(chat.texts[0]).toBe('Nothing about taking part is stored');
    expect(chat.person).toEqual(before);
  });

  test('somebody who is being erased is a stranger again', async () => {
    const chat = new Chat(person([pledge(1)], { profile: { life: 'erasing' } }));
    await chat.say('pledges');
    expect(JSON.stringify(chat.card)).not.toContain('Let people finish');
  });
});

describe('what a person says', () => {
  test.each([
    ['hi', 'Hello'],
    ['help', 'I can do these things'],
    ['pledges', 'Your pledges'],
    ['check in', 'A moment to check in'],
    ['learn', 'Something to learn'],
    ['learn 5 minutes', 'Something to learn'],
    ['learn 1 minute', 'Nothing that short is left'],
    ['practise', 'A scene to practise'],
    ['settings', 'Messages are on'],
    ['export', 'Everything about you, as one file'],
    ['erase me', 'Erase everything about you'],
    ['banana', 'I did not understand that'],
    ['', 'I did not understand that'],
    ['no thanks', 'I can do these things'],
    ['pause until Christmas', 'Until when?'],
  ])('"%s" gets "%s" and something to tap, and changes nothing', async (text, heading) => {
    const chat = new Chat(person([pledge(1)]));
    await chat.install();
    const before = chat.person;
    expect(await chat.say(text)).toMatchObject([
      { kind: 'card', summary: 'A reply from Alongside' },
    ]);
    expect(chat.texts[0]).toBe(heading);
    expect(chat.buttons.length).toBeGreaterThan(0);
    expect(chat.person).toEqual(before);
  });

  test('"erase me" leads to where it is done', async () => {
    const chat = new Chat(person());
    await chat.say('erase me');
    const link = new URL(chat.buttons[0]?.url ?? '');
    expect(JSON.parse(link.searchParams.get('context') ?? '')).toEqual({ subEntityId: 'settings' });
  });

  test('"export" leads to the settings at the export', async () => {
    const chat = new Chat(person());
    await chat.say('download my data please');
    const link = new URL(chat.buttons[0]?.url ?? '');
    expect(JSON.parse(link.searchParams.get('context') ?? '')).toEqual({
      subEntityId: 'settings/data',
    });
  });

  test('"pause 3 weeks" pauses, says until when, and offers to resume; "resume" ends it', async () => {
    const chat = new Chat(person());
    await chat.say('pause 3 weeks');
    expect(chat.person.profile.settings.messages).toEqual({ state: 'paused', until: '2026-04-07' });
    expect(chat.texts[0]).toBe('Paused until Tuesday 7 April');
    await chat.tap('Resume');
    expect(chat.person.profile.settings.messages).toEqual({ state: 'on' });
    expect(chat.titles).toContain('Pause 2 weeks');
    await chat.tap('Pause 2 weeks');
    expect(chat.person.profile.settings.messages).toEqual({ state: 'paused', until: '2026-03-31' });
    await chat.say('resume');
    expect(chat.texts[0]).toBe('Messages are on');
  });

  test('"stop" stops, and the card starts again', async () => {
    const chat = new Chat(person());
    await chat.say('STOP!!');
    expect(chat.person.profile.settings.messages).toEqual({ state: 'stopped' });
    await chat.tap('Start again');
    expect(chat.person.profile.settings.messages).toEqual({ state: 'on' });
  });

  test('a pause that has ended is shown as over', async () => {
    const messages = { state: 'paused', until: TODAY } as const;
    const chat = new Chat(person([], { settings: { messages } }));
    await chat.say('settings');
    expect(chat.texts[0]).toBe('Messages are on');
  });

  test('counts days in the zone of the person', async () => {
    const chat = new Chat(person([], { settings: { zone: 'Pacific/Kiritimati' } }));
    await chat.say('pause until tomorrow');
    expect(chat.person.profile.settings.messages).toEqual({ state: 'paused', until: '2026-03-19' });
  });

  test('a change that loses against another says so and shows how it is', async () => {
    const chat = new Chat(person());
    chat.commands.beaten = true;
    await chat.say('stop');
    expect(chat.texts[1]).toContain('nothing was changed');
    expect(chat.titles).toContain('Stop messages');
    expect(chat.person.profile.settings.messages).toEqual({ state: 'on' });
  });

  test('"check in" asks one question at a time and says how many follow', async () => {
    const chat = new Chat(person([pledge(1), ownPledge(2), pledge(3)]));
    await chat.say('check in');
    expect(chat.texts.slice(0, 4)).toEqual([
      'A moment to check in',
      'Let people finish',
      'Did a moment come up to let someone finish?',
      '2 more questions after this one.',
    ]);
    expect(chat.titles).toEqual(['I did it', "It didn't come up", 'Not this time']);
  });

  test('"check in" with nothing due says when there will be', async () => {
    const chat = new Chat(person([pledge(1, { recent: [checkIn(1)] })]));
    await chat.say('check in');
    expect(chat.texts).toEqual(['Nothing today', 'The next question comes on Tuesday 24 March.']);
  });

  test('"check in" without a pledge leads to making one', async () => {
    const chat = new Chat(person());
    await chat.say('check in');
    expect(chat.titles).toEqual(['Make a pledge']);
  });

  test('"pledges" tells when each asks next', async () => {
    const chat = new Chat(
      person([
        pledge(1, { life: { state: 'paused', since: TODAY } }),
        ownPledge(2, { recent: [checkIn(2)] }),
        pledge(3, { endsOn: '2026-03-16', recent: [checkIn(3, { date: '2026-03-10' })] }),
        pledge(4),
      ]),
    );
    await chat.say('pledges');
    expect(chat.texts).toEqual([
      'Your pledges',
      'Your pledge of 3 March',
      'Every week · next question on Tuesday 24 March',
      'Let people finish',
      'The period is over: renew, change, complete or let it go',
      'Let people finish',
      'Every week · a question waits',
      'Let people finish',
      'Paused',
    ]);
  });

  test('the newest address of the chat is kept, and forgotten when the app is removed', async () => {
    const chat = new Chat(person());
    await chat.say('hi');
    expect(chat.commands.origins.size).toBe(1);
    await chat.uninstall();
    expect(chat.commands.origins.size).toBe(0);
    await chat.send('pledges.show', {});
    expect(chat.commands.origins.size).toBe(1);
  });
});

describe('while an organisation tries Alongside with others first', () => {
  const others = () => {
    const chat = new Chat(stranger());
    chat.commands.isPilotOfOthers = true;
    return chat;
  };

  test('nobody is greeted, and nothing is kept of them', async () => {
    const chat = others();
    const before = chat.person;
    expect(await chat.install()).toEqual([]);
    expect(chat.commands.origins.size).toBe(0);
    expect(chat.person).toBe(before);
  });

  test.each(['hi', 'help', 'stop', 'erase me', 'banana'])('"%s" is told so', async (text) => {
    const chat = others();
    const before = chat.person;
    await chat.say(text);
    expect(chat.texts.join(' ')).toContain('with a small group first');
    expect(chat.buttons).toHaveLength(1);
    expect(chat.commands.origins.size).toBe(0);
    expect(chat.person).toBe(before);
  });
});
