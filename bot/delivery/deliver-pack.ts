import type { MessageReceipt, ReceivedMessage } from '../../shared/store/queues.ts';
import { deliverToPerson } from './deliver-to-person.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { packFromText } from './pack.ts';
import type { SendPermits } from './send-permits.ts';

/** How long a pack is hidden while it is worked on; renewed at half time. */
export const PACK_VISIBILITY_MS = 120_000;

/** How many people of a pack are worked on at once. */
const AT_ONCE = 8;

/**
 * Works through a pack. It is deleted when everybody is done, and hidden until the latest of other workers'
 * claims has ended where somebody is in flight. One bad person never holds up the others: a pack in which
 * somebody failed comes back for them.
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
  const renewal = setInterval(() => {
    if (receipt === undefined) return;
    queue.hide(receipt, PACK_VISIBILITY_MS).then(
      (renewed) => (receipt = renewed),
      (error: unknown) => deps.log.error('pack.renewal-failed', error),
    );
  }, PACK_VISIBILITY_MS / 2);
  const comeBackAtMs: number[] = [];
  try {
    const waiting = [...pack.userIds];
    const work = async () => {
      for (let userId = waiting.shift(); userId !== undefined; userId = waiting.shift()) {
        try {
          const looked = await deliverToPerson(deps, permits, {
            tenantId: pack.tenantId,
            userId,
          });
          if (looked.outcome === 'in-flight') comeBackAtMs.push(looked.untilMs);
        } catch (error) {
          deps.log.error('delivery.failed', error);
          comeBackAtMs.push(deps.clock.realMs() + PACK_VISIBILITY_MS);
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  } finally {
    clearInterval(renewal);
  }
  if (receipt === undefined) return;
  if (comeBackAtMs.length === 0) await queue.remove(receipt);
  else await queue.hide(receipt, Math.max(1000, Math.max(...comeBackAtMs) - deps.clock.realMs()));
}
