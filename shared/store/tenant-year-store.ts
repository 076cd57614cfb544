import { z } from 'zod';
import { type TenantYear, UNTOUCHED_YEAR } from '../domain/tenant-year.ts';
import { type BrokenRowReporter, decodeRow, encodeRow } from './row-codec.ts';
import type { Tables } from './tables.ts';

const Stretch = { first: z.string(), last: z.string() };

const YearRow: z.ZodType<TenantYear> = z.object({
  hidden: z.array(z.string()),
  own: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      sentence: z.string(),
      region: z.string().exactOptional(),
      ...Stretch,
      yearly: z.boolean(),
    }),
  ),
  dates: z.array(
    z.object({
      observanceId: z.string(),
      year: z.number(),
      nth: z.union([z.literal(1), z.literal(2)]),
      ...Stretch,
    }),
  ),
  revision: z.number(),
});

const YEAR = 'year';

/** The store of what admins decided about the year. */
export type TenantYearStore = ReturnType<typeof createTenantYearStore>;

/** The row `year` of a tenant in the table `Tenants`. */
export function createTenantYearStore(tables: Tables, report: BrokenRowReporter) {
  const tenants = tables.table('Tenants');

  /** What admins decided; the built-in year where nothing can be read. One point read. */
  async function read(tenantId: string): Promise<TenantYear> {
    const row = await tenants.get(tenantId, YEAR);
    const year = row === undefined ? undefined : decodeRow(YearRow, row, 'Tenants', report);
    return year ?? UNTOUCHED_YEAR;
  }

  /** Replaces what was decided, if it is still what the admin saw. `next` has the revision after that. Two requests. */
  async function change(
    tenantId: string,
    seenRevision: number,
    next: TenantYear,
  ): Promise<
    | { readonly ok: true; readonly year: TenantYear }
    | { readonly ok: false; readonly reason: 'changed-meanwhile' }
  > {
    const known = await tenants.get(tenantId, YEAR);
    const year = known === undefined ? undefined : decodeRow(YearRow, known, 'Tenants', report);
    if ((year?.revision ?? 0) !== seenRevision) return { ok: false, reason: 'changed-meanwhile' };
    const row = encodeRow(tenantId, YEAR, next);
    const outcome = await tenants.commit([
      known === undefined ? { kind: 'insert', row } : { kind: 'replace', row, etag: known.etag },
    ]);
    return outcome.ok ? { ok: true, year: next } : { ok: false, reason: 'changed-meanwhile' };
  }

  return { read, change };
}
