import { endEveryTie } from '../domain/buddy-decisions.ts';
import { type PersonChange, unchanged } from '../domain/decision.ts';
import type { Person, RosterEntry } from '../domain/person.ts';
import { leaveEvents } from '../domain/rsvp-decisions.ts';
import { isKnownByInvitationAlone } from '../domain/invitation.ts';
import { accepted, type Result } from '../domain/result.ts';
import { audienceEntry } from './audience-entry.ts';
import { type Asker, type ChangeMoment, changePerson } from './change-person.ts';
import type { CommandDeps } from './deps.ts';
import { forgetInvitations } from './forget-invitations.ts';
import { finishErasing } from './finish-erasing.ts';

/**
 * Withdraws consent and erases everything that is kept of a person: first it is remembered, by a keyed pseudonym, that they
 * were erased, then the profile is marked and the removals stand in the outbox, then the rosters are cleared, then all rows
 * go, the profile last. A program that dies in between is heard by the bell, and the erasing goes on.
 */
export async function withdrawConsent(
  deps: CommandDeps,
  asker: Asker,
): Promise<Result<'erased', 'busy'>> {
  const known = await deps.people.load(asker.key);
  if (known === undefined) return accepted('erased');
  const before = await deps.erasures.note(asker.key, deps.clock.now());
  if (isKnownByInvitationAlone(known.person)) {
    await forgetInvitations(deps, known.person);
    // Where they agreed meanwhile, there is more to erase.
    if ((await deps.people.deleteEverything(asker.key)) === 'deleted') return accepted('erased');
  }
  const marked = await changePerson<never>(deps, { key: asker.key, acts: false }, (person, at) =>
    // Another request was first, and everything is gone already.
    accepted(person.profile.revision === 0 ? unchanged(person) : beginErasing(person, at)),
  );
  if (!marked.ok) {
    await deps.erasures.takeBack(asker.key, before);
    return marked;
  }
  await finishErasing(deps, asker.key);
  return accepted('erased');
}

/** The person as somebody who is being erased. Everything else stays until all rows go: a transaction has no room for it. */
function beginErasing(person: Person, at: ChangeMoment): PersonChange {
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
  const erasing: Person = {
    ...person,
    outbox: [
      // What waited to leave a roster must still leave it.
      ...person.outbox,
      ...leaving,
      ...leaveEvents(person, at),
      ...endEveryTie(person, at),
      audienceEntry('out', at),
    ],
    profile: { ...person.profile, life: 'erasing' },
  };
  return { person: erasing, past: [] };
}
