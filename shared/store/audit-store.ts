import { encodeRow } from './row-codec.ts';
import type { Tables } from './tables.ts';
import type { Pseudonymise } from './pseudonyms.ts';

/** Where an act is remembered: in an ERG's own log or in the admins'. */
export type AuditScope = { readonly ergId: string } | 'admin';

/** Who did what to whose record. */
export interface AuditAct {
  /** A stable name of the act, `erg.created`. */
  readonly act: string;
  readonly actorId: string;
  readonly subjectId?: string;
  /** What the sentence about it says besides: numbers, titles, names of ERGs; never a person. */
  readonly details?: Readonly<Record<string, string | number>>;
  /** Real time in milliseconds. */
  readonly atMs: number;
  /** UUID, so that two acts of one millisecond are two rows. */
  readonly id: string;
}

/** The store of the audit log. */
export type AuditStore = ReturnType<typeof createAuditStore>;

const LATEST_MS = 9_999_999_999_999;

/** The table `Audit`: newest first, persons as keyed pseudonyms. */
export function createAuditStore(tables: Tables, pseudonymise: Pseudonymise) {
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

  return { record, takeBack };
}

function addressOf(tenantId: string, scope: AuditScope, { atMs, id }: AuditAct) {
  return {
    partition: `${tenantId}_${scope === 'admin' ? 'admin' : scope.ergId}`,
    rowKey: `${String(LATEST_MS - atMs).padStart(13, '0')}_${id}`,
  };
}
