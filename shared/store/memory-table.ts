import {
  addressOf,
  ContinuationNotAllowed,
  guardKey,
  guardLimit,
  guardWrites,
  LARGEST_PAGE,
} from './guards.ts';
import { readEveryPage } from './read-every-page.ts';
import { createSortedKeys, type SortedKeys } from './sorted-keys.ts';
import type { StorageRequest } from './storage.ts';
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

/** Makes pages of the fake short or empty. */
export interface MemoryPager {
  /** Rows that a page has at most, whatever was asked for. */
  readonly pageSize?: number;
  /** Every so many-th page (≥ 2) of a table is empty and goes on where it began. */
  readonly emptyPageEvery?: number;
}

/** One partition: rows by key, and the keys in order. */
interface Partition {
  readonly rows: Map<string, StoredRow>;
  readonly keys: SortedKeys;
}

/** One table of the fake; see `createMemoryStorage`. */
export function createMemoryTable(
  name: TableName,
  options: {
    readonly leaving: (request: StorageRequest) => Promise<void>;
    readonly pager: MemoryPager;
  },
): Table & { everyRow(): AsyncGenerator<StoredRow> } {
  const { leaving, pager } = options;
  if (pager.emptyPageEvery !== undefined && pager.emptyPageEvery < 2) {
    throw new RangeError('Pages that are all empty never end.');
  }
  const partitions = new Map<string, Partition>();
  let writesDone = 0;
  let pagesRead = 0;

  async function get(partitionKey: string, rowKey: string): Promise<StoredRow | undefined> {
    guardKey(partitionKey);
    guardKey(rowKey);
    await leaving({ kind: 'read', on: name, operation: 'get' });
    return partitions.get(partitionKey)?.rows.get(rowKey);
  }

  async function readPage(
    partitionKey: string,
    range: RowRange,
    { limit = LARGEST_PAGE, continuation }: Parameters<Table['readPage']>[2] = {},
  ): Promise<RowPage> {
    guardLimit(limit);
    if (continuation?.startsWith('>') === false) {
      throw new ContinuationNotAllowed('A continuation that no page gave.');
    }
    await leaving({ kind: 'read', on: name, operation: 'readPage' });
    const partition = partitions.get(partitionKey);
    // As in Azure, a continuation is the key to go on with, so writes in between do no harm.
    const from = later(range.from ?? '', continuation?.slice(1) ?? '');
    pagesRead += 1;
    const isEmpty = pager.emptyPageEvery !== undefined && pagesRead % pager.emptyPageEvery === 0;
    const size = isEmpty ? 0 : Math.min(limit, pager.pageSize ?? LARGEST_PAGE);
    const page = partition?.keys.page(from, range.before, size);
    const next = page?.next;
    return {
      rows: page?.keys.flatMap((key) => partition?.rows.get(key) ?? []) ?? [],
      // The mark keeps the continuation from being empty where the key is.
      ...(next === undefined ? {} : { continuation: `>${next}` }),
    };
  }

  async function commit(writes: readonly Write[]): Promise<CommitOutcome> {
    const partitionKey = guardWrites(writes);
    let left = writes;
    for (;;) {
      await leaving({ kind: 'write', on: name, operation: 'commit' });
      const partition = partitions.get(partitionKey);
      const failed = firstFailure(left, partition);
      if (failed === undefined) break;
      const { write, reason } = failed;
      if (!isFineWhenGone(write) || reason !== 'missing') {
        return { ok: false, reason, index: writes.indexOf(write) };
      }
      // As against Azure, where the rest has to be sent again.
      left = left.filter((other) => other !== write);
      if (left.length === 0) break;
    }
    const etags = new Map(left.map((write) => [write, apply(write)]));
    return { ok: true, etags: writes.map((write) => etags.get(write)) };
  }

  function apply(write: Write): string | undefined {
    const { partitionKey, rowKey } = addressOf(write);
    const partition = partitions.get(partitionKey) ?? { rows: new Map(), keys: createSortedKeys() };
    if (write.kind === 'delete') {
      partition.rows.delete(rowKey);
      partition.keys.remove(rowKey);
      if (partition.keys.size === 0) partitions.delete(partitionKey);
      return undefined;
    }
    partitions.set(partitionKey, partition);
    if (!partition.rows.has(rowKey)) partition.keys.add(rowKey);
    writesDone += 1;
    const etag = `W/"${writesDone}"`;
    partition.rows.set(rowKey, stored(write.row, etag));
    return etag;
  }

  async function* everyRow(): AsyncGenerator<StoredRow> {
    for (const partitionKey of [...partitions.keys()].toSorted()) {
      yield* await readEveryPage(readPage, partitionKey, {});
    }
  }

  return {
    get,
    readPage,
    readRange: (partitionKey, range) => readEveryPage(readPage, partitionKey, range),
    commit,
    everyRow,
  };
}

/** Whether a row that is gone already is just what this write wants. */
function isFineWhenGone(write: Write): boolean {
  return write.kind === 'delete' && write.etag === undefined;
}

function firstFailure(
  writes: readonly Write[],
  partition: Partition | undefined,
): { readonly write: Write; readonly reason: 'exists' | 'changed' | 'missing' } | undefined {
  for (const write of writes) {
    const known = partition?.rows.get(addressOf(write).rowKey);
    const reason = failureOf(write, known);
    if (reason !== undefined) return { write, reason };
  }
  return undefined;
}

function failureOf(
  write: Write,
  known: StoredRow | undefined,
): 'exists' | 'changed' | 'missing' | undefined {
  switch (write.kind) {
    case 'upsert':
      return undefined;
    case 'insert':
      return known === undefined ? undefined : 'exists';
    case 'replace':
    case 'delete':
      if (known === undefined) return 'missing';
      return write.etag === undefined || write.etag === known.etag ? undefined : 'changed';
  }
}

/** A copy that neither the writer nor a reader can change. */
function stored(row: Row, etag: string): StoredRow {
  const { partitionKey, rowKey } = row;
  const cells = Object.entries(row.cells).map(([name, cell]) => {
    return [name, typeof cell === 'string' ? cell.toWellFormed() : cell] as const;
  });
  const kept: Readonly<Record<string, Cell>> = Object.freeze(Object.fromEntries(cells));
  return Object.freeze({ partitionKey, rowKey, cells: kept, etag });
}

function later(one: string, other: string): string {
  return one < other ? other : one;
}
