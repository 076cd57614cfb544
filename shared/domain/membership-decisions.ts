import { type DecisionMoment, type PersonChange, unchanged } from './decision.ts';
import type { Erg } from './erg.ts';
import { isInvited, withInvitationAnswered } from './invitation.ts';
import type { Membership } from './membership.ts';
import type { Person, RosterEntry } from './person.ts';
import { mayAskAgain, newsOfMembership, withoutNews } from './refusal.ts';
import { accepted, refused, type Result } from './result.ts';

/** Why somebody does not join or leave. */
export type MembershipRefusal =
  | 'consent-needed'
  | 'not-found'
  | 'changed-meanwhile'
  | 'by-invitation'
  | 'ask-again-later'
  | 'link-over'
  | 'too-many-memberships';

/** The most ERGs one person can be an ally of; it bounds what home reads. */
export const MOST_MEMBERSHIPS = 50;

/** What a change of memberships needs besides its moment. */
export interface MembershipMoment extends DecisionMoment {
  /** Real time in milliseconds: the age of what waits in the outbox. */
  readonly realMs: number;
  /** A new id, for the outbox. */
  readonly outboxId: string;
}

/**
 * Joins an ERG as an ally, or asks to. `seen` is the memberships revision that the client saw: the same ask
 * again is the same join, and one that was made before something else changed is refused, so that a join
 * repeated after a leave does not rejoin. Whoever was invited joins, whatever the policy and whatever was decided about
 * them before: by name, or by a link that is `good`; one that is `over` lets nobody in.
 */
export function joinErg(
  person: Person,
  erg: Pick<Erg, 'id' | 'joinPolicy' | 'state'>,
  ask: {
    readonly seen: number;
    readonly showToAllies: boolean;
    readonly link?: 'good' | 'over';
  },
  at: MembershipMoment,
): Result<PersonChange, MembershipRefusal> {
  if (person.profile.consent.state !== 'given') return refused('consent-needed');
  const before = person.memberships.find((membership) => membership.ergId === erg.id);
  const invited = ask.link === 'good' || isInvited(person, erg.id, at.now);
  const isLetIn = before?.state === 'requested' && invited;
  if (before !== undefined && !isLetIn) {
    // Joined already, by this very ask or another. But nobody is told *done* who is shown against their ask.
    if (before.showToAllies !== ask.showToAllies) return refused('changed-meanwhile');
    return accepted(unchanged(person));
  }
  if (ask.seen !== person.profile.membershipsRevision) return refused('changed-meanwhile');
  if (erg.state === 'archived') return refused('not-found');
  if (ask.link === 'over' && !invited) return refused('link-over');
  const refusal = person.refusals.find((one) => one.ergId === erg.id);
  if (refusal !== undefined && !invited && !mayAskAgain(person, refusal, at.now)) {
    return refused('ask-again-later');
  }
  if (erg.joinPolicy === 'by-invitation' && !invited) return refused('by-invitation');
  const others = person.memberships.filter((own) => own !== before);
  if (others.length >= MOST_MEMBERSHIPS) return refused('too-many-memberships');
  const membership: Membership = {
    ergId: erg.id,
    state: invited || erg.joinPolicy === 'open' ? 'active' : 'requested',
    since: at.now,
    showToAllies: ask.showToAllies,
    muted: false,
    askedAtRevision: ask.seen,
    revision: at.revision,
  };
  // What is over goes, but for what can still be undone.
  const refusals = person.refusals.filter(
    (one) =>
      one !== refusal &&
      (!mayAskAgain(person, one, at.now) || newsOfMembership(person, one.ergId).length > 0),
  );
  const asking = withInvitationAnswered({ ...withoutNews(person, erg.id), refusals }, erg.id);
  return accepted(withMemberships(asking, [...others, membership], membership, at));
}

/** Leaves an ERG, or takes a request back: at once, no reason asked. Not being in it is fine. */
export function leaveErg(
  person: Person,
  ergId: string,
  seen: number,
  at: MembershipMoment,
): Result<PersonChange, MembershipRefusal> {
  const before = person.memberships.find((membership) => membership.ergId === ergId);
  if (before === undefined) return accepted(unchanged(person));
  if (seen !== person.profile.membershipsRevision) return refused('changed-meanwhile');
  const left = person.memberships.filter((membership) => membership.ergId !== ergId);
  const leaving = withoutPledgesFor(withoutNews(person, ergId), ergId, at);
  return accepted(withMemberships(leaving, left, { ergId, since: at.now }, at));
}

/** The person whose pledges are not for this ERG any more; the pledges themselves stay. */
export function withoutPledgesFor(person: Person, ergId: string, at: DecisionMoment): Person {
  const pledges = person.pledges.map((pledge) => {
    if (pledge.ergId !== ergId) return pledge;
    const { ergId: _left, ...rest } = pledge;
    return { ...rest, revision: at.revision };
  });
  return { ...person, pledges };
}

/** What a person decides about their part in an ERG, besides being in it. */
export interface MembershipWish {
  readonly seen: number;
  readonly showToAllies: boolean;
  /** Absent: as it is. */
  readonly muted?: boolean;
}

/**
 * Shows this ally on the roster to other allies, or not; mutes the ERG, or not. Only the first is told to the roster:
 * what is muted is nobody else's to know.
 */
export function changeMembership(
  person: Person,
  ergId: string,
  ask: MembershipWish,
  at: MembershipMoment,
): Result<PersonChange, MembershipRefusal> {
  const before = person.memberships.find((membership) => membership.ergId === ergId);
  if (before === undefined) return refused('not-found');
  const { showToAllies, muted = before.muted } = ask;
  const isShownAsBefore = before.showToAllies === showToAllies;
  if (isShownAsBefore && before.muted === muted) return accepted(unchanged(person));
  if (ask.seen !== person.profile.membershipsRevision) return refused('changed-meanwhile');
  const after: Membership = { ...before, showToAllies, muted, revision: at.revision };
  const memberships = person.memberships.map((membership) =>
    membership.ergId === ergId ? after : membership,
  );
  if (!isShownAsBefore) return accepted(withMemberships(person, memberships, after, at));
  const profile = { ...person.profile, membershipsRevision: at.revision };
  return accepted({ person: { ...person, memberships, profile }, past: [] });
}

/** The person with these memberships, and what the roster must be told about the one that changed. */
export function withMemberships(
  person: Person,
  memberships: readonly Membership[],
  about: Membership | { readonly ergId: string; readonly since: string },
  at: MembershipMoment,
): PersonChange {
  const stays = 'state' in about;
  const entry: RosterEntry = {
    id: at.outboxId,
    to: 'roster',
    ergId: about.ergId,
    wanted: stays ? about.state : 'none',
    showToAllies: stays && about.showToAllies,
    since: about.since,
    name: person.profile.name,
    revision: at.revision,
    writtenAtMs: at.realMs,
  };
  // What waited for the same ERG is overtaken: the roster only needs the last word.
  const others = person.outbox.filter(
    (other) => other.to !== 'roster' || other.ergId !== about.ergId,
  );
  const outbox = [...others, entry];
  return {
    person: {
      ...person,
      memberships,
      outbox,
      profile: { ...person.profile, membershipsRevision: at.revision },
    },
    past: [],
  };
}
