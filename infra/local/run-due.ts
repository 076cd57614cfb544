import { collectDue } from '../../bot/delivery/collect-due.ts';
import type { DeliveryDeps } from '../../bot/delivery/delivery-deps.ts';
import type { Worker } from '../../bot/delivery/worker.ts';

const LOOK_AGAIN_MS = 50;
const LONGEST_MS = 30_000;

/**
 * Runs what is due at the present product time and resolves when the worker has worked it all off, or after
 * half a minute: for the moment after the clock was moved.
 */
export async function runDue(deps: DeliveryDeps, worker: Pick<Worker, 'wake'>): Promise<void> {
  await collectDue(deps);
  worker.wake();
  const packs = deps.queues.queue('packs');
  const untilMs = deps.clock.realMs() + LONGEST_MS;
  while ((await packs.approximateLength()) > 0 && deps.clock.realMs() < untilMs) {
    worker.wake();
    await deps.wait(LOOK_AGAIN_MS);
  }
}
