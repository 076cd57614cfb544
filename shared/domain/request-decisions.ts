import { addMinutes, localDateAt } from './cadence.ts';
import { type PersonChange, unchanged } from './decision.ts';
import {
  type MembershipMoment,
  MOST_MEMBERSHIPS,
  withMemberships,
  withoutPledgesFor,
} from './membership-decisions.ts';
import type { Membership } from './membership.ts';
import { type MembershipNews, membershipNewsId, parsePendingId } from './pending-ids.ts';
import type { Pending } from './pending.ts';
import type { Person } from './person.ts';
import { newsOfMembership, type Refusal, withoutNews } from './refusal.ts';
import { accepted, refused, type Result } from './result.ts';

// What an organiser decides about somebody else. Nothing of the person is told but what the roster shows: whoever
// neither is an ally nor asked to be one is `not-found`, be they known here or not.

/** An organiser's act on a person, and the revision by which it is undone; absent where there is nothing to undo. */
export interface AnsweredRequest extends PersonChange {
  readonly act?: number;
}

/** Why an organiser's act does not happen. `changed-meanwhile`: the person or another organiser was first. */
export type RequestRefusal = 'not-found' | 'changed-meanwhile';

/** Why an act is not undone. `told-already`: the person knows. */
export type UndoRefusal = 'changed-meanwhile' | 'told-already';

/** An act can be undone for so long; nobody is told before. */
const UNDO_MINUTES = 10;

const NEWS_LASTS_MINUTES = 30 * 24 * 60;

/** Makes somebody who asked an ally. Approved already is fine. */
export function approveRequest(
  person: Person,
  ergId: string,
  at: MembershipMoment,
): Result<AnsweredRequest, RequestRefusal> {
  const before = membershipOf(person, ergId);
  if (before === undefined) return refused(whyNobodyAsks(person, ergId));
  if (before.state === 'active') return accepted(nothingToDo(person, before.approval?.revision));
  const { since, revision } = before;
  const after: Membership = {
    ...before,
    state: 'active',
    since: at.now,
    revision: at.revision,
    approval: { revision: at.revision, was: { since, revision } },
  };
  const { person: approved } = withMemberships(person, replaced(person, after), after, at);
  return accepted(tell(approved, ergId, { news: 'approved' }, at));
}

/** Declines somebody's request: they may ask again after so many days, 0 to 365. Declined already is fine. */
export function declineRequest(
  person: Person,
  ergId: string,
  { askAgainAfterDays }: { readonly askAgainAfterDays: number },
  at: MembershipMoment,
): Result<AnsweredRequest, RequestRefusal> {
  const before = membershipOf(person, ergId);
  if (before === undefined) return repeated(person, ergId, 'declined');
  if (before.state === 'active') return refused('changed-meanwhile');
  return accepted(refuse(person, before, 'declined', askAgainAfterDays, at));
}

/** Takes an ally off the roster: they may ask again after so many days, 0 to 365. Removed already is fine. */
export function removeAlly(
  person: Person,
  ergId: string,
  { askAgainAfterDays }: { readonly askAgainAfterDays: number },
  at: MembershipMoment,
): Result<AnsweredRequest, RequestRefusal> {
  const before = membershipOf(person, ergId);
  if (before === undefined) return repeated(person, ergId, 'removed');
  if (before.state === 'requested') return refused('not-found');
  return accepted(refuse(person, before, 'removed', askAgainAfterDays, at));
}

/**
 * Undoes the act of this revision while the person was not told: all is as it was before, and they never will be.
 * Undone already is fine. Whoever left, asked anew or was answered anew is `changed-meanwhile`, and so is whoever is
 * not known here.
 */
export function undoAct(
  person: Person,
  ergId: string,
  act: number,
  at: MembershipMoment,
): Result<PersonChange, UndoRefusal> {
  const membership = membershipOf(person, ergId);
  if (membership?.approval?.revision === act) return undoApproval(person, membership, act, at);
  const refusal = person.refusals.find((one) => one.ergId === ergId && one.revision === act);
  if (refusal !== undefined && membership === undefined) return undoRefusal(person, refusal, at);
  // What was before the act stands again.
  if (membership !== undefined && membership.revision < act) return accepted(unchanged(person));
  return refused('changed-meanwhile');
}

function undoApproval(
  person: Person,
  membership: Membership,
  act: number,
  at: MembershipMoment,
): Result<PersonChange, UndoRefusal> {
  const { approval, ...rest } = membership;
  if (approval === undefined || !isUntold(person, membership.ergId, act, at)) {
    return refused('told-already');
  }
  const before: Membership = { ...rest, state: 'requested', ...approval.was };
  const undone = withoutNews(person, membership.ergId);
  return accepted(withMemberships(undone, replaced(undone, before), before, at));
}

function undoRefusal(
  person: Person,
  refusal: Refusal,
  at: MembershipMoment,
): Result<PersonChange, UndoRefusal> {
  const { ergId, revision, was, pledgeIds } = refusal;
  if (!isUntold(person, ergId, revision, at)) return refused('told-already');
  if (person.memberships.length >= MOST_MEMBERSHIPS) return refused('changed-meanwhile');
  const undone: Person = {
    ...withoutNews(person, ergId),
    refusals: person.refusals.filter((one) => one !== refusal),
    pledges: person.pledges.map((pledge) =>
      pledgeIds.includes(pledge.id) && pledge.ergId === undefined
        ? { ...pledge, ergId, revision: at.revision }
        : pledge,
    ),
  };
  return accepted(withMemberships(undone, [...undone.memberships, was], was, at));
}

/** Whether the news of an act still waits, and no message with it is on its way. */
function isUntold(person: Person, ergId: string, act: number, at: MembershipMoment): boolean {
  const news = newsOfMembership(person, ergId).find(({ id }) => {
    const identity = parsePendingId(id);
    return identity.kind === 'membership-news' && identity.revision === act;
  });
  if (news === undefined || at.now >= news.from) return false;
  return !person.deliveries.some(
    ({ progress, items }) =>
      progress.state === 'sending' &&
      items.some((item) => item.kind === 'pending' && item.id === news.id),
  );
}

function refuse(
  person: Person,
  before: Membership,
  kind: Refusal['kind'],
  askAgainAfterDays: number,
  at: MembershipMoment,
): AnsweredRequest {
  const { ergId } = before;
  const refusal: Refusal = {
    ergId,
    kind,
    at: at.now,
    askAgainFrom: addMinutes(at.now, askAgainAfterDays * 24 * 60),
    revision: at.revision,
    was: before,
    pledgeIds: person.pledges.filter((pledge) => pledge.ergId === ergId).map(({ id }) => id),
  };
  const others = person.memberships.filter((one) => one !== before);
  const { person: without } = withMemberships(
    withoutPledgesFor(person, ergId, at),
    others,
    { ergId, since: at.now },
    at,
  );
  const refusals = [...person.refusals.filter((one) => one.ergId !== ergId), refusal];
  const { zone } = person.profile.settings;
  const askAgainOn = localDateAt(refusal.askAgainFrom, zone);
  return tell(
    { ...without, refusals },
    ergId,
    askAgainAfterDays === 0 ? { news: kind } : { news: kind, askAgainOn },
    at,
  );
}

/** What the person will be told, unless it is undone before. It is not for allies alone: some are none any more. */
function tell(
  person: Person,
  ergId: string,
  about: { readonly news: MembershipNews; readonly askAgainOn?: string },
  at: MembershipMoment,
): AnsweredRequest {
  const news: Pending = {
    id: membershipNewsId({ ...about, ergId, revision: at.revision }),
    kind: 'membership-news',
    from: addMinutes(at.now, UNDO_MINUTES),
    until: addMinutes(at.now, NEWS_LASTS_MINUTES),
  };
  const told = withoutNews(person, ergId);
  return {
    person: { ...told, pendings: [...told.pendings, news] },
    past: [],
    act: at.revision,
  };
}

function nothingToDo(person: Person, act: number | undefined): AnsweredRequest {
  return { ...unchanged(person), ...(act === undefined ? {} : { act }) };
}

function repeated(
  person: Person,
  ergId: string,
  kind: Refusal['kind'],
): Result<AnsweredRequest, RequestRefusal> {
  const known = person.refusals.find((one) => one.ergId === ergId && one.kind === kind);
  return known === undefined ? refused('not-found') : accepted(nothingToDo(person, known.revision));
}

/** Where nobody asks: another organiser declined, or the person took the request back. */
function whyNobodyAsks(person: Person, ergId: string): RequestRefusal {
  const known = person.refusals.some((one) => one.ergId === ergId && one.kind === 'declined');
  return known ? 'changed-meanwhile' : 'not-found';
}

function membershipOf(person: Person, ergId: string): Membership | undefined {
  return person.memberships.find((one) => one.ergId === ergId);
}

function replaced(person: Person, after: Membership): readonly Membership[] {
  return person.memberships.map((one) => (one.ergId === after.ergId ? after : one));
}
