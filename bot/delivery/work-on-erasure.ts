import { forgetTraces } from '../../shared/commands/forget-traces.ts';
import { retainPeople, retainRecords } from '../../shared/commands/keep-no-longer.ts';
import { type ErasureJob, erasureJobFromText } from '../../shared/store/erasure-jobs.ts';
import { setAside } from '../../shared/store/set-aside.ts';
import { blankCards } from './blank-cards.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { holdMessage, MOST_COMINGS, type ReceivedFrom } from './hold-message.ts';
import type { SendPermits } from './send-permits.ts';

/** What might not go on goes on then. */
const SOON_MS = 1000;

/** Does one job about what is kept no longer, its message hidden meanwhile. Safe to repeat at any point. */
export async function workOnErasure(
  deps: DeliveryDeps,
  permits: SendPermits,
  received: ReceivedFrom,
  stopping: AbortSignal,
): Promise<void> {
  const { message, queue } = received;
  const job = erasureJobFromText(message.text);
  if (job === undefined) {
    deps.log.warn('erasure.job-unreadable');
    await setAside(queue, message);
    return;
  }
  const held = holdMessage(deps, received, stopping);
  let afterMs: number | undefined;
  try {
    afterMs = await doJob(deps, permits, job, held.mayBegin);
  } finally {
    await held.letGo();
  }
  const isAwaited = afterMs !== undefined && message.dequeueCount < MOST_COMINGS;
  await held.finish(isAwaited ? [deps.clock.realMs() + (afterMs ?? 0)] : []);
}

/** Gives after how long it has to be done again; undefined where it is done. */
async function doJob(
  deps: DeliveryDeps,
  permits: SendPermits,
  job: ErasureJob,
  mayGoOn: () => boolean,
): Promise<number | undefined> {
  switch (job.do) {
    case 'blank':
      await blankCards(deps, permits, job, mayGoOn);
      return undefined;
    case 'forget': {
      const forgotten = await forgetTraces(deps, job, mayGoOn);
      return forgotten === 'done' ? undefined : forgotten.afterMs;
    }
    case 'retain-people':
      await retainPeople(deps, job);
      return undefined;
    case 'retain-records':
      return (await retainRecords(deps, job.tenantId, mayGoOn)) ? undefined : SOON_MS;
  }
}
