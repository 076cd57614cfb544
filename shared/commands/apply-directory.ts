import { DIRECTORY_SHARDS } from '../store/directory-store.ts';
import { carryOutPlan } from './carry-out-plan.ts';
import type { ImportWork } from './check-import.ts';
import type { CommandDeps } from './deps.ts';
import { planShard } from './directory-plan.ts';

/**
 * Makes the directory what a confirmed file says, part by part, and then forgets the file. It is audited before
 * anything changes. Goes on where another program ended, and ends early where it may not go on.
 */
export async function applyDirectory(
  deps: CommandDeps,
  { tenantId, importId }: { readonly tenantId: string; readonly importId: string },
  mayGoOn: () => boolean,
): Promise<ImportWork> {
  for (;;) {
    const loaded = await deps.directoryImports.read(tenantId);
    if (loaded?.value.id !== importId) return 'done';
    const { progress } = loaded.value;
    if (progress.state === 'compared') return 'not-yet';
    if (progress.state === 'done') {
      await deps.directoryImports.removePeople(tenantId, importId);
      return 'done';
    }
    if (progress.state !== 'applying' || !mayGoOn()) return 'done';
    const { next: shard, counts, at, by } = progress;
    if (shard === 0) {
      const { added, changed, removed } = counts;
      // Done again it is the same row.
      await deps.audit.record(tenantId, 'admin', {
        act: 'directory.replaced',
        actorId: by,
        details: { added, changed, removed },
        atMs: Date.parse(at),
        id: importId,
      });
    }
    const wanted = await deps.directoryImports.readPeople(tenantId, importId, shard);
    const plan = planShard(wanted, await deps.directory.readShard(tenantId, shard));
    const outcome = await carryOutPlan(deps, { tenantId, shard }, wanted, plan, mayGoOn);
    if (outcome !== 'applied') return outcome === 'busy' ? 'not-yet' : 'done';
    const next = shard + 1;
    await deps.directoryImports.commit(tenantId, loaded, {
      ...loaded.value,
      progress: next < DIRECTORY_SHARDS ? { ...progress, next } : { state: 'done', counts, at },
    });
  }
}
