import type { DirectoryChange } from '../store/directory-store.ts';
import type { Instant } from '../domain/time.ts';
import type { Leaver } from '../store/leavers-store.ts';
import { atOnce } from './at-once.ts';
import type { CommandDeps } from './deps.ts';
import { settleLeavers } from './settle-leaver.ts';
import { type DirectoryPlan, planShard, type Wanted } from './directory-plan.ts';

const MOST_TRIES = 4;

/** Changes between two looks at whether it may go on. */
const CHANGES_AT_ONCE = 1000;

/** Bells for each of the parts of a directory. */
const BELLS_AT_ONCE = 4;

/**
 * Makes one part of a directory what is wanted, by a plan that may be old by now. `busy`: others always came between;
 * `stopped`: it may not go on. A part may be written then, and the same again completes it.
 */
export async function carryOutPlan(
  deps: CommandDeps,
  where: { readonly tenantId: string; readonly shard: number },
  wanted: Wanted,
  plan: DirectoryPlan,
  mayGoOn: () => boolean = () => true,
): Promise<'applied' | 'busy' | 'stopped'> {
  const { tenantId, shard } = where;
  let { changes } = plan;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const outcome = await carryOutChanges(deps, tenantId, changes, mayGoOn);
    if (outcome === 'applied') {
      // Who came back, and whoever a program that died left in between.
      const leavers = await deps.leavers.list(tenantId, shard);
      await settleLeavers(
        deps,
        tenantId,
        leavers.filter(({ userId, settled }) => !settled || wanted.has(userId)),
      );
    }
    if (outcome !== 'changed') return outcome;
    // Somebody else was here: what is left to do is decided anew.
    ({ changes } = planShard(wanted, await deps.directory.readShard(tenantId, shard)));
  }
  return 'busy';
}

/**
 * Writes changes, some at a time, and what follows from them: who goes is remembered before, and gets no message from
 * then on.
 */
export async function carryOutChanges(
  deps: CommandDeps,
  tenantId: string,
  changes: readonly DirectoryChange[],
  mayGoOn: () => boolean = () => true,
): Promise<'applied' | 'changed' | 'stopped'> {
  for (let from = 0; from < changes.length; from += CHANGES_AT_ONCE) {
    if (!mayGoOn()) return 'stopped';
    const part = changes.slice(from, from + CHANGES_AT_ONCE);
    const leavers = leaversOf(part, deps.clock.now());
    await ringForNames(deps, tenantId, part);
    await deps.leavers.put(tenantId, leavers);
    if ((await deps.directory.apply(tenantId, part)) === 'changed') return 'changed';
    await settleLeavers(deps, tenantId, leavers);
  }
  return 'applied';
}

function leaversOf(changes: readonly DirectoryChange[], at: Instant): readonly Leaver[] {
  return changes.flatMap(({ before, after }) =>
    before !== undefined && after === undefined
      ? [{ userId: before.person.userId, at, settled: false }]
      : [],
  );
}

/**
 * Sets a bell, before the change, for everybody who goes by another name: their own rows, rosters and ERGs follow one by
 * one, however many they are.
 */
async function ringForNames(
  deps: CommandDeps,
  tenantId: string,
  changes: readonly DirectoryChange[],
): Promise<void> {
  const renamed = changes.flatMap(({ before, after }) =>
    before !== undefined && after !== undefined && before.person.name !== after.name
      ? [{ userId: after.userId, named: after.name }]
      : [],
  );
  await atOnce(renamed, BELLS_AT_ONCE, async ({ userId, named }) => {
    await deps.bells.ring({ about: 'person', key: { tenantId, userId }, ergIds: [], named });
  });
}
