import { lastWholeMonth } from '../../shared/domain/month.ts';
import { putFiguresJob } from '../../shared/store/figures-jobs.ts';
import type { DeliveryDeps } from './delivery-deps.ts';

/** Longer than a month is the last one: each is handed on once, by whichever worker comes first. */
const HANDED_ON_MS = 40 * 86_400_000;

/**
 * Has the last month released for every organisation, and counted for every active ERG, once. What a worker that died left
 * out is counted when an organiser looks, and released when an admin asks for it.
 */
export async function handOnFigures(
  deps: Pick<DeliveryDeps, 'clock' | 'ergs' | 'leases' | 'newId' | 'queues' | 'tenantIds'>,
): Promise<void> {
  const month = lastWholeMonth(deps.clock.now());
  if (!(await deps.leases.take(`figures_${month}`, deps.newId(), HANDED_ON_MS))) return;
  for (const tenantId of deps.tenantIds) {
    await putFiguresJob(deps.queues, { tenantId, release: 'month', month });
    for (const { id, state } of await deps.ergs.list(tenantId)) {
      if (state === 'active') await putFiguresJob(deps.queues, { tenantId, ergId: id, month });
    }
  }
}
