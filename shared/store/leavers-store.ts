import { z } from 'zod';
import type { Instant } from '../domain/time.ts';
import { directoryShardOf } from './directory-store.ts';
import { type BrokenRowReporter, decodeRow, encodeRow } from './row-codec.ts';
import type { Tables, Write } from './tables.ts';

/** Somebody who left the directory, or is just leaving it. */
export interface Leaver {
  readonly userId: string;
  readonly at: Instant;
  /** Their own profile says so, too. */
  readonly settled: boolean;
}

/** That somebody left the directory. */
export const LeaverRow: z.ZodType<Leaver> = z.object({
  userId: z.string(),
  at: z.string(),
  settled: z.boolean(),
});

const LARGEST_TRANSACTION = 100;

/** The store of those who left. */
export type LeaversStore = ReturnType<typeof createLeaversStore>;

/**
 * Who left the directory in the last 30 days: in `Directory`, a partition beside each of its parts, `left_{user}`. Written
 * before somebody is removed, and kept only as long as something of them is to be done.
 */
export function createLeaversStore(tables: Tables, report: BrokenRowReporter) {
  const directory = tables.table('Directory');

  /** Those of one part of the directory. One range. */
  async function list(tenantId: string, shard: number): Promise<readonly Leaver[]> {
    const rows = await directory.readRange(partitionOf(tenantId, shard), {});
    return rows.flatMap((row) => decodeRow(LeaverRow, row, 'Directory', report) ?? []);
  }

  /** One of them, or undefined. One point read. */
  async function read(tenantId: string, userId: string): Promise<Leaver | undefined> {
    const partitionKey = partitionOf(tenantId, directoryShardOf(userId));
    const row = await directory.get(partitionKey, keyOf(userId));
    return row === undefined ? undefined : decodeRow(LeaverRow, row, 'Directory', report);
  }

  /** Remembers them. */
  async function put(tenantId: string, leavers: readonly Leaver[]): Promise<void> {
    const byShard = Map.groupBy(leavers, ({ userId }) => directoryShardOf(userId));
    for (const [shard, ofShard] of byShard) {
      const partitionKey = partitionOf(tenantId, shard);
      for (let from = 0; from < ofShard.length; from += LARGEST_TRANSACTION) {
        const part = ofShard.slice(from, from + LARGEST_TRANSACTION);
        await directory.commit(
          part.map((leaver): Write => {
            return { kind: 'upsert', row: encodeRow(partitionKey, keyOf(leaver.userId), leaver) };
          }),
        );
      }
    }
  }

  /** Nothing is left to be done about them. */
  async function forget(tenantId: string, userId: string): Promise<void> {
    const partitionKey = partitionOf(tenantId, directoryShardOf(userId));
    await directory.commit([{ kind: 'delete', partitionKey, rowKey: keyOf(userId) }]);
  }

  return { list, read, put, forget };
}

function partitionOf(tenantId: string, shard: number): string {
  return `${tenantId}_l${String(shard).padStart(2, '0')}`;
}

function keyOf(userId: string): string {
  return `left_${userId}`;
}
