import { z } from 'zod';
import type { BrokenLink } from '../domain/break-cycles.ts';
import type { Instant } from '../domain/time.ts';
import { type BrokenRowReporter, decodeRow, encodeRow } from './row-codec.ts';
import type { Tables, Write } from './tables.ts';

/** How far the directory follows another source. */
export interface DirectorySync {
  /** Where to go on; absent: at the beginning of everybody. */
  readonly cursor?: string;
  /** `full`: everybody is told, and whoever is not has left. */
  readonly round: 'full' | 'changes';
  readonly roundId: string;
  /** `finishing`: everything of this round was read. */
  readonly step: 'reading' | 'finishing';
  /** Pages of this round that were taken. */
  readonly pages: number;
  /** Something is being written: where a program died, the numbers of reports may not be right. */
  readonly writing: boolean;
  /** The numbers of reports are to be counted anew at the end of this round. */
  readonly recount: boolean;
  /** Somebody came of whom too little was told: the next round is about everybody. */
  readonly nextFull: boolean;
  /** When the last whole round ended. */
  readonly finishedAt?: Instant;
  /** How many circles of managers are broken. */
  readonly circles: number;
}

/** How far the directory follows another source. */
export const SyncRow: z.ZodType<DirectorySync> = z.object({
  cursor: z.string().exactOptional(),
  round: z.enum(['full', 'changes']),
  roundId: z.string(),
  step: z.enum(['reading', 'finishing']),
  pages: z.number(),
  writing: z.boolean(),
  recount: z.boolean(),
  nextFull: z.boolean(),
  finishedAt: z.string().exactOptional(),
  circles: z.number(),
});
/** Whom one page of a full round told. */
export const SeenRow = z.object({ userIds: z.array(z.string()), linked: z.array(z.string()) });
/** Whose manager is left out, so that nobody is above themselves. */
export const BrokenRow: z.ZodType<BrokenLink> = z.object({
  userId: z.string(),
  managerId: z.string(),
});
/** How many report to a manager who is not there. */
export const MissingRow = z.object({ userId: z.string(), reports: z.number() });

/** Whom a round told, and of whom it told who manages them. */
export interface Seen<Ids = ReadonlySet<string>> {
  readonly userIds: Ids;
  readonly linked: Ids;
}

/** Ids of one row: far less than a cell holds. */
const IDS_A_ROW = 500;
const LARGEST_TRANSACTION = 100;

/** The store of how far directories follow another source. */
export type DirectorySyncStore = ReturnType<typeof createDirectorySyncStore>;

/**
 * In `Directory`, partition `{tenant}_sync`: `sync` (how far it is), `seen_{round}_{page}` (whom a full round told),
 * `broken_{user}` (whose manager is left out), `missing_{manager}` (a manager who is not there, and how many report to
 * them). Written by one worker at a time.
 */
export function createDirectorySyncStore(tables: Tables, report: BrokenRowReporter) {
  const directory = tables.table('Directory');

  /** How far it is, or undefined where it was never begun. One point read. */
  async function read(tenantId: string): Promise<DirectorySync | undefined> {
    const row = await directory.get(partitionOf(tenantId), 'sync');
    return row === undefined ? undefined : decodeRow(SyncRow, row, 'Directory', report);
  }

  /** Writes how far it is. */
  async function write(tenantId: string, sync: DirectorySync): Promise<void> {
    await putAll(tenantId, [['sync', sync]]);
  }

  /** Notes whom one page of a full round told. */
  async function noteSeen(
    tenantId: string,
    { roundId, pages }: DirectorySync,
    { userIds, linked }: Seen<readonly string[]>,
  ): Promise<void> {
    const page = String(pages).padStart(6, '0');
    const isLinked = new Set(linked);
    const rows = Array.from({ length: Math.ceil(userIds.length / IDS_A_ROW) }, (_, part) => {
      const ids = userIds.slice(part * IDS_A_ROW, (part + 1) * IDS_A_ROW);
      const seen = { userIds: ids, linked: ids.filter((userId) => isLinked.has(userId)) };
      return [`seen_${roundId}_${page}_${part}`, seen] as const;
    });
    await putAll(tenantId, rows);
  }

  /** Everybody whom a full round told so far. One range. */
  async function seenIn(tenantId: string, roundId: string): Promise<Seen> {
    const rows = await rangeOf(tenantId, `seen_${roundId}_`);
    const pages = rows.map((row) => {
      const seen = decodeRow(SeenRow, row, 'Directory', report);
      // Whoever is missing here would be removed: better not to go on at all.
      if (seen === undefined) throw new Error('Whom a round told cannot be read.');
      return seen;
    });
    return {
      userIds: new Set(pages.flatMap(({ userIds }) => userIds)),
      linked: new Set(pages.flatMap(({ linked }) => linked)),
    };
  }

  /** Forgets whom full rounds told. */
  async function forgetSeen(tenantId: string): Promise<void> {
    await removeAll(
      tenantId,
      (await rangeOf(tenantId, 'seen_')).map(({ rowKey }) => rowKey),
    );
  }

  /** Whose manager is left out. One range. */
  async function brokenLinks(tenantId: string): Promise<readonly BrokenLink[]> {
    const rows = await rangeOf(tenantId, 'broken_');
    return rows.flatMap((row) => decodeRow(BrokenRow, row, 'Directory', report) ?? []);
  }

  /** Notes whose manager is left out now, and whose no longer is. */
  async function changeBroken(
    tenantId: string,
    broken: readonly BrokenLink[],
    mended: readonly string[],
  ): Promise<void> {
    await removeAll(
      tenantId,
      mended.map((userId) => `broken_${userId}`),
    );
    await putAll(
      tenantId,
      broken.map((link) => [`broken_${link.userId}`, link]),
    );
  }

  /** How many report to a manager who is not there. One point read. */
  async function missingReports(tenantId: string, userId: string): Promise<number> {
    const row = await directory.get(partitionOf(tenantId), `missing_${userId}`);
    const known = row === undefined ? undefined : decodeRow(MissingRow, row, 'Directory', report);
    return known?.reports ?? 0;
  }

  /** Notes how many report to managers who are not there; none, or a manager who is there, is forgotten. */
  async function putMissing(
    tenantId: string,
    missing: ReadonlyMap<string, number>,
    how: 'these' | 'these-alone',
  ): Promise<void> {
    const rows = how === 'these-alone' ? await rangeOf(tenantId, 'missing_') : [];
    const known = rows.map(({ rowKey }) => rowKey.slice('missing_'.length));
    const gone = known.filter((userId) => !missing.has(userId));
    const kept = [...missing].filter(([, reports]) => reports > 0);
    const none = [...missing].filter(([, reports]) => reports <= 0).map(([userId]) => userId);
    await removeAll(
      tenantId,
      [...gone, ...none].map((userId) => `missing_${userId}`),
    );
    await putAll(
      tenantId,
      kept.map(([userId, reports]) => [`missing_${userId}`, { userId, reports }]),
    );
  }

  function rangeOf(tenantId: string, prefix: string) {
    return directory.readRange(partitionOf(tenantId), { from: prefix, before: `${prefix}~` });
  }

  function putAll(
    tenantId: string,
    rows: readonly (readonly [rowKey: string, value: object])[],
  ): Promise<void> {
    const partitionKey = partitionOf(tenantId);
    return commitAll(
      rows.map(([rowKey, value]) => ({
        kind: 'upsert',
        row: encodeRow(partitionKey, rowKey, value),
      })),
    );
  }

  function removeAll(tenantId: string, rowKeys: readonly string[]): Promise<void> {
    const partitionKey = partitionOf(tenantId);
    return commitAll(rowKeys.map((rowKey) => ({ kind: 'delete', partitionKey, rowKey })));
  }

  async function commitAll(writes: readonly Write[]): Promise<void> {
    for (let from = 0; from < writes.length; from += LARGEST_TRANSACTION) {
      await directory.commit(writes.slice(from, from + LARGEST_TRANSACTION));
    }
  }

  return {
    read,
    write,
    noteSeen,
    seenIn,
    forgetSeen,
    brokenLinks,
    changeBroken,
    missingReports,
    putMissing,
  };
}

function partitionOf(tenantId: string): string {
  return `${tenantId}_sync`;
}
