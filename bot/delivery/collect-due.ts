import { SCHEDULE_SHARDS } from '../../shared/store/schedule-store.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { packPeople, packToText } from './pack.ts';

/** How long one scheduler keeps a shard to itself, in milliseconds; longer than a pass over it takes. */
const SHARD_LEASE_MS = 90_000;

/** How many hints are read at once. */
const HINTS_AT_ONCE = 1000;

/**
 * One pass over the schedule: the people whose time has come are packed into queue messages, then their hints
 * are removed. A program that dies in between packs them again, which is harmless. Returns how many people.
 */
export async function collectDue(deps: DeliveryDeps): Promise<number> {
  let collected = 0;
  for (let shard = 0; shard < SCHEDULE_SHARDS; shard += 1) {
    collected += await collectShard(deps, shard);
  }
  return collected;
}

async function collectShard(deps: DeliveryDeps, shard: number): Promise<number> {
  const packs = deps.queues.queue('packs');
  let collected = 0;
  for (;;) {
    const hints = await deps.schedule.due(shard, deps.clock.now(), HINTS_AT_ONCE);
    if (hints.length === 0) return collected;
    // Only a shard with work is worth a lease.
    const mine = await deps.leases.take(`schedule-${shard}`, deps.holder, SHARD_LEASE_MS);
    if (!mine) return collected;
    for (const pack of packPeople(hints.map((hint) => hint.key))) {
      await packs.send(packToText(pack));
    }
    await deps.schedule.remove(hints);
    collected += hints.length;
    if (hints.length < HINTS_AT_ONCE) return collected;
  }
}
