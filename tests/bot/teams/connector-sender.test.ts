import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createConnectorSender } from '../../../bot/teams/connector-sender.ts';
import type { SendOutcome } from '../../../bot/ports.ts';
import { TENANT_ID, USER_ID } from '../../support/builders.ts';
import { startFakeConnector } from './fake-connector.ts';
import type { Answer, FakeConnector } from './fake-connector.ts';

const NOW = Date.parse('2026-03-02T12:00:00.000Z');
const card = { type: 'AdaptiveCard', version: '1.5', body: [] };
const message = { card, summary: 'A note from Alongside' };
const person = { tenantId: TENANT_ID, userId: USER_ID };
const unending = new AbortController().signal;

let connector: FakeConnector;
beforeEach(async () => {
  connector = await startFakeConnector();
});
afterEach(() => connector.close());

function aSender(token: () => Promise<string | undefined> = async () => 'a-token') {
  return createConnectorSender({ token, botAppId: 'app-1', now: () => NOW });
}

function aTarget<C extends string | undefined>(conversationId: C) {
  return { person, conversationId, serviceUrl: connector.serviceUrl };
}

describe('what is sent', () => {
  it('sends a card into a known chat, with a neutral summary and an alert', async () => {
    connector.answerNext({ status: 201, body: { id: 'activity-1' } });
    const outcome = await aSender().send(aTarget('a:1/2'), message, unending);
    expect(outcome).toEqual({ ok: true, activityId: 'activity-1', conversationId: 'a:1/2' });
    expect(connector.seen).toEqual([
      {
        method: 'POST',
        path: '/teams/v3/conversations/a%3A1%2F2/activities',
        authorization: 'Bearer a-token',
        body: {
          type: 'message',
          summary: 'A note from Alongside',
          attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
          channelData: { notification: { alert: true } },
        },
      },
    ]);
  });

  it('creates the chat first where there is none, by the Entra object id', async () => {
    connector.answerNext({ status: 201, body: { id: 'a:new' } });
    const outcome = await aSender().send(aTarget(undefined), message, unending);
    expect(outcome).toEqual({ ok: true, activityId: 'id-2', conversationId: 'a:new' });
    expect(connector.seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /teams/v3/conversations',
      'POST /teams/v3/conversations/a%3Anew/activities',
    ]);
    expect(connector.seen[0]?.body).toEqual({
      isGroup: false,
      bot: { id: '28:app-1' },
      members: [{ id: USER_ID }],
      tenantId: TENANT_ID,
      channelData: { tenant: { id: TENANT_ID } },
    });
  });

  it('replaces a card that was sent, without another alert', async () => {
    connector.answerNext({ status: 200, body: { id: 'other' } });
    const outcome = await aSender().update(aTarget('a:1'), 'activity/9', message, unending);
    expect(outcome).toEqual({ ok: true, activityId: 'activity/9', conversationId: 'a:1' });
    expect(connector.seen[0]).toMatchObject({
      method: 'PUT',
      path: '/teams/v3/conversations/a%3A1/activities/activity%2F9',
    });
    expect(connector.seen[0]?.body).not.toHaveProperty('channelData');
  });

  it('sends no Authorization header without a token', async () => {
    await aSender(async () => undefined).send(aTarget('a:1'), message, unending);
    expect(connector.seen[0]?.authorization).toBeUndefined();
  });

  it('counts a message as sent when Teams accepts it without an id', async () => {
    connector.answerNext({ status: 202 });
    const outcome = await aSender().send(aTarget('a:1'), message, unending);
    expect(outcome).toEqual({ ok: true, activityId: '', conversationId: 'a:1' });
  });

  it('does not go on when the chat was created without an id', async () => {
    connector.answerNext({ status: 201, body: {} });
    const outcome = await aSender().send(aTarget(undefined), message, unending);
    expect(outcome).toMatchObject({ ok: false, reason: 'try-again', maybeAccepted: false });
    expect(connector.seen).toHaveLength(1);
  });

  it('does not follow a redirect with the token', async () => {
    connector.answerNext({
      status: 307,
      headers: { location: `${connector.serviceUrl}elsewhere` },
    });
    const outcome = await aSender().send(aTarget('a:1'), message, unending);
    expect(outcome).toMatchObject({ ok: false, reason: 'refused', status: 307 });
    expect(connector.seen).toHaveLength(1);
  });
});

const coded = (status: number, code: string): Answer => ({
  status,
  body: { error: { code, message: `Nadia Ferreira: ${code}` } },
});
const hidden = JSON.stringify({
  subCode: 'MessageWritesBlocked',
  details: 'Thread is not writable',
});

describe('what a refusal means', () => {
  it.each<[string, Answer, Partial<Extract<SendOutcome, { ok: false }>>]>([
    ['429', { status: 429 }, { reason: 'throttled' }],
    ['412', { status: 412 }, { reason: 'try-again' }],
    ['502', { status: 502 }, { reason: 'try-again', maybeAccepted: true }],
    ['503', { status: 503 }, { reason: 'try-again' }],
    ['504', { status: 504 }, { reason: 'try-again', maybeAccepted: true }],
    [
      '403 BotNotInConversationRoster',
      coded(403, 'BotNotInConversationRoster'),
      { reason: 'not-installed' },
    ],
    [
      '403 ForbiddenOperationException',
      coded(403, 'ForbiddenOperationException'),
      { reason: 'not-installed' },
    ],
    [
      '403 ConversationBlockedByUser',
      coded(403, 'ConversationBlockedByUser'),
      { reason: 'blocked' },
    ],
    ['403 BotDisabledByAdmin', coded(403, 'BotDisabledByAdmin'), { reason: 'blocked' }],
    [
      '403 MessageWritesBlocked in the message',
      { status: 403, body: { message: hidden } },
      { reason: 'blocked' },
    ],
    [
      '403 MessageWritesBlocked in the message of the error',
      { status: 403, body: { error: { message: hidden } } },
      { reason: 'blocked' },
    ],
    [
      '403 MessageWritesBlocked under a wider code',
      { status: 403, body: { error: { code: 'ForbiddenOperationException', message: hidden } } },
      { reason: 'blocked', detail: '403 ForbiddenOperationException MessageWritesBlocked' },
    ],
    [
      '403 of another kind',
      coded(403, 'SomethingNew'),
      { reason: 'refused', detail: '403 SomethingNew' },
    ],
    ['403 without a body', { status: 403 }, { reason: 'refused', detail: '403' }],
    [
      '403 that is no JSON',
      (response) => response.writeHead(403).end('<html>'),
      { reason: 'refused' },
    ],
    [
      '404 ConversationNotFound',
      coded(404, 'ConversationNotFound'),
      { reason: 'conversation-gone' },
    ],
    ['404 of another kind', coded(404, 'ActivityNotFoundInConversation'), { reason: 'refused' }],
    ['413', coded(413, 'MessageSizeTooBig'), { reason: 'too-large' }],
    ['400', coded(400, 'BadSyntax'), { reason: 'refused', detail: '400 BadSyntax' }],
    ['401', { status: 401 }, { reason: 'refused' }],
    ['500', { status: 500 }, { reason: 'refused' }],
  ])('%s', async (_name, answer, expected) => {
    connector.answerNext(answer);
    const outcome = await aSender().send(aTarget('a:1'), message, unending);
    expect(outcome).toMatchObject({
      ok: false,
      maybeAccepted: false,
      retryAfterMs: undefined,
      ...expected,
    });
    expect(connector.seen).toHaveLength(1);
  });

  it('is the same for an update', async () => {
    connector.answerNext(coded(404, 'ConversationNotFound'));
    const outcome = await aSender().update(aTarget('a:1'), 'activity-1', message, unending);
    expect(outcome).toMatchObject({ ok: false, reason: 'conversation-gone', status: 404 });
  });

  it('never repeats the sentences of Teams, which name people', async () => {
    connector.answerNext(coded(403, 'BotNotInConversationRoster'));
    const outcome = await aSender().send(aTarget('a:1'), message, unending);
    expect(outcome).toMatchObject({ detail: '403 BotNotInConversationRoster' });
  });

  it.each([
    ['7', 7_000],
    ['0', 0],
    ['1.5', 1_500],
    ['Mon, 02 Mar 2026 12:00:30 GMT', 30_000],
    ['Mon, 02 Mar 2026 11:00:00 GMT', 0],
    ['-5', undefined],
    ['soon', undefined],
  ])('reads Retry-After %j as %s ms', async (header, retryAfterMs) => {
    connector.answerNext({ status: 429, headers: { 'retry-after': header } });
    const outcome = await aSender().send(aTarget('a:1'), message, unending);
    expect(outcome).toMatchObject({ ok: false, retryAfterMs });
    if (!outcome.ok) expect(outcome.retryAfterMs).toBe(retryAfterMs);
  });
});

describe('a lost answer', () => {
  const cut: Answer = (_response, request) => request.socket.destroy();

  it('may hide a message that was accepted', async () => {
    connector.answerNext(cut);
    const outcome = await aSender().send(aTarget('a:1'), message, unending);
    expect(outcome).toMatchObject({
      ok: false,
      reason: 'try-again',
      status: undefined,
      maybeAccepted: true,
    });
    expect(connector.seen).toHaveLength(1);
  });

  it('hides no message when the chat was being created', async () => {
    connector.answerNext(cut);
    const outcome = await aSender().send(aTarget(undefined), message, unending);
    expect(outcome).toMatchObject({ ok: false, reason: 'try-again', maybeAccepted: false });
  });

  it('is unknown when it breaks off in the middle', async () => {
    connector.answerNext((response) => {
      response.writeHead(201, { 'content-length': '100' });
      response.write('{"id"', () => response.destroy());
    });
    const outcome = await aSender().send(aTarget('a:1'), message, unending);
    expect(outcome).toMatchObject({ ok: false, reason: 'try-again', maybeAccepted: true });
  });

  it('hides nothing when nobody listens', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    const target = { ...aTarget('a:1'), serviceUrl: `http://127.0.0.1:${port}` };
    const outcome = await aSender().send(target, message, unending);
    expect(outcome).toMatchObject({
      ok: false,
      reason: 'try-again',
      detail: 'connection lost: ECONNREFUSED',
      maybeAccepted: false,
    });
  });

  it('comes of an abort while Teams thinks', async () => {
    connector.answerNext(() => {});
    const deadline = new AbortController();
    const arrived = connector.nextRequest();
    const sending = aSender().send(aTarget('a:1'), message, deadline.signal);
    await arrived;
    deadline.abort();
    expect(await sending).toMatchObject({
      ok: false,
      reason: 'try-again',
      detail: 'aborted',
      maybeAccepted: true,
    });
  });
});

describe('before anything is sent', () => {
  it('an ended signal sends nothing', async () => {
    const outcome = await aSender().send(aTarget('a:1'), message, AbortSignal.abort());
    expect(outcome).toMatchObject({ ok: false, detail: 'aborted', maybeAccepted: false });
    expect(connector.seen).toEqual([]);
  });

  it('an abort ends the wait for a token', async () => {
    const deadline = new AbortController();
    const sender = aSender(() => new Promise(() => {}));
    const sending = sender.send(aTarget('a:1'), message, deadline.signal);
    deadline.abort();
    expect(await sending).toMatchObject({ ok: false, detail: 'aborted', maybeAccepted: false });
  });

  it('a token that cannot be had is worth another try', async () => {
    const sender = aSender(async () => {
      throw Object.assign(new Error('no identity endpoint'), { code: 'ECONNREFUSED' });
    });
    expect(await sender.send(aTarget('a:1'), message, unending)).toMatchObject({
      ok: false,
      reason: 'try-again',
      detail: 'no token: ECONNREFUSED',
      maybeAccepted: false,
    });
    expect(connector.seen).toEqual([]);
  });
});
