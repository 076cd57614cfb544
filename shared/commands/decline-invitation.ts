import { declineInvitation as decide, isKnownByInvitationAlone } from '../domain/invitation.ts';
import { accepted, refused, type Result } from '../domain/result.ts';
import { type Asker, changePerson } from './change-person.ts';
import type { CommandDeps } from './deps.ts';

const MOST_TRIES = 6;

/**
 * *No thanks* to an invitation: it is gone for the person, and the ERG does not learn of it. Nothing else is stored of
 * somebody who has not agreed. Not being invited is fine.
 */
export async function declineInvitation(
  deps: CommandDeps,
  asker: Asker,
  ergId: string,
): Promise<Result<'gone', 'busy'>> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const loaded = await deps.people.load(asker.key);
    if (loaded === undefined) return accepted('gone');
    if (!isKnownByInvitationAlone(loaded.person)) {
      const changed = await changePerson<never>(deps, asker, (person) =>
        accepted(decide(person, ergId)),
      );
      return changed.ok ? accepted('gone') : changed;
    }
    const { person } = decide(loaded.person, ergId);
    const answered = person.invitations.find((one) => one.ergId === ergId);
    if (person === loaded.person || answered === undefined) return accepted('gone');
    if ((await deps.people.changeInvitation(loaded, answered)) === 'written') {
      return accepted('gone');
    }
  }
  return refused('busy');
}
