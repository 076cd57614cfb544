/**
 * The web server of the product, alone: the composition root with the role `web`, over the storage that WEB names, logging
 * every request as in production. Tells its parent where it listens; answers `count` with the requests to storage since the
 * last time.
 */
import serveFolder from '@fastify/static';
import pino from 'pino';
import { compose } from '../../main.ts';
import { createLog } from '../../shared/program/log.ts';
import { TEAMS_CLIENTS } from '../../shared/identity/token.ts';
import { createAzureStorage } from '../../shared/store/azure-storage.ts';
import { PSEUDONYM_KEY, WebStart } from './web-start.ts';

/** Nobody here is one of many who share a limit. */
const UNLIMITED = { aPerson: 100_000_000, aTenant: 100_000_000 };

const start = WebStart.parse(JSON.parse(process.env['WEB'] ?? ''));
let requests = 0;
const storage = createAzureStorage(
  { kind: 'connection-string', connectionString: start.connectionString },
  { observe: () => void (requests += 1) },
);
const alongside = await compose({
  storage,
  clock: {
    now: () => new Date(Date.now() + start.productAheadMs).toISOString(),
    realMs: Date.now,
  },
  log: createLog('info', pino.destination({ dest: '/dev/null', sync: true })),
  tokens: {
    issuer: start.issuer,
    keys: new URL(start.keysUrl),
    audience: start.clientId,
    tenantIds: [start.tenantId],
    clients: TEAMS_CLIENTS,
  },
  bot: {
    appId: 'b07b07b0-0000-4000-8000-000000000001',
    credentials: { kind: 'none' },
    isServiceUrlAllowed: () => false,
  },
  appId: 'a99a99a9-0000-4000-8000-000000000001',
  hostOrigins: [],
  pseudonymKey: PSEUDONYM_KEY,
  tabFolder: start.tabFolder,
  roles: { web: true, worker: false },
  requestLimits: UNLIMITED,
});
const { app } = alongside.web;
if (start.hostFolder !== undefined) {
  await app.register(serveFolder, {
    root: start.hostFolder,
    wildcard: false,
    decorateReply: false,
    cacheControl: false,
  });
}
const url = await app.listen({ host: '127.0.0.1', port: 0 });
process.on('message', (message) => {
  if (message !== 'count') return;
  process.send?.(requests);
  requests = 0;
});
process.send?.(url);
process.once('SIGTERM', () => {
  void alongside.stop().then(() => process.exit(0));
});
