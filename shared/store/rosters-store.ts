import { z } from 'zod';
import { foldName, wordsOf } from '../domain/names.ts';
import type { OutboxEntry } from '../domain/person.ts';
import { emptyRoster, type RosterSize, sizeAfter } from '../domain/roster.ts';
import type { Instant } from '../domain/time.ts';
import { TOMBSTONE_MS } from './bells.ts';
import { keySafe } from './guards.ts';
import { type BrokenRowReporter, decodeRow, encodeRow } from './row-codec.ts';
import type { StoredRow, Table, Tables, Write } from './tables.ts';

const SizeRow: z.ZodType<RosterSize> = z.object({
  count: z.number(),
  bandFrom: z.number(),
  bandSetAt: z.string(),
});

const MemberRow = z.object({
  userId: z.string(),
  /** `none` is a tombstone: it only remembers the revision. */
  state: z.enum(['active', 'requested', 'none']),
  revision: z.number(),
  name: z.string(),
  since: z.string(),
  showToAllies: z.boolean(),
  /** The other rows of this member. */
  keys: z.array(z.string()),
  goneAtMs: z.number().exactOptional(),
});

/** One line of a roster. */
export type RosterMember = z.infer<typeof MemberRow>;

/** What an outbox entry did to a roster. `older`: the roster knows something newer, nothing was changed. */
export type Projected =
  | { readonly outcome: 'applied'; readonly size: RosterSize; readonly bandMoved: boolean }
  | { readonly outcome: 'older' };

/** A roster could not be written because too many others write to it; the bell brings the change again. */
export class RosterContended extends Error {
  override readonly name = 'RosterContended';
}

/** The count of a roster cannot be read: nothing is written to it until it is mended. */
export class BrokenRoster extends Error {
  override readonly name = 'BrokenRoster';
}

/** The store of rosters. */
export type RostersStore = ReturnType<typeof createRostersStore>;

const MOST_TRIES = 12;

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

  async function readSize(
    partitionKey: string,
    now: Instant,
  ): Promise<{ readonly size: RosterSize; readonly row: StoredRow | undefined }> {
    const row = await rosters.get(partitionKey, 'count');
    if (row === undefined) return { size: emptyRoster(now), row };
    const size = decodeRow(SizeRow, row, 'Rosters', options.report);
    if (size === undefined) throw new BrokenRoster('The count of a roster cannot be read.');
    return { size, row };
  }

  /** The member rows' key of a person. */
  async function readMember(
    tenantId: string,
    ergId: string,
    userId: string,
  ): Promise<{ readonly member: RosterMember; readonly row: StoredRow } | undefined> {
    const row = await rosters.get(rosterPartition(tenantId, ergId), memberKey(userId));
    if (row === undefined) return undefined;
    const member = decodeRow(MemberRow, row, 'Rosters', options.report);
    return member === undefined ? undefined : { member, row };
  }

  /**
   * Carries one change of a membership to the roster: the member's rows and the exact count in one
   * transaction. An entry older than what the roster knows changes nothing. Throws `RosterContended` and
   * `BrokenRoster`.
   */
  async function apply(
    person: { readonly tenantId: string; readonly userId: string },
    entry: OutboxEntry,
    now: Instant,
  ): Promise<Projected> {
    const partitionKey = rosterPartition(person.tenantId, entry.ergId);
    // Somebody who comes is most often new here: the first try saves reading what is not there.
    let expectNew = entry.wanted !== 'none';
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const before = expectNew
        ? undefined
        : await readMember(person.tenantId, entry.ergId, person.userId);
      if (before !== undefined && before.member.revision >= entry.revision) {
        return { outcome: 'older' };
      }
      const { size, row: sizeRow } = await readSize(partitionKey, now);
      const after = toMember(person.userId, entry, options.realMs());
      const count = size.count + countOf(after.state) - countOf(before?.member.state ?? 'none');
      const sized = sizeAfter(size, count, now);
      const sizeWrite = encodeRow(partitionKey, 'count', sized);
      const outcome = await rosters.commit([
        sizeRow === undefined
          ? { kind: 'insert', row: sizeWrite }
          : { kind: 'replace', row: sizeWrite, etag: sizeRow.etag },
        ...memberWrites(partitionKey, before, after),
      ]);
      if (outcome.ok) {
        return { outcome: 'applied', size: sized, bandMoved: sized.bandFrom !== size.bandFrom };
      }
      expectNew = false;
      await options.wait(Math.random() * 20 * 2 ** Math.min(tries, 5));
    }
    throw new RosterContended('A roster changed under every try.');
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

  /** The exact count and the band that is shown. Throws `BrokenRoster`. */
  async function sizeOf(tenantId: string, ergId: string, now: Instant): Promise<RosterSize> {
    return (await readSize(rosterPartition(tenantId, ergId), now)).size;
  }

  /** Sets the shown band of a new roster. For imports; a roster that exists is left alone. */
  async function open(tenantId: string, ergId: string, size: RosterSize): Promise<void> {
    const row = encodeRow(rosterPartition(tenantId, ergId), 'count', size);
    await rosters.commit([{ kind: 'insert', row }]);
  }

  /** Every row of a roster, in key order. For checks and tests: it grows with the roster. */
  async function readAll(tenantId: string, ergId: string): Promise<readonly StoredRow[]> {
    return readAllOf(rosters, rosterPartition(tenantId, ergId));
  }

  return { apply, clearTombstone, readMember, sizeOf, open, readAll };
}

function readAllOf(table: Table, partitionKey: string): Promise<readonly StoredRow[]> {
  return table.readRange(partitionKey, {});
}

function rosterPartition(tenantId: string, ergId: string): string {
  return `${tenantId}_${ergId}`;
}

function memberKey(userId: string): string {
  return `member_${userId}`;
}

function countOf(state: RosterMember['state']): number {
  return state === 'active' ? 1 : 0;
}

function toMember(userId: string, entry: OutboxEntry, nowMs: number): RosterMember {
  const base = {
    userId,
    state: entry.wanted,
    revision: entry.revision,
    since: entry.since,
    showToAllies: entry.showToAllies,
  };
  switch (entry.wanted) {
    case 'none':
      // A tombstone keeps no name.
      return { ...base, name: '', keys: [], goneAtMs: nowMs };
    case 'requested':
      return { ...base, name: entry.name, keys: [`requested_${entry.since}_${userId}`] };
    case 'active': {
      // Different words may be alike once they are cut.
      const words = new Set(wordsOf(entry.name).map((word) => keySafe(word).slice(0, 100)));
      return {
        ...base,
        name: entry.name,
        keys: [
          `active_${keySafe(foldName(entry.name)).slice(0, 200)}_${userId}`,
          ...[...words].map((word) => `find_${word}_${userId}`),
        ],
      };
    }
  }
}

function memberWrites(
  partitionKey: string,
  before: { readonly member: RosterMember; readonly row: StoredRow } | undefined,
  after: RosterMember,
): readonly Write[] {
  const row = encodeRow(partitionKey, memberKey(after.userId), after);
  const listed = { userId: after.userId, name: after.name, since: after.since };
  const gone = before?.member.keys.filter((key) => !after.keys.includes(key)) ?? [];
  return [
    before === undefined
      ? { kind: 'insert', row }
      : { kind: 'replace', row, etag: before.row.etag },
    ...after.keys.map((key): Write => {
      return { kind: 'upsert', row: encodeRow(partitionKey, key, listed) };
    }),
    ...gone.map((key): Write => ({ kind: 'delete', partitionKey, rowKey: key })),
  ];
}
