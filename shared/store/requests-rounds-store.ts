import { z } from 'zod';
import type { RequestsRound } from '../domain/requests-round.ts';
import { type BrokenRowReporter, decodeRow, encodeRow } from './row-codec.ts';
import type { Tables } from './tables.ts';

/** Which ERG's requests. */
export interface RequestsOf {
  readonly tenantId: string;
  readonly ergId: string;
}

/** A round as read, with the ETag that the next change of it asks for; nothing where there has been none. */
export interface StoredRound {
  readonly round?: RequestsRound;
  readonly etag?: string;
}

/** The store of rounds of requests. */
export type RequestsRoundsStore = ReturnType<typeof createRequestsRoundsStore>;

/** Which round the requests of an ERG are in. */
export const RoundRow: z.ZodType<RequestsRound> = z.object({
  revision: z.number(),
  state: z.enum(['open', 'closed']),
  openedAt: z.string(),
  told: z.array(z.string()),
});

const ROUND = 'round';

/** One row beside each roster: which round its requests are in, and who was told of it. */
export function createRequestsRoundsStore(tables: Tables, report: BrokenRowReporter) {
  const rosters = tables.table('Rosters');

  /** The round of an ERG. One point read. A row that is broken is written anew. */
  async function read({ tenantId, ergId }: RequestsOf): Promise<StoredRound> {
    const row = await rosters.get(`${tenantId}_${ergId}`, ROUND);
    if (row === undefined) return {};
    const round = decodeRow(RoundRow, row, 'Rosters', report);
    return { ...(round === undefined ? {} : { round }), etag: row.etag };
  }

  /** Writes a round over the one that was read; false where somebody else was first. */
  async function write(
    { tenantId, ergId }: RequestsOf,
    { etag }: StoredRound,
    round: RequestsRound,
  ): Promise<boolean> {
    const row = encodeRow(`${tenantId}_${ergId}`, ROUND, round);
    const outcome = await rosters.commit([
      etag === undefined ? { kind: 'insert', row } : { kind: 'replace', row, etag },
    ]);
    return outcome.ok;
  }

  return { read, write };
}
