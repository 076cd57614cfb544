import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import { EXACT_TYPES, type ExactRow } from '../../shared/store/azure-exact-tables.ts';
import { TABLE_NAMES, type TableName } from '../../shared/store/tables.ts';

// A backup is a folder: `backup.json` and, for every table, `{Table}.jsonl.gz`, a row a line with its types. While it is
// being written it is called `{folder}.unfinished`.

const Manifest = z.strictObject({
  format: z.literal(1),
  /** When it was begun: whoever was erased later is to be erased again after a restore. */
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  tables: z.partialRecord(
    z.enum(TABLE_NAMES),
    z.strictObject({ rows: z.int().min(0), sha256: z.string() }),
  ),
});
/** What a backup says of itself. */
export type Manifest = z.infer<typeof Manifest>;

const Line = z.tuple([
  z.string(),
  z.string(),
  z.record(z.string(), z.tuple([z.enum(EXACT_TYPES), z.string()])),
]);

/** A folder is no backup, or not a whole one; the message says why, for whoever chose it. */
export class NotABackup extends Error {
  override readonly name = 'NotABackup';
}

/**
 * Writes a backup of these tables: all of it, or a folder that says that it is unfinished, which the next try replaces.
 * Throws where there is something in the place of the folder already.
 */
export async function writeBackup(
  folder: string,
  tables: readonly TableName[],
  pagesOf: (name: TableName) => AsyncIterable<readonly ExactRow[]>,
  now: () => string,
): Promise<Manifest> {
  if ((await statOf(folder)) !== undefined) throw new NotABackup(`${folder} is there already.`);
  const unfinished = `${folder}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  const startedAt = now();
  const written: Manifest['tables'] = {};
  for (const name of tables) {
    written[name] = await writeTable(fileOf(unfinished, name), pagesOf(name));
  }
  const manifest: Manifest = { format: 1, startedAt, finishedAt: now(), tables: written };
  await writeFile(path.join(unfinished, 'backup.json'), `${JSON.stringify(manifest, null, 2)}\n`, {
    flush: true,
  });
  await rename(unfinished, folder);
  return manifest;
}

async function writeTable(
  file: string,
  pages: AsyncIterable<readonly ExactRow[]>,
): Promise<{ rows: number; sha256: string }> {
  let rows = 0;
  async function* lines() {
    for await (const page of pages) {
      rows += page.length;
      for (const { partitionKey, rowKey, cells } of page) {
        yield `${JSON.stringify([partitionKey, rowKey, cells])}\n`;
      }
    }
  }
  await pipeline(Readable.from(lines()), createGzip(), createWriteStream(file, { flush: true }));
  return { rows, sha256: await digestOf(file) };
}

/** What a backup says of itself, once its files are what it says. Throws `NotABackup`. */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(path.join(folder, 'backup.json'), 'utf8').catch(() => undefined);
  if (text === undefined) throw new NotABackup(`${folder} is no backup, or an unfinished one.`);
  const parsed = Manifest.safeParse(JSON.parse(text));
  if (!parsed.success) throw new NotABackup(`${folder} is a backup of another version.`);
  for (const [name, { sha256 }] of Object.entries(parsed.data.tables)) {
    const found = await digestOf(fileOf(folder, name)).catch(() => undefined);
    if (found !== sha256) throw new NotABackup(`${name} in ${folder} is not what was written.`);
  }
  return parsed.data;
}

/** The rows of one table, in pages of at most a thousand; nothing where it is not in the backup. */
export async function* readTable(
  folder: string,
  manifest: Manifest,
  name: TableName,
): AsyncGenerator<readonly ExactRow[]> {
  if (manifest.tables[name] === undefined) return;
  let page: ExactRow[] = [];
  for await (const line of linesOf(fileOf(folder, name))) {
    const [partitionKey, rowKey, cells] = Line.parse(JSON.parse(line));
    page.push({ partitionKey, rowKey, cells });
    if (page.length < 1000) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

/** `readline` would also end a line at U+2028, which people write. */
async function* linesOf(file: string): AsyncGenerator<string> {
  const text = createReadStream(file).pipe(createGunzip()).setEncoding('utf8');
  let left = '';
  for await (const chunk of text) {
    const lines = `${left}${String(chunk)}`.split('\n');
    left = lines.pop() ?? '';
    yield* lines;
  }
}

function fileOf(folder: string, name: string): string {
  return path.join(folder, `${name}.jsonl.gz`);
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

async function statOf(folder: string): Promise<'there' | undefined> {
  const handle = await open(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  await handle?.close();
  return handle === undefined ? undefined : 'there';
}
