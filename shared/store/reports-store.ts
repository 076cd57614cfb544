import { z } from 'zod';
import {
  ERG_CONTENT_KINDS,
  type Report,
  REPORT_REASONS,
  type ReportedThing,
  type ReportOutcome,
} from '../domain/report.ts';
import type { Instant } from '../domain/time.ts';
import { deleteWhere } from './delete-range.ts';
import { type BrokenRowReporter, decodeRow, encodeRow } from './row-codec.ts';
import type { Tables } from './tables.ts';

const ThingRow: z.ZodType<ReportedThing> = z.union([
  z.object({ kind: z.literal('erg'), ergId: z.string() }),
  z.object({ kind: z.enum(ERG_CONTENT_KINDS), ergId: z.string(), id: z.string() }),
  z.object({ kind: z.enum(['template', 'built-in-lesson']), id: z.string() }),
]);

/** A report that no admin has dealt with. */
export const OpenRow: z.ZodType<Report> = z.object({
  id: z.string(),
  about: ThingRow,
  reason: z.enum(REPORT_REASONS),
  words: z.string(),
  at: z.string(),
});

/** What stays of every report under its id, so that one sent twice is one: nothing of what it says. */
export const KnownRow = z.object({
  state: z.enum(['open', 'withdrawn', 'kept']),
  /** The row with its words, while it is open. */
  openKey: z.string(),
});

const REPORTS_A_PAGE = 50;
const LATEST_MS = 9_999_999_999_999;

/** The store of reports. */
export type ReportsStore = ReturnType<typeof createReportsStore>;

/** The table `Reports`: a partition a tenant; open reports newest first, and what became of each id. */
export function createReportsStore(tables: Tables, report: BrokenRowReporter) {
  const reports = tables.table('Reports');

  /** Keeps a report; one with the same id, open or dealt with, is the same. One transaction. */
  async function add(tenantId: string, value: Report): Promise<void> {
    const openKey = `open_${String(LATEST_MS - Date.parse(value.at)).padStart(13, '0')}_${value.id}`;
    const known: z.infer<typeof KnownRow> = { state: 'open', openKey };
    await reports.commit([
      { kind: 'insert', row: encodeRow(tenantId, knownKey(value.id), known) },
      { kind: 'insert', row: encodeRow(tenantId, openKey, value) },
    ]);
  }

  /** At most 50 open reports, newest first. Throws `ContinuationNotAllowed`. */
  async function page(
    tenantId: string,
    continuation: string | undefined,
  ): Promise<{ readonly reports: readonly Report[]; readonly continuation?: string }> {
    const found = await reports.readPage(
      tenantId,
      { from: 'open_', before: 'open`' },
      { limit: REPORTS_A_PAGE, ...(continuation === undefined ? {} : { continuation }) },
    );
    const open = found.rows
      .map((row) => decodeRow(OpenRow, row, 'Reports', report))
      .filter((value) => value !== undefined);
    return {
      reports: open,
      ...(found.continuation === undefined ? {} : { continuation: found.continuation }),
    };
  }

  /** One report: open with what it says, or what became of it; undefined where there is none. At most two point reads. */
  async function read(
    tenantId: string,
    id: string,
  ): Promise<
    | { readonly state: 'open'; readonly report: Report }
    | { readonly state: ReportOutcome }
    | undefined
  > {
    const row = await reports.get(tenantId, knownKey(id));
    const known = row === undefined ? undefined : decodeRow(KnownRow, row, 'Reports', report);
    if (known === undefined) return undefined;
    if (known.state !== 'open') return { state: known.state };
    const open = await reports.get(tenantId, known.openKey);
    const value = open === undefined ? undefined : decodeRow(OpenRow, open, 'Reports', report);
    return value === undefined ? undefined : { state: 'open', report: value };
  }

  /**
   * Closes an open report: what it says goes for good. `changed-meanwhile`: another admin closed it first, or there is
   * none.
   */
  async function close(
    tenantId: string,
    id: string,
    outcome: ReportOutcome,
  ): Promise<'closed' | 'changed-meanwhile'> {
    const row = await reports.get(tenantId, knownKey(id));
    const known = row === undefined ? undefined : decodeRow(KnownRow, row, 'Reports', report);
    if (row === undefined || known?.state !== 'open') return 'changed-meanwhile';
    const closed: z.infer<typeof KnownRow> = { ...known, state: outcome };
    const committed = await reports.commit([
      { kind: 'replace', row: encodeRow(tenantId, row.rowKey, closed), etag: row.etag },
      { kind: 'delete', partitionKey: tenantId, rowKey: known.openKey },
    ]);
    return committed.ok ? 'closed' : 'changed-meanwhile';
  }

  /** Forgets reports that were dealt with and were made before this moment; open ones wait for an admin. */
  async function removeClosedBefore(tenantId: string, moment: Instant): Promise<void> {
    const range = { from: 'known_', before: 'known`' };
    await deleteWhere(reports, tenantId, range, (row) => {
      const known = decodeRow(KnownRow, row, 'Reports', report);
      const inverted = Number(known?.openKey.split('_')[1]);
      return (
        known !== undefined && known.state !== 'open' && LATEST_MS - inverted < Date.parse(moment)
      );
    });
  }

  return { add, page, read, close, removeClosedBefore };
}

function knownKey(id: string): string {
  return `known_${id}`;
}
