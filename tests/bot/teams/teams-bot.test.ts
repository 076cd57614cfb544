import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TENANT_ID, USER_ID } from '../../support/builders.ts';
import { aBot, aTap, anActivity, card } from './a-bot.ts';
import { startFakeConnector } from './fake-connector.ts';
import type { FakeConnector } from './fake-connector.ts';

const withRefresh = { ...card, refresh: { action: { type: 'Action.Execute', verb: 'again' } } };

let connector: FakeConnector;
beforeEach(async () => {
  connector = await startFakeConnector();
});
afterEach(() => connector.close());

const origin = {
  person: { tenantId: TENANT_ID, userId: USER_ID },
  name: 'Nadia Ferreira',
  conversationId: 'a:chat-1',
  get serviceUrl() {
    return connector.serviceUrl;
  },
  language: 'en-GB',
};

describe('coming and going', () => {
  it.each(['add', 'add-upgrade'])('greets on installationUpdate %s', async (action) => {
    const bot = aBot(connector);
    const answer = await bot.receive(anActivity(connector, { type: 'installationUpdate', action }));
    expect(answer).toEqual({ status: 200, headers: {}, body: undefined });
    expect(bot.calls).toEqual([{ to: 'onInstall', origin }]);
    expect(connector.seen).toMatchObject([
      {
        method: 'POST',
        path: '/teams/v3/conversations/a%3Achat-1/activities/in-1',
        body: { type: 'message', text: 'Hello', textFormat: 'plain' },
      },
    ]);
  });

  it('leaves it to the handlers to greet once when two events announce one installation', async () => {
    let greeted = false;
    const bot = aBot(connector, {
      handlers: {
        onInstall: async () => {
          if (greeted) return [];
          greeted = true;
          return [{ kind: 'card', card, summary: 'Alongside is here' }];
        },
      },
    });
    const added = { type: 'conversationUpdate', membersAdded: [{ id: '28:app-1' }] };
    await bot.receive(anActivity(connector, added));
    await bot.receive(anActivity(connector, { type: 'installationUpdate', action: 'add' }));
    await bot.receive(anActivity(connector, { type: 'installationUpdate', action: 'add' }));
    expect(connector.seen.map(({ body }) => body)).toMatchObject([
      {
        summary: 'Alongside is here',
        attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
      },
    ]);
    expect(bot.errors).toEqual([]);
  });

  it('does not take a new member who is not the bot for an installation', async () => {
    const bot = aBot(connector);
    await bot.receive(
      anActivity(connector, { type: 'conversationUpdate', membersAdded: [{ id: '29:nadia' }] }),
    );
    expect(bot.calls).toEqual([]);
  });

  it('hears of a removal, and takes the first half of an upgrade for none', async () => {
    const bot = aBot(connector);
    await bot.receive(
      anActivity(connector, { type: 'installationUpdate', action: 'remove-upgrade' }),
    );
    expect(bot.calls).toEqual([]);
    await bot.receive(anActivity(connector, { type: 'installationUpdate', action: 'remove' }));
    expect(bot.calls).toEqual([{ to: 'onUninstall', origin }]);
    expect(connector.seen).toEqual([]);
  });
});

describe('what a person writes', () => {
  it('reaches the handler with who wrote it, and is answered in order', async () => {
    const bot = aBot(connector, {
      handlers: {
        onMessage: async (_origin, text) => [
          { kind: 'text', text: `You said ${text}` },
          { kind: 'card', card, summary: 'Your pledges' },
        ],
      },
    });
    expect(await bot.receive(anActivity(connector, { text: ' help\n' }))).toMatchObject({
      status: 200,
    });
    expect(connector.seen.map(({ body }) => body['text'] ?? body['summary'])).toEqual([
      'You said help',
      'Your pledges',
    ]);
  });

  it.each([
    ['a null value', { value: null }],
    ['a value that is no button', { value: { verb: 7 } }],
    ['a value that is text', { value: 'check-in' }],
  ])('is a message even with %s', async (_name, fields) => {
    const bot = aBot(connector);
    expect(await bot.receive(anActivity(connector, fields))).toMatchObject({ status: 200 });
    expect(bot.calls).toEqual([{ to: 'onMessage', origin, text: 'hello' }]);
    expect(connector.seen).toHaveLength(1);
  });

  it('is empty text when there is only a picture', async () => {
    const bot = aBot(connector);
    await bot.receive(
      anActivity(connector, { text: null, attachments: [{ contentType: 'image/png' }] }),
    );
    expect(bot.calls).toEqual([{ to: 'onMessage', origin, text: '' }]);
  });

  it.each([
    ['the locale', { locale: 'pt-br' }, 'pt-BR'],
    ['the client', { locale: null, entities: [{ type: 'clientInfo', locale: 'ar-SA' }] }, 'ar-SA'],
    [
      'the client where the locale is none',
      { locale: 'x y', entities: [null, { type: 'clientInfo', locale: 'de' }] },
      'de',
    ],
    ['nothing', { locale: undefined, entities: [{ type: 'mention' }] }, 'en'],
  ])('comes with a language, learnt from %s', async (_name, fields, language) => {
    const bot = aBot(connector);
    await bot.receive(anActivity(connector, fields));
    expect(bot.calls).toMatchObject([{ origin: { language } }]);
  });

  it('comes with the tenant of the channel data where the conversation has none', async () => {
    const bot = aBot(connector);
    const conversation = { id: 'a:chat-1', conversationType: 'personal' };
    await bot.receive(anActivity(connector, { conversation }));
    expect(bot.calls).toEqual([{ to: 'onMessage', origin, text: 'hello' }]);
  });

  it('is answered with 500 when the handler throws, and the cause is told', async () => {
    const bot = aBot(connector, {
      handlers: {
        onMessage: async () => {
          throw new Error('no table');
        },
      },
    });
    expect(await bot.receive(anActivity(connector))).toMatchObject({
      status: 500,
      body: undefined,
    });
    expect(bot.errors).toEqual([{ where: 'message', message: 'Error: no table' }]);
  });

  it('counts as handled when Teams refuses the reply', async () => {
    connector.answerNext({ status: 403, body: { error: { code: 'ConversationBlockedByUser' } } });
    const bot = aBot(connector);
    expect(await bot.receive(anActivity(connector))).toMatchObject({ status: 200 });
    expect(bot.errors).toMatchObject([{ where: 'reply' }]);
  });
});

it('stops waiting for Teams to take a reply, so that Teams does not send the message again', async () => {
  connector.answerNext(() => {});
  const bot = aBot(connector, { replyingMs: 20 });
  expect(await bot.receive(anActivity(connector))).toMatchObject({ status: 200 });
  expect(bot.errors).toEqual([
    { where: 'reply', message: 'Error: No reply accepted within 20 ms' },
  ]);
});

describe('a tap on a card', () => {
  it('replaces the card', async () => {
    const bot = aBot(connector);
    expect(await bot.receive(aTap(connector))).toEqual({
      status: 200,
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card },
    });
    expect(bot.calls).toEqual([
      {
        to: 'onCardAction',
        origin,
        action: { verb: 'check-in', data: { answer: 'done' }, activityId: 'card-1' },
      },
    ]);
    expect(connector.seen).toEqual([]);
  });

  it('gets a short message and keeps the card', async () => {
    const bot = aBot(connector, {
      handlers: { onCardAction: async () => ({ kind: 'message', text: 'Already answered' }) },
    });
    expect(await bot.receive(aTap(connector))).toMatchObject({
      body: {
        statusCode: 200,
        type: 'application/vnd.microsoft.activity.message',
        value: 'Already answered',
      },
    });
  });

  it('gets its own card, also after a card with `refresh`', async () => {
    const cards = [withRefresh, card];
    const bot = aBot(connector, {
      handlers: { onCardAction: async () => ({ kind: 'card', card: cards.shift() ?? card }) },
    });
    await bot.receive(aTap(connector));
    expect((await bot.receive(aTap(connector))).body).toEqual({
      statusCode: 200,
      type: 'application/vnd.microsoft.card.adaptive',
      value: card,
    });
  });

  it('without data reaches the handler', async () => {
    const bot = aBot(connector);
    await bot.receive(
      aTap(connector, { value: { action: { verb: 'stop' } }, replyToId: undefined }),
    );
    expect(bot.calls).toMatchObject([
      { action: { verb: 'stop', data: undefined, activityId: undefined } },
    ]);
  });

  it('gets a failure when the handler throws', async () => {
    const bot = aBot(connector, {
      handlers: {
        onCardAction: async () => {
          throw new Error('no table');
        },
      },
    });
    expect(await bot.receive(aTap(connector))).toMatchObject({
      status: 200,
      body: { statusCode: 500, type: 'application/vnd.microsoft.error' },
    });
    expect(bot.errors).toEqual([{ where: 'card-action', message: 'Error: no table' }]);
  });

  it.each([null, {}, { action: null }, { action: { verb: 7 } }, 'check-in'])(
    'with the value %j gets a failure and no handler',
    async (value) => {
      const bot = aBot(connector);
      expect(await bot.receive(aTap(connector, { value }))).toMatchObject({
        status: 200,
        body: { statusCode: 400 },
      });
      expect(bot.calls).toEqual([]);
    },
  );

  it('by Action.Submit is answered by a message', async () => {
    const bot = aBot(connector);
    const value = { verb: 'check-in', answer: 'done', msteams: { type: 'task/fetch' } };
    const answer = await bot.receive(
      anActivity(connector, { text: null, value, replyToId: 'card-1' }),
    );
    expect(answer).toMatchObject({ status: 200, body: undefined });
    expect(bot.calls).toMatchObject([
      { action: { verb: 'check-in', data: { answer: 'done' }, activityId: 'card-1' } },
    ]);
    expect(bot.calls[0]).not.toHaveProperty('action.data.msteams');
    expect(connector.seen).toMatchObject([{ body: { attachments: [{ content: card }] } }]);
  });

  it('by Action.Submit may be answered by text', async () => {
    const bot = aBot(connector, {
      handlers: { onCardAction: async () => ({ kind: 'message', text: 'Ok' }) },
    });
    await bot.receive(anActivity(connector, { value: { verb: 'stop' } }));
    expect(connector.seen).toMatchObject([{ body: { type: 'message', text: 'Ok' } }]);
  });
});

it('keeps people apart who write at the same time', async () => {
  const bot = aBot(connector, {
    handlers: {
      onMessage: async ({ person }) => [{ kind: 'text', text: `for ${person.userId}` }],
    },
  });
  const people = Array.from({ length: 20 }, (_, index) => `user-${index}`);
  await Promise.all(
    people.map((aadObjectId) =>
      bot.receive(
        anActivity(connector, {
          from: { id: `29:${aadObjectId}`, aadObjectId },
          conversation: {
            id: `a:${aadObjectId}`,
            conversationType: 'personal',
            tenantId: TENANT_ID,
          },
        }),
      ),
    ),
  );
  const delivered = connector.seen.map(
    ({ path, body }) => `${path.split('/')[4]} ${String(body['text'])}`,
  );
  expect(delivered.toSorted()).toEqual(
    people.map((userId) => `a%3A${userId} for ${userId}`).toSorted(),
  );
});

it('lets the process end by itself after a turn', async () => {
  const program = `
    import { createTeamsBot } from ${JSON.stringify(new URL('../../../bot/teams/teams-bot.ts', import.meta.url).href)};
    const bot = createTeamsBot({
      credentials: { kind: 'none' },
      allowedServiceUrls: () => true,
      onError: (error) => { throw error; },
      handlers: { onMessage: async () => [{ kind: 'text', text: 'Hello' }] },
    });
    const { status } = await bot.receive({
      method: 'POST',
      headers: {},
      body: ${JSON.stringify(anActivity(connector))},
    });
    console.log(status);
  `;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 15_000,
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const [code, signal] = await once(child, 'close');
  expect({ code, signal, output }).toEqual({ code: 0, signal: null, output: '200\n' });
  expect(connector.seen).toHaveLength(1);
});
