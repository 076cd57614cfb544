import { z } from 'zod';
import type { PersonKey } from '../domain/person.ts';
import type { Instant } from '../domain/time.ts';
import { rosterPartition } from './roster-rows.ts';
import { type BrokenRowReporter, decodeRow, encodeRow } from './row-codec.ts';
import type { Tables, Write } from './tables.ts';

/** That somebody was invited to an ERG. */
export const InvitedRow = z.object({
  userId: z.string(),
  at: z.string(),
  until: z.string(),
  importId: z.string().exactOptional(),
});

/** When an invitation is over. */
export const ExpiresRow = z.object({ userId: z.string(), until: z.string() });

/** What an ERG remembers of an invitation: that it was made, and until when. Never what the person made of it. */
export type InvitedPerson = z.infer<typeof InvitedRow>;

/** The store of what ERGs remember of their invitations. */
export type InvitationsStore = ReturnType<typeof createInvitationsStore>;

/** Two rows a person, a hundred a transaction. */
const PERSONS_AT_ONCE = 50;

/**
 * In the table `Rosters`, beside the roster and never a part of it: `invited_{user}`, and `expires_{until}_{user}`, so
 * that what is over is a range.
 */
export function createInvitationsStore(tables: Tables, report: BrokenRowReporter) {
  const rosters = tables.table('Rosters');

  async function readRow(tenantId: string, ergId: string, userId: string) {
    const row = await rosters.get(rosterPartition(tenantId, ergId), invitedKey(userId));
    const invited = row === undefined ? undefined : decodeRow(InvitedRow, row, 'Rosters', report);
    return row === undefined || invited === undefined ? undefined : { row, invited };
  }

  /** What an ERG remembers of somebody's invitation, or undefined. One point read. */
  async function read(
    { tenantId, userId }: PersonKey,
    ergId: string,
  ): Promise<InvitedPerson | undefined> {
    return (await readRow(tenantId, ergId, userId))?.invited;
  }

  /** Whether somebody was invited, and the invitation is not over. One point read. */
  async function isStanding(
    { tenantId, userId }: PersonKey,
    ergId: string,
    now: Instant,
  ): Promise<boolean> {
    const known = await readRow(tenantId, ergId, userId);
    return known !== undefined && now < known.invited.until;
  }

  /** Remembers that these were invited; the same again is the same. A request for fifty. */
  async function remember(
    tenantId: string,
    ergId: string,
    userIds: readonly string[],
    about: Omit<InvitedPerson, 'userId'>,
  ): Promise<void> {
    const partitionKey = rosterPartition(tenantId, ergId);
    const unique = [...new Set(userIds)];
    for (let from = 0; from < unique.length; from += PERSONS_AT_ONCE) {
      const writes = unique.slice(from, from + PERSONS_AT_ONCE).flatMap((userId): Write[] => {
        const { until } = about;
        const end: z.infer<typeof ExpiresRow> = { userId, until };
        const expires = encodeRow(partitionKey, expiresKey(until, userId), end);
        const invited = encodeRow(partitionKey, invitedKey(userId), { ...about, userId });
        return [
          { kind: 'upsert', row: invited },
          { kind: 'upsert', row: expires },
        ];
      });
      await rosters.commit(writes);
    }
  }

  /** Forgets that somebody was invited: they erased themselves. Forgotten already is fine. */
  async function forget({ tenantId, userId }: PersonKey, ergId: string): Promise<void> {
    const known = await readRow(tenantId, ergId, userId);
    if (known === undefined) return;
    const { partitionKey, rowKey } = known.row;
    await rosters.commit([
      { kind: 'delete', partitionKey, rowKey },
      { kind: 'delete', partitionKey, rowKey: expiresKey(known.invited.until, userId) },
    ]);
  }

  /** User ids of those whose invitations are over, the longest ago first, at most `most` (≤ 1,000). */
  async function over(
    tenantId: string,
    ergId: string,
    now: Instant,
    most: number,
  ): Promise<readonly { readonly userId: string; readonly until: Instant }[]> {
    const range = { from: 'expires_', before: `expires_${now}~` };
    const rows = [];
    let continuation: string | undefined;
    do {
      const page = await rosters.readPage(rosterPartition(tenantId, ergId), range, {
        limit: most,
        ...(continuation === undefined ? {} : { continuation }),
      });
      rows.push(...page.rows);
      continuation = page.continuation;
    } while (rows.length === 0 && continuation !== undefined);
    return rows.map(({ cells }) => ({
      userId: String(cells['userId']),
      until: String(cells['until']),
    }));
  }

  /** Forgets an invitation that is over; one that was made anew since then stays. */
  async function clear(
    { tenantId, userId }: PersonKey,
    ergId: string,
    until: Instant,
  ): Promise<void> {
    const partitionKey = rosterPartition(tenantId, ergId);
    const known = await readRow(tenantId, ergId, userId);
    const isOver = known?.invited.until === until;
    const expires: Write = { kind: 'delete', partitionKey, rowKey: expiresKey(until, userId) };
    const invited: Write = { kind: 'delete', partitionKey, rowKey: invitedKey(userId) };
    await rosters.commit(isOver ? [expires, invited] : [expires]);
  }

  return { read, isStanding, remember, forget, over, clear };
}

function invitedKey(userId: string): string {
  return `invited_${userId}`;
}

function expiresKey(until: Instant, userId: string): string {
  return `expires_${until}_${userId}`;
}
