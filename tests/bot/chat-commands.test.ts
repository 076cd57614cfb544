import { expect, test } from 'vitest';
import { CONSENT_VERSION } from '../../shared/domain/person.ts';
import { createChatCommands } from '../../bot/chat-commands.ts';
import { createChatHandlers } from '../../bot/conversation/chat-handlers.ts';
import type { ChatOrigin } from '../../bot/ports.ts';
import { changeTenantRules } from '../../shared/commands/change-tenant-rules.ts';
import { giveConsent } from '../../shared/commands/give-consent.ts';
import { makePledge } from '../../shared/commands/make-pledge.ts';
import { OPEN_TENANT } from '../../shared/domain/tenant-rules.ts';
import {
  aDelivery,
  aMembership,
  aPerson,
  ERG_ID,
  PLEDGE_ID,
  TENANT_ID,
  USER_ID,
} from '../support/builders.ts';
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
  await giveConsent(deps, asker, { version: CONSENT_VERSION, rhythm });
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

/** The bot as Teams reaches it, over real commands. */
function botOver(deps: TestDeps) {
  return createChatHandlers({ commands: createChatCommands(deps), appId: 'app' });
}

test('where the organisation installs silently nobody is greeted until they say something', async () => {
  const deps = testDeps();
  const { messages, quietDates } = OPEN_TENANT;
  const silent = { messages, quietDates, installation: 'silent' } as const;
  await changeTenantRules(deps, { tenantId: TENANT_ID, userId: 'admin' }, silent, 0);
  const bot = botOver(deps);

  expect(await bot.onInstall(origin)).toEqual([]);
  expect(await bot.onInstall(origin)).toEqual([]);
  expect(await stored(deps)).toMatchObject({
    profile: { greeting: { state: 'none' } },
    conversation: { state: 'reachable', conversationId: 'a:conversation-1' },
  });

  const [first] = await bot.onMessage(origin, 'pledges');
  expect(JSON.stringify(first)).toContain('Hello, this is Alongside');
  expect((await stored(deps)).profile.greeting.state).toBe('sent');
  const [second] = await bot.onMessage(origin, 'pledges');
  expect(JSON.stringify(second)).toContain('Nothing about taking part is stored');
});

test('where nothing was decided whoever gets the app is greeted', async () => {
  const [greeting] = await botOver(testDeps()).onInstall(origin);
  expect(JSON.stringify(greeting)).toContain('Hello, this is Alongside');
});

test("an installation or a removal ends nobody's silence; a word or a tap does", async () => {
  const deps = testDeps();
  const greeting = { state: 'sent', at: '2026-03-01T12:00:00.000Z' } as const;
  await deps.people.commit(undefined, aPerson({ greeting, messagesSinceAct: 5 }), []);
  const bot = botOver(deps);
  await bot.onInstall(origin);
  await bot.onUninstall(origin);
  await bot.onInstall({ ...origin, conversationId: 'a:conversation-2' });
  expect((await stored(deps)).profile.messagesSinceAct).toBe(5);
  await bot.onCardAction(origin, { verb: 'messages.keep', data: {}, activityId: 'activity-1' });
  expect((await stored(deps)).profile.messagesSinceAct).toBe(0);
});

test('*Show here* brings the words of a broadcast that reached this ally, and of no other', async () => {
  const deps = testDeps();
  const id = '0195c000-0000-7000-8000-000000000001';
  const news = { kind: 'announcement', title: 'Spring gathering', text: 'We meet again.' } as const;
  await deps.broadcasts.begin({
    tenantId: TENANT_ID,
    id,
    content: news,
    contentRevision: 1,
    ergId: ERG_ID,
    state: 'sending',
    sendFrom: '2026-03-01T00:00:00.000Z',
    until: '2026-04-01T00:00:00.000Z',
    recipients: 1,
    packs: 1,
  });
  const item = { kind: 'pending', id, of: 'announcement', revision: 1 } as const;
  const deliveries = [aDelivery({ cause: 'announcement', about: id, items: [item] })];
  await deps.people.commit(undefined, aPerson({ deliveries, memberships: [aMembership()] }), []);
  const other = { ...key, userId: '5b2e9f10-0000-4000-8000-0000000000bb' };
  await deps.people.commit(
    undefined,
    aPerson({ userId: other.userId, memberships: [aMembership()] }),
    [],
  );
  const bot = botOver(deps);
  const tap = { verb: 'content.show', data: { id }, activityId: 'activity-1' };

  expect(JSON.stringify(await bot.onCardAction(origin, tap))).toContain('We meet again.');
  const forwarded = JSON.stringify(await bot.onCardAction({ ...origin, person: other }, tap));
  expect(forwarded).toContain('Not here any more');
  expect(forwarded).not.toContain('Spring');
});

test('a second tap on the end of a pledge shows what the first one did', async () => {
  const deps = testDeps();
  const commands = createChatCommands(deps);
  await commands.learnConversation(origin);
  await pledged(deps);
  deps.clock.set('2026-05-26T12:00:00.000Z');
  const bot = botOver(deps);
  const data = { pledgeId: PLEDGE_ID, endsOn: '2026-05-25' };
  const tap = { verb: 'ending.complete', data, activityId: 'activity-1' };
  const first = await bot.onCardAction(origin, tap);
  expect(JSON.stringify(first)).toContain('Completed');
  expect(await bot.onCardAction(origin, tap)).toEqual(first);
  const other = await bot.onCardAction(origin, { ...tap, verb: 'ending.renew' });
  expect(JSON.stringify(other)).toContain('That question has passed');
});
