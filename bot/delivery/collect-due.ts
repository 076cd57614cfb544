import { SCHEDULE_SHARDS, type StoredHint } from '../../shared/store/schedule-store.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { PACK_SIZE, packPeople, packToText } from '../../shared/store/packs.ts';

/** How long one scheduler keeps a shard to itself, in milliseconds; longer than a pass over it takes. */
const SHARD_LEASE_MS = 90_000;

/** How many hints are read at once. */
const HINTS_AT_ONCE = 1000;

/**
 * One pass over the schedule: the people whose time has come are packed into queue messages, then their hints
 * are removed. Packs are filled across shards, in the shards' order: full ones cost the queue little, and their
 * people's next hints lie in few shards. A program that dies in between packs them again, which is harmless.
 * Returns how many hints it took.
 */
export async function collectDue(deps: DeliveryDeps): Promise<number> {
  let collected = 0;
  let gathered: StoredHint[] = [];
  for (let shard = 0; shard < SCHEDULE_SHARDS; shard += 1) {
    for (;;) {
      const hints = await deps.schedule.due(shard, deps.clock.now(), HINTS_AT_ONCE);
      if (hints.length === 0) break;
      // Only a shard with work is worth a lease.
      const mine = await deps.leases.take(`schedule-${shard}`, deps.holder, SHARD_LEASE_MS);
      if (!mine) break;
      collected += hints.length;
      gathered.push(...hints);
      const isMore = hints.length === HINTS_AT_ONCE;
      gathered = await handOn(deps, gathered, isMore ? 'all' : 'full packs');
      if (!isMore) break;
    }
  }
  await handOn(deps, gathered, 'all');
  return collected;
}

/** Sends what is gathered in packs, then removes those hints. Gives back what did not fill a pack. */
async function handOn(
  deps: DeliveryDeps,
  gathered: readonly StoredHint[],
  what: 'full packs' | 'all',
): Promise<StoredHint[]> {
  const byTenant = [...Map.groupBy(gathered, ({ key }) => key.tenantId).values()];
  const handed = byTenant.flatMap((hints) =>
    what === 'all' ? hints : hints.slice(0, hints.length - (hints.length % PACK_SIZE)),
  );
  if (handed.length === 0) return [...gathered];
  const packs = deps.queues.queue('packs');
  const due = handed.map(({ key, at, tries }) => ({
    key,
    dueAt: at,
    ...(tries === undefined ? {} : { tries }),
  }));
  for (const pack of packPeople(due)) {
    await packs.send(packToText(pack));
    deps.meter.due(pack.tenantId, pack.people.length);
  }
  for (const hints of Map.groupBy(handed, ({ row }) => row.partitionKey).values()) {
    await deps.schedule.remove(hints);
  }
  const gone = new Set(handed);
  return gathered.filter((hint) => !gone.has(hint));
}
