import type { NamesEntry, Person } from '../domain/person.ts';
import type { CommandDeps } from './deps.ts';
import { nameInErgs } from './name-in-ergs.ts';
import { nameInPairs } from './project-buddy.ts';
import { projectToRoster } from './project-to-roster.ts';

/** Carries a changed name to every roster that the person stands on, to their buddies, and to the ERGs that they run or sponsor. */
export async function projectNames(
  deps: CommandDeps,
  person: Person,
  entry: NamesEntry,
): Promise<void> {
  // Whoever is about to leave everything is not written anywhere again.
  if (person.profile.life === 'erasing') return;
  const { id, name, revision, writtenAtMs } = entry;
  for (const { ergId, state, since, showToAllies } of person.memberships) {
    await projectToRoster(deps, person.key, {
      id,
      to: 'roster',
      ergId,
      wanted: state,
      showToAllies,
      since,
      name,
      revision,
      writtenAtMs,
    });
  }
  await nameInPairs(deps, person, name);
  await nameInErgs(deps, person.key, name);
}
