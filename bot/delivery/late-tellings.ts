import { putBroadcastJob } from '../../shared/store/broadcast-jobs.ts';
import type { DeliveryDeps } from './delivery-deps.ts';

/** Something of a broadcast that a person was told, and in which of its revisions. */
export interface ToldOfBroadcast {
  readonly id: string;
  /** The pack of the broadcast in which the person stands. */
  readonly pack: number;
  readonly revision: number;
}

/**
 * Keeps who was told something of a broadcast after having waited for it, so that its progress is written once a
 * pack. A program that dies before leaves them as waiting in the progress; they were told all the same.
 */
export function createLateTellings(tenantId: string): {
  add(userId: string, told: readonly ToldOfBroadcast[]): void;
  /** Writes the progress of every pack of a broadcast that was added; what fails is logged. */
  tell(deps: Pick<DeliveryDeps, 'broadcasts' | 'log' | 'queues'>): Promise<void>;
} {
  const byPack = new Map<string, ToldOfBroadcast & { userIds: Set<string> }>();
  return {
    add(userId, told) {
      for (const one of told) {
        const name = `${one.pack} ${one.id}`;
        const known = byPack.get(name) ?? { ...one, userIds: new Set() };
        known.userIds.add(userId);
        byPack.set(name, { ...known, revision: Math.min(known.revision, one.revision) });
      }
    },
    async tell(deps) {
      for (const { id, pack, revision, userIds } of byPack.values()) {
        const outcomes = new Map([...userIds].map((userId) => [userId, 'sent' as const]));
        try {
          await deps.broadcasts.setOutcomes(tenantId, id, pack, outcomes);
          await correctIfOutdated(deps, { tenantId, id, pack, revision });
        } catch (error) {
          deps.log.error('broadcast.progress-lost', error);
        }
      }
    },
  };
}

/** Words that were corrected while a pack was told may have gone out as they were: its cards are looked through. */
export async function correctIfOutdated(
  deps: Pick<DeliveryDeps, 'broadcasts' | 'queues'>,
  told: ToldOfBroadcast & { readonly tenantId: string },
): Promise<void> {
  const { tenantId, id, pack, revision } = told;
  const head = await deps.broadcasts.readHead(tenantId, id);
  if (head === undefined || head.contentRevision === revision) return;
  await putBroadcastJob(deps.queues, { do: 'correct', tenantId, broadcastId: id, pack });
}
