import type { RowRange, StoredRow, Table, Write } from './tables.ts';

const LARGEST_TRANSACTION = 100;

/** Deletes the rows of a range, a hundred at a time, in as many transactions as it takes; rows that vanish meanwhile are fine. */
export async function deleteRange(
  table: Table,
  partitionKey: string,
  range: RowRange,
): Promise<void> {
  let continuation: string | undefined;
  for (;;) {
    const page = await table.readPage(partitionKey, range, {
      limit: LARGEST_TRANSACTION,
      ...(continuation === undefined ? {} : { continuation }),
    });
    if (page.rows.length > 0) {
      await table.commit(page.rows.map(({ rowKey }) => ({ kind: 'delete', partitionKey, rowKey })));
      // Read from the beginning again: what vanished meanwhile made the transaction fail.
      continuation = undefined;
    } else if (page.continuation === undefined) {
      return;
    } else {
      continuation = page.continuation;
    }
  }
}

/**
 * Deletes the rows of ranges that do not hold `guard`, a row of the same partition: every transaction replaces it by
 * itself under its ETag. Gives it as it stands then; undefined where somebody else changed or deleted it meanwhile.
 */
export async function deleteRangesUnder(
  table: Table,
  guard: StoredRow,
  ranges: readonly RowRange[],
): Promise<StoredRow | undefined> {
  const { partitionKey } = guard;
  let held = guard;
  for (const range of ranges) {
    let continuation: string | undefined;
    do {
      // Nothing new comes into the partition without the guard's ETag, so a page that was deleted stays so.
      const page = await table.readPage(partitionKey, range, {
        limit: LARGEST_TRANSACTION - 1,
        ...(continuation === undefined ? {} : { continuation }),
      });
      continuation = page.continuation;
      if (page.rows.length === 0) continue;
      const gone = page.rows.map(({ rowKey }): Write => ({ kind: 'delete', partitionKey, rowKey }));
      const { rowKey, cells, etag } = held;
      const row = { partitionKey, rowKey, cells };
      const outcome = await table.commit([{ kind: 'replace', row, etag }, ...gone]);
      const next = outcome.ok ? outcome.etags[0] : undefined;
      if (next === undefined) return undefined;
      held = { ...held, etag: next };
    } while (continuation !== undefined);
  }
  return held;
}

/** Deletes rows as they were read, a hundred at a time; one that was changed since stays, one that is gone is fine. */
async function deleteAsRead(table: Table, rows: readonly StoredRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += LARGEST_TRANSACTION) {
    const writes = rows
      .slice(from, from + LARGEST_TRANSACTION)
      .map(({ partitionKey, rowKey, etag }): Write => {
        return { kind: 'delete', partitionKey, rowKey, etag };
      });
    if ((await table.commit(writes)).ok) continue;
    // One of them changed or went: the others are deleted one by one.
    for (const write of writes) await table.commit([write]);
  }
}

/** Deletes the rows of a range that are old, page by page. */
export async function deleteWhere(
  table: Table,
  partitionKey: string,
  range: RowRange,
  isOld: (row: StoredRow) => boolean,
): Promise<void> {
  let continuation: string | undefined;
  do {
    const page = await table.readPage(
      partitionKey,
      range,
      continuation === undefined ? {} : { continuation },
    );
    await deleteAsRead(table, page.rows.filter(isOld));
    continuation = page.continuation;
  } while (continuation !== undefined);
}
