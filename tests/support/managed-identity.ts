import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What stands in for the identity that App Service gives a program: tokens for storage, as Azurite reads them. */
export interface ManagedIdentity {
  /** The environment by which a program finds it. Source: Azure's documentation of managed identities in App Service. */
  readonly env: Readonly<Record<string, string>>;
  /** Which resources tokens were asked for, and as which client. */
  readonly asked: readonly { readonly resource: string | null; readonly clientId: string | null }[];
  stop(): void;
}

const SECRET = 'known to the program alone';

/** Starts it. */
export async function startManagedIdentity(): Promise<ManagedIdentity> {
  const asked: { resource: string | null; clientId: string | null }[] = [];
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://identity');
    const resource = searchParams.get('resource');
    asked.push({ resource, clientId: searchParams.get('client_id') });
    if (request.headers['x-identity-header'] !== SECRET) {
      response.writeHead(401).end();
      return;
    }
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      aud: resource,
      iss: 'https://sts.windows.net/t/',
      iat: now,
      nbf: now - 60,
      exp: now + 3600,
    };
    const encoded = [{ alg: 'none' }, claims].map((part) =>
      Buffer.from(JSON.stringify(part)).toString('base64url'),
    );
    response.writeHead(200, { 'content-type': 'application/json' }).end(
      JSON.stringify({
        access_token: `${encoded.join('.')}.x`,
        expires_on: String(now + 3600),
        resource,
        token_type: 'Bearer',
      }),
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    env: { IDENTITY_ENDPOINT: `http://127.0.0.1:${port}/token`, IDENTITY_HEADER: SECRET },
    asked,
    stop: () => void server.close(),
  };
}
