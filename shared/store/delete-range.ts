import type { RowRange, Table } from './tables.ts';

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
