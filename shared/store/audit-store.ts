import { z } from 'zod';
import type { AuditActName } from '../domain/audit-acts.ts';
import { deleteRange } from './delete-range.ts';
import { type BrokenRowReporter, decodeRow, encodeRow } from './row-codec.ts';
import type { Tables } from './tables.ts';
import type { Pseudonymise } from './pseudonyms.ts';

/** Where an act is remembered: in an ERG's own log or in the admins'. */
export type AuditScope = { readonly ergId: string } | 'admin';

/** Who did what to whose record. */
export interface AuditAct {
  readonly act: AuditActName;
  readonly actorId: string;
  /** As what they did it, where it is not plain from where it is remembered. */
  readonly as?: 'organiser' | 'admin' | 'alongside';
  readonly subjectId?: string;
  /** What the sentence about it says besides: numbers, titles, names of ERGs; never a person. */
  readonly details?: Readonly<Record<string, string | number>>;
  /** Real time in milliseconds. */
  readonly atMs: number;
  /** UUID, so that two acts of one millisecond are two rows. */
  readonly id: string;
}

/** An act as it is read. Persons are known again only where the reader named them; all others stay nobody. */
export interface AuditEntry {
  /** Of this row, in its log. */
  readonly id: string;
  /** A name that a newer version recorded may not be known here. */
  readonly act: string;
  /** Absent: none of those whom the reader named. */
  readonly actorId?: string;
  readonly as?: 'organiser' | 'admin' | 'alongside';
  readonly subjectId?: string;
  readonly details: Readonly<Record<string, string | number>>;
  readonly atMs: number;
}

/** An act of the log, persons as keyed pseudonyms. */
export const ActRow = z.object({
  act: z.string(),
  actor: z.string(),
  as: z.enum(['organiser', 'admin', 'alongside']).exactOptional(),
  subject: z.string().exactOptional(),
  details: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  atMs: z.number(),
});

const ENTRIES_A_PAGE = 50;

/** The store of the audit log. */
export type AuditStore = ReturnType<typeof createAuditStore>;

const LATEST_MS = 9_999_999_999_999;

/** The table `Audit`: newest first, persons as keyed pseudonyms. */
export function createAuditStore(
  tables: Tables,
  pseudonymise: Pseudonymise,
  report: BrokenRowReporter,
) {
  const audit = tables.table('Audit');

  /** Remembers an act; the same act again is the same row. */
  async function record(tenantId: string, scope: AuditScope, act: AuditAct): Promise<void> {
    const { partition, rowKey } = addressOf(tenantId, scope, act);
    const { actorId, subjectId, id: _id, ...rest } = act;
    await audit.commit([
      {
        kind: 'upsert',
        row: encodeRow(partition, rowKey, {
          ...rest,
          actor: pseudonymise(actorId),
          subject: subjectId === undefined ? undefined : pseudonymise(subjectId),
        }),
      },
    ]);
  }

  /** Forgets an act that was not done after all. */
  async function takeBack(tenantId: string, scope: AuditScope, act: AuditAct): Promise<void> {
    const { partition, rowKey } = addressOf(tenantId, scope, act);
    await audit.commit([{ kind: 'delete', partitionKey: partition, rowKey }]);
  }

  /**
   * A page of at most 50 acts, newest first. Of the persons in them only those in `known` are told, by their ids.
   * Throws `ContinuationNotAllowed`.
   */
  async function readPage(
    tenantId: string,
    scope: AuditScope,
    known: readonly string[],
    continuation: string | undefined,
  ): Promise<{ readonly entries: readonly AuditEntry[]; readonly continuation?: string }> {
    const idOf = new Map(known.map((id) => [pseudonymise(id), id]));
    const page = await audit.readPage(
      partitionOf(tenantId, scope),
      {},
      { limit: ENTRIES_A_PAGE, ...(continuation === undefined ? {} : { continuation }) },
    );
    const entries = page.rows.flatMap((row): readonly AuditEntry[] => {
      const decoded = decodeRow(ActRow, row, 'Audit', report);
      if (decoded === undefined) return [];
      const { actor, subject, ...rest } = decoded;
      const actorId = idOf.get(actor);
      const subjectId = subject === undefined ? undefined : idOf.get(subject);
      return [
        {
          ...rest,
          id: row.rowKey,
          ...(actorId === undefined ? {} : { actorId }),
          ...(subjectId === undefined ? {} : { subjectId }),
        },
      ];
    });
    return {
      entries,
      ...(page.continuation === undefined ? {} : { continuation: page.continuation }),
    };
  }

  /** Deletes the acts of one log that were done before this real time. */
  async function removeBefore(tenantId: string, scope: AuditScope, ms: number): Promise<void> {
    await deleteRange(audit, partitionOf(tenantId, scope), { from: invertedMs(ms - 1) });
  }

  return { record, takeBack, readPage, removeBefore };
}

function addressOf(tenantId: string, scope: AuditScope, { atMs, id }: AuditAct) {
  return {
    partition: partitionOf(tenantId, scope),
    rowKey: `${invertedMs(atMs)}_${id}`,
  };
}

/** Thirteen digits that shrink as time passes. */
function invertedMs(ms: number): string {
  return String(LATEST_MS - ms).padStart(13, '0');
}

function partitionOf(tenantId: string, scope: AuditScope): string {
  return `${tenantId}_${scope === 'admin' ? 'admin' : scope.ergId}`;
}
