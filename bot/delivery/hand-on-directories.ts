import { putDirectoryJob } from '../../shared/store/directory-jobs.ts';
import type { DeliveryDeps } from './delivery-deps.ts';

/** Has somebody see to the directory of every organisation. */
export async function handOnDirectories(
  deps: Pick<DeliveryDeps, 'queues' | 'tenantIds'>,
): Promise<void> {
  for (const tenantId of deps.tenantIds)
    await putDirectoryJob(deps.queues, { do: 'tend', tenantId });
}
