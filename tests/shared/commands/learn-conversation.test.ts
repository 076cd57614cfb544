import { describe, expect, test } from 'vitest';
import { answerCheckIn } from '../../../shared/commands/answer-check-in.ts';
import { changeMessages } from '../../../shared/commands/change-settings.ts';
import { comeBack, isMissed } from '../../../shared/commands/come-back.ts';
import {
  forgetConversation,
  learnConversation,
} from '../../../shared/commands/learn-conversation.ts';
import { aPerson, aPledge, NOON, PLEDGE_ID, type PersonFields } from '../../support/builders.ts';
import { testDeps } from '../../support/command-deps.ts';

const { key } = aPerson();
const CHAT = { conversationId: 'a:conversation-1', serviceUrl: 'https://smba.example/emea/' };

/** Somebody who was greeted, stored as said, with the writes of their rows since then. */
async function setUp(fields: PersonFields) {
  let writes = 0;
  const deps = testDeps({
    now: NOON,
    observe({ kind, on }) {
      if (kind === 'write' && on === 'People') writes += 1;
    },
  });
  const greeting = { state: 'sent', at: NOON } as const;
  await deps.people.commit(undefined, aPerson({ greeting, ...fields }), []);
  writes = 0;
  return {
    deps,
    writes: () => writes,
    person: async () => {
      const loaded = await deps.people.load(key);
      if (loaded === undefined) throw new Error('This person is not stored.');
      return loaded.person;
    },
  };
}

describe('whoever says or taps something', () => {
  test('has not fallen silent any more: one write, and none the next time', async () => {
    const { deps, writes, person } = await setUp({ messagesSinceAct: 3 });
    await learnConversation(deps, { key }, CHAT);
    expect((await person()).profile.messagesSinceAct).toBe(0);
    expect(writes()).toBe(1);
    await learnConversation(deps, { key }, CHAT);
    expect(writes()).toBe(1);
  });

  test('is written again by itself, also after the last card', async () => {
    const { deps, person } = await setUp({ messagesSinceAct: 5, pledges: [aPledge()] });
    expect((await person()).profile.nextLookAt).toBeUndefined();
    await learnConversation(deps, { key }, CHAT);
    expect((await person()).profile.nextLookAt).toMatch(/^2026-03-10T09:/);
  });

  test('in another language is written to in it from then on: one write, and none for another region', async () => {
    const { deps, writes, person } = await setUp({ messagesSinceAct: 0 });
    await learnConversation(deps, { key, language: 'en-US' }, CHAT);
    expect(writes()).toBe(0);
    await learnConversation(deps, { key, language: 'ar-XB' }, CHAT);
    expect((await person()).profile.language).toBe('ar-XB');
    await learnConversation(deps, { key, language: 'ar-XB' }, CHAT);
    expect(writes()).toBe(1);
  });

  test('is left in their language by an app that was installed for them', async () => {
    const { deps, writes } = await setUp({ messagesSinceAct: 0 });
    await learnConversation(deps, { key, language: 'ar-XB', acts: false }, CHAT);
    expect(writes()).toBe(0);
  });

  test('costs no write where nothing changed', async () => {
    const { deps, writes } = await setUp({ messagesSinceAct: 0 });
    await learnConversation(deps, { key }, CHAT);
    expect(writes()).toBe(0);
  });
});

describe('what is no act of the person', () => {
  test.each([
    ['installing', learnConversation] as const,
    [
      'installing, in another chat,',
      async (...[deps, asker]: Parameters<typeof learnConversation>) => {
        const chat = { ...CHAT, conversationId: 'a:conversation-2' };
        return learnConversation(deps, asker, chat);
      },
    ] as const,
    ['removing', forgetConversation] as const,
  ])('%s the app leaves their silence as it is', async (_what, act) => {
    const { deps, person } = await setUp({ messagesSinceAct: 5, pledges: [aPledge()] });
    await act(deps, { key, acts: false }, CHAT);
    const { profile } = await person();
    expect(profile.messagesSinceAct).toBe(5);
    expect(profile.nextLookAt).toBeUndefined();
  });
});

describe('every command that a person gives', () => {
  const QUESTION = { pledgeId: PLEDGE_ID, date: '2026-03-10' };

  test.each([
    [
      'an answer',
      (deps: Parameters<typeof answerCheckIn>[0]) =>
        answerCheckIn(
          deps,
          { key },
          { question: QUESTION, answer: 'did-it', via: 'tab', seen: undefined },
        ),
    ] as const,
    [
      'a pause',
      (deps: Parameters<typeof changeMessages>[0]) =>
        changeMessages(deps, { key }, { state: 'paused', until: '2026-04-01' }),
    ] as const,
    ['opening home', (deps: Parameters<typeof comeBack>[0]) => comeBack(deps, { key })] as const,
  ])('ends the silence: %s', async (_what, act) => {
    const { deps, person } = await setUp({ messagesSinceAct: 2, pledges: [aPledge()] });
    deps.clock.set('2026-03-10T10:00:00.000Z');
    expect(isMissed(await person())).toBe(true);
    expect(await act(deps)).toMatchObject({ ok: true });
    expect((await person()).profile.messagesSinceAct).toBe(0);
    expect(isMissed(await person())).toBe(false);
  });

  test('coming back where nobody was missed writes nothing', async () => {
    const { deps, writes } = await setUp({ messagesSinceAct: 0 });
    await comeBack(deps, { key });
    expect(writes()).toBe(0);
  });
});

describe('the greeting', () => {
  test('that is withheld is still to come, with the first thing that the person says', async () => {
    const deps = testDeps({ now: NOON });
    const installed = { key, acts: false };
    expect(await learnConversation(deps, installed, CHAT, 'withhold')).toMatchObject({
      value: { greet: false },
    });
    expect((await deps.people.load(key))?.person.profile.greeting).toEqual({ state: 'none' });
    expect(await learnConversation(deps, { key }, CHAT)).toMatchObject({ value: { greet: true } });
    expect(await learnConversation(deps, { key }, CHAT)).toMatchObject({ value: { greet: false } });
  });
});
