import { z } from 'zod';
import { type ImportRow, ROW_FATES, type RosterImport } from '../domain/roster-import.ts';
import type { Instant } from '../domain/time.ts';
import { ergPartition } from './ergs-store.ts';
import { type BrokenRowReporter, decodeRow, encodeRow } from './row-codec.ts';
import type { StoredRow, Tables, Write } from './tables.ts';

const Text = z.string();
/** How far an import of a roster is. */
export const ImportHeadRow: z.ZodType<RosterImport> = z.object({
  id: Text,
  digest: Text,
  uploadedAt: Text,
  rows: z.number(),
  chunks: z.array(z.array(z.number())),
  progress: z.discriminatedUnion('state', [
    z.object({ state: z.literal('checking'), next: z.number() }),
    z.object({ state: z.literal('checked') }),
    z.object({ state: z.literal('inviting'), next: z.number(), at: Text, until: Text }),
    z.object({ state: z.literal('done'), at: Text }),
    z.object({ state: z.literal('withdrawn'), at: Text }),
  ]),
});

/** A row of a file as short as it can be: what it is, its number, and the address, the user id or the fate. */
const ShortRow = z.union([
  z.tuple([
    z.enum(['m', 'u', 'i']).describe('what'),
    z.number().describe('row'),
    Text.describe('mail or userId'),
  ]),
  z.tuple([
    z.literal('f').describe('what'),
    z.number().describe('row'),
    z.number().describe('fate'),
  ]),
]);
/** Some rows of an imported file. */
export const ChunkRow = z.object({ rows: z.array(ShortRow) });

/** When something of an import is over. */
export const ReminderRow = z.object({ tenantId: Text, ergId: Text, importId: Text, at: Text });

/** Which import, of which ERG. */
export interface ImportKey {
  readonly tenantId: string;
  readonly ergId: string;
  readonly importId: string;
}

/** An import as read, with the ETag that its next change asks for. */
export interface LoadedImport {
  readonly key: ImportKey;
  readonly value: RosterImport;
  readonly etag: string;
}

/** The store of imports. */
export type ImportsStore = ReturnType<typeof createImportsStore>;

/** Rows of one chunk at the most: what is known of them once they are checked fits into one cell. */
const CHUNK_ROWS = 400;

/** Characters of one chunk as it is read; a cell holds 32 Ki. */
const CHUNK_CHARACTERS = 30_000;

/** Chunks of one transaction: less than 4 MiB, whatever the script. */
const CHUNKS_AT_ONCE = 20;

const DUE = 'imports';

/**
 * Imports of rosters: in `ErgContent` `import_{id}` (how far it is) and `importrows_{id}_{chunk}` (its rows), and in
 * `Schedule` when something of it is over.
 */
export function createImportsStore(tables: Tables, report: BrokenRowReporter) {
  const content = tables.table('ErgContent');
  const schedule = tables.table('Schedule');

  /** One import, or undefined. One point read. */
  async function read(key: ImportKey): Promise<LoadedImport | undefined> {
    const row = await content.get(partitionOf(key), headKey(key.importId));
    return row === undefined ? undefined : toLoaded(key, row);
  }

  /** The imports of an ERG, the newest first. One range. */
  async function list(tenantId: string, ergId: string): Promise<readonly LoadedImport[]> {
    const partition = ergPartition(tenantId, ergId);
    const rows = await content.readRange(partition, { from: 'import_', before: 'import`' });
    return rows
      .flatMap((row) => {
        const importId = row.rowKey.slice('import_'.length);
        return toLoaded({ tenantId, ergId, importId }, row) ?? [];
      })
      .toReversed();
  }

  function toLoaded(key: ImportKey, row: StoredRow): LoadedImport | undefined {
    const value = decodeRow(ImportHeadRow, row, 'ErgContent', report);
    return value === undefined ? undefined : { key, value, etag: row.etag };
  }

  /** The rows of one chunk; none where it is gone. One point read. */
  async function readChunk(key: ImportKey, chunk: number): Promise<readonly ImportRow[]> {
    const row = await content.get(partitionOf(key), chunkKey(key.importId, chunk));
    const short = row === undefined ? undefined : decodeRow(ChunkRow, row, 'ErgContent', report);
    return short?.rows.map(fromShort) ?? [];
  }

  /** Writes the rows of a file, before its head is: nothing shows them. */
  async function putChunks(
    key: ImportKey,
    chunks: readonly (readonly ImportRow[])[],
  ): Promise<void> {
    for (let from = 0; from < chunks.length; from += CHUNKS_AT_ONCE) {
      const part = chunks.slice(from, from + CHUNKS_AT_ONCE);
      await content.commit(part.map((rows, index) => chunkWrite(key, from + index, rows)));
    }
  }

  /** Writes an import and the rows of one chunk together; `changed`: somebody else was first, read it again. */
  async function commitChunk(
    loaded: LoadedImport,
    next: RosterImport,
    chunk: number,
    rows: readonly ImportRow[],
  ): Promise<'written' | 'changed'> {
    const outcome = await content.commit([
      replaceWrite(loaded, next),
      chunkWrite(loaded.key, chunk, rows),
    ]);
    return outcome.ok ? 'written' : 'changed';
  }

  /** Writes how far an import is; `changed`: somebody else was first, read it again. */
  async function commit(loaded: LoadedImport, next: RosterImport): Promise<'written' | 'changed'> {
    const outcome = await content.commit([replaceWrite(loaded, next)]);
    return outcome.ok ? 'written' : 'changed';
  }

  /** Deletes the rows of an import, a hundred at a time; `head`: and the import itself, last. */
  async function remove(key: ImportKey, what: 'rows' | 'head'): Promise<void> {
    const partitionKey = partitionOf(key);
    const before = `${chunkPrefix(key.importId)}~`;
    const range = { from: chunkPrefix(key.importId), before };
    const rows = await content.readRange(partitionKey, range);
    for (let from = 0; from < rows.length; from += 100) {
      const part = rows.slice(from, from + 100);
      await content.commit(part.map(({ rowKey }) => ({ kind: 'delete', partitionKey, rowKey })));
    }
    if (what === 'rows') return;
    await content.commit([{ kind: 'delete', partitionKey, rowKey: headKey(key.importId) }]);
  }

  /** Sees to it that this import is looked at from `at` on, because something of it is over then. */
  async function remind(key: ImportKey, at: Instant): Promise<void> {
    const reminder: z.infer<typeof ReminderRow> = { ...key, at };
    const row = encodeRow(DUE, dueKey(key, at), reminder);
    await schedule.commit([{ kind: 'upsert', row }]);
  }

  /** Imports of which something is over, the longest ago first, at most `most` (≤ 1,000). */
  async function due(
    now: Instant,
    most: number,
  ): Promise<readonly { readonly key: ImportKey; readonly at: Instant }[]> {
    const { rows } = await schedule.readPage(DUE, { before: `${now}~` }, { limit: most });
    return rows.map(({ cells }) => ({
      key: {
        tenantId: String(cells['tenantId']),
        ergId: String(cells['ergId']),
        importId: String(cells['importId']),
      },
      at: String(cells['at']),
    }));
  }

  /** It was looked at. */
  async function forgetReminder(key: ImportKey, at: Instant): Promise<void> {
    await schedule.commit([{ kind: 'delete', partitionKey: DUE, rowKey: dueKey(key, at) }]);
  }

  return {
    read,
    list,
    readChunk,
    putChunks,
    commitChunk,
    commit,
    remove,
    remind,
    due,
    forgetReminder,
  };
}

/** A new import as a write of its ERG's transaction. */
export function insertWrite(key: ImportKey, value: RosterImport): Write {
  return { kind: 'insert', row: encodeRow(partitionOf(key), headKey(key.importId), value) };
}

/** A changed import as a write, under its ETag. */
export function replaceWrite({ key, etag }: LoadedImport, next: RosterImport): Write {
  const row = encodeRow(partitionOf(key), headKey(key.importId), next);
  return { kind: 'replace', row, etag };
}

/** The rows of a file in chunks that fit into a row of storage each. */
export function chunksOf(rows: readonly ImportRow[]): readonly (readonly ImportRow[])[] {
  const chunks: ImportRow[][] = [];
  let open: ImportRow[] = [];
  let characters = 0;
  for (const row of rows) {
    const size = JSON.stringify(toShort(row)).length + 1;
    if (open.length > 0 && (open.length >= CHUNK_ROWS || characters + size > CHUNK_CHARACTERS)) {
      chunks.push(open);
      open = [];
      characters = 0;
    }
    open.push(row);
    characters += size;
  }
  return open.length === 0 ? chunks : [...chunks, open];
}

function chunkWrite(key: ImportKey, chunk: number, rows: readonly ImportRow[]): Write {
  const rowKey = chunkKey(key.importId, chunk);
  return {
    kind: 'upsert',
    row: encodeRow(partitionOf(key), rowKey, { rows: rows.map(toShort) }),
  };
}

function toShort(row: ImportRow): z.infer<typeof ShortRow> {
  if (row.state === 'settled') return ['f', row.row, ROW_FATES.indexOf(row.fate)];
  if (row.state === 'to-invite') return ['i', row.row, row.userId];
  return 'mail' in row ? ['m', row.row, row.mail] : ['u', row.row, row.userId];
}

function fromShort([what, row, value]: z.infer<typeof ShortRow>): ImportRow {
  switch (what) {
    case 'm':
      return { row, state: 'read', mail: value };
    case 'u':
      return { row, state: 'read', userId: value };
    case 'i':
      return { row, state: 'to-invite', userId: value };
    case 'f':
      return { row, state: 'settled', fate: ROW_FATES[value] ?? 'unknown' };
  }
}

function partitionOf({ tenantId, ergId }: ImportKey): string {
  return ergPartition(tenantId, ergId);
}

function headKey(importId: string): string {
  return `import_${importId}`;
}

function chunkPrefix(importId: string): string {
  return `importrows_${importId}_`;
}

function chunkKey(importId: string, chunk: number): string {
  return `${chunkPrefix(importId)}${String(chunk).padStart(4, '0')}`;
}

function dueKey({ tenantId, ergId, importId }: ImportKey, at: Instant): string {
  return `${at}_${tenantId}_${ergId}_${importId}`;
}
