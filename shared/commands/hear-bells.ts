import type { PersonBell, RungBell } from '../store/bells.ts';
import type { CommandDeps } from './deps.ts';
import { finishErasing } from './finish-erasing.ts';
import { askToLookAtRequests } from './note-requests.ts';
import { forgetUntied } from './project-buddy.ts';
import { projectErg } from './project-erg.ts';
import { projectNews } from './project-news.ts';
import { projectOutbox } from './project-outbox.ts';
import { takeName } from './take-name.ts';

/**
 * Answers the bells that ring now: whatever a program left undone when it died reaches its place. Returns how
 * many rang. A bell that cannot be answered rings again.
 */
export async function hearBells(deps: CommandDeps, most = 16): Promise<number> {
  const bells = await deps.bells.listen(most);
  for (const bell of bells) {
    try {
      const tombstones = await answer(deps, bell);
      if (tombstones === 'young') await deps.bells.ringForTombstone(bell);
      else await deps.bells.takeOff(bell);
    } catch (error) {
      deps.log.error('bell.postponed', error);
    }
  }
  return bells.length;
}

/** Does what the bell is about; `young` where a tombstone must stay for a day. */
async function answer(deps: CommandDeps, bell: RungBell): Promise<'clear' | 'young'> {
  if (bell.about === 'person') return answerAboutPerson(deps, bell);
  await projectErg(deps, bell, deps.bells.settledBeforeMs());
  for (const newsId of bell.newsIds ?? []) {
    const { tenantId, ergId } = bell;
    await projectNews(deps, { tenantId, ergId, newsId }, 'after-a-crash');
  }
  return 'clear';
}

async function answerAboutPerson(
  deps: CommandDeps,
  bell: RungBell<PersonBell>,
): Promise<'clear' | 'young'> {
  const { tenantId, userId } = bell.key;
  const loaded = await deps.people.load(bell.key);
  if (loaded !== undefined) {
    await projectOutbox(deps, loaded.person);
    if (loaded.person.profile.life === 'erasing') await finishErasing(deps, bell.key);
  }
  if (bell.named !== undefined) {
    await takeName(deps, { key: bell.key, name: bell.named, acts: false });
  }
  await forgetUntied(deps, bell.key, bell.pairIds ?? []);
  let tombstones: 'clear' | 'young' =
    loaded === undefined ? await deps.audience.clearTombstone(bell.key) : 'clear';
  for (const ergId of bell.ergIds) {
    // Whoever rang it may have died after the roster was written and before organisers were told.
    await askToLookAtRequests(deps, tenantId, ergId);
    const cleared = await deps.rosters.clearTombstone(tenantId, ergId, userId);
    if (cleared === 'young') tombstones = 'young';
  }
  return tombstones;
}
