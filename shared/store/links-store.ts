import { z } from 'zod';
import type { InvitationLink } from '../domain/invitation-link.ts';
import { ergPartition } from './ergs-store.ts';
import { type BrokenRowReporter, decodeRow, encodeRow } from './row-codec.ts';
import type { Tables, Write } from './tables.ts';

/** An invitation link, without its secret. */
export const LinkRow: z.ZodType<InvitationLink> = z.object({
  id: z.string(),
  label: z.string(),
  secretHash: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
  withdrawnAt: z.string().exactOptional(),
});

/** The store of invitation links. */
export type LinksStore = ReturnType<typeof createLinksStore>;

/** `link_{id}` in `ErgContent`: written in the transactions of the ERG's head. */
export function createLinksStore(tables: Tables, report: BrokenRowReporter) {
  const content = tables.table('ErgContent');

  /** The links of an ERG, over or not, the newest first. One range. */
  async function list(tenantId: string, ergId: string): Promise<readonly InvitationLink[]> {
    const range = { from: 'link_', before: 'link`' };
    const rows = await content.readRange(ergPartition(tenantId, ergId), range);
    return rows.flatMap((row) => decodeRow(LinkRow, row, 'ErgContent', report) ?? []).toReversed();
  }

  return { list };
}

/** A link as a write of its ERG's transaction. */
export function linkWrite(tenantId: string, ergId: string, link: InvitationLink): Write {
  const row = encodeRow(ergPartition(tenantId, ergId), linkKey(link.id), link);
  return { kind: 'upsert', row };
}

/** A link that goes, as a write of its ERG's transaction. */
export function linkGone(tenantId: string, ergId: string, id: string): Write {
  return { kind: 'delete', partitionKey: ergPartition(tenantId, ergId), rowKey: linkKey(id) };
}

function linkKey(id: string): string {
  return `link_${id}`;
}
