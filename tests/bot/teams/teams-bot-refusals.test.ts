import { createHmac } from 'node:crypto';
import { createRequire } from 'node:module';
import { SignJWT, exportSPKI, generateKeyPair } from 'jose';
import type { CryptoKey } from 'jose';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BotCredentials } from '../../../bot/teams/bot-credentials.ts';
import type { PersonKey } from '../../../shared/domain/person.ts';
import { TENANT_ID, USER_ID } from '../../support/builders.ts';
import { aBot, aTap, anActivity } from './a-bot.ts';
import { startFakeConnector } from './fake-connector.ts';
import type { FakeConnector } from './fake-connector.ts';

const password: BotCredentials = {
  kind: 'password',
  appId: 'app-1',
  tenantId: TENANT_ID,
  password: 'not-a-secret',
};
const identity: BotCredentials = { kind: 'identity', appId: 'app-1', tenantId: TENANT_ID };

let connector: FakeConnector;
beforeEach(async () => {
  connector = await startFakeConnector();
});
afterEach(() => connector.close());

describe('what means nothing to the bot', () => {
  it.each(['task/fetch', 'composeExtension/query', 'made/up', undefined])(
    'refuses the invoke %s',
    async (name) => {
      const bot = aBot(connector);
      expect(await bot.receive(aTap(connector, { name }))).toMatchObject({ status: 501 });
      expect(bot.calls).toEqual([]);
    },
  );

  it.each(['typing', 'messageReaction', 'messageUpdate', 'event', 'endOfConversation'])(
    'ignores %s',
    async (type) => {
      const bot = aBot(connector);
      expect(await bot.receive(anActivity(connector, { type }))).toMatchObject({ status: 200 });
      expect(bot.calls).toEqual([]);
      expect(bot.errors).toEqual([]);
    },
  );

  it.each(['groupChat', 'channel', undefined])('says nothing in a %s', async (conversationType) => {
    const bot = aBot(connector);
    const conversation = { id: '19:chat', conversationType, tenantId: TENANT_ID };
    await bot.receive(anActivity(connector, { conversation }));
    await bot.receive(
      anActivity(connector, { conversation, type: 'installationUpdate', action: 'add' }),
    );
    await bot.receive(aTap(connector, { conversation }));
    expect(bot.calls).toEqual([]);
    expect(connector.seen).toEqual([]);
  });

  it('says nothing in another channel than Teams', async () => {
    const bot = aBot(connector);
    expect(await bot.receive(anActivity(connector, { channelId: 'webchat' }))).toMatchObject({
      status: 200,
    });
    expect(bot.calls).toEqual([]);
  });
});

describe('who may speak', () => {
  it('refuses a service URL that is not allowed', async () => {
    const bot = aBot(connector);
    const serviceUrl = 'https://smba.example/teams/';
    expect(await bot.receive(anActivity(connector, { serviceUrl }))).toMatchObject({ status: 403 });
    expect(await bot.receive(aTap(connector, { serviceUrl }))).toMatchObject({
      status: 403,
      body: undefined,
    });
    expect(bot.calls).toEqual([]);
    expect(bot.errors.map(({ where }) => where)).toEqual(['service-url', 'service-url']);
  });

  it('refuses a tenant that is not served', async () => {
    const bot = aBot(connector, { allowedTenants: (tenantId) => tenantId !== TENANT_ID });
    expect(await bot.receive(anActivity(connector))).toMatchObject({ status: 403 });
    expect(bot.calls).toEqual([]);
    expect(bot.errors).toMatchObject([{ where: 'tenant' }]);
  });

  it('refuses whoever may not go on, before anything is done', async () => {
    const bot = aBot(connector);
    const asked: PersonKey[] = [];
    const mayGoOn = async (speaker: PersonKey) => {
      asked.push(speaker);
      return false;
    };
    for (const request of [anActivity(connector), aTap(connector)]) {
      expect(await bot.receive(request, {}, { mayGoOn })).toMatchObject({ status: 429 });
    }
    const person = { tenantId: TENANT_ID, userId: USER_ID };
    expect(asked).toEqual([person, person]);
    expect([bot.calls, bot.errors, connector.seen]).toEqual([[], [], []]);
  });

  it.each([
    ['no sender', { from: null }, 'from.id'],
    ['no id of the sender', { from: { name: 'Nadia', aadObjectId: USER_ID } }, 'from.id'],
    ['no Entra object id', { from: { id: '29:nadia' } }, 'from.aadObjectId'],
    [
      'an id that could not be a key',
      { from: { id: '29:n', aadObjectId: 'a/b_c' } },
      'from.aadObjectId',
    ],
    [
      'no tenant',
      { conversation: { id: 'a:1', conversationType: 'personal' }, channelData: null },
      'conversation.tenantId',
    ],
  ])('ignores an activity with %s, and tells', async (_name, fields, missing) => {
    const bot = aBot(connector);
    expect(await bot.receive(anActivity(connector, fields))).toMatchObject({ status: 200 });
    expect(bot.calls).toEqual([]);
    expect(bot.errors).toEqual([
      { where: 'person', message: `Error: An activity without a usable ${missing} was ignored` },
    ]);
  });

  const forged = [
    { alg: 'none', typ: 'JWT' },
    { iss: 'https://issuer.example', aud: 'app-1', serviceurl: 'https://issuer.example' },
  ]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');

  it.each<[string, BotCredentials, Record<string, string>]>([
    ['a password bot without a token', password, {}],
    ['a password bot with junk', password, { authorization: 'Bearer junk' }],
    ['a password bot with another scheme', password, { authorization: 'Basic YTpi' }],
    ['a password bot with a forged token', password, { authorization: `Bearer ${forged}.` }],
    ['an identity bot without a token', identity, {}],
  ])('lets nobody through to %s', async (_name, credentials, headers) => {
    const bot = aBot(connector, { credentials });
    expect(await bot.receive(anActivity(connector), headers)).toEqual({
      status: 401,
      headers: {},
      body: undefined,
    });
    expect(await bot.receive(aTap(connector), headers)).toMatchObject({ status: 401 });
    expect(bot.calls).toEqual([]);
    expect(bot.errors.map(({ where }) => where)).toEqual(['authenticate', 'authenticate']);
  });

  it.each<[string, BotCredentials]>([
    ['app id', { ...password, appId: ' ' }],
    ['password', { ...password, password: '' }],
    ['tenant', { ...identity, tenantId: '' }],
    ['app id of an identity', { ...identity, appId: '' }],
  ])('will not be made with a blank %s', (_name, credentials) => {
    expect(() => aBot(connector, { credentials })).toThrow(/required/);
  });

  it('has no token for the connector without credentials', async () => {
    expect(await aBot(connector).token()).toBeUndefined();
  });
});

describe('a token of the Bot Connector', () => {
  const signIn = 'https://login.botframework.com/v1/.well-known/openidconfiguration';
  let key: CryptoKey;
  let pem: string;

  beforeAll(async () => {
    const pair = await generateKeyPair('RS256');
    key = pair.privateKey;
    pem = await exportSPKI(pair.publicKey);
    // The SDK has no seam for its issuer's keys but this cache.
    const { JwtTokenExtractor } = createRequire(import.meta.resolve('botbuilder'))(
      'botframework-connector/lib/auth/jwtTokenExtractor',
    ) as { JwtTokenExtractor: { openIdMetadataCache: Map<string, unknown> } };
    const issuers = JwtTokenExtractor.openIdMetadataCache;
    issuers.set(signIn, {
      getKey: async () => ({ key: pem, endorsements: ['msteams'] }),
    });
    return () => void issuers.delete(signIn);
  });

  async function receiveWith(claims: Readonly<Record<string, unknown>>, signer = key) {
    const now = Math.floor(Date.now() / 1000);
    const token = await new SignJWT({
      iss: 'https://api.botframework.com',
      aud: 'app-1',
      serviceurl: connector.serviceUrl,
      exp: now + 600,
      nbf: now - 600,
      ...claims,
    })
      .setProtectedHeader({ alg: 'RS256', kid: 'key-1' })
      .sign(signer);
    const bot = aBot(connector, { credentials: identity });
    const answer = await bot.receive(aTap(connector), { authorization: `Bearer ${token}` });
    return { status: answer.status, calls: bot.calls.length };
  }

  it('lets Teams through', async () => {
    expect(await receiveWith({})).toEqual({ status: 200, calls: 1 });
  });

  it.each<[string, (now: number) => Readonly<Record<string, unknown>>]>([
    ['for another bot', () => ({ aud: 'app-2' })],
    ['for another service URL', () => ({ serviceurl: 'https://smba.example/teams/' })],
    ['of another issuer', () => ({ iss: 'https://issuer.example' })],
    ['that has ended', (now) => ({ exp: now - 3600 })],
    ['that has not begun', (now) => ({ nbf: now + 3600 })],
  ])('%s lets nobody through', async (_name, claims) => {
    vi.spyOn(console, 'error').mockImplementation(() => {}); // the SDK's own words
    const now = Math.floor(Date.now() / 1000);
    expect(await receiveWith(claims(now))).toEqual({ status: 401, calls: 0 });
  });

  /** A token with a header of one's own, good in everything else. */
  function forged(header: object, sign: (signed: string) => string): string {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: 'https://api.botframework.com',
      aud: 'app-1',
      serviceurl: connector.serviceUrl,
      exp: now + 600,
      nbf: now - 600,
    };
    const signed = [header, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    return `${signed}.${sign(signed)}`;
  }
  const hmac = (secret: string) => (signed: string) =>
    createHmac('sha256', secret).update(signed).digest('base64url');

  it.each<[string, object, (signed: string) => string]>([
    ['that is not signed', { alg: 'none', kid: 'key-1' }, () => ''],
    ['that says NONE', { alg: 'NONE', kid: 'key-1' }, () => ''],
    ['signed with the public key as a secret', { alg: 'HS256', kid: 'key-1' }, (s) => hmac(pem)(s)],
    ['signed with the key in one line', { alg: 'HS256', kid: 'key-1' }, (s) => hmac(pem.trim())(s)],
    ['with half a signature', { alg: 'RS256', kid: 'key-1' }, () => 'AAAA'],
    ['with a key of its own inside', { alg: 'HS256', jwk: { kty: 'oct', k: 'AA' } }, hmac('\0')],
  ])('%s lets nobody through', async (_name, header, sign) => {
    vi.spyOn(console, 'error').mockImplementation(() => {}); // the SDK's own words
    const bot = aBot(connector, { credentials: identity });
    const authorization = `Bearer ${forged(header, sign)}`;
    for (const activity of [
      aTap(connector),
      anActivity(connector),
      anActivity(connector, { type: 'installationUpdate', action: 'add' }),
      anActivity(connector, { type: 'installationUpdate', action: 'remove' }),
    ]) {
      const { status } = await bot.receive(activity, { authorization });
      expect([401, 403]).toContain(status);
    }
    expect(bot.calls).toEqual([]);
    expect(connector.seen).toEqual([]);
  });

  it('that is good does not carry an activity of a tenant that is not served', async () => {
    const token = await new SignJWT({
      iss: 'https://api.botframework.com',
      aud: 'app-1',
      serviceurl: connector.serviceUrl,
    })
      .setProtectedHeader({ alg: 'RS256', kid: 'key-1' })
      .setExpirationTime('10m')
      .sign(key);
    const bot = aBot(connector, { credentials: identity, allowedTenants: () => false });
    const answer = await bot.receive(aTap(connector), { authorization: `Bearer ${token}` });
    expect(answer).toMatchObject({ status: 403 });
    expect(bot.calls).toEqual([]);
  });

  it('signed by another key lets nobody through', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const { privateKey } = await generateKeyPair('RS256');
    expect(await receiveWith({}, privateKey)).toEqual({ status: 401, calls: 0 });
  });
});

describe('a malformed request', () => {
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['text', 'hello'],
    ['a list', []],
    ['an empty object', {}],
  ])('with %s is answered with 400', async (_name, body) => {
    const bot = aBot(connector);
    expect(await bot.receive(body)).toEqual({ status: 400, headers: {}, body: undefined });
    expect(bot.calls).toEqual([]);
  });

  it.each([
    { type: 7 },
    { type: null },
    { serviceUrl: 'javascript:alert(1)' },
    { serviceUrl: null },
    { conversation: null },
    { conversation: { conversationType: 'personal' } },
    { recipient: null },
    { channelId: null },
    { text: { toString: 1 } },
    { membersAdded: 'bot' },
    { entities: 'clientInfo' },
    { channelData: 'tenant' },
    { locale: ['en'] },
  ])('with %j is answered with 400', async (fields) => {
    const bot = aBot(connector);
    expect(await bot.receive(anActivity(connector, fields))).toMatchObject({ status: 400 });
    expect(bot.calls).toEqual([]);
  });

  it('by another method is answered with 405', async () => {
    expect(await aBot(connector).receiveGet()).toMatchObject({ status: 405 });
  });
});
