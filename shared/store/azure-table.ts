import {
  odata,
  RestError,
  type TableClient,
  type TableEntityResult,
  type TransactionAction,
} from '@azure/data-tables';
import { asStorageFailure, azureErrorCode } from './azure-request-failed.ts';
import { asAzureTableRequest } from './azure-table-request.ts';
import {
  ContinuationNotAllowed,
  guardKey,
  guardLimit,
  guardWrites,
  LARGEST_PAGE,
} from './guards.ts';
import { readEveryPage } from './read-every-page.ts';
import type { StorageObserver, StorageRequest } from './storage.ts';
import type {
  Cell,
  CommitOutcome,
  Row,
  RowPage,
  RowRange,
  StoredRow,
  Table,
  TableName,
  Write,
} from './tables.ts';

/** The client's continuations are an object as JSON in base64; it throws a bare SyntaxError at anything else. */
function guardContinuation(continuation: string): void {
  try {
    const place: unknown = JSON.parse(Buffer.from(continuation, 'base64').toString('utf8'));
    if (typeof place === 'object' && place !== null) return;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new ContinuationNotAllowed('A continuation that no page gave.');
}

type Entity = TableEntityResult<Record<string, unknown>>;
type Failure = Extract<CommitOutcome, { readonly ok: false }>;

/** One table in Azure or Azurite; see `createAzureStorage`. */
export function createAzureTable(
  name: TableName,
  client: TableClient,
  observe: StorageObserver,
): Table & { everyRow(): AsyncGenerator<StoredRow> } {
  /** Sends one request; `expected` turns a failure that is an answer into it. */
  async function send<Answer>(
    request: Pick<StorageRequest, 'kind' | 'operation'> & { readonly writes?: readonly Write[] },
    call: () => Promise<Answer>,
    expected: (error: unknown) => Answer | undefined,
  ): Promise<Answer> {
    const { writes, ...rest } = request;
    const observed: StorageRequest = { ...rest, on: name };
    try {
      return await asAzureTableRequest(
        { request: observed, observe, ...(writes === undefined ? {} : { writes }) },
        call,
      );
    } catch (error) {
      const answer = expected(error);
      if (answer !== undefined) return answer;
      throw asStorageFailure(observed, error);
    }
  }

  async function get(partitionKey: string, rowKey: string): Promise<StoredRow | undefined> {
    guardKey(partitionKey);
    guardKey(rowKey);
    const { row } = await send<{ readonly row: StoredRow | undefined }>(
      { kind: 'read', operation: 'get' },
      async () => ({ row: toRow(await client.getEntity(partitionKey, rowKey)) }),
      (error) => (azureErrorCode(error) === 'ResourceNotFound' ? { row: undefined } : undefined),
    );
    return row;
  }

  async function readPage(
    partitionKey: string,
    range: RowRange,
    { limit = LARGEST_PAGE, continuation }: Parameters<Table['readPage']>[2] = {},
  ): Promise<RowPage> {
    guardLimit(limit);
    if (continuation !== undefined) guardContinuation(continuation);
    const pages = client
      .listEntities({ queryOptions: { filter: filterOf(partitionKey, range) } })
      .byPage({
        maxPageSize: limit,
        ...(continuation === undefined ? {} : { continuationToken: continuation }),
      });
    const page = await send(
      { kind: 'read', operation: 'readPage' },
      async () =>
        (await pages.next()).value as (Entity[] & { continuationToken?: string }) | undefined,
      () => undefined,
    );
    const next = page?.continuationToken;
    return {
      rows: page?.map(toRow) ?? [],
      ...(next === undefined ? {} : { continuation: next }),
    };
  }

  async function commit(writes: readonly Write[]): Promise<CommitOutcome> {
    guardWrites(writes);
    let left = writes;
    for (;;) {
      const outcome = await sendWrites(left);
      if (outcome.ok) {
        const etags = new Map(left.map((write, index) => [write, outcome.etags[index]]));
        return { ok: true, etags: writes.map((write) => etags.get(write)) };
      }
      const failed = left[outcome.index];
      if (failed === undefined) throw new Error('Storage refused a write that was not sent.');
      if (outcome.reason !== 'missing' || failed.kind !== 'delete' || failed.etag !== undefined) {
        return { ...outcome, index: writes.indexOf(failed) };
      }
      // A row that is gone already is what was wanted, but Azure refuses the whole transaction for it.
      left = left.filter((other) => other !== failed);
      if (left.length === 0) return { ok: true, etags: writes.map(() => undefined) };
    }
  }

  async function sendWrites(writes: readonly Write[]): Promise<CommitOutcome> {
    const [first] = writes;
    const request = { kind: 'write', operation: 'commit' } as const;
    if (first !== undefined && writes.length === 1) {
      return send<CommitOutcome>(
        request,
        async () => ({ ok: true, etags: [await sendOne(first)] }),
        (error) => failureOf(error, 0),
      );
    }
    return send<CommitOutcome>(
      { ...request, writes },
      async () => {
        const { subResponses } = await client.submitTransaction(writes.map(toAction));
        return { ok: true, etags: writes.map((_, index) => subResponses[index]?.etag) };
      },
      failureInTransaction,
    );
  }

  async function sendOne(write: Write): Promise<string | undefined> {
    switch (write.kind) {
      case 'insert':
        return (await client.createEntity(toEntity(write.row))).etag;
      case 'replace':
        return (await client.updateEntity(toEntity(write.row), 'Replace', { etag: write.etag }))
          .etag;
      case 'upsert':
        return (await client.upsertEntity(toEntity(write.row), 'Replace')).etag;
      case 'delete':
        await client.deleteEntity(
          write.partitionKey,
          write.rowKey,
          write.etag === undefined ? {} : { etag: write.etag },
        );
        return undefined;
    }
  }

  async function* everyRow(): AsyncGenerator<StoredRow> {
    for await (const entity of client.listEntities()) yield toRow(entity);
  }

  return {
    get,
    readPage,
    readRange: (partitionKey, range) => readEveryPage(readPage, partitionKey, range),
    commit,
    everyRow,
  };
}

function filterOf(partitionKey: string, { from, before }: RowRange): string {
  return [
    odata`PartitionKey eq ${partitionKey}`,
    ...(from === undefined ? [] : [odata`RowKey ge ${from}`]),
    ...(before === undefined ? [] : [odata`RowKey lt ${before}`]),
  ].join(' and ');
}

function failureOf(error: unknown, index: number): Failure | undefined {
  switch (azureErrorCode(error)) {
    case 'EntityAlreadyExists':
      return { ok: false, reason: 'exists', index };
    case 'UpdateConditionNotSatisfied':
    case 'ConditionNotMet':
      return { ok: false, reason: 'changed', index };
    case 'ResourceNotFound':
      return { ok: false, reason: 'missing', index };
    default:
      return undefined;
  }
}

/** A transaction that failed says which write was the first, as `3:The specified entity already exists.` */
function failureInTransaction(error: unknown): Failure | undefined {
  if (!(error instanceof RestError)) return undefined;
  const index = /^(\d+):/.exec(error.message)?.[1];
  return index === undefined ? undefined : failureOf(error, Number(index));
}

function toAction(write: Write): TransactionAction {
  switch (write.kind) {
    case 'insert':
      return ['create', toEntity(write.row)];
    case 'replace':
      return ['update', toEntity(write.row), 'Replace', { etag: write.etag }];
    case 'upsert':
      return ['upsert', toEntity(write.row), 'Replace'];
    case 'delete':
      // Its ETag is put in later: azure-table-request.ts.
      return ['delete', { partitionKey: write.partitionKey, rowKey: write.rowKey }];
  }
}

function toEntity({ partitionKey, rowKey, cells }: Row): { partitionKey: string; rowKey: string } {
  const typed = Object.entries(cells).map(([name, cell]) => [name, toProperty(cell)] as const);
  return { ...Object.fromEntries(typed), partitionKey, rowKey };
}

function toProperty(cell: Cell): unknown {
  // Untyped, storage takes a whole number for an Int32, and milliseconds do not fit.
  if (typeof cell === 'number') return { type: 'Double', value: cell };
  // UTF-8 has no half characters.
  return typeof cell === 'string' ? cell.toWellFormed() : cell;
}

/** What is neither text nor number nor boolean was not written here, and is left out. */
function toRow(entity: Entity): StoredRow {
  const { partitionKey, rowKey, etag, timestamp: _, ...properties } = entity;
  if (partitionKey === undefined || rowKey === undefined) throw new Error('A row has no keys.');
  const cells: Record<string, Cell> = {};
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith('odata.')) continue;
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      cells[name] = value;
    }
  }
  return { partitionKey, rowKey, cells, etag };
}
