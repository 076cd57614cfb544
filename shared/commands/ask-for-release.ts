import type { Month } from '../domain/month.ts';
import type { PersonKey } from '../domain/person.ts';
import { mayBeReleased } from '../domain/released-months.ts';
import { accepted, refused, type Result } from '../domain/result.ts';
import { putFiguresJob } from '../store/figures-jobs.ts';
import type { CommandDeps } from './deps.ts';

/**
 * Asks a worker to release a month now: the last one that is over. A month that is shown already stays as it is. Asking
 * again while it runs does no harm, and carries on what a worker that died left. Audited before it is done.
 */
export async function askForRelease(
  deps: Pick<CommandDeps, 'audit' | 'clock' | 'newId' | 'queues' | 'releases'>,
  admin: PersonKey,
  month: Month,
): Promise<Result<'asked' | 'shown', 'not-releasable'>> {
  const { tenantId } = admin;
  const state = await deps.releases.readState(tenantId, month);
  if (state?.stage === 'shown') return accepted('shown');
  if (!mayBeReleased(month, deps.clock.now())) return refused('not-releasable');
  await deps.audit.record(tenantId, 'admin', {
    act: 'participation.released',
    actorId: admin.userId,
    atMs: deps.clock.realMs(),
    id: deps.newId(),
  });
  await putFiguresJob(deps.queues, { tenantId, release: 'month', month });
  return accepted('asked');
}
