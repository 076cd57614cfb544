import {
  type Broadcast,
  type BroadcastPack,
  type BroadcastProgress,
  RECIPIENT_OUTCOMES,
  type RecipientOutcome,
} from '../domain/broadcast.ts';
import { BroadcastRow, PackRow } from './broadcast-rows.ts';
import { LARGEST_PAGE } from './guards.ts';
import { type BrokenRowReporter, decodeRow, encodeRow } from './row-codec.ts';
import type { StoredRow, Tables } from './tables.ts';

const HEAD = 'head';
const PACKS_RANGE = { from: 'pack_', before: 'pack`' } as const;
const MOST_TRIES = 10;

/** Some recipients, as they are written down first. */
export interface NewPack {
  /** From 0. */
  readonly index: number;
  readonly userIds: readonly string[];
}

/** So many wrote to the same row at once that this one never came to its turn. */
export class BroadcastContended extends Error {
  override readonly name = 'BroadcastContended';
}

/** The store of broadcasts. */
export type BroadcastsStore = ReturnType<typeof createBroadcastsStore>;

/** The table `Broadcasts`: a partition a broadcast, with its head and its frozen packs. */
export function createBroadcastsStore(tables: Tables, report: BrokenRowReporter) {
  const broadcasts = tables.table('Broadcasts');

  /** Writes a head; `exists` where there is one under this id. */
  async function begin(
    broadcast: Broadcast,
  ): Promise<{ readonly ok: true } | { readonly ok: false; readonly reason: 'exists' }> {
    const { tenantId, id } = broadcast;
    const row = encodeRow(partitionOf(tenantId, id), HEAD, broadcast);
    const outcome = await broadcasts.commit([{ kind: 'insert', row }]);
    return outcome.ok ? { ok: true } : { ok: false, reason: 'exists' };
  }

  /** The head, or undefined. One point read. */
  async function readHead(tenantId: string, id: string): Promise<Broadcast | undefined> {
    const row = await broadcasts.get(partitionOf(tenantId, id), HEAD);
    return row === undefined ? undefined : decodeRow(BroadcastRow, row, 'Broadcasts', report);
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

  /** Writes up to a hundred packs of people of whom nothing is known yet. One request. */
  async function addPacks(tenantId: string, id: string, packs: readonly NewPack[]): Promise<void> {
    await broadcasts.commit(
      packs.map(({ index, userIds }) => {
        const outcomes = RECIPIENT_OUTCOMES.none.repeat(userIds.length);
        const stored = { index, userIds, outcomes, correctedTo: 1, corrected: 0 };
        const row = encodeRow(partitionOf(tenantId, id), packKey(index), stored);
        return { kind: 'upsert', row } as const;
      }),
    );
  }

  /** Deletes every pack: the recipients are written down anew. */
  async function clearPacks(tenantId: string, id: string): Promise<void> {
    const rows = await broadcasts.readRange(partitionOf(tenantId, id), PACKS_RANGE);
    for (let from = 0; from < rows.length; from += 100) {
      await broadcasts.commit(
        rows
          .slice(from, from + 100)
          .map(({ partitionKey, rowKey }) => ({ kind: 'delete', partitionKey, rowKey }) as const),
      );
    }
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
    const outcomes = Array.from(stored.outcomes, outcomeOfLetter);
    return { index, userIds: stored.userIds, outcomes, correctedTo: stored.correctedTo };
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

  /** People by outcome, over all packs: a request for every thousand packs. */
  async function progress(tenantId: string, id: string): Promise<BroadcastProgress> {
    const sums = { none: 0, sent: 0, waiting: 0, skipped: 0, failed: 0, corrected: 0 };
    let continuation: string | undefined;
    do {
      const page = await broadcasts.readPage(partitionOf(tenantId, id), PACKS_RANGE, {
        limit: LARGEST_PAGE,
        ...(continuation === undefined ? {} : { continuation }),
      });
      for (const row of page.rows) {
        const stored = toStored(row);
        if (stored === undefined) continue;
        for (const letter of stored.outcomes) sums[outcomeOfLetter(letter)] += 1;
        sums.corrected += stored.corrected;
      }
      continuation = page.continuation;
    } while (continuation !== undefined);
    return sums;
  }

  function toStored(row: StoredRow): PackRow | undefined {
    return decodeRow(PackRow, row, 'Broadcasts', report);
  }

  return {
    begin,
    readHead,
    changeHead,
    addPacks,
    clearPacks,
    readPack,
    setOutcomes,
    setCorrected,
    progress,
  };
}

function partitionOf(tenantId: string, id: string): string {
  return `${tenantId}_${id}`;
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
