import type { Pending } from '../../shared/domain/pending.ts';
import type { DeliveryDeps } from './delivery-deps.ts';

/**
 * Keeps who was told something of a broadcast after having waited for it, so that its progress is written once a
 * pack. A program that dies before leaves them as waiting in the progress; they were told all the same.
 */
export function createLateTellings(tenantId: string): {
  add(userId: string, told: readonly Pending[]): void;
  /** Writes the progress of every pack of a broadcast that was added; what fails is logged. */
  tell(deps: Pick<DeliveryDeps, 'broadcasts' | 'log'>): Promise<void>;
} {
  const byPack = new Map<string, { id: string; pack: number; userIds: Set<string> }>();
  return {
    add(userId, told) {
      for (const { id, pack } of told) {
        if (pack === undefined) continue;
        const known = byPack.get(`${pack} ${id}`) ?? { id, pack, userIds: new Set() };
        byPack.set(`${pack} ${id}`, known);
        known.userIds.add(userId);
      }
    },
    async tell(deps) {
      for (const { id, pack, userIds } of byPack.values()) {
        const outcomes = new Map([...userIds].map((userId) => [userId, 'sent' as const]));
        try {
          await deps.broadcasts.setOutcomes(tenantId, id, pack, outcomes);
        } catch (error) {
          deps.log.error('broadcast.progress-lost', error);
        }
      }
    },
  };
}
