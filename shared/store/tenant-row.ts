import type { ZodType } from 'zod';
import { accepted, refused, type Result } from '../domain/result.ts';
import { keepUnknown } from '../domain/unknown-fields.ts';
import { type BrokenRowReporter, decodeRow, encodeRow } from './row-codec.ts';
import type { Tables } from './tables.ts';

/** Something that admins decide for their whole organisation, with a revision that grows with every change. */
interface Decided {
  readonly revision: number;
}

/** What a row of the table `Tenants` holds, and what stands for it. */
interface TenantRowOptions<Value> {
  readonly rowKey: string;
  readonly schema: ZodType<Value>;
  /** What holds where nothing was decided. */
  readonly untouched: Value;
  /** What holds where the row cannot be read. */
  readonly unreadable: Value;
}

/** One row of the table `Tenants`, read and replaced as a whole. */
export function createTenantRow<Value extends Decided>(
  tables: Tables,
  report: BrokenRowReporter,
  { rowKey, schema, untouched, unreadable }: TenantRowOptions<Value>,
) {
  const tenants = tables.table('Tenants');

  /** What was decided. One point read. */
  async function read(tenantId: string): Promise<Value> {
    const row = await tenants.get(tenantId, rowKey);
    if (row === undefined) return untouched;
    return decodeRow(schema, row, 'Tenants', report) ?? unreadable;
  }

  /** Replaces what was decided, if it is still what the admin saw. Two requests. */
  async function replace(
    tenantId: string,
    seenRevision: number,
    wanted: Omit<Value, 'revision'>,
  ): Promise<Result<Value, 'changed-meanwhile'>> {
    const known = await tenants.get(tenantId, rowKey);
    const before = known === undefined ? untouched : decodeRow(schema, known, 'Tenants', report);
    if ((before?.revision ?? 0) !== seenRevision) return refused('changed-meanwhile');
    const decided = { ...wanted, revision: seenRevision + 1 } as Value;
    const next = keepUnknown(before, decided);
    const row = encodeRow(tenantId, rowKey, next);
    const outcome = await tenants.commit([
      known === undefined ? { kind: 'insert', row } : { kind: 'replace', row, etag: known.etag },
    ]);
    return outcome.ok ? accepted(next) : refused('changed-meanwhile');
  }

  return { read, replace };
}
