import { createServer } from 'node:net';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { expect, onTestFinished, test } from 'vitest';
import { startIssuer } from '../../../infra/local/issuer.ts';
import { ada, APP, ben, TENANT } from './local-server.ts';
import { temporaryFolder } from './temporary-folder.ts';

async function issuerIn(dataDir: string) {
  const issuer = await startIssuer({ dataDir, tenantId: TENANT, clientId: APP });
  return issuer;
}

test('a token verifies through the published keys and looks like one of Entra v2', async () => {
  const issuer = await issuerIn(temporaryFolder());
  onTestFinished(() => issuer.stop());

  const { payload, protectedHeader } = await jwtVerify(
    await issuer.tokenFor(ben),
    createRemoteJWKSet(new URL(issuer.jwksUrl)),
    { issuer: issuer.issuerUrl, audience: APP, algorithms: ['RS256'] },
  );

  expect(protectedHeader.alg).toBe('RS256');
  expect(issuer.issuerUrl).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:\\d+/${TENANT}/v2\\.0$`));
  expect(payload).toMatchObject({
    ver: '2.0',
    tid: TENANT,
    oid: ben.id,
    name: 'Ben Okafor',
    preferred_username: 'ben.okafor@brightwater.example',
    scp: 'access_as_user',
    azp: '5e3ce6c0-2b1f-4285-8d4b-75ee78787346',
    roles: ['Alongside.Admin'],
    acct: 0,
  });
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(3600);
  expect(Math.abs((payload.iat ?? 0) * 1000 - Date.now())).toBeLessThan(60_000);
});

test('a guest is marked as one, and whoever has no role carries none', async () => {
  const issuer = await issuerIn(temporaryFolder());
  onTestFinished(() => issuer.stop());

  const claims = decodeJwt(await issuer.tokenFor({ ...ada, guest: true }));

  expect(claims['acct']).toBe(1);
  expect(claims).not.toHaveProperty('roles');
});

test('claims can be replaced or left out, for tokens that must be refused', async () => {
  const issuer = await issuerIn(temporaryFolder());
  onTestFinished(() => issuer.stop());

  const claims = decodeJwt(await issuer.tokenFor(ada, { exp: 1, scp: undefined, tid: 'other' }));

  expect(claims).toMatchObject({ exp: 1, tid: 'other' });
  expect(claims).not.toHaveProperty('scp');
});

test('the discovery document names issuer and keys', async () => {
  const issuer = await issuerIn(temporaryFolder());
  onTestFinished(() => issuer.stop());

  const response = await fetch(`${issuer.issuerUrl}/.well-known/openid-configuration`);

  expect(await response.json()).toMatchObject({
    issuer: issuer.issuerUrl,
    jwks_uri: issuer.jwksUrl,
  });
});

test('no secret part of the key is published', async () => {
  const issuer = await issuerIn(temporaryFolder());
  onTestFinished(() => issuer.stop());

  const { keys } = (await (await fetch(issuer.jwksUrl)).json()) as { keys: object[] };

  expect(keys.map((key) => Object.keys(key).toSorted())).toEqual([
    ['alg', 'e', 'issuer', 'kid', 'kty', 'n', 'use'],
  ]);
});

test('a token made before a restart still verifies after it', async () => {
  const dataDir = temporaryFolder();
  const before = await issuerIn(dataDir);
  const token = await before.tokenFor(ada);
  await before.stop();

  const after = await issuerIn(dataDir);
  onTestFinished(() => after.stop());

  const keys = createRemoteJWKSet(new URL(after.jwksUrl));
  await expect(jwtVerify(token, keys, { issuer: after.issuerUrl })).resolves.toBeDefined();
});

test('it takes another port where the old one is in use by now', async () => {
  const dataDir = temporaryFolder();
  const before = await issuerIn(dataDir);
  await before.stop();
  const oldPort = Number(new URL(before.issuerUrl).port);
  const squatter = createServer();
  await new Promise<void>((resolve) => squatter.listen(oldPort, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => void squatter.close(() => resolve())));

  const after = await issuerIn(dataDir);
  onTestFinished(() => after.stop());

  expect(Number(new URL(after.issuerUrl).port)).not.toBe(oldPort);
});
