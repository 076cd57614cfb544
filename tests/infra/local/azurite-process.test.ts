import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TableClient } from '@azure/data-tables';
import { QueueClient } from '@azure/storage-queue';
import { expect, onTestFinished, test } from 'vitest';
import { startAzurite } from '../../../infra/local/azurite-process.ts';
import { LocalSetupProblem } from '../../../infra/local/local-setup-problem.ts';
import { temporaryFolder } from './temporary-folder.ts';

const table = (connectionString: string) =>
  TableClient.fromConnectionString(connectionString, 'People', { allowInsecureConnection: true });
const pidIn = (dataDir: string) =>
  (JSON.parse(readFileSync(join(dataDir, 'azurite.json'), 'utf8')) as { pid: number }).pid;

test('what was written stands after a stop and a start', { timeout: 120_000 }, async () => {
  const dataDir = temporaryFolder();
  const first = await startAzurite({ dataDir });
  onTestFinished(() => first.stop());
  await table(first.connectionString).createTable();
  await table(first.connectionString).createEntity({
    partitionKey: 'p',
    rowKey: 'r',
    words: 'kept',
  });
  await new QueueClient(first.connectionString, 'packs').create();
  await new QueueClient(first.connectionString, 'packs').sendMessage('kept');

  await first.stop();
  const second = await startAzurite({ dataDir });
  onTestFinished(() => second.stop());

  const row = await table(second.connectionString).getEntity<{ words: string }>('p', 'r');
  const peeked = await new QueueClient(second.connectionString, 'packs').peekMessages();
  expect(row.words).toBe('kept');
  expect(peeked.peekedMessageItems.map(({ messageText }) => messageText)).toEqual(['kept']);
});

test('one that still runs is found again and used', { timeout: 120_000 }, async () => {
  const dataDir = temporaryFolder();
  const first = await startAzurite({ dataDir });
  onTestFinished(() => first.stop());
  const pid = pidIn(dataDir);

  const second = await startAzurite({ dataDir });

  expect(second.connectionString).toBe(first.connectionString);
  expect(pidIn(dataDir)).toBe(pid);
});

test(
  'a number of a process that is somebody else is not taken for Azurite',
  { timeout: 120_000 },
  async () => {
    const dataDir = temporaryFolder();
    const ports = { blob: 1, queue: 2, table: 3 };
    writeFileSync(join(dataDir, 'azurite.json'), JSON.stringify({ pid: process.ppid, ports }));

    const azurite = await startAzurite({ dataDir });
    onTestFinished(() => azurite.stop());

    expect(pidIn(dataDir)).not.toBe(process.ppid);
  },
);

test('a data folder that cannot be used gives a sentence that says what to do', async () => {
  const taken = join(temporaryFolder(), 'taken');
  writeFileSync(taken, '');
  await expect(startAzurite({ dataDir: taken })).rejects.toThrow(LocalSetupProblem);

  const dataDir = temporaryFolder();
  writeFileSync(join(dataDir, 'azurite'), 'a file where the folder should be');
  await expect(startAzurite({ dataDir })).rejects.toThrow(/make it writable, or set DATA_DIR/);
});
