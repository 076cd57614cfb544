import type { RosterEntry } from '../domain/person.ts';
import { emptyRoster, type RosterSize, sizeAfter } from '../domain/roster.ts';
import type { Instant } from '../domain/time.ts';
import { guardWrites, type Room, roomAfter, WHOLE_ROOM } from './guards.ts';
import {
  MemberRow,
  memberKey,
  memberWrites,
  type RosterMember,
  rosterPartition,
  SIZE_KEY,
  SizeRow,
  sizeWrites,
  type StoredMember,
  toMember,
} from './roster-rows.ts';
import { type BrokenRowReporter, decodeRow } from './row-codec.ts';
import type { Table, Write } from './tables.ts';

/** What an outbox entry did to a roster. `older`: the roster knows something newer, nothing was changed. */
export type Projected =
  | {
      readonly outcome: 'applied';
      readonly size: RosterSize;
      readonly bandMoved: boolean;
      /** How many requests waited before. */
      readonly requestedBefore: number;
    }
  | { readonly outcome: 'older' };

/** A roster could not be written because too many others write to it; the bell brings the change again. */
export class RosterContended extends Error {
  override readonly name = 'RosterContended';
}

/** The count of a roster cannot be read: nothing is written to it until it is mended. */
export class BrokenRoster extends Error {
  override readonly name = 'BrokenRoster';
}

/** A size, and the ETag of its row; without one there is no row yet. */
export interface StoredSize {
  readonly size: RosterSize;
  readonly etag?: string;
}

/** A change that waits for its transaction, and its caller. */
interface Waiting {
  readonly userId: string;
  readonly entry: RosterEntry;
  readonly now: Instant;
  readonly settle: (projected: Projected) => void;
  readonly fail: (error: unknown) => void;
  /** What stands there; `unread` where that must be read first, `hoped-new` where nothing is hoped to stand. */
  before: StoredMember | 'nobody' | 'unreadable' | 'unread' | 'hoped-new';
}

/** A change as a part of a transaction. */
interface Part {
  readonly change: Waiting;
  readonly writes: readonly Write[];
  readonly projected: Extract<Projected, { readonly outcome: 'applied' }>;
}

const MOST_TRIES = 12;

/** More members than this are not read at once for one transaction, which may have room for fewer. */
const MOST_AT_ONCE = 50;

/**
 * Carries changes to rosters. While one transaction of a roster is written, the changes of this program that
 * come meanwhile gather and go together into the next: a thousand joins at once do not fight for one count.
 * Between programs the count's ETag decides who was first.
 */
export function createRosterBatches(
  rosters: Table,
  options: {
    readonly report: BrokenRowReporter;
    readonly realMs: () => number;
    readonly wait: (ms: number) => Promise<void>;
  },
) {
  /** Who waits, by roster; a roster that is here is being written. */
  const queues = new Map<string, Waiting[]>();

  /**
   * Carries one change of a membership to the roster: the member's rows and the exact counts in one transaction.
   * An entry older than what the roster knows changes nothing. Throws `RosterContended` and `BrokenRoster`.
   */
  function apply(
    person: { readonly tenantId: string; readonly userId: string },
    entry: RosterEntry,
    now: Instant,
  ): Promise<Projected> {
    const partitionKey = rosterPartition(person.tenantId, entry.ergId);
    return new Promise((settle, fail) => {
      // Somebody who comes is most often new here: the first try saves reading what is not there.
      const before = entry.wanted === 'none' ? 'unread' : 'hoped-new';
      const change: Waiting = { userId: person.userId, entry, now, settle, fail, before };
      const queue = queues.get(partitionKey);
      if (queue === undefined) void drain(partitionKey, [change]);
      else queue.push(change);
    });
  }

  async function drain(partitionKey: string, queue: Waiting[]): Promise<void> {
    queues.set(partitionKey, queue);
    let known: StoredSize | undefined;
    while (queue.length > 0) {
      const batch = takeBatch(queue);
      try {
        const written = await write(partitionKey, batch, known);
        known = written.known;
        queue.unshift(...written.left);
      } catch (error) {
        known = undefined;
        if (batch.length > 1 && !(error instanceof BrokenRoster)) {
          // One of them may be what storage cannot take: each has a try of its own.
          for (const change of batch) await writeAlone(partitionKey, change);
        } else {
          for (const change of batch) change.fail(error);
        }
      }
    }
    queues.delete(partitionKey);
  }

  async function writeAlone(partitionKey: string, change: Waiting): Promise<void> {
    try {
      await write(partitionKey, [change], undefined);
    } catch (error) {
      change.fail(error);
    }
  }

  /**
   * Writes one transaction and tells its callers. Gives the size as it stands now, where that is known, and the
   * changes for which there was no room.
   */
  async function write(
    partitionKey: string,
    batch: readonly Waiting[],
    knownBefore: StoredSize | undefined,
  ): Promise<{ readonly known: StoredSize | undefined; readonly left: readonly Waiting[] }> {
    let known = knownBefore;
    let waiting = batch;
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      waiting = await withMembers(partitionKey, waiting);
      const [first] = waiting;
      if (first === undefined) return { known, left: [] };
      known ??= await readSize(partitionKey, first.now);
      const { parts, size, left } = compose(partitionKey, waiting, known.size, options.realMs());
      if (parts.length === 0) return { known, left };
      const counts = sizeWrites(partitionKey, known, size);
      const outcome = await rosters.commit([...counts, ...parts.flatMap(({ writes }) => writes)]);
      if (outcome.ok) {
        for (const { change, projected } of parts) change.settle(projected);
        const [etag] = outcome.etags;
        return { known: etag === undefined ? undefined : { size, etag }, left };
      }
      waiting = [...parts.map(({ change }) => change), ...left];
      if (outcome.index < counts.length) {
        known = undefined;
        await options.wait(Math.random() * 20 * 2 ** Math.min(tries, 5));
      } else {
        lookAgain(parts, outcome.index - counts.length);
      }
    }
    throw new RosterContended('A roster changed under every try.');
  }

  /** Reads what must be read of these members; tells those whose change is overtaken, and leaves them out. */
  async function withMembers(
    partitionKey: string,
    waiting: readonly Waiting[],
  ): Promise<readonly Waiting[]> {
    const checked = await Promise.all(
      waiting.map(async (change) => {
        if (change.before === 'unread') change.before = await readMember(partitionKey, change);
        const { before, entry } = change;
        if (before === 'unreadable') {
          // It is never written over.
          change.fail(new RosterContended('The row of a member cannot be read.'));
          return [];
        }
        if (typeof before === 'object' && before.member.revision >= entry.revision) {
          change.settle({ outcome: 'older' });
          return [];
        }
        return [change];
      }),
    );
    return checked.flat();
  }

  async function readMember(partitionKey: string, { userId }: Waiting): Promise<Waiting['before']> {
    const row = await rosters.get(partitionKey, memberKey(userId));
    if (row === undefined) return 'nobody';
    const member = decodeRow(MemberRow, row, 'Rosters', options.report);
    return member === undefined ? 'unreadable' : { member, row };
  }

  /** The size of a roster as it stands; an empty one where there is none yet. Throws `BrokenRoster`. */
  async function readSize(partitionKey: string, now: Instant): Promise<StoredSize> {
    const row = await rosters.get(partitionKey, SIZE_KEY);
    if (row === undefined) return { size: emptyRoster(now) };
    const size = decodeRow(SizeRow, row, 'Rosters', options.report);
    if (size === undefined) throw new BrokenRoster('The count of a roster cannot be read.');
    return { size, etag: row.etag };
  }

  return { apply, readSize };
}

/**
 * Takes the next changes out of a queue: one a person, the oldest of theirs first, so that each is decided on
 * what the one before has made of them.
 */
function takeBatch(queue: Waiting[]): readonly Waiting[] {
  const taken = new Map<string, Waiting>();
  for (const change of queue) {
    const other = taken.get(change.userId);
    if (other === undefined && taken.size === MOST_AT_ONCE) continue;
    if (other === undefined || change.entry.revision < other.entry.revision) {
      taken.set(change.userId, change);
    }
  }
  const batch = [...taken.values()];
  const isTaken = new Set(batch);
  const left = queue.filter((change) => !isTaken.has(change));
  queue.splice(0, queue.length, ...left);
  return batch;
}

/** Puts as many changes into one transaction as it has room for. Those that storage would never take are told so. */
function compose(
  partitionKey: string,
  waiting: readonly Waiting[],
  before: RosterSize,
  realMs: number,
): {
  readonly parts: readonly Part[];
  readonly size: RosterSize;
  readonly left: readonly Waiting[];
} {
  const parts: Part[] = [];
  const left: Waiting[] = [];
  let size = before;
  let room: Room | undefined = roomAfter(WHOLE_ROOM, sizeWrites(partitionKey, {}, before));
  for (const change of waiting) {
    const known = typeof change.before === 'object' ? change.before : undefined;
    const after = toMember(change.userId, change.entry, realMs);
    const own = memberWrites(partitionKey, known, after);
    const refusal = refusalOf(own);
    if (refusal !== undefined) {
      change.fail(refusal);
      continue;
    }
    const roomLeft: Room | undefined = room === undefined ? undefined : roomAfter(room, own);
    if (roomLeft === undefined) {
      left.push(change);
      continue;
    }
    room = roomLeft;
    const grown = sizeWith(size, known?.member.state ?? 'none', after.state, change.now);
    const bandMoved = grown.bandFrom !== size.bandFrom;
    const requestedBefore = size.requested;
    const projected = { outcome: 'applied', size: grown, bandMoved, requestedBefore } as const;
    parts.push({ change, writes: own, projected });
    size = grown;
  }
  return { parts, size, left };
}

/** Why storage would refuse these writes, whatever is stored. */
function refusalOf(writes: readonly Write[]): unknown {
  try {
    guardWrites(writes);
    return undefined;
  } catch (error) {
    return error;
  }
}

function sizeWith(
  size: RosterSize,
  before: RosterMember['state'],
  after: RosterMember['state'],
  now: Instant,
): RosterSize {
  const difference = (state: RosterMember['state']) =>
    Number(after === state) - Number(before === state);
  const grown = sizeAfter(size, size.count + difference('active'), now);
  // Requests of the time when they were not counted are not in the count.
  return { ...grown, requested: Math.max(0, size.requested + difference('requested')) };
}

/** After a transaction failed at this one of its writes: that member, and all who were hoped to be new, are read. */
function lookAgain(parts: readonly Part[], failedAt: number): void {
  let writesBefore = 0;
  for (const { change, writes } of parts) {
    const isAtFault = failedAt >= writesBefore && failedAt < writesBefore + writes.length;
    if (isAtFault || change.before === 'hoped-new') change.before = 'unread';
    writesBefore += writes.length;
  }
}
