import { z } from 'zod';
import type { BuddyShare } from '../domain/buddy.ts';
import type { BuddyPair } from '../domain/buddy-pair.ts';
import { deleteRange } from './delete-range.ts';
import { complementOfHex } from './person-keys.ts';
import { type BrokenRowReporter, decodeRow, encodeRow } from './row-codec.ts';
import type { StoredRow, Tables, Write } from './tables.ts';

const Text = z.string();
const NamedRow = z.object({ userId: Text, name: Text });

/** How far two buddies are. */
export const PairRow: z.ZodType<BuddyPair> = z.object({
  id: Text,
  asker: NamedRow,
  askedAt: Text,
  until: Text,
  revision: z.number(),
  takenBack: z.array(Text).default([]),
  life: z.discriminatedUnion('state', [
    z.object({ state: z.literal('asked'), secretHash: Text }),
    z.object({ state: z.literal('accepted'), secretHash: Text, by: NamedRow, at: Text }),
    z.object({ state: z.literal('together'), with: NamedRow, since: Text }),
    z.object({ state: z.literal('over'), with: NamedRow.nullable() }),
  ]),
});

/** Something that one of a pair shared. */
export const ShareRow: z.ZodType<BuddyShare> = z.object({
  id: Text,
  by: Text,
  words: Text,
  at: Text,
});

/** A pair as read, with the ETag that its next change will ask for. */
export interface LoadedPair {
  readonly pair: BuddyPair;
  readonly etag: string;
}

/** The store of pairs of buddies. */
export type BuddiesStore = ReturnType<typeof createBuddiesStore>;

const PAIR_KEY = 'pair';
const SHARES_RANGE = { from: 'share_', before: 'share`' } as const;

/** How many shared things one page holds. */
const PAGE_SIZE = 20;

/**
 * Table `Buddies`: partition tenant_pair, `pair` with how far the two are, `share_{id}` the newest first. Every change of a
 * pair asks for its ETag, and so does every share: nothing is shared in a pair that has just ended.
 */
export function createBuddiesStore(tables: Tables, report: BrokenRowReporter) {
  const buddies = tables.table('Buddies');

  function toShare(row: StoredRow): BuddyShare | undefined {
    return decodeRow(ShareRow, row, 'Buddies', report);
  }

  /** The pair, or undefined where there is none. One request. */
  async function load(tenantId: string, pairId: string): Promise<LoadedPair | undefined> {
    const row = await buddies.get(pairPartition(tenantId, pairId), PAIR_KEY);
    const pair = row === undefined ? undefined : decodeRow(PairRow, row, 'Buddies', report);
    return row === undefined || pair === undefined ? undefined : { pair, etag: row.etag };
  }

  /** Begins a pair. `exists`: there is one by this id. One request. */
  async function begin(tenantId: string, pair: BuddyPair): Promise<'begun' | 'exists'> {
    const row = encodeRow(pairPartition(tenantId, pair.id), PAIR_KEY, pair);
    const outcome = await buddies.commit([{ kind: 'insert', row }]);
    return outcome.ok ? 'begun' : 'exists';
  }

  /** Replaces a pair as it was read; false: it changed or is gone since. One request. */
  async function replace(tenantId: string, loaded: LoadedPair, pair: BuddyPair): Promise<boolean> {
    return (await buddies.commit([replacing(tenantId, loaded, pair)])).ok;
  }

  /** Shares something in a pair as it was read. One request. */
  async function share(
    tenantId: string,
    loaded: LoadedPair,
    shared: BuddyShare,
  ): Promise<'shared' | 'exists' | 'changed'> {
    const partition = pairPartition(tenantId, loaded.pair.id);
    const row = encodeRow(partition, shareKey(shared.id), shared);
    const outcome = await buddies.commit([
      replacing(tenantId, loaded, loaded.pair),
      { kind: 'insert', row },
    ]);
    if (outcome.ok) return 'shared';
    return outcome.reason === 'exists' ? 'exists' : 'changed';
  }

  /** Removes something shared, and writes the pair that remembers it; false: the pair changed since. One request. */
  async function takeBack(
    tenantId: string,
    loaded: LoadedPair,
    next: BuddyPair,
    shareId: string,
  ): Promise<boolean> {
    const partitionKey = pairPartition(tenantId, next.id);
    const outcome = await buddies.commit([
      replacing(tenantId, loaded, next),
      { kind: 'delete', partitionKey, rowKey: shareKey(shareId) },
    ]);
    return outcome.ok;
  }

  /** One thing shared, or undefined. One request. */
  async function readShare(
    tenantId: string,
    pairId: string,
    shareId: string,
  ): Promise<BuddyShare | undefined> {
    const row = await buddies.get(pairPartition(tenantId, pairId), shareKey(shareId));
    return row === undefined ? undefined : toShare(row);
  }

  /** What is shared in a pair, the newest first, 20 a page. One request. Throws `ContinuationNotAllowed`. */
  async function readShares(
    tenantId: string,
    pairId: string,
    continuation: string | undefined,
  ): Promise<{ readonly shares: readonly BuddyShare[]; readonly continuation?: string }> {
    const page = await buddies.readPage(pairPartition(tenantId, pairId), SHARES_RANGE, {
      limit: PAGE_SIZE,
      ...(continuation === undefined ? {} : { continuation }),
    });
    return {
      shares: page.rows.flatMap((row) => toShare(row) ?? []),
      ...(page.continuation === undefined ? {} : { continuation: page.continuation }),
    };
  }

  /** Everything that is shared in a pair, for an export. */
  async function readEveryShare(tenantId: string, pairId: string): Promise<readonly BuddyShare[]> {
    const rows = await buddies.readRange(pairPartition(tenantId, pairId), SHARES_RANGE);
    return rows.flatMap((row) => toShare(row) ?? []);
  }

  /** Deletes everything that is shared in a pair, in as many transactions as it takes. */
  async function clear(tenantId: string, pairId: string): Promise<void> {
    await deleteRange(buddies, pairPartition(tenantId, pairId), SHARES_RANGE);
  }

  /** Removes a pair that is over and cleared. Removed already is fine. One request. */
  async function remove(tenantId: string, pairId: string): Promise<void> {
    const partitionKey = pairPartition(tenantId, pairId);
    await buddies.commit([{ kind: 'delete', partitionKey, rowKey: PAIR_KEY }]);
  }

  return {
    load,
    begin,
    replace,
    share,
    takeBack,
    readShare,
    readShares,
    readEveryShare,
    clear,
    remove,
  };
}

function replacing(tenantId: string, { etag }: LoadedPair, pair: BuddyPair): Write {
  const row = encodeRow(pairPartition(tenantId, pair.id), PAIR_KEY, pair);
  return { kind: 'replace', row, etag };
}

function pairPartition(tenantId: string, pairId: string): string {
  return `${tenantId}_${pairId}`;
}

function shareKey(id: string): string {
  return `share_${complementOfHex(id)}`;
}
