import http from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { conversationIdOf } from '../../../../infra/local/connector/conversations.ts';
import { injectedFaults } from '../../../../infra/local/connector/injected-faults.ts';
import { inTurn } from '../../../../infra/local/connector/judges.ts';
import { openSlimChatLog } from '../../../../infra/local/connector/slim-chat-log.ts';
import {
  startConnector,
  type ConnectorStart,
} from '../../../../infra/local/connector/start-connector.ts';
import { teamsLimits } from '../../../../infra/local/connector/teams-limits.ts';
import { seededChance } from './seeded-chance.ts';

const TENANT = 'tenant-1';
const MESSAGE = { type: 'message', text: 'hello' };

async function connector(start: Partial<ConnectorStart> = {}) {
  const running = await startConnector({ tenantId: TENANT, personIds: ['ada', 'ben'], ...start });
  onTestFinished(() => running.stop());
  const conversations = `${running.url}/v3/conversations`;
  const ask = (path: string, body: unknown, method: 'POST' | 'PUT' = 'POST') =>
    fetch(`${conversations}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const activities = (personId: string) =>
    `/${encodeURIComponent(conversationIdOf(TENANT, personId))}/activities`;
  return {
    ...running,
    create: (personId: string) => ask('', { isGroup: false, members: [{ id: personId }] }),
    send: (personId: string, body: unknown = MESSAGE) => ask(activities(personId), body),
    update: (personId: string, activityId: string, body: unknown = MESSAGE) =>
      ask(`${activities(personId)}/${activityId}`, body, 'PUT'),
  };
}

/** What the bot sees of a request: the status, or that the connection was lost. */
async function seen(response: Promise<Response>): Promise<number | 'lost'> {
  try {
    const { status, body } = await response;
    await body?.cancel();
    return status;
  } catch (error) {
    if (error instanceof TypeError) return 'lost';
    throw error;
  }
}

const idOf = async (response: Response) => ((await response.json()) as { id: string }).id;
const codeOf = async (response: Response) =>
  ((await response.json()) as { error: { code: string } }).error.code;

test('the people of the list have a conversation whose id is known beforehand', async () => {
  const { create, send, log } = await connector();

  const created = await create('ada');
  expect(created.status).toBe(201);
  expect(await idOf(created)).toBe(conversationIdOf(TENANT, 'ada'));
  // Nobody created a conversation with Ben.
  expect(await seen(send('ben'))).toBe(201);
  expect(log.of('ben').map(({ kind, activity }) => [kind, activity.text])).toEqual([
    ['sent', 'hello'],
  ]);
});

test('the conversation of a person is another one in another tenant', () => {
  expect(conversationIdOf('tenant-2', 'ada')).not.toBe(conversationIdOf(TENANT, 'ada'));
});

test('nobody else can be written to', async () => {
  const { create, send } = await connector();

  const before = await send('stranger');
  const created = await create('stranger');
  const after = await send('stranger');

  expect([before.status, await codeOf(before)]).toEqual([404, 'ConversationNotFound']);
  expect([created.status, await codeOf(created)]).toEqual([403, 'BotNotInConversationRoster']);
  expect([after.status, await codeOf(after)]).toEqual([403, 'BotNotInConversationRoster']);
});

test('where everybody has the app, a conversation is there when it is created', async () => {
  const { create, send } = await connector({ personIds: 'everybody' });

  expect(await seen(send('anybody'))).toBe(404);
  expect(await seen(create('anybody'))).toBe(201);
  expect(await seen(send('anybody'))).toBe(201);
});

test('a connection is kept for the next request', async () => {
  const { url } = await connector();
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());
  const once = () =>
    new Promise<boolean>((resolve, reject) => {
      const path = `/${encodeURIComponent(conversationIdOf(TENANT, 'ada'))}/members`;
      const request = http.get(`${url}/v3/conversations${path}`, { agent }, (response) => {
        response.resume().once('end', () => resolve(request.reusedSocket));
      });
      request.once('error', reject);
    });

  expect([await once(), await once(), await once()]).toEqual([false, true, true]);
});

test('stopping waits neither for connections that are kept nor for answers that never come', async () => {
  const arrived = Promise.withResolvers<void>();
  const { url, create, send, stop } = await connector({
    judge({ operation }) {
      if (operation === 'create-conversation') return { kind: 'allow' };
      arrived.resolve();
      return new Promise(() => {});
    },
  });
  await seen(create('ada'));
  const pending = seen(send('ada'));
  await arrived.promise;

  await stop();

  expect(await pending).toBe('lost');
  await expect(fetch(`${url}/v3/conversations`)).rejects.toThrow(TypeError);
});

test('a port can be asked for', async () => {
  const first = await connector();
  const port = Number(new URL(first.url).port);
  await first.stop();

  const second = await connector({ port });

  expect(second.url).toBe(first.url);
});

test('limits refuse the eighth message to a person in a second, and say when to come back', async () => {
  const limits = teamsLimits();
  let realMs = Date.parse('2026-03-02T09:00:00.000Z');
  const { send, log } = await connector({ judge: limits.judge, realMs: () => realMs });

  for (let n = 0; n < 7; n += 1) expect(await seen(send('ada'))).toBe(201);
  const refused = await send('ada');
  expect([refused.status, refused.headers.get('retry-after'), await refused.json()]).toEqual([
    429,
    '1',
    { error: { code: 'Throttled', message: 'Too many requests.' } },
  ]);
  realMs += 1_000;
  expect(await seen(send('ada'))).toBe(201);

  expect(log.of('ada')).toHaveLength(8);
  expect(limits.figures()).toMatchObject({
    accepted: { count: 8 },
    refusedByApp: { count: 0 },
    refusedByConversation: { count: 1 },
  });
});

test('with every fault at once, what the bot saw, what was injected and what arrived add up', async () => {
  const limits = teamsLimits();
  const faults = injectedFaults({
    rates: {
      429: 0.1,
      412: 0.1,
      502: 0.1,
      503: 0.1,
      504: 0.1,
      'lost-before': 0.1,
      'lost-after': 0.1,
    },
    acceptedBefore502: 0.5,
    random: seededChance(42),
  });
  const log = openSlimChatLog({ now: () => '2026-03-02T09:00:00.000Z' });
  let realMs = 0;
  const personIds = Array.from({ length: 40 }, (_, index) => `person-${index}`);
  const { send, figures } = await connector({
    personIds,
    log,
    judge: inTurn(limits.judge, faults.judge),
    // 10 a second, and each person once in 4 s: within every limit.
    realMs: () => (realMs += 100),
  });

  const outcomes = new Map<number | 'lost', number>();
  for (let n = 0; n < 400; n += 1) {
    const outcome = await seen(send(`person-${n % 40}`));
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }

  const { injected, unheard } = faults.figures();
  const { lost, ...answers } = Object.fromEntries(outcomes);
  expect(answers).toEqual({
    201: 400 - Object.values(injected).reduce((sum, count) => sum + count, 0),
    429: injected['429'],
    412: injected['412'],
    502: injected['502'],
    503: injected['503'],
    504: injected['504'],
  });
  expect(lost).toBe(injected['lost-before'] + injected['lost-after']);
  expect(unheard.lost).toBe(injected['lost-after']);
  expect(unheard.answered).toBeGreaterThan(0);
  expect(unheard.answered).toBeLessThan(injected['502'] + injected['504']);
  expect(log.entries()).toHaveLength((answers[201] ?? 0) + unheard.lost + unheard.answered);
  expect(figures()).toEqual({
    requests: { 'create-conversation': 0, send: 400, update: 0, delete: 0, 'read-members': 0 },
    answers,
    lost,
  });
  expect(limits.figures()).toMatchObject({
    accepted: { count: 400 },
    refusedByApp: { count: 0 },
    refusedByConversation: { count: 0 },
  });
});

test('only what really stands in a chat counts as arrived unheard', async () => {
  let isLossy = false;
  const faults = injectedFaults({
    rates: { 'lost-after': 1 },
    random: () => 0,
    scope: () => isLossy,
  });
  const { create, send, update, log } = await connector({ judge: faults.judge });
  const activityId = await idOf(await send('ada'));
  await seen(create('stranger'));
  isLossy = true;

  const lost = [
    await seen(create('ada')),
    await seen(update('ada', activityId, { type: 'message', text: 'better' })),
    await seen(send('ada', { type: 'typing' })),
    await seen(send('ada', { text: 'no type' })),
    await seen(send('stranger')),
    await seen(send('ben')),
  ];

  expect(lost).toEqual(['lost', 'lost', 'lost', 'lost', 'lost', 'lost']);
  expect(faults.figures()).toMatchObject({
    injected: { 'lost-after': 6 },
    unheard: { lost: 1, answered: 0 },
  });
  expect(log.of('ada').map(({ kind, activity }) => [kind, activity.text])).toEqual([
    ['sent', 'hello'],
    ['updated', 'better'],
  ]);
  expect(log.of('stranger')).toEqual([]);
  expect(log.of('ben')).toHaveLength(1);
});

test('a conversation that is gone is there again when it was created anew', async () => {
  const faults = injectedFaults({ random: seededChance(1) });
  const { create, send, log } = await connector({ judge: faults.judge });
  faults.setLasting('ada', 'conversation-gone');

  const refused = await send('ada');
  expect([refused.status, await codeOf(refused)]).toEqual([404, 'ConversationNotFound']);
  expect(await seen(create('ada'))).toBe(201);
  expect(await seen(send('ada'))).toBe(201);

  expect(log.of('ada')).toHaveLength(1);
  expect(faults.figures().refused['conversation-gone']).toBe(1);
});

test('what was asked for and answered is counted', async () => {
  const { create, send, update, figures } = await connector();
  const before = figures();

  await seen(create('ada'));
  await seen(send('ada'));
  await seen(send('ben'));
  await seen(update('ada', 'never'));

  expect(figures()).toEqual({
    requests: { 'create-conversation': 1, send: 2, update: 1, delete: 0, 'read-members': 0 },
    answers: { 201: 3, 404: 1 },
    lost: 0,
  });
  expect([before.requests.send, before.answers]).toEqual([0, {}]);
});

test('a card can be updated where the cards are not kept, and one that never was cannot', async () => {
  const log = openSlimChatLog({ now: () => '2026-03-02T09:00:00.000Z' });
  const { send, update } = await connector({ log });
  const activityId = await idOf(await send('ada'));

  expect(await seen(update('ada', activityId))).toBe(200);
  expect(await seen(update('ada', 'never'))).toBe(404);

  expect(log.entries().map(({ kind }) => kind)).toEqual(['sent', 'updated']);
});
