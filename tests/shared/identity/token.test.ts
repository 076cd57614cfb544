import { createServer, type RequestListener } from 'node:http';
import { createLocalJWKSet, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import {
  createTokenCheck,
  KeysUnreachable,
  TEAMS_CLIENTS,
  type TokenRules,
} from '../../../shared/identity/token.ts';
import { TENANT_ID, USER_ID } from '../../support/builders.ts';

const AUDIENCE = 'c11e0000-0000-4000-8000-000000000001';
const ISSUER = 'https://login.example/{tid}/v2.0';
const SECOND_TENANT = '7a1d0c52-0000-4000-8000-000000000002';

let privateKey: CryptoKey;
let publicKey: JWK;

beforeAll(async () => {
  const pair = await generateKeyPair('RS256', { extractable: true });
  privateKey = pair.privateKey;
  publicKey = { ...(await exportJWK(pair.publicKey)), kid: 'one', use: 'sig', alg: 'RS256' };
});

function nowS(): number {
  return Math.floor(Date.now() / 1000);
}

/** Claims instead of the good ones; undefined leaves one out. */
type Claims = Readonly<Record<string, unknown>>;

/** The header of a request with a token that is good but for these claims. */
async function bearer(claims: Claims = {}, header: object = {}): Promise<string> {
  const now = nowS();
  const token = await new SignJWT({
    ver: '2.0',
    iss: ISSUER.replace('{tid}', TENANT_ID),
    aud: AUDIENCE,
    tid: TENANT_ID,
    oid: USER_ID,
    azp: TEAMS_CLIENTS[0],
    scp: 'access_as_user',
    name: 'Robin Example',
    acct: 0,
    iat: now,
    nbf: now,
    exp: now + 3600,
    ...claims,
  })
    .setProtectedHeader({ alg: 'RS256', kid: 'one', ...header })
    .sign(privateKey);
  return `Bearer ${token}`;
}

function check(authorization: string | undefined, rules: Partial<TokenRules> = {}) {
  return createTokenCheck(
    {
      issuer: ISSUER,
      keys: createLocalJWKSet({ keys: [publicKey] }),
      audience: AUDIENCE,
      tenantIds: [TENANT_ID],
      clients: TEAMS_CLIENTS,
      ...rules,
    },
    Date.now,
  )(authorization);
}

describe('a good token', () => {
  test('says who it is: tenant, object id and name', async () => {
    expect(await check(await bearer())).toEqual({
      ok: true,
      value: {
        key: { tenantId: TENANT_ID, userId: USER_ID },
        name: 'Robin Example',
        isAdmin: false,
      },
    });
  });

  test.each<[claims: Claims, isAdmin: boolean]>([
    [{ roles: ['Alongside.Admin'] }, true],
    [{ roles: ['Something', 'Alongside.Admin'] }, true],
    [{ roles: ['alongside.admin'] }, false],
    [{ roles: ['Alongside.Admin.Not'] }, false],
    [{ roles: [] }, false],
    [{}, false],
  ])('with %j is an admin: %s', async (claims, isAdmin) => {
    expect(await check(await bearer(claims))).toMatchObject({ ok: true, value: { isAdmin } });
  });

  test('may come from every client of Teams, with other scopes beside ours, without a name', async () => {
    for (const azp of TEAMS_CLIENTS) {
      const claims = { azp, scp: 'User.Read access_as_user', name: undefined };
      expect(await check(await bearer(claims))).toMatchObject({ ok: true, value: { name: '' } });
    }
  });

  test('may come from each of the tenants that are let in, each under its own issuer', async () => {
    const tenantIds = [TENANT_ID, SECOND_TENANT];
    const iss = ISSUER.replace('{tid}', SECOND_TENANT);
    const claims = { tid: SECOND_TENANT, iss };
    expect(await check(await bearer(claims), { tenantIds })).toMatchObject({
      ok: true,
      value: { key: { tenantId: SECOND_TENANT, userId: USER_ID } },
    });
    const mixed = await check(await bearer({ tid: SECOND_TENANT }), { tenantIds });
    expect(mixed).toEqual({ ok: false, reason: 'not-valid' });
  });

  test('of somebody whose object id is no UUID of the RFC is good, too', async () => {
    const oid = '00000000-1234-0000-0000-00000000abcd';
    expect(await check(await bearer({ oid }))).toMatchObject({
      ok: true,
      value: { key: { userId: oid } },
    });
  });

  test('is good for a minute more, since clocks differ, and no longer', async () => {
    const now = nowS();
    expect(await check(await bearer({ exp: now - 30 }))).toMatchObject({ ok: true });
    expect(await check(await bearer({ nbf: now + 30 }))).toMatchObject({ ok: true });
    expect(await check(await bearer({ exp: now - 90 }))).toEqual({ ok: false, reason: 'expired' });
    expect(await check(await bearer({ nbf: now + 90 }))).toEqual({
      ok: false,
      reason: 'not-valid',
    });
  });

  test('may be sent with the scheme in any case', async () => {
    const value = await bearer();
    expect(await check(value.replace('Bearer', 'bearer'))).toMatchObject({ ok: true });
  });
});

describe('a bad token', () => {
  test.each<[what: string, claims: Claims, reason: string]>([
    ['of a guest', { acct: 1 }, 'not-for-guests'],
    ['that does not say whether it is of a guest', { acct: undefined }, 'not-valid'],
    ['that says it in words', { acct: '0' }, 'not-valid'],
    ['of version 1', { ver: '1.0' }, 'not-valid'],
    ['without a version', { ver: undefined }, 'not-valid'],
    ['for another audience', { aud: USER_ID }, 'not-valid'],
    ['for nobody', { aud: undefined }, 'not-valid'],
    ['of another issuer', { iss: 'https://login.example/v2.0' }, 'not-valid'],
    ['of no issuer', { iss: undefined }, 'not-valid'],
    ['of another tenant under our issuer', { tid: SECOND_TENANT }, 'not-valid'],
    [
      'of another tenant',
      { tid: SECOND_TENANT, iss: ISSUER.replace('{tid}', SECOND_TENANT) },
      'not-for-this-organisation',
    ],
    ['without a tenant', { tid: undefined }, 'not-valid'],
    ['with a tenant that would change the issuer', { tid: `${TENANT_ID}/..` }, 'not-valid'],
    ['without an object id', { oid: undefined }, 'not-valid'],
    ['with an object id that would leave its key', { oid: `${USER_ID}/../x` }, 'not-valid'],
    ['without a scope', { scp: undefined }, 'not-valid'],
    [
      'of an app, which has roles and no scope',
      { scp: undefined, roles: ['access_as_user'] },
      'not-valid',
    ],
    ['with a scope that only contains ours', { scp: 'not_access_as_user' }, 'not-valid'],
    ['of another client', { azp: AUDIENCE }, 'not-valid'],
    ['of no client', { azp: undefined }, 'not-valid'],
    ['without an end', { exp: undefined }, 'not-valid'],
    ['without a beginning', { nbf: undefined }, 'not-valid'],
    ['with roles that are no list', { roles: 'Alongside.Admin' }, 'not-valid'],
    ['with a name longer than any', { name: 'x'.repeat(401) }, 'not-valid'],
  ])('%s is refused', async (_what, claims, reason) => {
    expect(await check(await bearer(claims))).toEqual({ ok: false, reason });
  });

  test.each([
    ['names no key', { kid: undefined }, { ok: true }],
    ['names another key', { kid: 'two' }, { ok: false, reason: 'not-valid' }],
    ['asks for what nobody understands', { crit: ['x'], x: 1 }, { ok: false, reason: 'not-valid' }],
  ])('a header that %s', async (_what, header, outcome) => {
    const sign = async () => bearer({}, header);
    // jose itself does not sign with a critical header that it does not know.
    if ('crit' in header) {
      const [, payload = '', signature = ''] = (await bearer()).slice(7).split('.');
      const head = Buffer.from(JSON.stringify({ alg: 'RS256', kid: 'one', ...header }));
      const token = `Bearer ${head.toString('base64url')}.${payload}.${signature}`;
      expect(await check(token)).toEqual(outcome);
    } else {
      expect(await check(await sign())).toMatchObject(outcome);
    }
  });

  test.each([
    undefined,
    '',
    'Bearer',
    'Bearer ',
    'Basic abc',
    'Bearer a b',
    'Bearer é',
    'xBearer a',
  ])('the header %j holds none', async (authorization) => {
    expect(await check(authorization)).toEqual({ ok: false, reason: 'no-token' });
  });

  test('of any text is refused, and nothing is thrown', async () => {
    const [head = '', payload = '', signature = ''] = (await bearer()).slice(7).split('.');
    const part = fc.oneof(
      fc.base64String().map((text) => text.replaceAll('=', '')),
      fc.json().map((text) => Buffer.from(text).toString('base64url')),
      fc.string(),
      fc.constantFrom('', head, payload),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 5 }), async (parts) => {
        const { ok } = await check(`Bearer ${parts.join('.')}`);
        expect(ok).toBe(false);
      }),
      { numRuns: 300 },
    );
    expect(await check(`Bearer ${head}.${payload}.${signature}`)).toMatchObject({ ok: true });
  });

  test('with any one character changed is refused', async () => {
    const good = await bearer();
    // The last character of a signature carries bits that mean nothing.
    const place = fc.integer({ min: 'Bearer '.length, max: good.length - 2 });
    await fc.assert(
      fc.asyncProperty(place, async (index) => {
        const other = good[index] === 'A' ? 'B' : 'A';
        const changed = `${good.slice(0, index)}${other}${good.slice(index + 1)}`;
        expect((await check(changed)).ok).toBe(false);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the keys of the issuer', () => {
  async function serve(listener: RequestListener): Promise<URL> {
    const server = createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(
      () =>
        new Promise<void>((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    );
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return new URL(`http://127.0.0.1:${address.port}/keys`);
  }

  test('are read once for many tokens', async () => {
    let reads = 0;
    const keys = await serve((_request, response) => {
      reads += 1;
      response.end(JSON.stringify({ keys: [publicKey] }));
    });
    const checkToken = createTokenCheck(
      {
        issuer: ISSUER,
        keys,
        audience: AUDIENCE,
        tenantIds: [TENANT_ID],
        clients: TEAMS_CLIENTS,
      },
      Date.now,
    );

    const all = [checkToken(await bearer()), checkToken(await bearer()), checkToken(undefined)];
    expect((await Promise.all(all)).map(({ ok }) => ok)).toEqual([true, true, false]);
    expect(await checkToken(await bearer())).toMatchObject({ ok: true });

    expect(reads).toBe(1);
  });

  test('are not asked again for a token that was found good a short time ago', async () => {
    let asked = 0;
    let nowMs = Date.now();
    const keySet = createLocalJWKSet({ keys: [publicKey] });
    const checkToken = createTokenCheck(
      {
        issuer: ISSUER,
        keys: async (...args) => {
          asked += 1;
          return keySet(...args);
        },
        audience: AUDIENCE,
        tenantIds: [TENANT_ID],
        clients: TEAMS_CLIENTS,
      },
      () => nowMs,
    );
    const [token, forged] = [await bearer(), `${(await bearer()).slice(0, -4)}AAAA`];
    const first = await checkToken(token);
    expect(await checkToken(token)).toEqual(first);
    expect(asked).toBe(1);
    // What was refused is looked at each time.
    for (let n = 0; n < 2; n += 1) {
      expect(await checkToken(forged)).toEqual({ ok: false, reason: 'not-valid' });
    }
    expect(asked).toBe(3);
    nowMs += 5 * 60_000;
    expect(await checkToken(token)).toEqual(first);
    expect(asked).toBe(4);
  });

  test.each<[what: string, listener: RequestListener]>([
    ['that answers 500', (_request, response) => void response.writeHead(500).end()],
    ['that answers 404', (_request, response) => void response.writeHead(404).end('{}')],
    ['that answers a page', (_request, response) => void response.end('<html>')],
    ['that answers other JSON', (_request, response) => void response.end('{"keys":"none"}')],
    ['that hangs up', (request) => void request.socket.destroy()],
    [
      'that sends elsewhere',
      (_request, response) => void response.writeHead(302, { location: 'http://[::1]:1' }).end(),
    ],
  ])('at an address %s: it throws, and calls no token bad', async (_what, listener) => {
    const keys = await serve(listener);
    const failure = check(await bearer(), { keys });
    await expect(failure).rejects.toThrow(KeysUnreachable);
    await expect(failure).rejects.toHaveProperty('cause');
  });

  test('where nobody listens: it throws, and calls no token bad', async () => {
    const keys = new URL('http://127.0.0.1:1/keys');
    await expect(check(await bearer(), { keys })).rejects.toThrow(KeysUnreachable);
  });

  test('are not asked for where there is no token', async () => {
    const keys = new URL('http://127.0.0.1:1/keys');
    expect(await check(undefined, { keys })).toEqual({ ok: false, reason: 'no-token' });
  });
});
