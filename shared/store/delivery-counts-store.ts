import { z } from 'zod';
import { addCounts, type DeliveryCounts, NO_COUNTS } from '../domain/delivery-counts.ts';
import type { LocalDate } from '../domain/time.ts';
import { type BrokenRowReporter, decodeRow, encodeRow } from './row-codec.ts';
import type { Tables } from './tables.ts';

/** What one process counted on one day. */
export const CountsRow: z.ZodType<DeliveryCounts> = z.object({
  due: z.number(),
  sent: z.number(),
  retried: z.number(),
  blocked: z.number(),
  givenUp: z.number(),
  lags: z.array(z.number()),
});

/** The store of what delivery counts. */
export type DeliveryCountsStore = ReturnType<typeof createDeliveryCountsStore>;

/** The table `DeliveryCounts`: a partition a tenant, a row a day and process, so that nobody fights for a row. */
export function createDeliveryCountsStore(tables: Tables, report: BrokenRowReporter) {
  const counted = tables.table('DeliveryCounts');

  /** Writes all that one process counted on one day (UTC) so far. One request. */
  async function write(
    tenantId: string,
    date: LocalDate,
    holder: string,
    counts: DeliveryCounts,
  ): Promise<void> {
    const row = encodeRow(tenantId, `${date}_${holder}`, counts);
    await counted.commit([{ kind: 'upsert', row }]);
  }

  /** What all processes counted, by date, the oldest first; days on which nothing was counted are left out. */
  async function read(
    tenantId: string,
    from: LocalDate,
    through: LocalDate,
  ): Promise<readonly { readonly date: LocalDate; readonly counts: DeliveryCounts }[]> {
    const rows = await counted.readRange(tenantId, { from, before: `${through}~` });
    const byDate = new Map<LocalDate, DeliveryCounts>();
    for (const row of rows) {
      const counts = decodeRow(CountsRow, row, 'DeliveryCounts', report);
      const date = row.rowKey.slice(0, 10);
      if (counts !== undefined) byDate.set(date, addCounts(byDate.get(date) ?? NO_COUNTS, counts));
    }
    return [...byDate].map(([date, counts]) => ({ date, counts }));
  }

  /** Deletes what was counted before a date. */
  async function removeBefore(tenantId: string, date: LocalDate): Promise<void> {
    const rows = await counted.readRange(tenantId, { before: date });
    for (let from = 0; from < rows.length; from += 100) {
      await counted.commit(
        rows
          .slice(from, from + 100)
          .map(({ partitionKey, rowKey }) => ({ kind: 'delete', partitionKey, rowKey }) as const),
      );
    }
  }

  return { write, read, removeBefore };
}
