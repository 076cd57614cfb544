import type { z } from 'zod';
import {
  type Broadcast,
  type BroadcastPack,
  type BroadcastProgress,
  RECIPIENT_OUTCOMES,
  type RecipientOutcome,
} from '../domain/broadcast.ts';
import { BroadcastRow, IndexRow, PackRow } from './broadcast-rows.ts';
import { LARGEST_PAGE } from './guards.ts';
import { type BrokenRowReporter, decodeRow, encodeRow } from './row-codec.ts';
import type { StoredRow, Tables, Write } from './tables.ts';

const HEAD = 'head';
const PACKS_RANGE = { from: 'pack_', before: 'pack`' } as const;
const MOST_TRIES = 10;

/** How many packs one transaction writes beside the head. */
export const PACKS_A_WRITE = 99;

/** A head that one program writes down under its ETag. */
export interface HeldHead {
  readonly broadcast: Broadcast;
  readonly etag: string;
}

/** A broadcast as the list of all of them knows it: as it was when it was first begun. */
export type ListedBroadcast = z.infer<typeof IndexRow>;

/** Some recipients, as they are written down first. */
export interface NewPack {
  /** From 0. */
  readonly index: number;
  readonly userIds: readonly string[];
}

/** So many wrote to the same row at once that this one never came to its turn. */
class BroadcastContended extends Error {
  override readonly name = 'BroadcastContended';
}

/** The store of broadcasts. */
export type BroadcastsStore = ReturnType<typeof createBroadcastsStore>;

/**
 * The table `Broadcasts`: a partition a broadcast, with its head and its frozen packs; and one a tenant, `{tenant}_all`, which
 * says which there are.
 */
export function createBroadcastsStore(tables: Tables, report: BrokenRowReporter) {
  const broadcasts = tables.table('Broadcasts');

  /** Writes a new head; undefined where there is one under this id. Two requests. */
  async function begin(broadcast: Broadcast): Promise<HeldHead | undefined> {
    const { tenantId, id, sendFrom, until } = broadcast;
    // First, and as it was the first time: what is not listed is not found again.
    await broadcasts.commit([
      { kind: 'insert', row: encodeRow(indexOf(tenantId), id, { id, sendFrom, until }) },
    ]);
    return commitUnderHead(broadcast, [
      { kind: 'insert', row: encodeRow(partitionOf(tenantId, id), HEAD, broadcast) },
    ]);
  }

  /**
   * Takes a broadcast over that is still being written down, and deletes the packs that it had; whoever wrote it down
   * until now writes nothing more. Undefined where there is none, where it is written down already, or where somebody
   * else takes it over.
   */
  async function beginAnew(broadcast: Broadcast): Promise<HeldHead | undefined> {
    const { tenantId, id } = broadcast;
    const partition = partitionOf(tenantId, id);
    const row = await broadcasts.get(partition, HEAD);
    const known =
      row === undefined ? undefined : decodeRow(BroadcastRow, row, 'Broadcasts', report);
    if (row === undefined || known?.state !== 'freezing') return undefined;
    const held = await commitUnderHead(broadcast, [
      { kind: 'replace', row: encodeRow(partition, HEAD, broadcast), etag: row.etag },
    ]);
    return held === undefined ? undefined : deletePacks(held);
  }

  /** Deletes the packs of a broadcast. Undefined where somebody else writes it down by now. */
  async function deletePacks(begun: HeldHead): Promise<HeldHead | undefined> {
    const { tenantId, id } = begun.broadcast;
    const partition = partitionOf(tenantId, id);
    let held: HeldHead | undefined = begun;
    const packs = await broadcasts.readRange(partition, PACKS_RANGE);
    for (let from = 0; from < packs.length && held !== undefined; from += PACKS_A_WRITE) {
      const gone = packs.slice(from, from + PACKS_A_WRITE);
      held = await writeHeld(
        held,
        gone.map(({ rowKey }) => ({ kind: 'delete', partitionKey: partition, rowKey })),
      );
    }
    return held;
  }

  /** Deletes a broadcast that was never confirmed, with its packs. One that was sent or stopped stays. */
  async function forget(tenantId: string, id: string): Promise<void> {
    const row = await broadcasts.get(partitionOf(tenantId, id), HEAD);
    const known =
      row === undefined ? undefined : decodeRow(BroadcastRow, row, 'Broadcasts', report);
    if (row === undefined || known === undefined) return;
    if (known.state !== 'freezing' && known.state !== 'frozen') return;
    const held = await deletePacks({ broadcast: known, etag: row.etag });
    if (held !== undefined) await drop(held);
  }

  /** The head, or undefined. One point read. */
  async function readHead(tenantId: string, id: string): Promise<Broadcast | undefined> {
    const row = await broadcasts.get(partitionOf(tenantId, id), HEAD);
    return row === undefined ? undefined : decodeRow(BroadcastRow, row, 'Broadcasts', report);
  }

  /** Whether there is a head, even one that cannot be read. One point read. */
  async function hasHead(tenantId: string, id: string): Promise<boolean> {
    return (await broadcasts.get(partitionOf(tenantId, id), HEAD)) !== undefined;
  }

  /**
   * Changes the head, deciding again where somebody else was first. Undefined where there is none, or where the change
   * declines. Throws `BroadcastContended`.
   */
  async function changeHead(
    tenantId: string,
    id: string,
    change: (head: Broadcast) => Broadcast | undefined,
  ): Promise<Broadcast | undefined> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const row = await broadcasts.get(partitionOf(tenantId, id), HEAD);
      const head =
        row === undefined ? undefined : decodeRow(BroadcastRow, row, 'Broadcasts', report);
      const next = head === undefined ? undefined : change(head);
      if (row === undefined || next === undefined || next === head) return next;
      const outcome = await broadcasts.commit([
        { kind: 'replace', row: encodeRow(row.partitionKey, HEAD, next), etag: row.etag },
      ]);
      if (outcome.ok) return next;
    }
    throw new BroadcastContended('A broadcast changed under every try.');
  }

  /**
   * Writes up to `PACKS_A_WRITE` packs of people of whom nothing is known yet. Undefined where somebody else writes this
   * broadcast down by now. One request.
   */
  async function addPacks(
    held: HeldHead,
    packs: readonly NewPack[],
  ): Promise<HeldHead | undefined> {
    const { tenantId, id } = held.broadcast;
    return writeHeld(
      held,
      packs.map(({ index, userIds }) => {
        const outcomes = RECIPIENT_OUTCOMES.none.repeat(userIds.length);
        const stored = { index, userIds, outcomes, correctedTo: 1, corrected: 0 };
        return {
          kind: 'upsert',
          row: encodeRow(partitionOf(tenantId, id), packKey(index), stored),
        };
      }),
    );
  }

  /**
   * Ends the writing down: the recipients are frozen, to be confirmed or sent. Undefined where somebody else writes it
   * down by now.
   */
  async function finishFreezing(
    { broadcast, etag }: HeldHead,
    frozen: Pick<Broadcast, 'recipients' | 'packs' | 'sendFrom' | 'timing'> & {
      readonly state: 'frozen' | 'sending';
    },
  ): Promise<Broadcast | undefined> {
    const { tenantId, id } = broadcast;
    const next: Broadcast = { ...broadcast, ...frozen };
    const row = encodeRow(partitionOf(tenantId, id), HEAD, next);
    return (await commitUnderHead(next, [{ kind: 'replace', row, etag }]))?.broadcast;
  }

  /** Deletes a head without packs, unless somebody else writes it down by now. */
  async function drop({ broadcast: { tenantId, id }, etag }: HeldHead): Promise<void> {
    const partitionKey = partitionOf(tenantId, id);
    const gone = await broadcasts.commit([{ kind: 'delete', partitionKey, rowKey: HEAD, etag }]);
    if (gone.ok) await unlist(tenantId, id);
  }

  async function unlist(tenantId: string, id: string): Promise<void> {
    await broadcasts.commit([{ kind: 'delete', partitionKey: indexOf(tenantId), rowKey: id }]);
  }

  /** Every broadcast of a tenant that was begun and is not deleted. One range. */
  async function list(tenantId: string): Promise<readonly ListedBroadcast[]> {
    const rows = await broadcasts.readRange(indexOf(tenantId), {});
    return rows.flatMap((row) => decodeRow(IndexRow, row, 'Broadcasts', report) ?? []);
  }

  /**
   * Takes somebody out of the packs of a broadcast; what came of them stays counted. `freezing`: it is being written down,
   * and they may still be put in. A request for every thousand packs, and two where they are.
   */
  async function forgetRecipient(
    tenantId: string,
    id: string,
    userId: string,
  ): Promise<'done' | 'freezing'> {
    const head = await readHead(tenantId, id);
    if (head === undefined) return 'done';
    await eachPack(tenantId, id, async ({ index, userIds }) => {
      if (!userIds.includes(userId)) return;
      await changePack(tenantId, id, index, (stored) => {
        const at = stored.userIds.indexOf(userId);
        if (at < 0) return stored;
        const isSent = stored.outcomes[at] === RECIPIENT_OUTCOMES.sent;
        const outcome = isSent ? RECIPIENT_OUTCOMES.sent : RECIPIENT_OUTCOMES.skipped;
        return {
          ...stored,
          userIds: stored.userIds.with(at, ''),
          outcomes: `${stored.outcomes.slice(0, at)}${outcome}${stored.outcomes.slice(at + 1)}`,
        };
      });
    });
    return head.state === 'freezing' ? 'freezing' : 'done';
  }

  /** Lets a broadcast that is over forget to whom it went: how many stays. Done already is fine. */
  async function forgetRecipients(tenantId: string, listed: ListedBroadcast): Promise<void> {
    const { id } = listed;
    await eachPack(tenantId, id, async ({ index, userIds }) => {
      if (userIds.length === 0) return;
      await changePack(tenantId, id, index, (stored) => ({ ...stored, userIds: [] }));
    });
    const row = encodeRow(indexOf(tenantId), id, { ...listed, recipients: 'forgotten' });
    await broadcasts.commit([{ kind: 'upsert', row }]);
  }

  /** Deletes a broadcast that is over for long, with all that is left of it. Deleted already is fine. */
  async function remove(tenantId: string, id: string): Promise<void> {
    const row = await broadcasts.get(partitionOf(tenantId, id), HEAD);
    const known =
      row === undefined ? undefined : decodeRow(BroadcastRow, row, 'Broadcasts', report);
    if (row === undefined) return unlist(tenantId, id);
    if (known === undefined) return undefined;
    const held = await deletePacks({ broadcast: known, etag: row.etag });
    if (held !== undefined) await drop(held);
    return undefined;
  }

  async function eachPack(
    tenantId: string,
    id: string,
    act: (stored: PackRow) => Promise<void>,
  ): Promise<void> {
    let continuation: string | undefined;
    do {
      const page = await broadcasts.readPage(partitionOf(tenantId, id), PACKS_RANGE, {
        limit: LARGEST_PAGE,
        ...(continuation === undefined ? {} : { continuation }),
      });
      for (const row of page.rows) {
        const stored = toStored(row);
        if (stored !== undefined) await act(stored);
      }
      continuation = page.continuation;
    } while (continuation !== undefined);
  }

  /** Writes in one transaction with the head as it is held, so that only one at a time writes a broadcast down. */
  async function writeHeld(
    { broadcast, etag }: HeldHead,
    writes: readonly Write[],
  ): Promise<HeldHead | undefined> {
    const { tenantId, id } = broadcast;
    const row = encodeRow(partitionOf(tenantId, id), HEAD, broadcast);
    return commitUnderHead(broadcast, [{ kind: 'replace', row, etag }, ...writes]);
  }

  async function commitUnderHead(
    broadcast: Broadcast,
    writes: readonly Write[],
  ): Promise<HeldHead | undefined> {
    const outcome = await broadcasts.commit(writes);
    const etag = outcome.ok ? outcome.etags[0] : undefined;
    return etag === undefined ? undefined : { broadcast, etag };
  }

  /** One pack, or undefined. One point read. */
  async function readPack(
    tenantId: string,
    id: string,
    index: number,
  ): Promise<BroadcastPack | undefined> {
    const row = await broadcasts.get(partitionOf(tenantId, id), packKey(index));
    const stored = row === undefined ? undefined : toStored(row);
    if (stored === undefined) return undefined;
    // Whoever was erased stands there without an id.
    const known = stored.userIds.flatMap((userId, n) =>
      userId === '' ? [] : [{ userId, outcome: outcomeOfLetter(stored.outcomes[n] ?? '') }],
    );
    return {
      index,
      userIds: known.map(({ userId }) => userId),
      outcomes: known.map(({ outcome }) => outcome),
    };
  }

  /**
   * Says what came of some people of a pack; the same again is the same. Whoever was told stays told. People who are
   * not in it are passed over. Throws `BroadcastContended`.
   */
  async function setOutcomes(
    tenantId: string,
    id: string,
    index: number,
    changes: ReadonlyMap<string, RecipientOutcome>,
  ): Promise<void> {
    await changePack(tenantId, id, index, (stored) => {
      const outcomes = stored.userIds
        .map((userId, n) => {
          const before = stored.outcomes[n] ?? RECIPIENT_OUTCOMES.none;
          const now = changes.get(userId);
          return now === undefined || before === RECIPIENT_OUTCOMES.sent
            ? before
            : RECIPIENT_OUTCOMES[now];
        })
        .join('');
      return { ...stored, outcomes };
    });
  }

  /** Says that the cards of a pack were brought up to a revision of the words, and how many there are. */
  async function setCorrected(
    tenantId: string,
    id: string,
    index: number,
    revision: number,
    corrected: number,
  ): Promise<void> {
    await changePack(tenantId, id, index, (stored) =>
      stored.correctedTo > revision ? stored : { ...stored, correctedTo: revision, corrected },
    );
  }

  async function changePack(
    tenantId: string,
    id: string,
    index: number,
    change: (stored: PackRow) => PackRow,
  ): Promise<void> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const row = await broadcasts.get(partitionOf(tenantId, id), packKey(index));
      const stored = row === undefined ? undefined : toStored(row);
      if (row === undefined || stored === undefined) return;
      const next = change(stored);
      if (JSON.stringify(next) === JSON.stringify(stored)) return;
      const outcome = await broadcasts.commit([
        { kind: 'replace', row: encodeRow(row.partitionKey, row.rowKey, next), etag: row.etag },
      ]);
      if (outcome.ok) return;
    }
    throw new BroadcastContended('A pack changed under every try.');
  }

  /**
   * People by outcome, over all packs, and how many cards show this revision of the words: a request for every thousand
   * packs.
   */
  async function progress(
    tenantId: string,
    id: string,
    revision: number,
  ): Promise<BroadcastProgress> {
    const sums = { none: 0, sent: 0, waiting: 0, skipped: 0, failed: 0, corrected: 0 };
    await eachPack(tenantId, id, async (stored) => {
      for (const letter of stored.outcomes) sums[outcomeOfLetter(letter)] += 1;
      if (stored.correctedTo === revision) sums.corrected += stored.corrected;
    });
    return sums;
  }

  function toStored(row: StoredRow): PackRow | undefined {
    return decodeRow(PackRow, row, 'Broadcasts', report);
  }

  return {
    begin,
    beginAnew,
    addPacks,
    finishFreezing,
    drop,
    forget,
    list,
    forgetRecipient,
    forgetRecipients,
    remove,
    readHead,
    hasHead,
    changeHead,
    readPack,
    setOutcomes,
    setCorrected,
    progress,
  };
}

function partitionOf(tenantId: string, id: string): string {
  return `${tenantId}_${id}`;
}

function indexOf(tenantId: string): string {
  return `${tenantId}_all`;
}

function packKey(index: number): string {
  return `pack_${String(index).padStart(6, '0')}`;
}

const OUTCOME_OF_LETTER = new Map<string, RecipientOutcome>(
  (Object.keys(RECIPIENT_OUTCOMES) as RecipientOutcome[]).map((name) => [
    RECIPIENT_OUTCOMES[name],
    name,
  ]),
);

function outcomeOfLetter(letter: string): RecipientOutcome {
  return OUTCOME_OF_LETTER.get(letter) ?? 'none';
}
