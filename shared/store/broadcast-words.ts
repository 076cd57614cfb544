import type { Broadcast } from '../domain/broadcast.ts';
import type { Clock } from '../domain/time.ts';
import type { BroadcastsStore } from './broadcasts-store.ts';

/** How old what a program knows of a broadcast may be, in real milliseconds: a stop holds within this time. */
const FRESH_MS = 2000;

/** How many broadcasts are remembered. */
const MOST_KEPT = 500;

/**
 * The words of broadcasts, as delivery asks for them person by person: one read in two seconds, shared. `told` is
 * whether they may be told now.
 */
export function createBroadcastWords(
  store: Pick<BroadcastsStore, 'readHead'>,
  clock: Clock,
): {
  get(
    tenantId: string,
    id: string,
  ): Promise<
    | (Pick<Broadcast, 'content' | 'ergId'> & { readonly revision: number; readonly told: boolean })
    | undefined
  >;
} {
  const kept = new Map<
    string,
    { readonly atMs: number; readonly head: Promise<Broadcast | undefined> }
  >();

  function read(tenantId: string, id: string): Promise<Broadcast | undefined> {
    const key = `${tenantId} ${id}`;
    const known = kept.get(key);
    if (known !== undefined && clock.realMs() - known.atMs < FRESH_MS) return known.head;
    const head = store.readHead(tenantId, id);
    kept.delete(key);
    kept.set(key, { atMs: clock.realMs(), head });
    head.catch(() => {
      if (kept.get(key)?.head === head) kept.delete(key);
    });
    for (const oldest of kept.keys()) {
      if (kept.size <= MOST_KEPT) break;
      kept.delete(oldest);
    }
    return head;
  }

  return {
    async get(tenantId, id) {
      const head = await read(tenantId, id);
      if (head === undefined) return undefined;
      const { content, ergId, contentRevision: revision, state, sendFrom } = head;
      const told = state === 'sending' && clock.now() >= sendFrom;
      return { content, ...(ergId === undefined ? {} : { ergId }), revision, told };
    },
  };
}
