/**
 * The worker of the product, alone: the composition root with the role `worker`, over the storage that ENGINE names.
 * Answers `figures` from its parent with what it asked of storage.
 */
import { Buffer } from 'node:buffer';
import { compose } from '../../main.ts';
import { createLog } from '../../shared/program/log.ts';
import { createAzureStorage } from '../../shared/store/azure-storage.ts';
import { EngineStart, type EngineFigures } from './engine-start.ts';

const start = EngineStart.parse(JSON.parse(process.env['ENGINE'] ?? ''));
const asked: Record<string, number> = {};
const storage = createAzureStorage(
  { kind: 'connection-string', connectionString: start.connectionString },
  {
    observe({ kind, on, operation }) {
      const name = `${kind === 'queue' ? 'queue' : 'table'} ${on} ${operation}`;
      asked[name] = (asked[name] ?? 0) + 1;
    },
  },
);
const alongside = await compose({
  storage,
  clock: {
    now: () => new Date(Date.now() + start.productAheadMs).toISOString(),
    realMs: Date.now,
  },
  log: createLog(start.logLevel),
  tokens: {
    issuer: 'http://127.0.0.1/{tid}',
    keys: new URL('http://127.0.0.1/keys'),
    audience: 'none',
    tenantIds: [],
    clients: [],
  },
  bot: {
    appId: 'b07b07b0-0000-4000-8000-000000000001',
    credentials: { kind: 'none' },
    isServiceUrlAllowed: () => false,
  },
  appId: 'a99a99a9-0000-4000-8000-000000000001',
  hostOrigins: [],
  pseudonymKey: Buffer.alloc(32, 'k').toString(),
  tabFolder: '/nowhere',
  roles: { web: false, worker: true },
  workerPace: start.pace,
  workerParts: start.parts,
  ...(start.sendsASecond === undefined ? {} : { sendsASecond: start.sendsASecond }),
});
alongside.startWork();
process.on('message', (message) => {
  if (message !== 'figures') return;
  const figures: EngineFigures = {
    asked: { ...asked },
    memoryMiB: process.memoryUsage.rss() / 2 ** 20,
  };
  process.send?.(figures);
});
process.send?.('ready');
process.once('SIGTERM', () => {
  void alongside.stop().then(() => process.exit(0));
});
