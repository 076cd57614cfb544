import { addMinutes } from '../../shared/domain/cadence.ts';
import type { PersonKey } from '../../shared/domain/person.ts';
import type { MessageReceipt, ReceivedMessage } from '../../shared/store/queues.ts';
import { deliverToPerson } from './deliver-to-person.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { packFromText } from './pack.ts';
import type { SendPermits } from './send-permits.ts';

/** How long a pack is hidden while it is worked on; renewed at half time. */
export const PACK_VISIBILITY_MS = 120_000;

/** How many people of a pack are worked on at once. */
const AT_ONCE = 8;

/** When to look again at somebody about whom something failed, in minutes. */
const LOOK_AGAIN_MINUTES = 10;

/**
 * Works through a pack. It is deleted when everybody is done, and hidden until the latest of other workers'
 * claims has ended where somebody is in flight. One bad person never holds up the others, nor keeps the pack
 * alive: whoever failed gets a hint to be looked at again.
 */
export async function deliverPack(
  deps: DeliveryDeps,
  permits: SendPermits,
  message: ReceivedMessage,
): Promise<void> {
  const queue = deps.queues.queue('packs');
  const pack = packFromText(message.text);
  if (pack === undefined) {
    deps.log.warn('pack.unreadable');
    await queue.remove(message);
    return;
  }
  let receipt: MessageReceipt | undefined = message;
  const renew = async (): Promise<void> => {
    if (receipt === undefined) return;
    try {
      receipt = await queue.hide(receipt, PACK_VISIBILITY_MS);
    } catch (error) {
      deps.log.error('pack.renewal-failed', error);
    }
  };
  let renewing = Promise.resolve();
  const renewal = setInterval(() => {
    renewing = renewing.then(renew);
  }, PACK_VISIBILITY_MS / 2);
  const comeBackAtMs: number[] = [];
  try {
    const waiting = [...pack.userIds];
    const work = async () => {
      for (let userId = waiting.shift(); userId !== undefined; userId = waiting.shift()) {
        const key = { tenantId: pack.tenantId, userId };
        try {
          const looked = await deliverToPerson(deps, permits, key);
          if (looked.outcome === 'in-flight') comeBackAtMs.push(looked.untilMs);
        } catch (error) {
          deps.log.error('delivery.failed', error);
          if (!(await lookAgainLater(deps, key))) {
            comeBackAtMs.push(deps.clock.realMs() + PACK_VISIBILITY_MS);
          }
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  } finally {
    clearInterval(renewal);
    // Hiding gives a new receipt, and the old one deletes nothing.
    await renewing;
  }
  if (receipt === undefined) return;
  if (comeBackAtMs.length === 0) await queue.remove(receipt);
  else await queue.hide(receipt, Math.max(1000, Math.max(...comeBackAtMs) - deps.clock.realMs()));
}

/** Writes a hint for somebody about whom something failed; false where even that fails: the pack must come back. */
async function lookAgainLater(deps: DeliveryDeps, key: PersonKey): Promise<boolean> {
  try {
    await deps.schedule.put({ key, at: addMinutes(deps.clock.now(), LOOK_AGAIN_MINUTES) });
    return true;
  } catch (error) {
    deps.log.error('delivery.look-again-failed', error);
    return false;
  }
}
