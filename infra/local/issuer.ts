import { createServer, type Server } from 'node:http';
import { createHash, randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, importJWK, SignJWT, type JWK } from 'jose';
import { z } from 'zod';
import { LocalSetupProblem } from './local-setup-problem.ts';
import type { LocalPerson } from './people.ts';
import { prepareDataFolder, readState, writeState } from './state-file.ts';

/** The sign-in of one machine: an OIDC issuer whose tokens look like those of Entra v2. */
export interface LocalIssuer {
  /** What stands in `iss`: `http://127.0.0.1:PORT/{tenantId}/v2.0`. */
  readonly issuerUrl: string;
  /** Where the public keys are, as JWKS. */
  readonly jwksUrl: string;
  /**
   * A fresh token of a person for the tab's API, valid for one hour of real time. `overrides` replaces
   * claims (`undefined` leaves one out), so that a test can make a token which must be refused.
   */
  tokenFor(
    person: Pick<LocalPerson, 'id' | 'name' | 'mail' | 'roles' | 'guest'>,
    overrides?: Readonly<Record<string, unknown>>,
  ): Promise<string>;
  /** Stops serving the keys. */
  stop(): Promise<void>;
}

/** The Teams web client, pre-authorised for `access_as_user`. Source: Microsoft's documentation of tab SSO. */
const TEAMS_WEB_CLIENT = '5e3ce6c0-2b1f-4285-8d4b-75ee78787346';
const STATE_FILE = 'issuer.json';
const IssuerState = z.object({
  port: z.number().int(),
  kid: z.string(),
  privateKey: z.looseObject({ kty: z.literal('RSA'), n: z.string(), e: z.string() }),
});
type IssuerState = z.infer<typeof IssuerState>;

/**
 * Starts the issuer on 127.0.0.1. Key and port are kept in `<dataDir>/issuer.json`, so that tokens outlive
 * a restart; where that port is taken by now it listens on another, and older tokens have to be renewed.
 */
export async function startIssuer(options: {
  readonly dataDir: string;
  readonly tenantId: string;
  /** What stands in `aud`. */
  readonly clientId: string;
}): Promise<LocalIssuer> {
  const { dataDir, tenantId, clientId } = options;
  prepareDataFolder(dataDir);
  const kept = readState(dataDir, STATE_FILE, IssuerState);
  const { kid, privateKey } = kept ?? (await newKey());
  const key = await importJWK(privateKey as JWK, 'RS256');

  const server = createServer();
  const port = await listen(server, kept?.port);
  writeState(dataDir, STATE_FILE, { port, kid, privateKey } satisfies IssuerState);

  const issuerUrl = `http://127.0.0.1:${port}/${tenantId}/v2.0`;
  const jwksUrl = `http://127.0.0.1:${port}/${tenantId}/discovery/v2.0/keys`;
  const { kty, n, e } = privateKey;
  const documents = new Map<string, unknown>([
    [
      `/${tenantId}/v2.0/.well-known/openid-configuration`,
      {
        issuer: issuerUrl,
        jwks_uri: jwksUrl,
        authorization_endpoint: `http://127.0.0.1:${port}/${tenantId}/oauth2/v2.0/authorize`,
        response_types_supported: ['id_token'],
        subject_types_supported: ['pairwise'],
        id_token_signing_alg_values_supported: ['RS256'],
      },
    ],
    [
      `/${tenantId}/discovery/v2.0/keys`,
      { keys: [{ kty, n, e, kid, use: 'sig', alg: 'RS256', issuer: issuerUrl }] },
    ],
  ]);
  server.on('request', (request, response) => {
    const document = request.method === 'GET' ? documents.get(request.url ?? '') : undefined;
    response.writeHead(document === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(document ?? { error: 'not_found' }));
  });

  return {
    issuerUrl,
    jwksUrl,
    async tokenFor(person, overrides = {}) {
      const nowSeconds = Math.floor(Date.now() / 1000);
      const claims = {
        ver: '2.0',
        iss: issuerUrl,
        aud: clientId,
        tid: tenantId,
        oid: person.id,
        // Entra's `sub` is another one for every app, so that nobody can rely on it being the object id.
        sub: createHash('sha256').update(`${clientId}:${person.id}`).digest('base64url'),
        azp: TEAMS_WEB_CLIENT,
        azpacr: '0',
        scp: 'access_as_user',
        name: person.name,
        preferred_username: person.mail,
        acct: person.guest ? 1 : 0,
        ...(person.roles.length > 0 ? { roles: person.roles } : {}),
        iat: nowSeconds,
        nbf: nowSeconds,
        exp: nowSeconds + 3600,
        uti: randomUUID(),
        ...overrides,
      };
      return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid }).sign(key);
    },
    stop: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}

async function newKey(): Promise<Pick<IssuerState, 'kid' | 'privateKey'>> {
  const pair = await generateKeyPair('RS256', { extractable: true });
  const { n, e, ...secret } = await exportJWK(pair.privateKey);
  if (n === undefined || e === undefined) throw new Error('not an RSA key');
  return { kid: randomUUID(), privateKey: { ...secret, kty: 'RSA', n, e } };
}

async function listen(server: Server, wantedPort: number | undefined): Promise<number> {
  const attempt = (port: number) =>
    new Promise<number>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        const address = server.address();
        if (address === null || typeof address === 'string') reject(new Error('no port'));
        else resolve(address.port);
      });
    });
  try {
    return await attempt(wantedPort ?? 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    if (error.code === 'EADDRINUSE' && wantedPort !== undefined) return attempt(0);
    throw new LocalSetupProblem(
      `The local sign-in cannot listen on 127.0.0.1 (${String(error.code)}): check what limits this machine's network.`,
      { cause: error },
    );
  }
}
