import { z } from 'zod';
import type { PersonKey } from '../domain/person.ts';
import type { Instant, LocalDate } from '../domain/time.ts';
import { deleteRange } from './delete-range.ts';
import { LARGEST_PAGE } from './guards.ts';
import { type BrokenRowReporter, decodeRow, encodeRow } from './row-codec.ts';
import type { StoredRow, Tables } from './tables.ts';

/** A message that was given up: whose, why and when, never what it was. */
export interface Failure extends PersonKey {
  readonly at: Instant;
  readonly reason: string;
  readonly cause: string;
  /** The person's local date of the message. */
  readonly date: LocalDate;
}

/** A failure as it was read, so that it is removed only if it was not written anew. */
export interface StoredFailure extends Failure {
  readonly row: StoredRow;
}

/** Failures by reason, of the newest that were read. */
export interface FailureCounts {
  readonly byReason: Readonly<Record<string, number>>;
  readonly total: number;
  /** The oldest that was read. */
  readonly oldestAt: Instant | undefined;
  /** Whether there are more than were read. */
  readonly more: boolean;
}

/** A message that was given up. */
export const FailureRow = z.object({
  userId: z.string(),
  at: z.string(),
  reason: z.string(),
  cause: z.string(),
  date: z.string(),
});

const PAGE_SIZE = 50;

/** The store of failures. */
export type FailuresStore = ReturnType<typeof createFailuresStore>;

/** The table `Failures`: a partition a tenant, a row a person, date and cause. */
export function createFailuresStore(tables: Tables, report: BrokenRowReporter) {
  const failures = tables.table('Failures');

  /** Keeps a failure; the same person, date and cause again is the same, as it is now. */
  async function add({ tenantId, ...failure }: Failure): Promise<void> {
    const row = encodeRow(tenantId, failureKey(failure), failure);
    await failures.commit([{ kind: 'upsert', row }]);
  }

  /** The failure of one person, date and cause, or undefined. One point read. */
  async function readOne(
    { tenantId, userId }: PersonKey,
    { date, cause }: Pick<Failure, 'date' | 'cause'>,
  ): Promise<Failure | undefined> {
    const row = await failures.get(tenantId, failureKey({ date, userId, cause }));
    return row === undefined ? undefined : toFailure(tenantId, row)[0];
  }

  /** At most 50 failures, of the latest date first. */
  async function page(
    tenantId: string,
    continuation?: string,
  ): Promise<{ readonly failures: readonly StoredFailure[]; readonly continuation?: string }> {
    const read = await failures.readPage(
      tenantId,
      {},
      { limit: PAGE_SIZE, ...(continuation === undefined ? {} : { continuation }) },
    );
    return {
      failures: read.rows.flatMap((row) => toFailure(tenantId, row)),
      ...(read.continuation === undefined ? {} : { continuation: read.continuation }),
    };
  }

  /** Removes failures; one written anew meanwhile stays, one that is gone is fine. */
  async function remove(known: readonly StoredFailure[]): Promise<void> {
    const writes = known.map(({ row: { partitionKey, rowKey, etag } }) => {
      return { kind: 'delete', partitionKey, rowKey, etag } as const;
    });
    for (let from = 0; from < writes.length; from += 100) {
      const part = writes.slice(from, from + 100);
      const outcome = await failures.commit(part);
      if (outcome.ok) continue;
      // One of them changed or went: the others are removed one by one.
      for (const write of part) await failures.commit([write]);
    }
  }

  /** Forgets what failed for one person until a moment. Reads all that failed: a request for every thousand. */
  async function forget({ tenantId, userId }: PersonKey, through: Instant): Promise<void> {
    let continuation: string | undefined;
    do {
      const read = await failures.readPage(
        tenantId,
        {},
        { limit: LARGEST_PAGE, ...(continuation === undefined ? {} : { continuation }) },
      );
      const theirs = read.rows.flatMap((row) => toFailure(tenantId, row));
      await remove(theirs.filter((one) => one.userId === userId && one.at <= through));
      continuation = read.continuation;
    } while (continuation !== undefined);
  }

  /** Deletes failures of dates before this one. */
  async function removeBefore(tenantId: string, date: LocalDate): Promise<void> {
    // Behind every key of the date itself.
    await deleteRange(failures, tenantId, { from: `${invertedDate(date)}~` });
  }

  /** Counts the newest failures by reason: one page of at most a thousand. */
  async function countByReason(tenantId: string): Promise<FailureCounts> {
    const read = await failures.readPage(tenantId, {}, { limit: LARGEST_PAGE });
    const found = read.rows.flatMap((row) => toFailure(tenantId, row));
    const byReason: Record<string, number> = {};
    for (const { reason } of found) byReason[reason] = (byReason[reason] ?? 0) + 1;
    const more = read.continuation !== undefined;
    return {
      byReason,
      total: found.length,
      oldestAt: found.map(({ at }) => at).toSorted()[0],
      more,
    };
  }

  function toFailure(tenantId: string, row: StoredRow): StoredFailure[] {
    const failure = decodeRow(FailureRow, row, 'Failures', report);
    return failure === undefined ? [] : [{ tenantId, ...failure, row }];
  }

  return { add, readOne, page, remove, forget, removeBefore, countByReason };
}

function failureKey({ date, userId, cause }: Pick<Failure, 'date' | 'userId' | 'cause'>): string {
  return `${invertedDate(date)}_${userId}_${cause}`;
}

/** Eight digits that shrink as dates grow. */
function invertedDate(date: LocalDate): string {
  return String(99_999_999 - Number(date.replaceAll('-', ''))).padStart(8, '0');
}
