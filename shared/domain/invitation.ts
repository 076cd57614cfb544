import type { DecisionMoment, PersonChange } from './decision.ts';
import { unchanged } from './decision.ts';
import { invitationId, parsePendingId } from './pending-ids.ts';
import type { Pending } from './pending.ts';
import type { Person } from './person.ts';
import { accepted, refused, type Result } from './result.ts';
import type { Instant } from './time.ts';

/**
 * That organisers of an ERG invited a person. `answered`: they joined or said no thanks; what they said is kept nowhere,
 * and the row only sees to it that the same invitation does not come again. From `until` on it is as if it never was.
 */
export interface Invitation {
  readonly ergId: string;
  readonly at: Instant;
  readonly until: Instant;
  readonly importId?: string;
  readonly state: 'open' | 'answered';
  readonly revision: number;
}

/** So long an invitation stands, in days. */
export const INVITATION_DAYS = 60;

/** The invitations that a person may still answer, the newest first. */
export function openInvitations(
  { invitations, memberships }: Pick<Person, 'invitations' | 'memberships'>,
  now: Instant,
): readonly Invitation[] {
  return invitations
    .filter(({ state, until }) => state === 'open' && now < until)
    .filter(
      ({ ergId }) => !memberships.some((own) => own.ergId === ergId && own.state === 'active'),
    )
    .toSorted((one, other) => (one.at < other.at ? 1 : -1));
}

/** Whether a person may join this ERG by an invitation of their own. */
export function isInvited(person: Person, ergId: string, now: Instant): boolean {
  return openInvitations(person, now).some((invitation) => invitation.ergId === ergId);
}

/** Whether nothing is kept of a person but that they were invited: they never agreed, nor met the bot. */
export function isKnownByInvitationAlone({ profile }: Person): boolean {
  return profile.revision === 0;
}

/** Why somebody is not invited: they are in it, or asked to be. */
export type InviteRefusal = 'already-in' | 'already-asked';

/**
 * Invites a person of whom something is kept. Whoever agreed is told within their budget; whoever did not finds it when
 * they open Alongside. An invitation that stands, answered or not, stays as it is.
 */
export function invite(
  person: Person,
  invitation: Omit<Invitation, 'state' | 'revision'>,
  at: DecisionMoment,
): Result<PersonChange, InviteRefusal> {
  const { ergId, until } = invitation;
  const membership = person.memberships.find((own) => own.ergId === ergId);
  if (membership !== undefined) {
    return refused(membership.state === 'active' ? 'already-in' : 'already-asked');
  }
  const before = person.invitations.find((known) => known.ergId === ergId);
  if (before !== undefined && at.now < before.until) return accepted(unchanged(person));
  const { revision } = at;
  const others = withoutInvitation(person, ergId);
  const pending: Pending = {
    id: invitationId({ ergId, revision }),
    kind: 'invitation',
    from: at.now,
    until,
  };
  const isTold = person.profile.consent.state === 'given';
  return accepted({
    person: {
      ...others,
      invitations: [...others.invitations, { ...invitation, state: 'open', revision }],
      pendings: isTold ? [...others.pendings, pending] : others.pendings,
    },
    past: [],
  });
}

/** *No thanks*: the invitation is gone for the person. Nobody is told; not being invited is fine. */
export function declineInvitation(person: Person, ergId: string): PersonChange {
  const isOpen = person.invitations.some((one) => one.ergId === ergId && one.state === 'open');
  return isOpen ? { person: withInvitationAnswered(person, ergId), past: [] } : unchanged(person);
}

/** The person with the invitation answered, if there was one, and nothing of it waiting to be told. */
export function withInvitationAnswered(person: Person, ergId: string): Person {
  if (!person.invitations.some((one) => one.ergId === ergId)) return person;
  const invitations = person.invitations.map((one): Invitation =>
    one.ergId === ergId ? { ...one, state: 'answered' } : one,
  );
  return { ...person, invitations, pendings: untold(person, ergId) };
}

function withoutInvitation(person: Person, ergId: string): Person {
  const invitations = person.invitations.filter((one) => one.ergId !== ergId);
  return { ...person, invitations, pendings: untold(person, ergId) };
}

function untold({ pendings }: Person, ergId: string): readonly Pending[] {
  return pendings.filter(({ id }) => {
    const identity = parsePendingId(id);
    return identity.kind !== 'invitation' || identity.ergId !== ergId;
  });
}
