import { hearBells } from '../../shared/commands/hear-bells.ts';
import { collectDue } from './collect-due.ts';
import { deliverPack, PACK_VISIBILITY_MS } from './deliver-pack.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { createSendPermits } from './send-permits.ts';

/** A running worker: scheduler, packs and bells of one process. */
export interface Worker {
  /** Looks at the schedule now instead of at the next minute. */
  wake(): void;
  /** Ends when what is in hand is done. */
  stop(): Promise<void>;
}

/** How often each part looks, in milliseconds. */
export interface WorkerPace {
  readonly scheduleMs: number;
  readonly packsMs: number;
  readonly bellsMs: number;
}

const PACE: WorkerPace = { scheduleMs: 60_000, packsMs: 1000, bellsMs: 5000 };

/** Starts the three loops. A loop that fails says so and goes on. */
export function startWorker(deps: DeliveryDeps, pace: WorkerPace = PACE): Worker {
  const stopping = new AbortController();
  const permits = createSendPermits(deps.permits, deps.clock.realMs);
  let waking = new AbortController();

  async function loop(name: string, everyMs: number, step: () => Promise<number>): Promise<void> {
    while (!stopping.signal.aborted) {
      // Taken before the step: who wakes it while it looks makes it look once more.
      const { signal } = waking;
      let found = 0;
      try {
        found = await step();
      } catch (error) {
        deps.log.error(`worker.${name}-failed`, error);
      }
      // Where there was work there may be more: look again at once.
      if (found > 0) continue;
      await deps.wait(everyMs, AbortSignal.any([signal, stopping.signal]));
    }
  }

  async function workOnPack(): Promise<number> {
    const messages = await deps.queues
      .queue('packs')
      .receive({ most: 1, visibilityMs: PACK_VISIBILITY_MS });
    for (const message of messages) await deliverPack(deps, permits, message);
    return messages.length;
  }

  const loops = [
    loop('schedule', pace.scheduleMs, () => collectDue(deps)),
    loop('packs', pace.packsMs, workOnPack),
    loop('bells', pace.bellsMs, () => hearBells(deps)),
  ];
  return {
    wake() {
      const before = waking;
      waking = new AbortController();
      before.abort();
    },
    async stop() {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}
