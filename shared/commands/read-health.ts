import { addDays } from '../domain/cadence.ts';
import type { DeliveryCounts } from '../domain/delivery-counts.ts';
import type { TenantRules } from '../domain/tenant-rules.ts';
import type { LocalDate } from '../domain/time.ts';
import type { FailureCounts } from '../store/failures-store.ts';
import type { CommandDeps } from './deps.ts';

/** How many days the health page tells of, today included. */
const DAYS = 7;

/** How delivery fares in one organisation. Exact numbers: whoever shows them rounds them. */
export interface Health {
  /** In UTC. */
  readonly today: LocalDate;
  readonly rules: TenantRules;
  /** The latest first, in UTC. */
  readonly days: readonly { readonly date: LocalDate; readonly counts: DeliveryCounts }[];
  readonly failures: FailureCounts;
  readonly packsWaiting: number;
}

/** Reads how delivery fares: four requests. */
export async function readHealth(
  deps: Pick<CommandDeps, 'clock' | 'deliveryCounts' | 'failures' | 'queues' | 'tenants'>,
  tenantId: string,
): Promise<Health> {
  const today = deps.clock.now().slice(0, 10);
  const [rules, days, failures, packsWaiting] = await Promise.all([
    deps.tenants.rulesOf(tenantId),
    deps.deliveryCounts.read(tenantId, addDays(today, 1 - DAYS), today),
    deps.failures.countByReason(tenantId),
    deps.queues.queue('packs').approximateLength(),
  ]);
  return { today, rules, days: days.toReversed(), failures, packsWaiting };
}
