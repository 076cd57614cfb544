import { countFigures } from '../../shared/commands/count-figures.ts';
import { figuresJobFromText } from '../../shared/store/figures-jobs.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { holdMessage, type ReceivedFrom } from './hold-message.ts';

/** How long one worker alone counts an ERG before it has to say so anew; longer than a page of allies takes. */
const ALONE_MS = 2 * 60_000;

/** Counts one month of one ERG, its message hidden meanwhile. Safe to repeat at any point. */
export async function workOnFigures(
  deps: DeliveryDeps,
  received: ReceivedFrom,
  stopping: AbortSignal,
): Promise<void> {
  const { message, queue } = received;
  const job = figuresJobFromText(message.text);
  if (job === undefined) {
    deps.log.warn('figures.job-unreadable');
    await queue.remove(message);
    return;
  }
  const held = holdMessage(deps, received, stopping);
  const lease = `figures_${job.tenantId}_${job.ergId}`;
  // One of its own each time: a job that is put twice is not counted twice at once, not even here.
  const holder = deps.newId();
  let isDone = false;
  try {
    isDone = await countFigures(
      deps,
      job,
      async () => held.mayBegin() && (await deps.leases.take(lease, holder, ALONE_MS)),
    );
  } finally {
    await held.letGo();
  }
  await held.finish(isDone ? [] : [deps.clock.realMs() + ALONE_MS]);
}
