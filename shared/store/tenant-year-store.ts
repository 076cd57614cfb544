import { z } from 'zod';
import { type TenantYear, UNTOUCHED_YEAR } from '../domain/tenant-year.ts';
import type { BrokenRowReporter } from './row-codec.ts';
import type { Tables } from './tables.ts';
import { createTenantRow } from './tenant-row.ts';

const Stretch = { first: z.string(), last: z.string() };

/** What admins decided about the year. */
export const YearRow: z.ZodType<TenantYear> = z.object({
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

/** The store of what admins decided about the year. */
export type TenantYearStore = ReturnType<typeof createTenantYearStore>;

/** The row `year` of a tenant; the built-in year where nothing can be read. */
export function createTenantYearStore(tables: Tables, report: BrokenRowReporter) {
  return createTenantRow<TenantYear>(tables, report, {
    rowKey: 'year',
    schema: YearRow,
    untouched: UNTOUCHED_YEAR,
    unreadable: UNTOUCHED_YEAR,
  });
}
