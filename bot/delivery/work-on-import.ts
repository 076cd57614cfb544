import { checkImport, type ImportWork } from '../../shared/commands/check-import.ts';
import { expireImport } from '../../shared/commands/expire-import.ts';
import { makeInvitations } from '../../shared/commands/make-invitations.ts';
import { type ImportJob, importJobFromText } from '../../shared/store/import-jobs.ts';
import { setAside } from '../../shared/store/set-aside.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { holdMessage, type ReceivedFrom } from './hold-message.ts';

/** How long a job waits for an import that is still being written. */
const WRITING_MS = 10_000;

/** After so many waits whoever was writing it gave up. */
const MOST_WAITS = 20;

/** Does one job of an imported roster, its message hidden meanwhile. Safe to repeat at any point. */
export async function workOnImport(
  deps: DeliveryDeps,
  received: ReceivedFrom,
  stopping: AbortSignal,
): Promise<void> {
  const { message, queue } = received;
  const job = importJobFromText(message.text);
  if (job === undefined) {
    deps.log.warn('import.job-unreadable');
    await setAside(queue, message);
    return;
  }
  const held = holdMessage(deps, received, stopping);
  let work: ImportWork = 'done';
  try {
    work = await doJob(deps, job, held.mayBegin);
  } finally {
    await held.letGo();
  }
  const isAwaited = work === 'not-yet' && message.dequeueCount < MOST_WAITS;
  await held.finish(isAwaited ? [deps.clock.realMs() + WRITING_MS] : []);
}

async function doJob(
  deps: DeliveryDeps,
  job: ImportJob,
  mayGoOn: () => boolean,
): Promise<ImportWork> {
  switch (job.do) {
    case 'check':
      return checkImport(deps, job, mayGoOn);
    case 'invite':
      return makeInvitations(deps, job, mayGoOn);
    case 'clear':
      await deps.imports.remove(job, 'rows');
      return 'done';
    case 'expire':
      await expireImport(deps, job, job.at, mayGoOn);
      return 'done';
  }
}
