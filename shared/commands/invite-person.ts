import { unchanged } from '../domain/decision.ts';
import { invite, type Invitation, isKnownByInvitationAlone } from '../domain/invitation.ts';
import type { Person, PersonKey } from '../domain/person.ts';
import { accepted } from '../domain/result.ts';
import type { RowFate } from '../domain/roster-import.ts';
import { changePerson } from './change-person.ts';
import type { CommandDeps } from './deps.ts';

/** What is said of somebody who is invited. */
type Wanted = Omit<Invitation, 'state' | 'revision'>;

const MOST_TRIES = 6;

/**
 * Invites one person to an ERG, and says what became of it. Of somebody of whom nothing is kept the invitation stands
 * alone. The same invitation again changes nothing, whatever the person answered. Throws where storage does not answer.
 */
export async function invitePerson(
  deps: CommandDeps,
  key: PersonKey,
  invitation: Wanted,
): Promise<Extract<RowFate, 'invite' | 'already-in' | 'already-asked'>> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const changed = await changePerson(deps, { key, acts: false }, (person, at) =>
      isKnownByInvitationAlone(person)
        ? accepted(unchanged(person))
        : invite(person, invitation, at),
    );
    if (!changed.ok) {
      if (changed.reason === 'busy') continue;
      return changed.reason;
    }
    if (!isKnownByInvitationAlone(changed.value)) return 'invite';
    if (await inviteAlone(deps, changed.value, invitation)) return 'invite';
  }
  throw new Error('A person changed under every try.');
}

/** Invites somebody of whom nothing else is kept; false where that changed meanwhile. */
async function inviteAlone(
  deps: CommandDeps,
  { key, invitations }: Person,
  wanted: Wanted,
): Promise<boolean> {
  const invitation: Invitation = { ...wanted, state: 'open', revision: 0 };
  const before = invitations.find(({ ergId }) => ergId === wanted.ergId);
  if (before === undefined) {
    await deps.people.putInvitation(key, invitation);
    return true;
  }
  if (deps.clock.now() < before.until) return true;
  const loaded = await deps.people.load(key);
  if (loaded === undefined || !isKnownByInvitationAlone(loaded.person)) return false;
  return (await deps.people.changeInvitation(loaded, invitation)) === 'written';
}
