import { unchanged } from '../domain/decision.ts';
import { invite, type Invitation, isKnownByInvitationAlone } from '../domain/invitation.ts';
import type { PersonKey } from '../domain/person.ts';
import { accepted } from '../domain/result.ts';
import type { RowFate } from '../domain/roster-import.ts';
import { changePerson } from './change-person.ts';
import type { CommandDeps } from './deps.ts';
import { finishErasing } from './finish-erasing.ts';

const MOST_TRIES = 6;

/**
 * Invites one person to an ERG, and says what became of it. Of somebody of whom nothing is kept the invitation stands
 * alone. The same invitation again changes nothing, whatever the person answered. Throws where storage does not answer.
 */
export async function invitePerson(
  deps: CommandDeps,
  key: PersonKey,
  invitation: Omit<Invitation, 'state' | 'revision'>,
): Promise<Extract<RowFate, 'invite' | 'already-in' | 'already-asked'>> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const loaded = await deps.people.load(key);
    if (loaded?.person.profile.life === 'erasing') {
      await finishErasing(deps, key);
      continue;
    }
    if (loaded === undefined || isKnownByInvitationAlone(loaded.person)) {
      const known = loaded?.person.invitations.find(({ ergId }) => ergId === invitation.ergId);
      const bare: Invitation = { ...invitation, state: 'open', revision: 0 };
      if (loaded === undefined || known === undefined) {
        await deps.people.putInvitation(key, bare);
      } else if (deps.clock.now() >= known.until) {
        if ((await deps.people.changeInvitation(loaded, bare)) === 'changed') continue;
      }
      return 'invite';
    }
    let isGone = false;
    const changed = await changePerson(deps, { key, acts: false }, (person, at) => {
      // They erased themselves meanwhile: nothing but the invitation is to be kept of them.
      isGone = isKnownByInvitationAlone(person);
      return isGone ? accepted(unchanged(person)) : invite(person, invitation, at);
    });
    if (isGone) continue;
    if (changed.ok) return 'invite';
    if (changed.reason !== 'busy') return changed.reason;
  }
  throw new Error('A person changed under every try.');
}
