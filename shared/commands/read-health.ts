import { addDays } from '../domain/cadence.ts';
import { type DeliveryCounts, NO_COUNTS } from '../domain/delivery-counts.ts';
import type { TenantRules } from '../domain/tenant-rules.ts';
import type { LocalDate } from '../domain/time.ts';
import type { FailureCounts } from '../store/failures-store.ts';
import type { QueueName } from '../store/queues.ts';
import type { CommandDeps } from './deps.ts';

/** How many days the health page tells of, today included. */
const DAYS = 7;

/** How delivery fares in one organisation. Exact numbers: whoever shows them rounds them. */
export interface Health {
  /** In UTC. */
  readonly today: LocalDate;
  readonly rules: TenantRules;
  /** The last seven days in UTC, today first; nothing counted where nothing happened. */
  readonly days: readonly { readonly date: LocalDate; readonly counts: DeliveryCounts }[];
  readonly failures: FailureCounts;
  /** Messages in each queue, of all organisations together; imports, figures and directories are watched by whoever waits for them. */
  readonly waiting: Readonly<
    Record<Exclude<QueueName, 'imports' | 'figures' | 'directory' | 'erasures'>, number>
  >;
}

/** Reads how delivery fares: six requests. */
export async function readHealth(
  deps: Pick<CommandDeps, 'clock' | 'deliveryCounts' | 'failures' | 'queues' | 'tenants'>,
  tenantId: string,
): Promise<Health> {
  const today = deps.clock.now().slice(0, 10);
  const lengthOf = (name: QueueName) => deps.queues.queue(name).approximateLength();
  const [rules, counted, failures, packs, broadcasts, projections] = await Promise.all([
    deps.tenants.rulesOf(tenantId),
    deps.deliveryCounts.read(tenantId, addDays(today, 1 - DAYS), today),
    deps.failures.countByReason(tenantId),
    lengthOf('packs'),
    lengthOf('broadcasts'),
    lengthOf('projections'),
  ]);
  const byDate = new Map(counted.map(({ date, counts }) => [date, counts]));
  const days = Array.from({ length: DAYS }, (_, ago) => {
    const date = addDays(today, -ago);
    return { date, counts: byDate.get(date) ?? NO_COUNTS };
  });
  return { today, rules, days, failures, waiting: { packs, broadcasts, projections } };
}
