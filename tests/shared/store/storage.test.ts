import { QueueClient } from '@azure/storage-queue';
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { StorageRequestFailed } from '../../../shared/store/azure-request-failed.ts';
import { createAzureStorage, tableClient } from '../../../shared/store/azure-storage.ts';
import { createMemoryStorage } from '../../../shared/store/memory-storage.ts';
import type { Table } from '../../../shared/store/tables.ts';
import { freshAzureStorage } from '../../support/fresh-azure-storage.ts';
import { describeStorage } from './storage-contract.ts';

describeStorage('storage in memory', async (options) => createMemoryStorage(options));
describeStorage('storage in Azurite', freshAzureStorage);

async function fill(table: Table, count: number): Promise<readonly string[]> {
  const keys = Array.from({ length: count }, (_, n) => String(n).padStart(5, '0'));
  for (const rowKey of keys) {
    await table.commit([{ kind: 'insert', row: { partitionKey: 'p', rowKey, cells: {} } }]);
  }
  return keys;
}

describe('short and empty pages of the fake', () => {
  const PAGERS = [
    { pageSize: 3 },
    { emptyPageEvery: 2 },
    { pageSize: 1, emptyPageEvery: 2 },
    { pageSize: 7, emptyPageEvery: 3 },
  ];
  it.each(PAGERS)('are read to the end of a range: %o', async (pager) => {
    const table = createMemoryStorage({ pager }).tables.table('People');
    const keys = await fill(table, 20);
    // Twice, so that an empty page comes first once.
    for (const range of [{}, {}, { from: '00003', before: '00017' }]) {
      const rows = await table.readRange('p', range);
      const { from = '', before = '~' } = range;
      const expected = keys.filter((key) => key >= from && key < before);
      expect(rows.map((row) => row.rowKey)).toEqual(expected);
    }
  });

  it('come with a continuation and no rows', async () => {
    const pager = { pageSize: 2, emptyPageEvery: 2 };
    const table = createMemoryStorage({ pager }).tables.table('People');
    await fill(table, 3);
    const first = await table.readPage('p', {}, { limit: 50 });
    expect(first.rows).toHaveLength(2);
    const { continuation = '' } = first;
    expect(await table.readPage('p', {}, { continuation })).toEqual({ rows: [], continuation });
    const last = await table.readPage('p', {}, { continuation });
    expect(last.rows.map((row) => row.rowKey)).toEqual(['00002']);
    expect(last.continuation).toBeUndefined();
  });

  it('cannot all be empty', () => {
    expect(() => createMemoryStorage({ pager: { emptyPageEvery: 1 } })).toThrow(RangeError);
  });
});

describe('the fake', () => {
  it('keeps its rows from those who wrote or read them', async () => {
    const table = createMemoryStorage().tables.table('People');
    const cells = { n: 1 };
    await table.commit([{ kind: 'insert', row: { partitionKey: 'p', rowKey: 'a', cells } }]);
    cells.n = 2;
    const found = await table.get('p', 'a');
    expect(found?.cells).toEqual({ n: 1 });
    expect(() => Object.assign(found?.cells ?? {}, { n: 3 })).toThrow(TypeError);
  });

  it('hides messages by the clock it is given', async () => {
    let nowMs = 1_790_000_000_000;
    const queue = createMemoryStorage({ realMs: () => nowMs }).queues.queue('packs');
    await queue.send('later', { delayMs: 120_000 });
    await queue.send('sooner', { delayMs: 60_000 });
    nowMs += 59_999;
    expect(await queue.receive({ most: 32, visibilityMs: 1_000 })).toEqual([]);
    nowMs += 1;
    const [sooner, ...none] = await queue.receive({ most: 32, visibilityMs: 90_000 });
    expect([sooner?.text, none]).toEqual(['sooner', []]);
    nowMs += 90_000;
    const both = await queue.receive({ most: 32, visibilityMs: 1_000 });
    expect(both.map(({ text, dequeueCount }) => [text, dequeueCount])).toEqual([
      ['later', 1],
      ['sooner', 2],
    ]);
  });
});

/** Starts what looks like storage, answers every request alike and tells it; returns how to connect to it. */
async function startServer(statusCode: number, tell: (request: string) => void): Promise<string> {
  const server = createServer();
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readText(request);
    tell(`${request.method} ${request.url} ${body}`);
    response.writeHead(statusCode).end();
  };
  server.on('request', (request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return inject('azurite').replaceAll(/127\.0\.0\.1:\d+/g, `127.0.0.1:${port}`);
}

describe('Azure storage', () => {
  it('asks three times where storage is busy, tells the observer once, and then throws', async () => {
    const asked: string[] = [];
    const connectionString = await startServer(503, (request) => void asked.push(request));
    let told = 0;
    const { tables, queues } = createAzureStorage(
      { kind: 'connection-string', connectionString },
      { observe: () => void (told += 1) },
    );
    const busy = { name: 'StorageRequestFailed', statusCode: 503 };
    const insert = (rowKey: string) => {
      return { kind: 'insert', row: { partitionKey: 'p', rowKey, cells: {} } } as const;
    };
    const requests = [
      () => tables.table('People').get('p', 'a'),
      () => tables.table('People').commit([insert('a'), insert('b')]),
      () => queues.queue('packs').send('pack'),
    ];
    for (const [index, request] of requests.entries()) {
      await expect(request()).rejects.toMatchObject(busy);
      expect([asked.length, told]).toEqual([3 * (index + 1), index + 1]);
    }
  });

  it('sends what Azurite would not miss: numbers as Double, messages without an end', async () => {
    const sent: string[] = [];
    const connectionString = await startServer(201, (request) => void sent.push(request));
    const { tables, queues } = createAzureStorage({ kind: 'connection-string', connectionString });
    const cells = { ms: 1_790_000_000_000, whole: 5, text: '5', yes: true };
    await tables
      .table('People')
      .commit([{ kind: 'insert', row: { partitionKey: 'p', rowKey: 'a', cells } }]);
    const [inserted = ''] = sent;
    expect(JSON.parse(inserted.slice(inserted.indexOf('{')))).toEqual({
      PartitionKey: 'p',
      RowKey: 'a',
      ...cells,
      'ms@odata.type': 'Edm.Double',
      'whole@odata.type': 'Edm.Double',
    });
    // What answers is no queue, so the client does not understand it.
    await expect(queues.queue('packs').send('pack')).rejects.toThrow();
    expect(sent[1]).toContain('messagettl=-1');
  });

  it('may create its tables and queues again', async () => {
    const storage = await freshAzureStorage();
    await storage.queues.queue('packs').send('pack');
    await storage.createAll();
    expect(await storage.queues.queue('packs').approximateLength()).toBe(1);
  });

  it('creates the tables and queues that are missing among others', async () => {
    const connection = {
      kind: 'connection-string',
      connectionString: inject('azurite'),
      tablePrefix: `m${randomUUID().replaceAll('-', '')}`,
    } as const;
    const storage = createAzureStorage(connection);
    await storage.createAll();
    await tableClient(connection, 'Ergs', (request) => request()).deleteTable();
    const queueName = `${connection.tablePrefix}packs`;
    await new QueueClient(connection.connectionString, queueName).delete();
    await expect(storage.tables.table('Ergs').get('p', 'a')).rejects.toThrow();
    await storage.createAll();
    expect(await storage.tables.table('Ergs').get('p', 'a')).toBeUndefined();
    expect(await storage.queues.queue('packs').approximateLength()).toBe(0);
  });

  it('throws where a table or queue is not there, instead of calling it empty', async () => {
    const storage = createAzureStorage({
      kind: 'connection-string',
      connectionString: inject('azurite'),
      tablePrefix: 'neverCreated',
    });
    const table = storage.tables.table('People');
    const queue = storage.queues.queue('packs');
    const receipt = { messageId: '6f1c1a52-9d0e-4f0a-8f6b-6f8f2f6d1c11', popReceipt: 'AAAA' };
    const insert = (rowKey: string) => {
      return { kind: 'insert', row: { partitionKey: 'p', rowKey, cells: {} } } as const;
    };
    const remove = { kind: 'delete', partitionKey: 'p', rowKey: 'a' } as const;
    const noTable = { name: 'StorageRequestFailed', code: 'TableNotFound', statusCode: 404 };
    const noQueue = { name: 'StorageRequestFailed', code: 'QueueNotFound', statusCode: 404 };
    await expect(table.get('p', 'a')).rejects.toMatchObject(noTable);
    await expect(table.readPage('p', {})).rejects.toMatchObject(noTable);
    await expect(table.commit([insert('a')])).rejects.toMatchObject(noTable);
    await expect(table.commit([remove])).rejects.toMatchObject(noTable);
    await expect(table.commit([insert('a'), insert('b')])).rejects.toMatchObject(noTable);
    await expect(queue.receive({ most: 1, visibilityMs: 1_000 })).rejects.toMatchObject(noQueue);
    await expect(queue.remove(receipt)).rejects.toMatchObject(noQueue);
    await expect(queue.hide(receipt, 1_000)).rejects.toMatchObject(noQueue);
  });

  it('throws, naming the operation, where nothing answers', async () => {
    const connectionString = inject('azurite').replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:1');
    const storage = createAzureStorage({ kind: 'connection-string', connectionString });
    await expect(
      storage.tables.table('People').get('tenant_person', 'c_profile'),
    ).rejects.toSatisfy(
      (error: unknown) =>
        error instanceof StorageRequestFailed &&
        error.message === 'get on People failed: ECONNREFUSED' &&
        error.cause instanceof Error,
    );
  });
});
