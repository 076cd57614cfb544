import { z } from 'zod';
import type { AudienceEntry, PersonKey } from '../domain/person.ts';
import type { Instant } from '../domain/time.ts';
import { spreadOf } from '../domain/spread.ts';
import { TOMBSTONE_MS } from './bells.ts';
import { LARGEST_PAGE } from './guards.ts';
import { type BrokenRowReporter, decodeRow, encodeRow } from './row-codec.ts';
import type { StoredRow, Tables, Write } from './tables.ts';

/** How many parts the audience of an organisation has. */
export const AUDIENCE_SHARDS = 16;

const COUNT = 'count';
const USERS_RANGE = { from: 'user_', before: 'user`' } as const;
const MOST_TRIES = 12;
const LONGEST_WAIT_MS = 200;

/** That somebody agreed, or the memory that they are gone. */
export const UserRow = z.object({
  userId: z.string(),
  since: z.string(),
  /** The person's revision of the change that wrote this; older ones are refused. */
  revision: z.number(),
  /** Real time, where the person is gone: it stays for a day, so that a slow "agreed" cannot overtake it. */
  goneAtMs: z.number().exactOptional(),
});
type UserRow = z.infer<typeof UserRow>;

/** How many of one part agreed. */
export const CountRow = z.object({ count: z.number() });

/** So many people of one part came or went at once that this one never came to its turn. */
class AudienceContended extends Error {
  override readonly name = 'AudienceContended';
}

/** The store of the audience. */
export type AudienceStore = ReturnType<typeof createAudienceStore>;

/**
 * The table `Participation`: everybody who agreed, in 16 parts an organisation, each with its exact count: those to
 * whom a moment goes. A projection of people's own partitions.
 */
export function createAudienceStore(
  tables: Tables,
  options: {
    readonly report: BrokenRowReporter;
    readonly realMs: () => number;
    readonly wait: (ms: number) => Promise<void>;
    /** Between 0 and 1. */
    readonly random?: () => number;
  },
) {
  const { report, realMs, wait, random = Math.random } = options;
  const table = tables.table('Participation');
  // One program's changes of a part come one after the other: they would only make each other try again.
  const turns = new Map<string, Promise<unknown>>();

  /**
   * Says that somebody agreed, or is gone; an entry older than what is known changes nothing. Safe to repeat. Throws
   * `AudienceContended`.
   */
  function apply(key: PersonKey, entry: AudienceEntry): Promise<void> {
    const partition = partitionOf(key.tenantId, shardOf(key.userId));
    const before = turns.get(partition) ?? Promise.resolve();
    const done = before.then(
      () => applyNow(partition, key, entry),
      () => applyNow(partition, key, entry),
    );
    turns.set(partition, done);
    const forget = () => {
      if (turns.get(partition) === done) turns.delete(partition);
    };
    void done.then(forget, forget);
    return done;
  }

  async function applyNow(
    partition: string,
    { userId }: PersonKey,
    { wanted, since, revision }: AudienceEntry,
  ): Promise<void> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const [userRow, countRow] = await Promise.all([
        table.get(partition, userKey(userId)),
        table.get(partition, COUNT),
      ]);
      const known = userRow === undefined ? undefined : toUser(userRow);
      if (known !== undefined && known.revision >= revision) return;
      const isIn = known !== undefined && known.goneAtMs === undefined;
      const by = (wanted === 'in' ? 1 : 0) - (isIn ? 1 : 0);
      const gone = wanted === 'in' ? {} : { goneAtMs: realMs() };
      const user: UserRow = { userId, since, revision, ...gone };
      const writes = [put(partition, userKey(userId), user, userRow)];
      if (by !== 0) {
        const counted = { count: countIn(countRow) + by };
        writes.push(put(partition, COUNT, counted, countRow));
      }
      if ((await table.commit(writes)).ok) return;
      await wait(Math.min(LONGEST_WAIT_MS, 5 * 2 ** tries) * random());
    }
    throw new AudienceContended('An audience changed under every try.');
  }

  /** Since when somebody stands among those who agreed; undefined where they do not. One point read. */
  async function agreedSince({ tenantId, userId }: PersonKey): Promise<Instant | undefined> {
    const row = await table.get(partitionOf(tenantId, shardOf(userId)), userKey(userId));
    const known = row === undefined ? undefined : toUser(row);
    return known?.goneAtMs === undefined ? known?.since : undefined;
  }

  /** Removes what is left of somebody who is gone, a day after; `young` where that must wait. */
  async function clearTombstone({ tenantId, userId }: PersonKey): Promise<'clear' | 'young'> {
    const partitionKey = partitionOf(tenantId, shardOf(userId));
    const row = await table.get(partitionKey, userKey(userId));
    const known = row === undefined ? undefined : toUser(row);
    if (row === undefined || known?.goneAtMs === undefined) return 'clear';
    if (realMs() - known.goneAtMs < TOMBSTONE_MS) return 'young';
    const { rowKey, etag } = row;
    await table.commit([{ kind: 'delete', partitionKey, rowKey, etag }]);
    return 'clear';
  }

  /** How many people agreed: 16 point reads. */
  async function count(tenantId: string): Promise<number> {
    const shards = Array.from({ length: AUDIENCE_SHARDS }, (_, shard) => shard);
    const rows = await Promise.all(
      shards.map((shard) => table.get(partitionOf(tenantId, shard), COUNT)),
    );
    return rows.reduce((sum, row) => sum + countIn(row), 0);
  }

  /** User ids of everybody who agreed, part by part: a request for every thousand people, at least one a part. */
  async function* everybody(tenantId: string): AsyncGenerator<string> {
    for (let shard = 0; shard < AUDIENCE_SHARDS; shard += 1) yield* everybodyOf(tenantId, shard);
  }

  /** User ids of everybody in one part (0 to 15) who agreed. */
  async function* everybodyOf(tenantId: string, shard: number): AsyncGenerator<string> {
    let continuation: string | undefined;
    do {
      const page = await table.readPage(partitionOf(tenantId, shard), USERS_RANGE, {
        limit: LARGEST_PAGE,
        ...(continuation === undefined ? {} : { continuation }),
      });
      for (const row of page.rows) {
        const user = toUser(row);
        if (user !== undefined && user.goneAtMs === undefined) yield user.userId;
      }
      continuation = page.continuation;
    } while (continuation !== undefined);
  }

  /** At most 200 people of one part (0 to 15) who agreed, behind this one. One request. */
  async function pageOf(
    tenantId: string,
    shard: number,
    after: string | undefined,
  ): Promise<{
    readonly userIds: readonly string[];
    /** Behind whom to go on; absent at the end. */
    readonly next?: string;
  }> {
    const from = after === undefined ? USERS_RANGE.from : `${userKey(after)} `;
    const range = { from, before: USERS_RANGE.before };
    const page = await table.readPage(partitionOf(tenantId, shard), range, { limit: 200 });
    const known = page.rows.flatMap((row) => toUser(row) ?? []);
    const last = page.rows.at(-1)?.rowKey.slice(userKey('').length);
    // An empty page that goes on says nothing of where.
    const next = page.continuation === undefined ? undefined : (last ?? after);
    return {
      userIds: known.flatMap(({ userId, goneAtMs }) => (goneAtMs === undefined ? [userId] : [])),
      ...(next === undefined ? {} : { next }),
    };
  }

  function toUser(row: StoredRow): UserRow | undefined {
    return decodeRow(UserRow, row, 'Participation', report);
  }

  function countIn(row: StoredRow | undefined): number {
    const read = row === undefined ? undefined : decodeRow(CountRow, row, 'Participation', report);
    return read?.count ?? 0;
  }

  return { apply, agreedSince, clearTombstone, count, everybody, everybodyOf, pageOf };
}

function put(partition: string, rowKey: string, value: object, read: StoredRow | undefined): Write {
  const row = encodeRow(partition, rowKey, value);
  return read === undefined ? { kind: 'insert', row } : { kind: 'replace', row, etag: read.etag };
}

function shardOf(userId: string): number {
  return spreadOf(userId) % AUDIENCE_SHARDS;
}

function partitionOf(tenantId: string, shard: number): string {
  return `${tenantId}_${String(shard).padStart(2, '0')}`;
}

function userKey(userId: string): string {
  return `user_${userId}`;
}
