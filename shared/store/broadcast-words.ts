import type { Broadcast } from '../domain/broadcast.ts';
import type { Clock } from '../domain/time.ts';
import type { BroadcastsStore } from './broadcasts-store.ts';
import { createSharedReads } from './shared-reads.ts';

/**
 * The words of broadcasts, as delivery asks for them person by person: one read in two seconds, shared. `told` is
 * whether they may be told now; where not, `held` is whether they may be later: before its hold is over, or while it is
 * stopped.
 */
export function createBroadcastWords(
  store: Pick<BroadcastsStore, 'readHead'>,
  clock: Clock,
): {
  get(
    tenantId: string,
    id: string,
  ): Promise<
    | (Pick<Broadcast, 'content' | 'ergId'> & {
        readonly revision: number;
        readonly told: boolean;
        readonly held?: boolean;
      })
    | undefined
  >;
} {
  const heads = createSharedReads<Broadcast | undefined>(clock.realMs);
  return {
    async get(tenantId, id) {
      const head = await heads.get(`${tenantId} ${id}`, () => store.readHead(tenantId, id));
      if (head === undefined) return undefined;
      const { content, ergId, contentRevision: revision, state, sendFrom } = head;
      const told = state === 'sending' && clock.now() >= sendFrom;
      return {
        content,
        ...(ergId === undefined ? {} : { ergId }),
        revision,
        told,
        ...(told ? {} : { held: clock.now() < head.until }),
      };
    },
  };
}
