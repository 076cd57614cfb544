import { putDirectoryJob } from '../../shared/store/directory-jobs.ts';
import type { DeliveryDeps } from './delivery-deps.ts';

/** Has somebody see to the directory of every organisation, and follow its source where it has one. */
export async function handOnDirectories(
  deps: Pick<DeliveryDeps, 'directorySource' | 'queues' | 'tenantIds'>,
): Promise<void> {
  for (const tenantId of deps.tenantIds) {
    if (deps.directorySource(tenantId) !== undefined) {
      await putDirectoryJob(deps.queues, { do: 'follow', tenantId });
    }
    await putDirectoryJob(deps.queues, { do: 'tend', tenantId });
  }
}
