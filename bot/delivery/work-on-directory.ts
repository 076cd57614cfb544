import { applyDirectory } from '../../shared/commands/apply-directory.ts';
import { compareDirectory } from '../../shared/commands/compare-directory.ts';
import {
  clearDirectoryImport,
  expireDirectoryImport,
} from '../../shared/commands/steer-directory.ts';
import { followDirectory } from '../../shared/commands/follow-directory.ts';
import { tendLeavers } from '../../shared/commands/tend-leavers.ts';
import { type DirectoryJob, directoryJobFromText } from '../../shared/store/directory-jobs.ts';
import { setAside } from '../../shared/store/set-aside.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { holdMessage, type ReceivedFrom } from './hold-message.ts';

/** How long a job waits for what is still being written, or for another program. */
const WAIT_MS = 10_000;

/** What became of a job; with `afterMs` it comes back then. */
type Work = 'done' | 'not-yet' | { readonly afterMs: number };

/** After so many waits whoever was writing gave up. */
const MOST_WAITS = 60;

/** How long one worker alone changes a directory before it has to say so anew. */
const ALONE_MS = 2 * 60_000;

/** Does one job of a directory, its message hidden meanwhile. Safe to repeat at any point. */
export async function workOnDirectory(
  deps: DeliveryDeps,
  received: ReceivedFrom,
  stopping: AbortSignal,
): Promise<void> {
  const { message, queue } = received;
  const job = directoryJobFromText(message.text);
  if (job === undefined) {
    deps.log.warn('directory.job-unreadable');
    await setAside(queue, message);
    return;
  }
  const held = holdMessage(deps, received, stopping);
  let work: Work = 'done';
  try {
    work = await doJob(deps, job, held.mayBegin);
  } finally {
    await held.letGo();
  }
  const isAwaited = work !== 'done' && message.dequeueCount < MOST_WAITS;
  const afterMs = typeof work === 'string' ? WAIT_MS : work.afterMs;
  await held.finish(isAwaited ? [deps.clock.realMs() + afterMs] : []);
}

async function doJob(deps: DeliveryDeps, job: DirectoryJob, mayGoOn: () => boolean): Promise<Work> {
  switch (job.do) {
    case 'compare':
      return compareDirectory(deps, job, mayGoOn);
    case 'clear':
      return clearDirectoryImport(deps, job);
    case 'apply':
      return alone(deps, job.tenantId, () => applyDirectory(deps, job, mayGoOn));
    case 'follow':
      return alone(deps, job.tenantId, () => follow(deps, job.tenantId, mayGoOn));
    case 'tend':
      await expireDirectoryImport(deps, job.tenantId);
      return alone(deps, job.tenantId, async () => {
        await tendLeavers(deps, job.tenantId, mayGoOn);
        return 'done';
      });
  }
}

async function follow(deps: DeliveryDeps, tenantId: string, mayGoOn: () => boolean): Promise<Work> {
  const source = deps.directorySource(tenantId);
  if (source === undefined) return 'done';
  const followed = await followDirectory(deps, source, tenantId, mayGoOn);
  return followed.state === 'wait' ? { afterMs: followed.ms } : 'done';
}

/** Changes a directory as the only one, in whatever process; `not-yet` where somebody else does. */
async function alone(
  deps: DeliveryDeps,
  tenantId: string,
  work: () => Promise<Work>,
): Promise<Work> {
  const lease = `directory_${tenantId}`;
  const holder = deps.newId();
  if (!(await deps.leases.take(lease, holder, ALONE_MS))) return 'not-yet';
  let renewing: Promise<unknown> = Promise.resolve();
  const stop = deps.timers.every(ALONE_MS / 4, () => {
    renewing = renewing
      .then(() => deps.leases.take(lease, holder, ALONE_MS))
      .catch((error: unknown) => deps.log.error('directory.renewal-failed', error));
  });
  try {
    return await work();
  } finally {
    stop();
    await renewing;
    await deps.leases.giveBack(lease, holder);
  }
}
