import { z } from 'zod';
import type { DirectoryEntry } from '../domain/directory.ts';
import { foldName, wordsOf } from '../domain/names.ts';
import { spreadOf } from '../domain/spread.ts';
import type { TeamSketch } from '../domain/team-sketch.ts';
import { mailRange, mailRowKey, mailTransactions } from './directory-mails.ts';
import { type BrokenRowReporter, decodeRow, encodeRow, sameCells } from './row-codec.ts';
import type { Row, RowRange, StoredRow, Tables, Write } from './tables.ts';
import { findKeys, wordRange } from './word-keys.ts';

/** How many parts the directory of a tenant has; each is a partition of its own. */
export const DIRECTORY_SHARDS = 16;

/** A person of the directory. */
export const PersonRow = z.object({
  userId: z.string(),
  name: z.string(),
  mail: z.string(),
  managerId: z.string().exactOptional(),
  place: z.string(),
  /** How many report to this person directly. */
  reports: z.number(),
  /** Who they are, as a sketch. Absent: nobody, or it was not kept yet. */
  team: z.string().exactOptional(),
  /** The other rows of this person. */
  keys: z.array(z.string()),
  /** The row by which this person is found by mail, in another partition. Absent: there is none yet. */
  mailKey: z.string().exactOptional(),
});

/** By which mail address a person is found. */
export const MailRow = z.object({ userId: z.string(), mail: z.string() });

/** A person, under a word of their name. */
export const FoundRow = z.object({
  userId: z.string(),
  name: z.string(),
  mail: z.string(),
  place: z.string(),
});

/** A person of the directory, and how many report to them directly. */
export interface DirectoryPerson extends DirectoryEntry {
  readonly reports: number;
  /** Who reports to them. Absent: nobody, or it was not kept yet. */
  readonly team?: TeamSketch;
}

/** A person as read, with what the next change will ask for. */
export interface StoredDirectoryPerson {
  readonly person: DirectoryPerson;
  /** The keys of the rows by which this person is found. */
  readonly keys: readonly string[];
  readonly mailKey?: string;
  readonly row: StoredRow;
}

/** One part of a directory. */
export interface DirectoryShard {
  /** By user id. */
  readonly people: ReadonlyMap<string, StoredDirectoryPerson>;
  /** User ids whose rows cannot be read: they are there, and are not written over. */
  readonly broken: ReadonlySet<string>;
}

/** One person before and after: without `before` they come, without `after` they go. */
export type DirectoryChange =
  | { readonly before?: StoredDirectoryPerson; readonly after: DirectoryPerson }
  | { readonly before: StoredDirectoryPerson; readonly after?: never };

/** A person as a search finds them. */
export type FoundPerson = z.infer<typeof FoundRow>;

/** The store of the directory. */
export type DirectoryStore = ReturnType<typeof createDirectoryStore>;

const LARGEST_TRANSACTION = 100;
const PEOPLE_RANGE: RowRange = { from: 'user_', before: 'user`' };

/** The part of the directory that holds a person: 0 to `DIRECTORY_SHARDS` − 1. */
export function directoryShardOf(userId: string): number {
  return spreadOf(userId) % DIRECTORY_SHARDS;
}

/** Whether a person stands there as they should already, so that there is nothing to write. */
export function isStoredAs(stored: StoredDirectoryPerson, person: DirectoryPerson): boolean {
  return sameCells(stored.row, toRow(stored.row.partitionKey, person));
}

/**
 * The table `Directory`: sixteen partitions a tenant, all rows of a person in one of them; and sixteen more by mail.
 */
export function createDirectoryStore(tables: Tables, report: BrokenRowReporter) {
  const directory = tables.table('Directory');

  /** One person, or undefined. One point read. */
  async function read(tenantId: string, userId: string): Promise<DirectoryPerson | undefined> {
    const partitionKey = shardPartition(tenantId, directoryShardOf(userId));
    const row = await directory.get(partitionKey, userKey(userId));
    return row === undefined ? undefined : toStored(row)?.person;
  }

  /** One person with what the next change will ask for; `broken` where their row cannot be read. One point read. */
  async function readStored(
    tenantId: string,
    userId: string,
  ): Promise<StoredDirectoryPerson | 'broken' | undefined> {
    const partitionKey = shardPartition(tenantId, directoryShardOf(userId));
    const row = await directory.get(partitionKey, userKey(userId));
    return row === undefined ? undefined : (toStored(row) ?? 'broken');
  }

  /** Whether somebody stands there, even where their row cannot be read. One point read. */
  async function holds(tenantId: string, userId: string): Promise<boolean> {
    const partitionKey = shardPartition(tenantId, directoryShardOf(userId));
    return (await directory.get(partitionKey, userKey(userId))) !== undefined;
  }

  /** Everybody in one part. One range. */
  async function readShard(tenantId: string, shard: number): Promise<DirectoryShard> {
    const people = new Map<string, StoredDirectoryPerson>();
    const broken = new Set<string>();
    for (const row of await directory.readRange(shardPartition(tenantId, shard), PEOPLE_RANGE)) {
      const stored = toStored(row);
      if (stored === undefined) broken.add(row.rowKey.slice(userKey('').length));
      else people.set(stored.person.userId, stored);
    }
    return { people, broken };
  }

  /**
   * Writes the rows that differ, everything about one person in one transaction, and nothing where nothing
   * does; the rows by which they are found by mail, which lie elsewhere, before. `changed`: somebody else changed one of these persons first, and a part of the changes may be
   * written; read again and apply what is left.
   */
  async function apply(
    tenantId: string,
    changes: readonly DirectoryChange[],
  ): Promise<'applied' | 'changed'> {
    for (const writes of mailTransactions(tenantId, changes)) await directory.commit(writes);
    for (const transaction of transactions(tenantId, changes)) {
      const outcome = await directory.commit(transaction);
      if (!outcome.ok) return 'changed';
    }
    return 'applied';
  }

  /**
   * Persons with a word in their name that begins with `prefix` (its first word counts), by name, at most
   * `most` (1 to 1,000). Nobody where the prefix has no letter or digit. A range in every part.
   */
  async function findByWord(
    tenantId: string,
    prefix: string,
    most: number,
  ): Promise<readonly FoundPerson[]> {
    const [word] = wordsOf(prefix);
    if (word === undefined) return [];
    const range = wordRange(word);
    const parts = await Promise.all(
      Array.from({ length: DIRECTORY_SHARDS }, (_, shard) =>
        findInShard(shardPartition(tenantId, shard), range, most),
      ),
    );
    return parts
      .flat()
      .map((person) => ({ person, sortName: `${foldName(person.name)} ${person.userId}` }))
      .toSorted((one, other) => (one.sortName < other.sortName ? -1 : 1))
      .slice(0, most)
      .map(({ person }) => person);
  }

  /**
   * The user id of the one person with this mail address, in whatever case it is written; undefined where there is
   * none, or more than one. One request.
   */
  async function findByMail(tenantId: string, mail: string): Promise<string | undefined> {
    const { partitionKey, range } = mailRange(tenantId, mail);
    const rows = await directory.readRange(partitionKey, range);
    const found = rows.flatMap((row) => {
      const known = decodeRow(MailRow, row, 'Directory', report);
      return known === undefined ? [] : [known.userId];
    });
    return found.length === 1 ? found[0] : undefined;
  }

  async function findInShard(
    partitionKey: string,
    range: RowRange,
    most: number,
  ): Promise<readonly FoundPerson[]> {
    // Two words of one name may begin alike.
    const found = new Map<string, FoundPerson>();
    let continuation: string | undefined;
    do {
      const page = await directory.readPage(partitionKey, range, {
        limit: most,
        ...(continuation === undefined ? {} : { continuation }),
      });
      for (const row of page.rows) {
        const person = decodeRow(FoundRow, row, 'Directory', report);
        if (person !== undefined) found.set(person.userId, person);
      }
      continuation = page.continuation;
    } while (continuation !== undefined && found.size < most);
    return [...found.values()].slice(0, most);
  }

  function toStored(row: StoredRow): StoredDirectoryPerson | undefined {
    const decoded = decodeRow(PersonRow, row, 'Directory', report);
    if (decoded === undefined) return undefined;
    const { keys, mailKey, ...person } = decoded;
    return { person, keys, ...(mailKey === undefined ? {} : { mailKey }), row };
  }

  return { read, readStored, holds, readShard, apply, findByWord, findByMail };
}

function shardPartition(tenantId: string, shard: number): string {
  return `${tenantId}_${String(shard).padStart(2, '0')}`;
}

function userKey(userId: string): string {
  return `user_${userId}`;
}

function toRow(partitionKey: string, person: DirectoryPerson): Row {
  const keys = findKeys(person);
  const mailKey = mailRowKey(person);
  const found = mailKey === undefined ? { keys } : { keys, mailKey };
  return encodeRow(partitionKey, userKey(person.userId), { ...person, ...found });
}

function writesOf(tenantId: string, { before, after }: DirectoryChange): readonly Write[] {
  if (after === undefined) {
    const { partitionKey, rowKey, etag } = before.row;
    const found = before.keys.map((key): Write => ({ kind: 'delete', partitionKey, rowKey: key }));
    return [{ kind: 'delete', partitionKey, rowKey, etag }, ...found];
  }
  const partitionKey = shardPartition(tenantId, directoryShardOf(after.userId));
  const keys = findKeys(after);
  const row = toRow(partitionKey, after);
  if (before === undefined) return [{ kind: 'insert', row }, ...findWrites(after, keys, row)];
  if (isStoredAs(before, after)) return [];
  const isFoundAlike = (['name', 'mail', 'place'] as const).every(
    (field) => before.person[field] === after[field],
  );
  return [
    { kind: 'replace', row, etag: before.row.etag },
    ...findWrites(
      after,
      isFoundAlike ? keys.filter((key) => !before.keys.includes(key)) : keys,
      row,
    ),
    ...before.keys
      .filter((key) => !keys.includes(key))
      .map((key): Write => ({ kind: 'delete', partitionKey, rowKey: key })),
  ];
}

function findWrites(
  { userId, name, mail, place }: DirectoryPerson,
  keys: readonly string[],
  { partitionKey }: Row,
): readonly Write[] {
  const found: FoundPerson = { userId, name, mail, place };
  return keys.map((key) => ({ kind: 'upsert', row: encodeRow(partitionKey, key, found) }));
}

/** Packs the writes of persons into transactions of one part, whole persons each. */
function transactions(
  tenantId: string,
  changes: readonly DirectoryChange[],
): readonly (readonly Write[])[] {
  const full: Write[][] = [];
  const open = new Map<number, Write[]>();
  for (const change of changes) {
    const writes = writesOf(tenantId, change);
    const userId = (change.after ?? change.before.person).userId;
    const shard = directoryShardOf(userId);
    const current = open.get(shard) ?? [];
    if (current.length + writes.length <= LARGEST_TRANSACTION) {
      open.set(shard, [...current, ...writes]);
    } else {
      full.push(current);
      open.set(shard, [...writes]);
    }
  }
  return [...full, ...open.values()].filter((writes) => writes.length > 0);
}
