import { z } from 'zod';
import { type HelpPlace, NO_HELP, type TenantHelp } from '../domain/tenant-help.ts';
import { type BrokenRowReporter, decodeRow, encodeRow } from './row-codec.ts';
import type { Tables } from './tables.ts';

const PlaceRow: z.ZodType<HelpPlace> = z.object({
  label: z.string(),
  text: z.string(),
  url: z.string().exactOptional(),
  phone: z.string().exactOptional(),
});

const HelpRow: z.ZodType<TenantHelp> = z.object({
  places: z.object({
    reporting: PlaceRow.exactOptional(),
    hr: PlaceRow.exactOptional(),
    counselling: PlaceRow.exactOptional(),
    emergency: PlaceRow.exactOptional(),
  }),
  revision: z.number(),
});

const HELP = 'help';

/** The store of where people of an organisation get help. */
export type TenantHelpStore = ReturnType<typeof createTenantHelpStore>;

/** The row `help` of a tenant in the table `Tenants`. */
export function createTenantHelpStore(tables: Tables, report: BrokenRowReporter) {
  const tenants = tables.table('Tenants');

  /** What admins set; nothing where nothing can be read. One point read. */
  async function read(tenantId: string): Promise<TenantHelp> {
    const row = await tenants.get(tenantId, HELP);
    const help = row === undefined ? undefined : decodeRow(HelpRow, row, 'Tenants', report);
    return help ?? NO_HELP;
  }

  /** Replaces what was set, if it is still what the admin saw. Two requests. */
  async function change(
    tenantId: string,
    seenRevision: number,
    places: TenantHelp['places'],
  ): Promise<
    | { readonly ok: true; readonly help: TenantHelp }
    | { readonly ok: false; readonly reason: 'changed-meanwhile' }
  > {
    const known = await tenants.get(tenantId, HELP);
    const help = known === undefined ? NO_HELP : decodeRow(HelpRow, known, 'Tenants', report);
    if ((help?.revision ?? 0) !== seenRevision) return { ok: false, reason: 'changed-meanwhile' };
    const next: TenantHelp = { places, revision: seenRevision + 1 };
    const row = encodeRow(tenantId, HELP, next);
    const outcome = await tenants.commit([
      known === undefined ? { kind: 'insert', row } : { kind: 'replace', row, etag: known.etag },
    ]);
    return outcome.ok ? { ok: true, help: next } : { ok: false, reason: 'changed-meanwhile' };
  }

  return { read, change };
}
