import { expect, test } from 'vitest';
import { createChatCommands } from '../../bot/chat-commands.ts';
import type { ChatOrigin } from '../../bot/ports.ts';
import { giveConsent } from '../../shared/commands/give-consent.ts';
import { makePledge } from '../../shared/commands/make-pledge.ts';
import { PLEDGE_ID, TENANT_ID, USER_ID } from '../support/builders.ts';
import { type TestDeps, testDeps } from '../support/command-deps.ts';

const key = { tenantId: TENANT_ID, userId: USER_ID };
const origin: ChatOrigin = {
  person: key,
  name: 'Ada Winter',
  conversationId: 'a:conversation-1',
  serviceUrl: 'https://smba.example/emea/',
  language: 'en-GB',
};

async function pledged(deps: TestDeps): Promise<void> {
  const asker = { key };
  const rhythm = { budget: 1, day: 2, time: '09:00', zone: 'Europe/London' } as const;
  await giveConsent(deps, asker, { version: 1, rhythm });
  await makePledge(deps, asker, {
    id: PLEDGE_ID,
    pillar: 'listen',
    form: { kind: 'own-words', words: 'Let people finish.' },
    source: { kind: 'own' },
    cadence: 'weekly',
    endsOn: '2026-05-25',
  });
}

async function stored(deps: TestDeps) {
  const loaded = await deps.people.load(key);
  if (loaded === undefined) throw new Error('Nothing is known of this person.');
  return loaded.person;
}

test('a person is greeted once, however often the app is installed', async () => {
  const deps = testDeps();
  const commands = createChatCommands(deps);
  expect((await commands.learnConversation(origin)).greet).toBe(true);
  expect((await commands.learnConversation(origin)).greet).toBe(false);
  await commands.forgetConversation(origin);
  expect((await commands.learnConversation(origin)).greet).toBe(false);
  expect((await stored(deps)).profile).toMatchObject({
    name: 'Ada Winter',
    language: 'en-GB',
    consent: { state: 'none' },
    greeting: { state: 'sent' },
  });
});

test('learning what is known already writes nothing', async () => {
  const deps = testDeps();
  const commands = createChatCommands(deps);
  await commands.learnConversation(origin);
  const before = await stored(deps);
  await commands.learnConversation(origin);
  expect(await stored(deps)).toEqual(before);
});

test('a changed service URL is learnt at once', async () => {
  const deps = testDeps();
  const commands = createChatCommands(deps);
  await commands.learnConversation(origin);
  await commands.learnConversation({ ...origin, serviceUrl: 'https://smba.example/amer/' });
  expect((await stored(deps)).conversation).toMatchObject({
    state: 'reachable',
    serviceUrl: 'https://smba.example/amer/',
  });
});

test('removing the app ends what was planned, and installing it again plans anew', async () => {
  const deps = testDeps();
  const commands = createChatCommands(deps);
  await commands.learnConversation(origin);
  await pledged(deps);
  const planned = (await stored(deps)).profile.nextLookAt;
  expect(planned).toMatch(/^2026-03-10T09:/);

  await commands.forgetConversation(origin);
  expect((await stored(deps)).profile.nextLookAt).toBeUndefined();

  await commands.learnConversation({ ...origin, conversationId: 'a:conversation-2' });
  const again = await stored(deps);
  expect(again.profile.nextLookAt).toBe(planned);
  expect(again.conversation).toMatchObject({ conversationId: 'a:conversation-2' });
});

test('removing the app from somebody of whom nothing is kept keeps nothing', async () => {
  const deps = testDeps();
  await createChatCommands(deps).forgetConversation(origin);
  expect(await deps.people.load(key)).toBeUndefined();
});

test('no thanks is for good', async () => {
  const deps = testDeps();
  const commands = createChatCommands(deps);
  await commands.learnConversation(origin);
  await commands.declineGreeting(key);
  await commands.forgetConversation(origin);
  expect((await commands.learnConversation(origin)).greet).toBe(false);
  expect((await stored(deps)).profile.greeting.state).toBe('declined');
});

test('an answer from a card is taken once; another needs Change answer', async () => {
  const deps = testDeps();
  const commands = createChatCommands(deps);
  await commands.learnConversation(origin);
  await pledged(deps);
  deps.clock.set('2026-03-10T09:30:00.000Z');
  const question = { pledgeId: PLEDGE_ID, date: '2026-03-10' };
  const give = (answer: 'did-it' | 'not-this-time', change: boolean) =>
    commands.answer(key, { question, answer, change });

  expect(await give('did-it', false)).toMatchObject({ ok: true });
  expect(await give('did-it', false)).toMatchObject({ ok: true });
  expect(await give('not-this-time', false)).toEqual({ ok: false, reason: 'already-answered' });
  expect((await stored(deps)).pledges[0]?.recent[0]?.answer).toBe('did-it');
  expect(await give('not-this-time', true)).toMatchObject({ ok: true });
  expect((await stored(deps)).pledges[0]?.recent).toMatchObject([{ answer: 'not-this-time' }]);
});
