import { isErasureDue } from '../domain/leaving.ts';
import { DIRECTORY_SHARDS } from '../store/directory-store.ts';
import { atOnce } from './at-once.ts';
import type { CommandDeps } from './deps.ts';
import { eraseLeaver, settleLeavers } from './settle-leaver.ts';

const ERASED_AT_ONCE = 4;

/**
 * Erases everything of those who left the directory 30 days ago and did not come back, and settles what a program left
 * undone that died. Ends early where it may not go on; the next time goes on.
 */
export async function tendLeavers(
  deps: CommandDeps,
  tenantId: string,
  mayGoOn: () => boolean,
): Promise<void> {
  for (let shard = 0; shard < DIRECTORY_SHARDS; shard += 1) {
    const leavers = await deps.leavers.list(tenantId, shard);
    const now = deps.clock.now();
    const due = leavers.filter(({ at }) => isErasureDue(at, now));
    await settleLeavers(
      deps,
      tenantId,
      leavers.filter(({ settled }) => !settled),
    );
    await atOnce(due, ERASED_AT_ONCE, async (leaver) => {
      if (!mayGoOn()) return;
      try {
        if (await deps.directory.holds(tenantId, leaver.userId)) {
          await settleLeavers(deps, tenantId, [leaver]);
        } else {
          await eraseLeaver(deps, tenantId, leaver.userId);
        }
      } catch (error) {
        deps.log.error('leaver.not-erased', error);
      }
    });
    if (!mayGoOn()) return;
  }
}
