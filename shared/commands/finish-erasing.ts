import type { PersonKey } from '../domain/person.ts';
import type { CommandDeps } from './deps.ts';
import { leaveErgsRun } from './change-organisers.ts';
import { forgetInvitations } from './forget-invitations.ts';
import { projectOutbox } from './project-outbox.ts';

/** Goes on with an erasing that was begun: rosters, buddies and ERGs that they run first, then every row. Done already is fine. */
export async function finishErasing(deps: CommandDeps, key: PersonKey): Promise<void> {
  const loaded = await deps.people.load(key);
  if (loaded?.person.profile.life !== 'erasing') return;
  await projectOutbox(deps, loaded.person);
  await leaveErgsRun(deps, key);
  await forgetInvitations(deps, loaded.person);
  await deps.people.deleteEverything(key);
}
