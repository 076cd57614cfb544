import { endEveryTie } from '../domain/buddy-decisions.ts';
import { unchanged } from '../domain/decision.ts';
import type { Person, RosterEntry } from '../domain/person.ts';
import { leaveEvents } from '../domain/rsvp-decisions.ts';
import { isKnownByInvitationAlone } from '../domain/invitation.ts';
import { accepted, type Result } from '../domain/result.ts';
import { audienceEntry } from './audience-entry.ts';
import { type Asker, changePerson } from './change-person.ts';
import type { CommandDeps } from './deps.ts';
import { forgetInvitations } from './forget-invitations.ts';
import { finishErasing } from './finish-erasing.ts';

/**
 * Withdraws consent and erases everything that is kept of a person: first the profile is marked and the
 * removals stand in the outbox, then the rosters are cleared, then all rows go, the profile last. A program
 * that dies in between is heard by the bell, and the erasing goes on.
 */
export async function withdrawConsent(
  deps: CommandDeps,
  asker: Asker,
): Promise<Result<'erased', 'busy'>> {
  const known = await deps.people.load(asker.key);
  if (known === undefined) return accepted('erased');
  if (isKnownByInvitationAlone(known.person)) {
    await forgetInvitations(deps, known.person);
    await deps.people.deleteEverything(asker.key);
    return accepted('erased');
  }
  const marked = await changePerson<never>(deps, { key: asker.key }, (person, at) => {
    // Another request was first, and everything is gone already.
    if (person.profile.revision === 0) return accepted(unchanged(person));
    const leaving = person.memberships.map((membership): RosterEntry => ({
      id: `${at.outboxId}-${membership.ergId}`,
      to: 'roster',
      ergId: membership.ergId,
      wanted: 'none',
      showToAllies: false,
      since: at.now,
      name: '',
      revision: at.revision,
      writtenAtMs: at.realMs,
    }));
    // Everything else stays until all rows go: a transaction has no room for it. What waited to leave a roster
    // must still leave it.
    const erasing: Person = {
      ...person,
      outbox: [
        ...person.outbox,
        ...leaving,
        ...leaveEvents(person, at),
        ...endEveryTie(person, at),
        audienceEntry('out', at),
      ],
      profile: { ...person.profile, life: 'erasing' },
    };
    return accepted({ person: erasing, past: [] });
  });
  if (!marked.ok) return marked;
  await finishErasing(deps, asker.key);
  return accepted('erased');
}
