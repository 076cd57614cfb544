import { countFigures } from '../../shared/commands/count-figures.ts';
import { releaseMonth } from '../../shared/commands/release-month.ts';
import { figuresJobFromText } from '../../shared/store/figures-jobs.ts';
import { setAside } from '../../shared/store/set-aside.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { holdMessage, type ReceivedFrom } from './hold-message.ts';

/** How long one worker alone is at a job before it has to say so anew; longer than any of its steps takes. */
const ALONE_MS = 2 * 60_000;

/** Counts one month of one ERG, or releases one of an organisation, its message hidden meanwhile. Safe to repeat at any point. */
export async function workOnFigures(
  deps: DeliveryDeps,
  received: ReceivedFrom,
  stopping: AbortSignal,
): Promise<void> {
  const { message, queue } = received;
  const job = figuresJobFromText(message.text);
  if (job === undefined) {
    deps.log.warn('figures.job-unreadable');
    await setAside(queue, message);
    return;
  }
  const held = holdMessage(deps, received, stopping);
  const isRelease = 'release' in job;
  const lease = isRelease ? `release_${job.tenantId}` : `figures_${job.tenantId}_${job.ergId}`;
  // One of its own each time: a job that is put twice is not counted twice at once, not even here.
  const holder = deps.newId();
  let isDone = false;
  try {
    const mayGoOn = async () =>
      held.mayBegin() && (await deps.leases.take(lease, holder, ALONE_MS));
    isDone = isRelease
      ? await releaseMonth(deps, job, mayGoOn)
      : await countFigures(deps, job, mayGoOn);
  } finally {
    await held.letGo();
  }
  await held.finish(isDone ? [] : [deps.clock.realMs() + ALONE_MS]);
}
