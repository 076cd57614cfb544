import { z } from 'zod';
import type { PersonKey } from '../domain/person.ts';
import { spreadOf } from '../domain/spread.ts';
import type { Instant } from '../domain/time.ts';
import { LARGEST_PAGE } from './guards.ts';
import type { Row, StoredRow, Tables } from './tables.ts';

/** How many parts the schedule has; each is looked through by itself. */
export const SCHEDULE_SHARDS = 32;

/** "Look at this person at this time": a hint. A stale one is harmless, the person's partition decides. */
export interface Hint {
  readonly key: PersonKey;
  readonly at: Instant;
  /** How often looking at this person failed before, from 1; absent where never. */
  readonly tries?: number;
}

/** What a hint is written as. */
export const HintRow = z.object({
  tenantId: z.string(),
  userId: z.string(),
  at: z.string(),
  tries: z.number().exactOptional(),
});

/** A hint as it was read, so that it is removed only if nobody wrote it anew. */
export interface StoredHint extends Hint {
  readonly row: StoredRow;
}

/** The store of the schedule. */
export type ScheduleStore = ReturnType<typeof createScheduleStore>;

/** The part of the schedule in which a person's hints lie. */
export function shardOf(key: PersonKey): number {
  return spreadOf(key.userId) % SCHEDULE_SHARDS;
}

function shardPartition(shard: number): string {
  return `s${String(shard).padStart(2, '0')}`;
}

/** The table `Schedule`: 32 partitions, rows by due time. */
export function createScheduleStore(tables: Tables) {
  const schedule = tables.table('Schedule');

  /** Writes a hint; the same one again is the same. One request. */
  function put(hint: Hint): Promise<void> {
    return putAll([hint]);
  }

  /** Writes many hints: one request for up to a hundred of a shard. One that is there twice is written once. */
  async function putAll(hints: readonly Hint[]): Promise<void> {
    const rows = new Map(hints.map(toRow).map((row) => [`${row.partitionKey} ${row.rowKey}`, row]));
    const byShard = Map.groupBy(rows.values(), ({ partitionKey }) => partitionKey);
    for (const ofShard of byShard.values()) {
      for (let from = 0; from < ofShard.length; from += 100) {
        await schedule.commit(
          ofShard.slice(from, from + 100).map((row) => ({ kind: 'upsert', row }) as const),
        );
      }
    }
  }

  /** Whether this hint stands. One point read. */
  async function holds(hint: Hint): Promise<boolean> {
    const { partitionKey, rowKey } = toRow(hint);
    return (await schedule.get(partitionKey, rowKey)) !== undefined;
  }

  /**
   * Hints of one shard that are due at `now`, oldest first, at most `most` (≤ 1,000). There is no watermark:
   * it always reads from the beginning, so nothing that was written late is ever behind it.
   */
  async function due(shard: number, now: Instant, most: number): Promise<readonly StoredHint[]> {
    const partitionKey = shardPartition(shard);
    const found: StoredHint[] = [];
    let continuation: string | undefined;
    do {
      // `~` sorts after `_`: hints of this very moment are due too.
      const page = await schedule.readPage(
        partitionKey,
        { before: `${now}~` },
        { limit: most, ...(continuation === undefined ? {} : { continuation }) },
      );
      found.push(...page.rows.map(toHint));
      continuation = page.continuation;
    } while (continuation !== undefined && found.length < most);
    return found;
  }

  /** Removes hints of one shard that were handed on; one rewritten meanwhile stays. */
  async function remove(hints: readonly StoredHint[]): Promise<void> {
    for (let from = 0; from < hints.length; from += 100) {
      const part = hints.slice(from, from + 100);
      const writes = part.map(({ row: { partitionKey, rowKey, etag } }) => {
        return { kind: 'delete', partitionKey, rowKey, etag } as const;
      });
      const outcome = await schedule.commit(writes);
      if (outcome.ok) continue;
      // One of them changed or went: the others are removed one by one.
      for (const write of writes) await schedule.commit([write]);
    }
  }

  /** Every hint about one person, wherever it stands in their part. Reads the part: a request for every thousand hints. */
  async function hintsOf(key: PersonKey): Promise<readonly StoredHint[]> {
    const found: StoredHint[] = [];
    let continuation: string | undefined;
    do {
      const page = await schedule.readPage(
        shardPartition(shardOf(key)),
        {},
        { limit: LARGEST_PAGE, ...(continuation === undefined ? {} : { continuation }) },
      );
      const hints = page.rows.map(toHint);
      found.push(
        ...hints.filter((hint) => {
          return hint.key.userId === key.userId && hint.key.tenantId === key.tenantId;
        }),
      );
      continuation = page.continuation;
    } while (continuation !== undefined);
    return found;
  }

  return { put, putAll, holds, due, remove, hintsOf };
}

function toRow({ key, at, tries }: Hint): Row {
  const { tenantId, userId } = key;
  const cells: z.infer<typeof HintRow> = {
    ...{ tenantId, userId, at },
    ...(tries === undefined ? {} : { tries }),
  };
  return {
    partitionKey: shardPartition(shardOf(key)),
    rowKey: `${at}_${tenantId}_${userId}`,
    cells,
  };
}

function toHint(row: StoredRow): StoredHint {
  const tries = Number(row.cells['tries'] ?? 0);
  return {
    ...(tries > 0 ? { tries } : {}),
    key: { tenantId: String(row.cells['tenantId']), userId: String(row.cells['userId']) },
    at: String(row.cells['at']),
    row,
  };
}
