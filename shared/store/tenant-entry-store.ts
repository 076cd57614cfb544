import { z } from 'zod';
import { OPEN_ENTRY, type TenantEntry } from '../domain/tenant-entry.ts';
import type { BrokenRowReporter } from './row-codec.ts';
import type { Tables } from './tables.ts';
import { createTenantRow } from './tenant-row.ts';

/** What admins decide about who may take part. */
export const EntryRow: z.ZodType<TenantEntry> = z.object({
  access: z.enum(['everyone', 'pilot']),
  guests: z.enum(['refused', 'allowed']),
  budget: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
  revision: z.number(),
});

/** The store of what admins decide about who may take part. */
export type TenantEntryStore = ReturnType<typeof createTenantEntryStore>;

/** The row `entry` of a tenant; what cannot be read counts as a pilot, since it may have been one. */
export function createTenantEntryStore(tables: Tables, report: BrokenRowReporter) {
  return createTenantRow<TenantEntry>(tables, report, {
    rowKey: 'entry',
    schema: EntryRow,
    untouched: OPEN_ENTRY,
    unreadable: { ...OPEN_ENTRY, access: 'pilot' },
  });
}
