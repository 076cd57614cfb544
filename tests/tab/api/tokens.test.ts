import { createPublicKey } from 'node:crypto';
import { exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import type { LocalIssuer } from '../../../infra/local/issuer.ts';
import type { ProblemCode } from '../../../shared/contract/problem.ts';
import { TENANT_ID } from '../../support/builders.ts';
import {
  type ApiServer,
  CLIENT_ID,
  employee,
  expectProblem,
  robin,
  startApi,
  useIssuer,
} from '../../support/api-server.ts';
import { everyRoute, filledIn } from './every-route.ts';

const issuer = useIssuer();
const NOW_S = Math.floor(Date.now() / 1000);

/** The claims of a token that is good but for who signed it. */
function goodClaims() {
  return {
    ver: '2.0',
    iss: issuer.get().issuerUrl,
    aud: CLIENT_ID,
    tid: TENANT_ID,
    oid: robin.id,
    azp: '5e3ce6c0-2b1f-4285-8d4b-75ee78787346',
    scp: 'access_as_user',
    name: robin.name,
    acct: 0,
    iat: NOW_S,
    nbf: NOW_S,
    exp: NOW_S + 3600,
  };
}

async function publishedKey(): Promise<{ readonly kid: string; readonly pem: string }> {
  const response = await fetch(issuer.get().jwksUrl);
  const { keys } = (await response.json()) as { keys: [{ kid: string; n: string; e: string }] };
  const { kid, n, e } = keys[0];
  const key = createPublicKey({ key: { kty: 'RSA', n, e }, format: 'jwk' });
  return { kid, pem: await exportSPKI(key) };
}

async function signedByAnother(kid: string): Promise<string> {
  const { privateKey } = await generateKeyPair('RS256');
  return new SignJWT(goodClaims()).setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey);
}

interface BadToken {
  readonly what: string;
  readonly code: ProblemCode;
  /** The value of the header, or undefined for none at all. */
  make(from: LocalIssuer): Promise<string | undefined>;
}

function withClaims(
  what: string,
  claims: Readonly<Record<string, unknown>>,
  code: ProblemCode = 'sign-in-needed',
): BadToken {
  return { what, code, make: async (from) => `Bearer ${await from.tokenFor(robin, claims)}` };
}

const OTHER_TENANT = '7a1d0c52-0000-4000-8000-0000000000ff';

const BAD_TOKENS: readonly BadToken[] = [
  { what: 'no token', code: 'sign-in-needed', make: async () => undefined },
  { what: 'an empty token', code: 'sign-in-needed', make: async () => 'Bearer ' },
  {
    what: 'another scheme',
    code: 'sign-in-needed',
    make: async (from) => `Basic ${await from.tokenFor(robin)}`,
  },
  { what: 'a malformed token', code: 'sign-in-needed', make: async () => 'Bearer not.a.token' },
  {
    what: 'a token cut short',
    code: 'sign-in-needed',
    make: async (from) => `Bearer ${(await from.tokenFor(robin)).slice(0, -9)}`,
  },
  {
    what: 'claims changed after signing',
    code: 'sign-in-needed',
    async make(from) {
      const [head, , signature] = (await from.tokenFor(robin)).split('.');
      const claims = { ...goodClaims(), oid: employee(1).id };
      const body = Buffer.from(JSON.stringify(claims)).toString('base64url');
      return `Bearer ${head}.${body}.${signature}`;
    },
  },
  withClaims('an expired token', { exp: NOW_S - 120, nbf: NOW_S - 4000 }),
  withClaims('a token without an expiry', { exp: undefined }),
  withClaims('a token that is not yet valid', { nbf: NOW_S + 600 }),
  withClaims('another audience', { aud: 'c11e0000-0000-4000-8000-0000000000ff' }),
  withClaims('another issuer', { iss: `https://login.microsoftonline.com/${TENANT_ID}/v2.0` }),
  withClaims('another tenant under our issuer', { tid: OTHER_TENANT }),
  {
    what: 'another tenant',
    code: 'not-for-this-organisation',
    async make(from) {
      const iss = from.issuerUrl.replace(TENANT_ID, OTHER_TENANT);
      return `Bearer ${await from.tokenFor(robin, { tid: OTHER_TENANT, iss })}`;
    },
  },
  {
    what: 'an unsigned token',
    code: 'sign-in-needed',
    make: async () => `Bearer ${new UnsecuredJWT(goodClaims()).encode()}`,
  },
  {
    what: 'a token signed with the public key as a shared secret',
    code: 'sign-in-needed',
    async make() {
      const { kid, pem } = await publishedKey();
      const token = await new SignJWT(goodClaims())
        .setProtectedHeader({ alg: 'HS256', kid })
        .sign(new TextEncoder().encode(pem));
      return `Bearer ${token}`;
    },
  },
  {
    what: "a token signed by another key under the issuer's key id",
    code: 'sign-in-needed',
    make: async () => `Bearer ${await signedByAnother((await publishedKey()).kid)}`,
  },
  {
    what: 'a token signed by a key that nobody published',
    code: 'sign-in-needed',
    make: async () => `Bearer ${await signedByAnother('unknown')}`,
  },
  withClaims('no scope', { scp: undefined }),
  withClaims('another scope', { scp: 'User.Read' }),
  withClaims('a scope that only begins alike', { scp: 'access_as_user_admin' }),
  withClaims('no client', { azp: undefined }),
  withClaims('another client', { azp: CLIENT_ID }),
  withClaims('nothing said about being a guest', { acct: undefined }),
  withClaims('a guest', { acct: 1 }, 'not-for-guests'),
  withClaims('a token of version 1', { ver: '1.0' }),
  withClaims('no object id', { oid: undefined }),
  withClaims('a mail address for an object id', { oid: robin.mail }),
];

async function aServerWithSomebody(): Promise<ApiServer> {
  const api = await startApi(issuer.get());
  const me = await api.as(robin);
  await me.consent();
  await me.pledge();
  return api;
}

test('the tokens of these tests are refused for one reason each: the same token as it was is good', async () => {
  const api = await aServerWithSomebody();

  const { status } = await (
    await api.as({ token: await issuer.get().tokenFor(robin) })
  ).get('/api/home');

  expect(status).toBe(200);
});

describe.each(BAD_TOKENS)('$what', ({ make, code }) => {
  test('opens no route, and nothing is read or changed', async () => {
    const api = await aServerWithSomebody();
    const routes = await everyRoute(api);
    const authorization = await make(issuer.get());
    const nobody = await api.as('nobody');
    const asked = api.requests.length;

    for (const route of routes.filter((each) => !each.isPublic)) {
      const headers = authorization === undefined ? {} : { authorization };
      const { path, body } = filledIn(route);
      const answer = await nobody.send(route.method, path, body, { headers });
      expectProblem(answer, code);
      expect(answer.text).not.toContain(robin.id);
    }

    expect(routes.length).toBeGreaterThan(15);
    expect(api.requests).toHaveLength(asked);
  });
});

test('while the keys of the issuer cannot be read, everybody is asked to try again', async () => {
  const api = await startApi(issuer.get(), { keysUrl: `${issuer.get().jwksUrl}/nothing` });

  const answer = await (await api.as(robin)).get('/api/home');

  expectProblem(answer, 'busy');
  expect(api.requests).toEqual([]);
});
