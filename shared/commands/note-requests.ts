import { putRequestsJob } from '../store/broadcast-jobs.ts';
import type { CommandDeps } from './deps.ts';

/**
 * Notes that the number of requests that wait for an ERG went from `before` to `after`: where that is from none to some
 * or back, its organisers are told, or told no more, by a durable job. Call it after the roster was written, and before
 * the outbox row that led there is removed: a program that dies in between leaves a bell, which looks at the requests.
 */
export async function noteRequests(
  deps: Pick<CommandDeps, 'queues'>,
  tenantId: string,
  ergId: string,
  before: number,
  after: number,
): Promise<void> {
  if (before > 0 !== after > 0) await askToLookAtRequests(deps, tenantId, ergId);
}

/**
 * Has the requests of an ERG looked at, whether or not anything changed: where a program may have died before it noted
 * that, or who runs the ERG is somebody else. The same again does no harm.
 */
export async function askToLookAtRequests(
  deps: Pick<CommandDeps, 'queues'>,
  tenantId: string,
  ergId: string,
): Promise<void> {
  await putRequestsJob(deps.queues, { do: 'look-at-requests', tenantId, ergId });
}
