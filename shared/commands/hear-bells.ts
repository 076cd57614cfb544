import type { RungBell } from '../store/bells.ts';
import type { CommandDeps } from './deps.ts';
import { finishErasing } from './finish-erasing.ts';
import { projectOutbox } from './project-outbox.ts';

/**
 * Answers the bells that ring now: whatever a program left undone when it died reaches its place. Returns how
 * many rang. A bell that cannot be answered rings again.
 */
export async function hearBells(deps: CommandDeps, most = 16): Promise<number> {
  const bells = await deps.bells.listen(most);
  for (const bell of bells) {
    try {
      await answer(deps, bell);
      await deps.bells.takeOff(bell);
    } catch (error) {
      deps.log.error('bell.postponed', error);
    }
  }
  return bells.length;
}

async function answer(deps: CommandDeps, bell: RungBell): Promise<void> {
  const loaded = await deps.people.load(bell.key);
  if (loaded !== undefined) {
    await projectOutbox(deps, loaded.person);
    if (loaded.person.profile.life === 'erasing') await finishErasing(deps, bell.key);
  }
  for (const ergId of bell.ergIds) {
    await deps.rosters.clearTombstone(bell.key.tenantId, ergId, bell.key.userId);
  }
}
