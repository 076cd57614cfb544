import { request } from 'node:http';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { expect, onTestFinished, test } from 'vitest';
import {
  ada,
  APP,
  ben,
  requestJson,
  sendAsBot,
  startLocalServer,
  TENANT,
  type TestBot,
} from './local-server.ts';
import { temporaryFolder } from './temporary-folder.ts';

const card = (words: string) => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body: [{ type: 'TextBlock', text: words }],
});
const attachment = (words: string) => ({
  type: 'message',
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card(words) }],
});

async function localServer(options: Partial<Parameters<typeof startLocalServer>[0]> = {}) {
  const server = await startLocalServer({ dataDir: temporaryFolder(), ...options });
  onTestFinished(() => server.close());
  const post = (path: string, body: unknown) => requestJson(`${server.url}${path}`, 'POST', body);
  const get = (path: string) => requestJson(`${server.url}${path}`);
  return { ...server, post, get };
}

const echo: TestBot = async (activity) => {
  if (activity.type !== 'message') return;
  await sendAsBot(activity, { type: 'message', text: `You said ${activity.text}` });
};

test('the demo persons are listed with what each may do and whether they have the app', async () => {
  const { get } = await localServer();

  expect((await get('/local/people')).body).toEqual([
    { ...ada, installed: true },
    { ...ben, installed: true },
  ]);
});

test('a token is the chosen person, signed by the issuer', async () => {
  const { post, issuer } = await localServer();

  const { body } = await post('/local/token', { person: ada.id });

  const keys = createRemoteJWKSet(new URL(issuer.jwksUrl));
  expect((await jwtVerify(body.token, keys)).payload['oid']).toBe(ada.id);
});

test('what a person says reaches the bot as an activity of Teams, and its reply stands in the chat', async () => {
  const { post, get, received, url } = await localServer({ bot: echo });

  const said = await post('/local/messages', { person: ada.id, text: 'hi', locale: 'es' });

  expect(said).toEqual({ status: 200, body: { answer: { kind: 'none' } } });
  expect(received).toMatchObject([
    {
      type: 'message',
      text: 'hi',
      channelId: 'msteams',
      locale: 'es',
      serviceUrl: `${url}/connector`,
      from: { id: `29:${ada.id}`, aadObjectId: ada.id, name: 'Ada Ingham' },
      recipient: { id: `28:${APP}` },
      conversation: { conversationType: 'personal', tenantId: TENANT },
      channelData: { tenant: { id: TENANT } },
    },
  ]);
  const messages = (await get(`/local/messages?person=${ada.id}`)).body;
  expect(messages).toMatchObject([{ kind: 'sent', activity: { text: 'You said hi' } }]);
  expect((await get(`/local/messages?person=${ben.id}`)).body).toEqual([]);
});

test('a card that answers a tap replaces the card that was tapped', async () => {
  const server = await localServer({
    async bot(activity) {
      if (activity.type === 'message') await sendAsBot(activity, attachment('How did it go?'));
      if (activity.type !== 'invoke') return undefined;
      const type = 'application/vnd.microsoft.card.adaptive';
      return { statusCode: 200, type, value: card('Noted') };
    },
  });
  const { post, get, received } = server;
  await post('/local/messages', { person: ada.id, text: 'check in' });
  const [sent] = server.log.of(ada.id).filter(({ kind }) => kind === 'sent');

  const action = { verb: 'answer', data: { did: true } };
  const tapped = await post('/local/messages', { person: ada.id, action });

  const activityId = sent?.activity.id;
  expect(tapped.body.answer).toEqual({ kind: 'card', activityId, card: card('Noted') });
  expect(received.at(-1)).toMatchObject({
    type: 'invoke',
    name: 'adaptiveCard/action',
    replyToId: activityId,
    value: { action: { type: 'Action.Execute', ...action }, trigger: 'manual' },
  });
  expect((await get(`/local/messages?person=${ada.id}`)).body).toMatchObject([
    { kind: 'sent', activity: { id: activityId } },
    { kind: 'updated', activity: { id: activityId, ...attachment('Noted') } },
  ]);
});

test('words that answer a tap are given back and leave the card as it is', async () => {
  const { post, get } = await localServer({
    bot: async () => ({
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: 'This card is not yours.',
    }),
  });

  const action = { verb: 'answer', data: {}, activityId: 'some-card' };
  const { body } = await post('/local/messages', { person: ada.id, action });

  expect(body.answer).toEqual({ kind: 'message', text: 'This card is not yours.' });
  expect((await get(`/local/messages?person=${ada.id}`)).body).toEqual([]);
});

test('installing and removing tell the bot once each, and without the app nothing can be said', async () => {
  const { post, received } = await localServer();
  const install = (installed: boolean) => post('/local/install', { person: ada.id, installed });

  await install(true);
  await install(false);
  await install(false);
  const said = await post('/local/messages', { person: ada.id, text: 'hi' });

  expect(received.map(({ type, action }) => [type, action])).toEqual([
    ['installationUpdate', 'remove'],
    ['conversationUpdate', undefined],
  ]);
  expect([said.status, said.body.code]).toEqual([409, 'not-installed']);
});

test('a bot that fails is told apart from one that says nothing', async () => {
  const { post } = await localServer({
    async bot() {
      throw new Error('broken');
    },
  });

  const { status, body } = await post('/local/messages', { person: ada.id, text: 'hi' });

  expect([status, body.code]).toEqual([502, 'bot-failed']);
});

test('product time moves for everybody and what is due runs before the answer', async () => {
  const ran: string[] = [];
  const { get, post } = await localServer({
    async afterClockMoved() {
      ran.push('due');
    },
  });
  const before = Date.parse((await get('/local/clock')).body.now);

  const { status, body } = await post('/local/clock', { advance: 'P7D' });

  expect(status).toBe(200);
  expect(body.aheadMs).toBe(7 * 86_400_000);
  expect(Date.parse(body.now) - before).toBeGreaterThanOrEqual(7 * 86_400_000);
  expect(ran).toEqual(['due']);
});

test('the next check-in is reached over looks that bring nothing', async () => {
  const startMs = Date.now();
  const at = (days: number) => new Date(startMs + days * 86_400_000).toISOString();
  const looks = [at(7), at(14)];
  const server = await localServer({
    nextLookAt: async () => looks[0],
    async afterClockMoved() {
      if (looks.shift() !== at(14)) return;
      const activity = { type: 'message', text: 'A check-in', id: 'c' };
      server.log.add({ personId: ada.id, kind: 'sent', activity });
    },
  });

  const reached = await server.post('/local/clock', { to: 'next-check-in', person: ada.id });
  const nothing = await server.post('/local/clock', { to: 'next-check-in', person: ada.id });

  expect(reached.status).toBe(200);
  expect(reached.body.aheadMs).toBeGreaterThan(13 * 86_400_000);
  expect(reached.body.aheadMs).toBeLessThanOrEqual(14 * 86_400_000);
  expect([nothing.status, nothing.body.code]).toEqual([409, 'nothing-comes']);
});

test('a look that plans nothing new ends the way to the next check-in', async () => {
  const due = new Date(Date.now() - 1_000).toISOString();
  let runs = 0;
  const { post } = await localServer({
    nextLookAt: async () => due,
    async afterClockMoved() {
      runs += 1;
    },
  });

  const { body } = await post('/local/clock', { to: 'next-check-in', person: ada.id });

  expect([body.code, runs]).toEqual(['nothing-comes', 1]);
});

test.each([
  ['/local/token', { person: 'nobody' }, 404, 'unknown-person'],
  ['/local/token', {}, 400, 'invalid'],
  ['/local/clock', { advance: 'soon' }, 400, 'malformed'],
  ['/local/clock', { to: 'yesterday' }, 400, 'invalid'],
  ['/local/messages', { person: ada.id }, 400, 'invalid'],
  ['/local/messages', { person: ada.id, action: { verb: 'x' } }, 404, 'unknown-card'],
  ['/local/install', { person: ada.id, installed: 'yes' }, 400, 'invalid'],
])('%s with %j is refused as a problem: %i %s', async (path, body, status, code) => {
  const { url } = await localServer();

  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  expect(await response.json()).toMatchObject({ status, code });
});

test.each([
  ['another name that points here', { host: 'evil.example' }],
  ['another name with the right port', { host: 'evil.example:PORT' }],
  ['the right name with another port', { host: '127.0.0.1:1' }],
  ['a page of another origin', { origin: 'https://evil.example' }],
])('a request from %s is refused', async (_who, headers) => {
  const { url } = await localServer();
  const { port } = new URL(url);
  const sent = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, value.replace('PORT', port)]),
  );

  for (const path of ['/local/people', '/local/clock', '/connector/v3/conversations/x/members']) {
    expect(await statusOf(`${url}${path}`, sent)).toBe(403);
  }
});

test('localhost is a name of this machine too', async () => {
  const { url } = await localServer();
  const { port } = new URL(url);

  const headers = { host: `localhost:${port}`, origin: `http://localhost:${port}` };

  expect(await statusOf(`${url}/local/people`, headers)).toBe(200);
});

test('the events of a chat are its history and then what comes, until the server closes', async () => {
  const server = await localServer({ bot: echo });
  await server.post('/local/messages', { person: ada.id, text: 'one' });
  const response = await fetch(`${server.url}/local/events?person=${ada.id}`);
  const events = eventsOf(response);

  const history = [await events.next(), await events.next(), await events.next()];
  await server.post('/local/messages', { person: ben.id, text: 'not for Ada' });
  await server.post('/local/messages', { person: ada.id, text: 'two' });
  const news = [await events.next(), await events.next()];
  await server.app.close();

  const names = [...history, ...news].map(({ value }) => value?.split('\n').at(-2));
  expect(names).toEqual([
    'event: entry',
    'event: entry',
    'event: ready',
    'event: entry',
    'event: entry',
  ]);
  expect(news[1]?.value).toContain('You said two');
  expect((await events.next()).done).toBe(true);
});

test('a page that lost its events goes on after the last that it saw', async () => {
  const server = await localServer({ bot: echo });
  await server.post('/local/messages', { person: ada.id, text: 'one' });

  const response = await fetch(`${server.url}/local/events?person=${ada.id}`, {
    headers: { 'last-event-id': '1' },
  });

  expect((await eventsOf(response).next()).value).toContain('id: 2');
  await response.body?.cancel().catch(() => undefined);
});

function statusOf(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.once('error', reject);
    sent.end();
  });
}

/** Each event of a stream as its lines; the line about retrying is left out. */
async function* eventsOf(response: Response): AsyncGenerator<string, undefined> {
  let text = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    const parts = text.split('\n\n');
    text = parts.pop() ?? '';
    for (const part of parts) if (!part.startsWith('retry:')) yield part;
  }
  return undefined;
}
