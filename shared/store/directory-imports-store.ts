import { z } from 'zod';
import type { DirectoryImport } from '../domain/directory-import.ts';
import { type DirectoryPerson, directoryShardOf } from './directory-store.ts';
import { type BrokenRowReporter, decodeRow, encodeRow } from './row-codec.ts';
import type { Tables } from './tables.ts';
import { readLines, removeChunks, writeLines } from './text-chunks.ts';

const Text = z.string();
const Counts = z.object({
  added: z.number(),
  changed: z.number(),
  removed: z.number(),
  unchanged: z.number(),
  unreadable: z.number(),
});
/** How far the newest import of a directory is. */
export const HeadRow: z.ZodType<DirectoryImport> = z.object({
  id: Text,
  digest: Text,
  uploadedAt: Text,
  people: z.number(),
  progress: z.discriminatedUnion('state', [
    z.object({ state: z.literal('uploading') }),
    z.object({ state: z.literal('comparing'), next: z.number(), counts: Counts }),
    z.object({ state: z.literal('compared'), counts: Counts }),
    z.object({
      state: z.literal('applying'),
      next: z.number(),
      counts: Counts,
      at: Text,
      by: Text,
    }),
    z.object({ state: z.literal('done'), counts: Counts, at: Text }),
    z.object({ state: z.literal('withdrawn'), at: Text }),
  ]),
});

/** A person as short as they can be: id, name, mail, manager or nothing, place, reports, and who these are or nothing. */
export const ShortPerson = z.tuple([
  Text.describe('userId'),
  Text.describe('name'),
  Text.describe('mail'),
  Text.describe('managerId'),
  Text.describe('place'),
  z.number().describe('reports'),
  Text.describe('team'),
]);

/** An import as read, with the ETag that its next change asks for. */
export interface LoadedDirectoryImport {
  readonly value: DirectoryImport;
  readonly etag: string;
}

/** The store of imports of directories. */
export type DirectoryImportsStore = ReturnType<typeof createDirectoryImportsStore>;

const HEAD_KEY = 'import';

/**
 * The newest import of each organisation's directory: in `Directory`, partition `{tenant}_import`, `import` (how far it is)
 * and `people_{id}_{part}_{n}` (who is in the file, by the part of the directory that holds them).
 */
export function createDirectoryImportsStore(tables: Tables, report: BrokenRowReporter) {
  const directory = tables.table('Directory');

  /** The newest import, or undefined. One point read. */
  async function read(tenantId: string): Promise<LoadedDirectoryImport | undefined> {
    const row = await directory.get(partitionOf(tenantId), HEAD_KEY);
    if (row === undefined) return undefined;
    const value = decodeRow(HeadRow, row, 'Directory', report);
    return value === undefined ? undefined : { value, etag: row.etag };
  }

  /** Writes how far an import is; undefined: somebody else was first, read it again. */
  async function commit(
    tenantId: string,
    before: LoadedDirectoryImport | undefined,
    value: DirectoryImport,
  ): Promise<LoadedDirectoryImport | undefined> {
    const row = encodeRow(partitionOf(tenantId), HEAD_KEY, value);
    const outcome = await directory.commit([
      before === undefined ? { kind: 'insert', row } : { kind: 'replace', row, etag: before.etag },
    ]);
    const etag = outcome.ok ? outcome.etags[0] : undefined;
    return etag === undefined ? undefined : { value, etag };
  }

  /** Writes who is in a file, before its head says that it is whole. The same people again are the same rows. */
  async function putPeople(
    tenantId: string,
    importId: string,
    people: readonly DirectoryPerson[],
  ): Promise<void> {
    const byShard = Map.groupBy(people, ({ userId }) => directoryShardOf(userId));
    for (const [shard, ofShard] of byShard) {
      const prefix = shardPrefix(importId, shard);
      await writeLines(directory, partitionOf(tenantId), prefix, ofShard.map(toShort));
    }
  }

  /** Who is in a file, of one part of the directory. One range. */
  async function readPeople(
    tenantId: string,
    importId: string,
    shard: number,
  ): Promise<ReadonlyMap<string, DirectoryPerson>> {
    const people = new Map<string, DirectoryPerson>();
    const prefix = shardPrefix(importId, shard);
    for await (const line of readLines(directory, partitionOf(tenantId), prefix)) {
      // Whoever cannot be read would be removed: better not to go on at all.
      const person = fromShort(ShortPerson.parse(line));
      people.set(person.userId, person);
    }
    return people;
  }

  /** Deletes who is in a file. Done already is fine. */
  function removePeople(tenantId: string, importId: string): Promise<void> {
    return removeChunks(directory, partitionOf(tenantId), `people_${importId}`);
  }

  return { read, commit, putPeople, readPeople, removePeople };
}

function toShort(person: DirectoryPerson): z.infer<typeof ShortPerson> {
  const { userId, name, mail, managerId = '', place, reports, team = '' } = person;
  return [userId, name, mail, managerId, place, reports, team];
}

function fromShort(short: z.infer<typeof ShortPerson>): DirectoryPerson {
  const [userId, name, mail, managerId, place, reports, team] = short;
  return {
    ...{ userId, name, mail, place, reports },
    ...(managerId === '' ? {} : { managerId }),
    ...(team === '' ? {} : { team }),
  };
}

function partitionOf(tenantId: string): string {
  return `${tenantId}_import`;
}

function shardPrefix(importId: string, shard: number): string {
  return `people_${importId}_${String(shard).padStart(2, '0')}`;
}
