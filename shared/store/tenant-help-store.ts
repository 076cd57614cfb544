import { z } from 'zod';
import { type HelpPlace, NO_HELP, type TenantHelp } from '../domain/tenant-help.ts';
import type { BrokenRowReporter } from './row-codec.ts';
import type { Tables } from './tables.ts';
import { createTenantRow } from './tenant-row.ts';

const PlaceRow: z.ZodType<HelpPlace> = z.object({
  label: z.string(),
  text: z.string(),
  url: z.string().exactOptional(),
  phone: z.string().exactOptional(),
});

/** Where people of an organisation get help. */
export const HelpRow: z.ZodType<TenantHelp> = z.object({
  places: z.object({
    reporting: PlaceRow.exactOptional(),
    hr: PlaceRow.exactOptional(),
    counselling: PlaceRow.exactOptional(),
    emergency: PlaceRow.exactOptional(),
  }),
  revision: z.number(),
});

/** The store of where people of an organisation get help. */
export type TenantHelpStore = ReturnType<typeof createTenantHelpStore>;

/** The row `help` of a tenant; nothing is set where nothing can be read. */
export function createTenantHelpStore(tables: Tables, report: BrokenRowReporter) {
  return createTenantRow<TenantHelp>(tables, report, {
    rowKey: 'help',
    schema: HelpRow,
    untouched: NO_HELP,
    unreadable: NO_HELP,
  });
}
