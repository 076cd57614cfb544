import type { Broadcast } from '../../shared/domain/broadcast.ts';
import { atOnce } from '../../shared/commands/at-once.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { type JobInHand, MOST_COMINGS, PACK_VISIBILITY_MS } from './hold-message.ts';
import type { SendPermits } from './send-permits.ts';
import { updateCard } from './update-card.ts';

const AT_ONCE = 8;

/**
 * Brings the sent cards of one pack up to date with a correction: those of leavers too, since they got it. Whoever
 * erased themselves, or got it so long ago that it is past, is left out. Safe to repeat: what shows the correction
 * already is skipped, and what failed is tried when the job comes back.
 */
export async function correctPack(
  deps: DeliveryDeps,
  permits: SendPermits,
  { tenantId, id, content, contentRevision: revision }: Broadcast,
  index: number,
  { held, comeBackAtMs, comings }: JobInHand,
): Promise<void> {
  const pack = await deps.broadcasts.readPack(tenantId, id, index);
  if (pack === undefined) return;
  // Somebody told late may still stand there as waiting, or as failed: their own rows decide.
  const maybeTold = pack.userIds.filter(
    (_, n) => pack.outcomes[n] !== 'none' && pack.outcomes[n] !== 'skipped',
  );
  const counts = { updated: 0, 'none-to-update': 0, again: 0 };
  await atOnce(maybeTold, AT_ONCE, async (userId) => {
    if (!held.mayBegin()) return;
    try {
      const words = { id, content, revision };
      counts[await updateCard(deps, permits, { tenantId, userId }, words)] += 1;
    } catch (error) {
      deps.log.error('broadcast.correction-failed', error);
      counts.again += 1;
    }
  });
  if (counts.again > 0 && comings < MOST_COMINGS) {
    comeBackAtMs.push(deps.clock.realMs() + PACK_VISIBILITY_MS);
  }
  // What was left undone is done when the job comes back.
  if (held.mayBegin()) {
    await deps.broadcasts.setCorrected(tenantId, id, index, revision, counts.updated);
  }
}
