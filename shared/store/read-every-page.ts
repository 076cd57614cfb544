import type { RowRange, StoredRow, Table } from './tables.ts';

/** Reads a range page after page to its end. An empty page is not the end; a missing continuation is. */
export async function readEveryPage(
  readPage: Table['readPage'],
  partitionKey: string,
  range: RowRange,
): Promise<readonly StoredRow[]> {
  const rows: StoredRow[] = [];
  let continuation: string | undefined;
  do {
    const page = await readPage(
      partitionKey,
      range,
      continuation === undefined ? {} : { continuation },
    );
    rows.push(...page.rows);
    continuation = page.continuation;
  } while (continuation !== undefined);
  return rows;
}
