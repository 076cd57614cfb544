import type { RosterSize } from '../domain/roster.ts';
import type { Instant } from '../domain/time.ts';
import { TOMBSTONE_MS } from './bells.ts';
import { createRosterBatches } from './roster-batches.ts';
import { createRosterPages } from './roster-pages.ts';
import {
  MemberRow,
  memberKey,
  rosterPartition,
  sizeWrites,
  type StoredMember,
} from './roster-rows.ts';
import { type BrokenRowReporter, decodeRow } from './row-codec.ts';
import type { StoredRow, Tables } from './tables.ts';

/** The store of rosters. */
export type RostersStore = ReturnType<typeof createRostersStore>;

/** The table `Rosters`: a projection of memberships for organisers; the persons' own rows are the truth. */
export function createRostersStore(
  tables: Tables,
  options: {
    readonly report: BrokenRowReporter;
    readonly realMs: () => number;
    /** Waits between tries; given so that tests need not. */
    readonly wait: (ms: number) => Promise<void>;
  },
) {
  const rosters = tables.table('Rosters');
  const { apply, readSize } = createRosterBatches(rosters, options);
  const { readPage, search } = createRosterPages(rosters, options.report);

  /** The member rows' key of a person. */
  async function readMember(
    tenantId: string,
    ergId: string,
    userId: string,
  ): Promise<StoredMember | undefined> {
    const row = await rosters.get(rosterPartition(tenantId, ergId), memberKey(userId));
    if (row === undefined) return undefined;
    const member = decodeRow(MemberRow, row, 'Rosters', options.report);
    return member === undefined ? undefined : { member, row };
  }

  /** Removes the tombstone of somebody who left more than a day ago; `young` where one must stay for now. */
  async function clearTombstone(
    tenantId: string,
    ergId: string,
    userId: string,
  ): Promise<'clear' | 'young'> {
    const found = await readMember(tenantId, ergId, userId);
    if (found === undefined || found.member.state !== 'none') return 'clear';
    if (options.realMs() - (found.member.goneAtMs ?? 0) < TOMBSTONE_MS) return 'young';
    const { partitionKey, rowKey, etag } = found.row;
    await rosters.commit([{ kind: 'delete', partitionKey, rowKey, etag }]);
    return 'clear';
  }

  /** The exact counts and the band that is shown. Throws `BrokenRoster`. */
  async function sizeOf(tenantId: string, ergId: string, now: Instant): Promise<RosterSize> {
    return (await readSize(rosterPartition(tenantId, ergId), now)).size;
  }

  /** Sets the shown band of a new roster. For imports; a roster that exists is left alone. */
  async function open(tenantId: string, ergId: string, size: RosterSize): Promise<void> {
    await rosters.commit(sizeWrites(rosterPartition(tenantId, ergId), {}, size));
  }

  /** Every row of a roster, in key order. For checks and tests: it grows with the roster. */
  async function readAll(tenantId: string, ergId: string): Promise<readonly StoredRow[]> {
    return rosters.readRange(rosterPartition(tenantId, ergId), {});
  }

  return { apply, readPage, search, clearTombstone, readMember, sizeOf, open, readAll };
}
