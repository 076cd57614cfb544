import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Judge } from '../../../../infra/local/connector/verdict.ts';
import { ada, ben, requestJson, startLocalServer, TENANT } from '../local-server.ts';
import { temporaryFolder } from '../temporary-folder.ts';

async function connector(options: { judge?: Judge; dataDir?: string } = {}) {
  const { dataDir = temporaryFolder(), ...rest } = options;
  const server = await startLocalServer({ dataDir, ...rest });
  let isOpen = true;
  const close = async () => {
    if (isOpen) await server.close();
    isOpen = false;
  };
  onTestFinished(close);
  const base = `${server.url}/connector/v3/conversations`;
  const conversation = encodeURIComponent(server.conversations.ofPerson(ada.id).conversationId);
  return { ...server, close, dataDir, base, activities: `${base}/${conversation}/activities` };
}

const create = (personId: string) => ({
  isGroup: false,
  members: [{ id: personId }],
  tenantId: TENANT,
  bot: { id: '28:bot' },
});

test('creating a conversation with an Entra object id gives that person their one conversation', async () => {
  const { base } = await connector();

  const first = await requestJson(base, 'POST', create(ada.id));
  const again = await requestJson(base, 'POST', create(ada.id));
  const other = await requestJson(base, 'POST', create(ben.id));

  expect(first.status).toBe(201);
  expect(again.body.id).toBe(first.body.id);
  expect(other.body.id).not.toBe(first.body.id);
});

test('a conversation is created for one member only', async () => {
  const { base } = await connector();

  const { status, body } = await requestJson(base, 'POST', { members: [] });

  expect(status).toBe(400);
  expect(body.error.code).toBe('BadSyntax');
});

test('everything that was sent, updated and deleted stands in order', async () => {
  const { activities, log } = await connector();

  const sent = await requestJson(activities, 'POST', { type: 'message', text: 'first' });
  const reply = await requestJson(`${activities}/42`, 'POST', { type: 'message', text: 'second' });
  const updated = await requestJson(`${activities}/${sent.body.id}`, 'PUT', {
    type: 'message',
    text: 'first, better',
  });
  const deleted = await fetch(`${activities}/${reply.body.id}`, { method: 'DELETE' });

  expect([sent.status, reply.status, updated.status, deleted.status]).toEqual([201, 201, 200, 200]);
  expect(log.of(ada.id).map(({ kind, activity }) => [kind, activity.id, activity.text])).toEqual([
    ['sent', sent.body.id, 'first'],
    ['sent', reply.body.id, 'second'],
    ['updated', sent.body.id, 'first, better'],
    ['deleted', reply.body.id, undefined],
  ]);
  expect(log.of(ada.id)[1]?.activity['replyToId']).toBe('42');
  expect(log.of(ben.id)).toEqual([]);
});

test('typing is acknowledged and not kept', async () => {
  const { activities, log } = await connector();

  const { status } = await requestJson(activities, 'POST', { type: 'typing' });

  expect(status).toBe(201);
  expect(log.of(ada.id)).toEqual([]);
});

test('a message that was never sent, or is deleted, cannot be updated', async () => {
  const { activities } = await connector();
  const sent = await requestJson(activities, 'POST', { type: 'message', text: 'gone soon' });
  await fetch(`${activities}/${sent.body.id}`, { method: 'DELETE' });

  for (const id of ['never', sent.body.id]) {
    const { status, body } = await requestJson(`${activities}/${id}`, 'PUT', { type: 'message' });
    expect([status, body.error.code]).toEqual([404, 'ActivityNotFoundInConversation']);
  }
});

test('a conversation that was never created is not found', async () => {
  const { base } = await connector();

  const { status, body } = await requestJson(`${base}/a:unknown/activities`, 'POST', {
    type: 'message',
  });

  expect([status, body.error.code]).toEqual([404, 'ConversationNotFound']);
});

test('whoever removed the app cannot be written to, until they install it again', async () => {
  const { url, base, activities, log } = await connector();
  const install = (installed: boolean) =>
    requestJson(`${url}/local/install`, 'POST', { person: ada.id, installed });
  const message = { type: 'message', text: 'hello' };

  await install(false);
  const refused = [
    await requestJson(base, 'POST', create(ada.id)),
    await requestJson(activities, 'POST', message),
  ];
  await install(true);
  const allowed = await requestJson(activities, 'POST', message);

  expect(refused.map(({ status, body }) => [status, body.error.code])).toEqual([
    [403, 'BotNotInConversationRoster'],
    [403, 'BotNotInConversationRoster'],
  ]);
  expect(allowed.status).toBe(201);
  expect(log.of(ada.id).map(({ kind }) => kind)).toEqual(['removed', 'installed', 'sent']);
});

test('a message above 100 KB is refused as Teams refuses it', async () => {
  const { activities, log } = await connector();

  const { status, body } = await requestJson(activities, 'POST', {
    type: 'message',
    text: 'x'.repeat(101 * 1024),
  });

  expect([status, body.error.code]).toEqual([413, 'MessageSizeTooBig']);
  expect(log.of(ada.id)).toEqual([]);
});

test('the members of a chat are the one person in it', async () => {
  const { activities } = await connector();
  const chat = activities.replace(/\/activities$/, '');
  const person = { aadObjectId: ada.id, name: 'Ada Ingham', tenantId: TENANT };

  expect((await requestJson(`${chat}/members`)).body).toMatchObject([person]);
  expect((await requestJson(`${chat}/members/29:${ada.id}`)).body).toMatchObject(person);
  expect((await requestJson(`${chat}/pagedmembers`)).body).toMatchObject({ members: [person] });
});

test('a restart keeps the chat and who removed the app, and drops a line torn by a crash', async () => {
  const before = await connector();
  await requestJson(before.activities, 'POST', { type: 'message', text: 'kept' });
  await requestJson(`${before.url}/local/install`, 'POST', { person: ben.id, installed: false });
  const kept = before.log.of(ada.id);
  await before.close();
  appendFileSync(join(before.dataDir, 'messages.jsonl'), '{"order":3,"at":"20');

  const after = await connector({ dataDir: before.dataDir });
  await requestJson(after.activities, 'POST', { type: 'message', text: 'new' });

  expect(after.log.of(ada.id)[0]).toEqual(kept[0]);
  expect(after.log.of(ada.id).map(({ order }) => order)).toEqual([1, 3]);
  expect(after.conversations.ofPerson(ben.id).state).toBe('not-installed');
});

test('a judge answers in the place of Teams, and sees what was asked', async () => {
  const seen: unknown[] = [];
  const { activities, log } = await connector({
    judge(request) {
      seen.push({ operation: request.operation, personId: request.personId });
      return { kind: 'answer', status: 429, headers: { 'retry-after': '3' }, body: { error: {} } };
    },
  });

  const response = await fetch(activities, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ type: 'message', text: 'no' }),
  });

  expect([response.status, response.headers.get('retry-after')]).toEqual([429, '3']);
  expect(seen).toEqual([{ operation: 'send', personId: ada.id }]);
  expect(log.of(ada.id)).toEqual([]);
});

test.each([
  { carriedOut: true, messages: 1 },
  { carriedOut: false, messages: 0 },
])(
  'an answer can be lost with the request carried out: $carriedOut',
  async ({ carriedOut, messages }) => {
    const { activities, log } = await connector({ judge: () => ({ kind: 'lose', carriedOut }) });

    await expect(requestJson(activities, 'POST', { type: 'message', text: 'x' })).rejects.toThrow(
      TypeError,
    );
    expect(log.of(ada.id)).toHaveLength(messages);
  },
);

test('a gateway can say that it failed with the message carried out, and the judge learns so', async () => {
  const told: number[] = [];
  const { activities, log } = await connector({
    judge: () => ({
      kind: 'answer',
      status: 504,
      carriedOut: true,
      whenCarriedOut: (newMessages) => told.push(newMessages),
    }),
  });
  const send = (body: unknown) =>
    fetch(activities, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  const responses = [await send({ type: 'message', text: 'x' }), await send({ type: 'typing' })];

  expect(responses.map(({ status }) => status)).toEqual([504, 504]);
  expect(log.of(ada.id).map(({ activity }) => activity.text)).toEqual(['x']);
  expect(told).toEqual([1, 0]);
});
