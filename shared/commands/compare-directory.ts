import { sumCounts } from '../domain/directory-import.ts';
import { DIRECTORY_SHARDS } from '../store/directory-store.ts';
import type { ImportWork } from './check-import.ts';
import type { CommandDeps } from './deps.ts';
import { planShard } from './directory-plan.ts';

/**
 * Finds out what an import would do, part by part: how many come, change, go and stay. Goes on where another program
 * ended, and ends early where it may not go on. Nothing happens to anybody.
 */
export async function compareDirectory(
  deps: Pick<CommandDeps, 'directory' | 'directoryImports'>,
  { tenantId, importId }: { readonly tenantId: string; readonly importId: string },
  mayGoOn: () => boolean,
): Promise<ImportWork> {
  for (;;) {
    const loaded = await deps.directoryImports.read(tenantId);
    if (loaded?.value.id !== importId) return 'done';
    const { progress } = loaded.value;
    if (progress.state === 'uploading') return 'not-yet';
    if (progress.state !== 'comparing' || !mayGoOn()) return 'done';
    const shard = progress.next;
    const wanted = await deps.directoryImports.readPeople(tenantId, importId, shard);
    const plan = planShard(wanted, await deps.directory.readShard(tenantId, shard));
    const counts = sumCounts([progress.counts, plan.counts]);
    const next = shard + 1;
    // Where somebody else was first, the import says where to go on.
    await deps.directoryImports.commit(tenantId, loaded, {
      ...loaded.value,
      progress:
        next < DIRECTORY_SHARDS
          ? { state: 'comparing', next, counts }
          : { state: 'compared', counts },
    });
  }
}
