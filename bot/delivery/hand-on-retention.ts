import { AUDIENCE_SHARDS } from '../../shared/store/audience-store.ts';
import { putErasureJob } from '../../shared/store/erasure-jobs.ts';
import type { DeliveryDeps } from './delivery-deps.ts';

/** Before the first part of an organisation and between two, so that they never all come at once, nor when a program starts. */
const BETWEEN_PARTS_MS = 10 * 60_000;

/** Has somebody delete what is kept no longer, of every organisation: what lies outside of people, and part by part of them. */
export async function handOnRetention(
  deps: Pick<DeliveryDeps, 'queues' | 'tenantIds'>,
): Promise<void> {
  for (const tenantId of deps.tenantIds) {
    const records = { do: 'retain-records', tenantId } as const;
    await putErasureJob(deps.queues, records, BETWEEN_PARTS_MS);
    for (let shard = 0; shard < AUDIENCE_SHARDS; shard += 1) {
      const job = { do: 'retain-people', tenantId, shard } as const;
      await putErasureJob(deps.queues, job, (shard + 2) * BETWEEN_PARTS_MS);
    }
  }
}
