import { tellOrganisers, type TakeCardBack } from '../../shared/commands/tell-organisers.ts';
import { requestsWaitingId } from '../../shared/domain/pending-ids.ts';
import { DEALT_WITH_REVISION } from '../../shared/domain/requests-round.ts';
import type { RequestsOf } from '../../shared/store/requests-rounds-store.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { type JobInHand, MOST_COMINGS, PACK_VISIBILITY_MS } from './hold-message.ts';
import type { SendPermits } from './send-permits.ts';
import { updateCard } from './update-card.ts';

/**
 * Tells the organisers of an ERG that requests wait, or that they were dealt with: cards that told of them are brought
 * up to date. What fails is done when the job comes back.
 */
export async function lookAtRequests(
  deps: DeliveryDeps,
  permits: SendPermits,
  of: RequestsOf,
  { comeBackAtMs, comings }: JobInHand,
): Promise<void> {
  const takeCardBack: TakeCardBack = async (person, { ergId, ergName, round }) => {
    const id = requestsWaitingId({ ergId, revision: round.revision });
    const sending = person.deliveries.find(
      ({ items, progress }) =>
        progress.state === 'sending' &&
        items.some((item) => item.kind === 'pending' && item.id === id),
    );
    // It is on its way: once it has arrived, or was given up, this is looked at again.
    if (sending?.progress.state === 'sending') return sending.progress.leaseUntilMs;
    const content = { kind: 'requests-waiting', ergId, ergName, waiting: 0 } as const;
    const words = { id, content, revision: DEALT_WITH_REVISION };
    const updated = await updateCard(deps, permits, person.key, words);
    return updated === 'again' ? deps.clock.realMs() + PACK_VISIBILITY_MS : undefined;
  };
  try {
    const again = await tellOrganisers(deps, of, takeCardBack);
    if (comings < MOST_COMINGS) comeBackAtMs.push(...again);
  } catch (error) {
    deps.log.error('requests.telling-failed', error);
    if (comings < MOST_COMINGS) comeBackAtMs.push(deps.clock.realMs() + PACK_VISIBILITY_MS);
  }
}
