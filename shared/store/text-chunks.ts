import { z } from 'zod';
import type { RowRange, Table, Write } from './tables.ts';

/** A piece of a long text. */
export const TextRow = z.object({ text: z.string() });

/** A text of a row holds 32,768 characters. */
const LONGEST_CHUNK = 30_000;

/** So that a transaction stays below 4 MiB. */
const CHUNKS_AT_ONCE = 50;

/** Writes texts one after the other into rows `{prefix}_{n}` of a partition; the same texts again write the same rows. */
export async function writeChunks(
  table: Table,
  partitionKey: string,
  prefix: string,
  texts: Iterable<string>,
): Promise<void> {
  let written = 0;
  let writes: Write[] = [];
  const commit = async () => {
    if (writes.length > 0) await table.commit(writes);
    writes = [];
  };
  for (const text of chunksOf(texts)) {
    const rowKey = `${prefix}_${String(written).padStart(6, '0')}`;
    const cells: z.infer<typeof TextRow> = { text };
    writes.push({ kind: 'upsert', row: { partitionKey, rowKey, cells } });
    written += 1;
    if (writes.length === CHUNKS_AT_ONCE) await commit();
  }
  await commit();
}

/** What was written with this prefix, in pieces, page by page. Nothing where there is nothing. */
export async function* readChunks(
  table: Table,
  partitionKey: string,
  prefix: string,
): AsyncGenerator<string> {
  let continuation: string | undefined;
  do {
    const page = await table.readPage(partitionKey, rangeOf(prefix), {
      limit: CHUNKS_AT_ONCE,
      ...(continuation === undefined ? {} : { continuation }),
    });
    for (const { cells } of page.rows) yield String(cells['text'] ?? '');
    continuation = page.continuation;
  } while (continuation !== undefined);
}

/** Writes values as JSON, a line each, into rows `{prefix}_{n}`; the same values again write the same rows. */
export function writeLines(
  table: Table,
  partitionKey: string,
  prefix: string,
  values: Iterable<unknown>,
): Promise<void> {
  return writeChunks(table, partitionKey, prefix, linesOf(values));
}

/** The values that were written with this prefix, one after the other. Throws where one is not JSON. */
export async function* readLines(
  table: Table,
  partitionKey: string,
  prefix: string,
): AsyncGenerator {
  for await (const chunk of readChunks(table, partitionKey, prefix)) {
    for (const line of chunk.split('\n')) if (line !== '') yield JSON.parse(line);
  }
}

/** Removes every row of a partition that begins with this prefix. */
export async function removeChunks(
  table: Table,
  partitionKey: string,
  prefix: string,
): Promise<void> {
  let continuation: string | undefined;
  do {
    const page = await table.readPage(partitionKey, rangeOf(prefix), {
      limit: 100,
      ...(continuation === undefined ? {} : { continuation }),
    });
    const writes = page.rows.map(({ rowKey }): Write => ({ kind: 'delete', partitionKey, rowKey }));
    if (writes.length > 0) await table.commit(writes);
    continuation = page.continuation;
  } while (continuation !== undefined);
}

function* linesOf(values: Iterable<unknown>): Generator<string> {
  for (const value of values) yield `${JSON.stringify(value)}\n`;
}

function rangeOf(prefix: string): RowRange {
  return { from: `${prefix}_`, before: `${prefix}\`` };
}

/** Texts joined into chunks that a row holds; a text itself is never cut. */
function* chunksOf(texts: Iterable<string>): Generator<string> {
  let parts: string[] = [];
  let length = 0;
  for (const text of texts) {
    if (length > 0 && length + text.length > LONGEST_CHUNK) {
      yield parts.join('');
      [parts, length] = [[], 0];
    }
    parts.push(text);
    length += text.length;
  }
  if (length > 0) yield parts.join('');
}
