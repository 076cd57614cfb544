import {
  odata,
  TableClient,
  TableServiceClient,
  type TableServiceClientOptions,
} from '@azure/data-tables';
import type { TokenCredential } from '@azure/identity';
import { QueueClient, QueueServiceClient, type StoragePipelineOptions } from '@azure/storage-queue';
import { createAzureQueue } from './azure-queue.ts';
import { createAzureTable } from './azure-table.ts';
import { azureTablePolicy } from './azure-table-request.ts';
import { createGate, type Gate } from './gate.ts';
import { QUEUE_NAMES } from './queues.ts';
import type { Storage, StorageObserver } from './storage.ts';
import { TABLE_NAMES } from './tables.ts';
import type { WholeTables } from './whole-tables.ts';

/** Where storage is, and who asks: on one machine an account and key, in Azure a managed identity. */
export type AzureStorageConnection =
  | {
      readonly kind: 'connection-string';
      readonly connectionString: string;
      /** Letters and digits, the first a letter: put before the name of every table and queue, to keep users apart. */
      readonly tablePrefix?: string;
    }
  | {
      readonly kind: 'identity';
      /** As `https://account.table.core.windows.net`. */
      readonly tablesUrl: string;
      /** As `https://account.queue.core.windows.net`. */
      readonly queuesUrl: string;
      readonly credential: TokenCredential;
    };

/** Storage in Azure or Azurite. */
export interface AzureStorage extends Storage, WholeTables {
  /** Creates every table and queue that does not exist yet; two requests where all do. Not told to the observer. */
  createAll(): Promise<void>;
}

// A command must be done a minute after its bell (architecture, "ring the bell, then commit"), so a request is
// tried three times at most, in a few seconds.
const RETRIES = 2;
const FIRST_RETRY_AFTER_MS = 250;
const LONGEST_RETRY_AFTER_MS = 2_000;

const QUEUE_OPTIONS: StoragePipelineOptions = {
  retryOptions: {
    maxTries: RETRIES + 1,
    retryDelayInMs: FIRST_RETRY_AFTER_MS,
    maxRetryDelayInMs: LONGEST_RETRY_AFTER_MS,
  },
};

/** Requests that are on their way at the same time; storage answers thousands a second so. */
const MOST_IN_FLIGHT = 64;

/**
 * Storage in Azure Tables and Queues, or in Azurite. Failures that the seams do not name are thrown as
 * `StorageRequestFailed`.
 *
 * A write that the client repeats after a lost answer may meet its own first attempt: an insert then says
 * `exists`, a replacement or a delete with an ETag says `changed` or `missing`, although it is done. So these
 * mean "look again", not "somebody else was first": load, and decide again by ids that the caller chose.
 */
export function createAzureStorage(
  connection: AzureStorageConnection,
  options: { readonly observe?: StorageObserver } = {},
): AzureStorage {
  const observe = options.observe ?? (() => {});
  const gate = createGate(MOST_IN_FLIGHT);
  const tableClients = TABLE_NAMES.map(
    (name) => [name, tableClient(connection, name, gate)] as const,
  );
  const queueClients = QUEUE_NAMES.map((name) => [name, queueClient(connection, name)] as const);
  const tables = new Map(
    tableClients.map(([name, client]) => [name, createAzureTable(name, client, observe)]),
  );
  const queues = new Map(
    queueClients.map(([name, client]) => [name, createAzureQueue(name, client, observe, gate)]),
  );

  async function createAll(): Promise<void> {
    // Asked first: creating what exists is a failed request in the figures of the storage account, and there would be one for each at
    // every start.
    const [existingTables, existingQueues] = await Promise.all([
      tablesThatExist(connection, gate),
      queuesThatExist(connection),
    ]);
    await Promise.all([
      ...tableClients
        .filter(([, { tableName }]) => !existingTables.has(tableName.toLowerCase()))
        .map(([, client]) => client.createTable()),
      ...queueClients
        .filter(([, client]) => !existingQueues.has(client.name))
        .map(([, client]) => client.createIfNotExists()),
    ]);
  }

  return {
    tables: { table: (name) => known(tables.get(name)) },
    queues: { queue: (name) => known(queues.get(name)) },
    everyRow: (name) => known(tables.get(name)).everyRow(),
    createAll,
  };
}

/** Names of the tables of this connection that exist, in lower case, since storage does not tell cases apart. */
async function tablesThatExist(
  connection: AzureStorageConnection,
  gate: Gate,
): Promise<ReadonlySet<string>> {
  const options = tableOptions(gate);
  const prefix = prefixOf(connection);
  const client =
    connection.kind === 'identity'
      ? new TableServiceClient(connection.tablesUrl, connection.credential, options)
      : TableServiceClient.fromConnectionString(connection.connectionString, {
          ...options,
          allowInsecureConnection: true,
        });
  // Where the account is Alongside's alone, everything in it is asked for.
  const among =
    prefix === ''
      ? {}
      : {
          queryOptions: { filter: odata`TableName ge ${prefix} and TableName lt ${`${prefix}{`}` },
        };
  const names = new Set<string>();
  for await (const { name = '' } of client.listTables(among)) {
    names.add(name.toLowerCase());
  }
  return names;
}

/** Names of the queues of this connection that exist. */
async function queuesThatExist(connection: AzureStorageConnection): Promise<ReadonlySet<string>> {
  const client =
    connection.kind === 'identity'
      ? new QueueServiceClient(connection.queuesUrl, connection.credential, QUEUE_OPTIONS)
      : QueueServiceClient.fromConnectionString(connection.connectionString, QUEUE_OPTIONS);
  const names = new Set<string>();
  for await (const { name } of client.listQueues({
    prefix: prefixOf(connection).toLowerCase(),
  })) {
    names.add(name);
  }
  return names;
}

/** The client of one table, as everything here uses it; `also` sees what goes through its pipeline, too. */
export function tableClient(
  connection: AzureStorageConnection,
  name: string,
  gate: Gate,
  also: NonNullable<TableServiceClientOptions['additionalPolicies']> = [],
): TableClient {
  const options = tableOptions(gate, also);
  switch (connection.kind) {
    case 'connection-string':
      return TableClient.fromConnectionString(
        connection.connectionString,
        `${prefixOf(connection)}${name}`,
        // Azurite speaks plain HTTP on 127.0.0.1.
        { ...options, allowInsecureConnection: true },
      );
    case 'identity':
      return new TableClient(connection.tablesUrl, name, connection.credential, options);
  }
}

function tableOptions(
  gate: Gate,
  also: NonNullable<TableServiceClientOptions['additionalPolicies']> = [],
): TableServiceClientOptions {
  return {
    additionalPolicies: [{ policy: azureTablePolicy(gate), position: 'perCall' }, ...also],
    retryOptions: {
      maxRetries: RETRIES,
      retryDelayInMs: FIRST_RETRY_AFTER_MS,
      maxRetryDelayInMs: LONGEST_RETRY_AFTER_MS,
    },
  };
}

function queueClient(connection: AzureStorageConnection, name: string): QueueClient {
  switch (connection.kind) {
    case 'connection-string': {
      const prefix = prefixOf(connection).toLowerCase();
      return new QueueClient(connection.connectionString, `${prefix}${name}`, QUEUE_OPTIONS);
    }
    case 'identity': {
      const url = `${connection.queuesUrl.replace(/\/$/, '')}/${name}`;
      return new QueueClient(url, connection.credential, QUEUE_OPTIONS);
    }
  }
}

/** What stands before the name of every table and queue. */
function prefixOf(connection: AzureStorageConnection): string {
  return connection.kind === 'connection-string' ? (connection.tablePrefix ?? '') : '';
}

function known<Found>(found: Found | undefined): Found {
  if (found === undefined) throw new TypeError('There is no table or queue of this name.');
  return found;
}
