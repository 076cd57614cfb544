import { z } from 'zod';
import { foldName } from '../domain/names.ts';
import type { RosterEntry } from '../domain/person.ts';
import type { RosterSize } from '../domain/roster.ts';
import { keySafe } from './guards.ts';
import { encodeRow } from './row-codec.ts';
import type { StoredRow, Write } from './tables.ts';
import { findKeys } from './word-keys.ts';

/** The size of a roster. Rows of the time when requests were not counted do not say how many there are. */
export const SizeRow: z.ZodType<RosterSize> = z.object({
  count: z.number(),
  requested: z.number().default(0),
  bandFrom: z.number(),
  bandSetAt: z.string(),
});

/** The row of a member, by their id. */
export const MemberRow = z.object({
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

/** A member of a roster: an ally, somebody who asked to be one, or the memory of who left. */
export type RosterMember = z.infer<typeof MemberRow>;

/** A member's row as it was read. */
export interface StoredMember {
  readonly member: RosterMember;
  readonly row: StoredRow;
}

/** A line of one of the lists of a roster. */
export const LineRow = z.object({ userId: z.string(), name: z.string(), since: z.string() });
export type RosterLine = z.infer<typeof LineRow>;

/** The row whose ETag guards the counts. */
export const SIZE_KEY = 'count';

/** Stands before the first line of the list of allies and says the counts too, so that its first page brings them. */
export const LIST_SIZE_KEY = 'active';

/** The partition of a roster. */
export function rosterPartition(tenantId: string, ergId: string): string {
  return `${tenantId}_${ergId}`;
}

/** The key of a member's own row. */
export function memberKey(userId: string): string {
  return `member_${userId}`;
}

/** The member that an entry makes of a person. A tombstone keeps no name. */
export function toMember(userId: string, entry: RosterEntry, nowMs: number): RosterMember {
  const { wanted: state, revision, since, showToAllies, name } = entry;
  const base = { userId, state, revision, since, showToAllies };
  switch (state) {
    case 'none':
      return { ...base, name: '', keys: [], goneAtMs: nowMs };
    case 'requested':
      return { ...base, name, keys: [`requested_${since}_${userId}`] };
    case 'active': {
      const byName = `${keySafe(foldName(name)).slice(0, 200)}_${userId}`;
      return {
        ...base,
        name,
        keys: [
          `active_${byName}`,
          ...(showToAllies ? [`shown_${byName}`] : []),
          ...findKeys({ userId, name }),
        ],
      };
    }
  }
}

/** What turns the rows of a member into what they are after a change. */
export function memberWrites(
  partitionKey: string,
  before: StoredMember | undefined,
  after: RosterMember,
): readonly Write[] {
  const row = encodeRow(partitionKey, memberKey(after.userId), after);
  const line: RosterLine = { userId: after.userId, name: after.name, since: after.since };
  const gone = before?.member.keys.filter((key) => !after.keys.includes(key)) ?? [];
  return [
    before === undefined
      ? { kind: 'insert', row }
      : { kind: 'replace', row, etag: before.row.etag },
    ...after.keys.map((key): Write => {
      return { kind: 'upsert', row: encodeRow(partitionKey, key, line) };
    }),
    ...gone.map((key): Write => ({ kind: 'delete', partitionKey, rowKey: key })),
  ];
}

/** What turns the counts of a roster, under the ETag that they had if they stood there, into these. */
export function sizeWrites(
  partitionKey: string,
  before: { readonly etag?: string },
  size: RosterSize,
): readonly Write[] {
  const row = encodeRow(partitionKey, SIZE_KEY, size);
  return [
    before.etag === undefined
      ? { kind: 'insert', row }
      : { kind: 'replace', row, etag: before.etag },
    { kind: 'upsert', row: encodeRow(partitionKey, LIST_SIZE_KEY, size) },
  ];
}
