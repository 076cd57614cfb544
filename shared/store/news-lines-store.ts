import type { z } from 'zod';
import { TOMBSTONE_MS } from './bells.ts';
import { AskedLine, MomentLine } from './news-rows.ts';
import { type BrokenRowReporter, decodeRow, encodeRow } from './row-codec.ts';
import type { StoredRow, Tables } from './tables.ts';

/** The store of the lines about moments. */
export type NewsLinesStore = ReturnType<typeof createNewsLinesStore>;

/**
 * Lines about moments in the table `Ergs`, beside the directory: what stands on everybody's Home, and what admins were
 * asked to publish. Projections of the news of ERGs.
 */
export function createNewsLinesStore(
  tables: Tables,
  report: BrokenRowReporter,
  realMs: () => number,
) {
  const ergs = tables.table('Ergs');

  /** Shows a moment, or no longer, where the line says `gone`; an older revision than is known changes nothing. */
  function showMoment(tenantId: string, line: MomentLine): Promise<void> {
    return show(tenantId, `moment_${line.id}`, line, MomentLine);
  }

  /** Shows admins that they were asked, or no longer; an older revision than is known changes nothing. */
  function showAsked(tenantId: string, line: AskedLine): Promise<void> {
    return show(tenantId, `asked_${line.id}`, line, AskedLine);
  }

  async function show(
    tenantId: string,
    rowKey: string,
    line: MomentLine | AskedLine,
    schema: z.ZodType<MomentLine | AskedLine>,
  ): Promise<void> {
    const row = encodeRow(tenantId, rowKey, line);
    for (;;) {
      const stored = await ergs.get(tenantId, rowKey);
      const known = stored === undefined ? undefined : decodeRow(schema, stored, 'Ergs', report);
      if (known !== undefined && known.revision >= line.revision) return;
      const outcome = await ergs.commit([
        stored === undefined
          ? { kind: 'insert', row }
          : { kind: 'replace', row, etag: stored.etag },
      ]);
      if (outcome.ok) return;
    }
  }

  /** What admins were asked to publish, the oldest request first. One range. */
  async function listAsked(tenantId: string): Promise<readonly AskedLine[]> {
    const rows = await ergs.readRange(tenantId, { from: 'asked_', before: 'asked`' });
    return rows
      .map((row) => decodeRow(AskedLine, row, 'Ergs', report))
      .filter((line) => line !== undefined)
      .filter(({ goneAtMs }) => goneAtMs === undefined)
      .toSorted((one, other) => (one.at < other.at ? -1 : 1));
  }

  /** Deletes lines that have been nothing but a memory for a day, and those whose time was over a day ago. */
  async function tidy(tenantId: string, now: string): Promise<void> {
    const oldMs = realMs() - TOMBSTONE_MS;
    const overBefore = new Date(Date.parse(now) - TOMBSTONE_MS).toISOString();
    const remove = async ({ partitionKey, rowKey, etag }: StoredRow) =>
      void (await ergs.commit([{ kind: 'delete', partitionKey, rowKey, etag }]));
    for (const row of await ergs.readRange(tenantId, { from: 'asked_', before: 'asked`' })) {
      const line = decodeRow(AskedLine, row, 'Ergs', report);
      if ((line?.goneAtMs ?? Infinity) < oldMs) await remove(row);
    }
    for (const row of await ergs.readRange(tenantId, { from: 'moment_', before: 'moment`' })) {
      const line = decodeRow(MomentLine, row, 'Ergs', report);
      if (line === undefined) continue;
      if ((line.goneAtMs ?? Infinity) < oldMs || line.until < overBefore) await remove(row);
    }
  }

  return { showMoment, showAsked, listAsked, tidy };
}
