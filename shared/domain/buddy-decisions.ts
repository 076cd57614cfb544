import { ASK_DAYS, type Buddies, type BuddyTie, MOST_BUDDIES, MOST_OPEN_ASKS } from './buddy.ts';
import { refusalToStore } from './consent-versions.ts';
import type { NamedPerson } from './named-person.ts';
import { addMinutes } from './cadence.ts';
import { type PersonChange, unchanged } from './decision.ts';
import type { MembershipMoment } from './membership-decisions.ts';
import type { BuddyEntry, Person } from './person.ts';
import { accepted, refused, type Result } from './result.ts';
import type { Instant } from './time.ts';

/** Why somebody does not ask, accept or confirm. */
export type BuddyRefusal =
  | 'consent-needed'
  | 'newer-consent-needed'
  | 'too-many-asks'
  | 'too-many-buddies'
  | 'already-buddies'
  | 'own-link'
  | 'id-taken'
  | 'not-found';

/** How many ended pairs a person remembers. */
const ENDED_KEPT = 20;

/** Whether somebody's partition points to a pair: only then the pair may hold anything of them. */
export function isTied({ profile, buddies }: Person, pairId: string): boolean {
  return profile.life === 'living' && tieOf(buddies, pairId) !== undefined;
}

/** Whether a pair is somebody's, or was a while ago. */
export function wasEverTied({ buddies }: Person, pairId: string): boolean {
  return tieOf(buddies, pairId) !== undefined || buddies.ended.includes(pairId);
}

/**
 * Makes an ask with a new link. The same ask again, while it is one, gets another link in place of the one before: the
 * answer that told of it was lost, or is not there any more. Asks that are over make room.
 */
export function askForBuddy(
  person: Person,
  wanted: { readonly pairId: string; readonly secretHash: string },
  at: MembershipMoment,
): Result<PersonChange, BuddyRefusal> {
  const { pairId, secretHash } = wanted;
  const unstored = refusalToStore(person.profile.consent, 'buddies');
  if (unstored !== undefined) return refused(unstored);
  const before = tieOf(person.buddies, pairId);
  const isOver = before?.state === 'asked' && before.until <= at.now;
  if (before?.state === 'agreed' || isOver || person.buddies.ended.includes(pairId)) {
    return refused('id-taken');
  }
  const tie: BuddyTie = before ?? {
    pairId,
    state: 'asked',
    at: at.now,
    until: addMinutes(at.now, ASK_DAYS * 24 * 60),
  };
  const tidy = withoutAsksUntil(person, at.now, at, before);
  const others = tidy.buddies.ties.filter((one) => one.pairId !== pairId);
  if (others.filter(({ state }) => state === 'asked').length >= MOST_OPEN_ASKS) {
    return refused('too-many-asks');
  }
  const { name } = person.profile;
  return accepted({
    person: told(
      { ...tidy, buddies: { ...tidy.buddies, ties: [...others, tie] } },
      {
        ...entryOf(pairId, at),
        wanted: 'open',
        name,
        secretHash,
        since: tie.at,
        until: tie.until,
      },
    ),
    past: [],
  });
}

/** Says yes to who made a link: it counts as a buddy from now on. Having said so is the same yes. */
export function acceptAsk(
  person: Person,
  asked: { readonly pairId: string; readonly secretHash: string; readonly asker: NamedPerson },
  at: MembershipMoment,
): Result<PersonChange, BuddyRefusal> {
  const { pairId, secretHash, asker } = asked;
  const unstored = refusalToStore(person.profile.consent, 'buddies');
  if (unstored !== undefined) return refused(unstored);
  if (asker.userId === person.key.userId) return refused('own-link');
  if (tieOf(person.buddies, pairId) !== undefined) return accepted(unchanged(person));
  const refusal = refusalOfBuddy(person, asker.userId);
  if (refusal !== undefined) return refused(refusal);
  const tie: BuddyTie = { pairId, state: 'agreed', at: at.now, to: asker.userId };
  return accepted({
    person: told(withTie(person, tie), {
      ...entryOf(pairId, at),
      wanted: 'join',
      name: person.profile.name,
      secretHash,
      since: at.now,
    }),
    past: [],
  });
}

/** Says that who accepted one's link is whom one asked. The pair follows; having said so is the same yes. */
export function agreeTo(
  person: Person,
  pairId: string,
  accepterId: string,
  at: MembershipMoment,
): Result<PersonChange, BuddyRefusal> {
  const tie = tieOf(person.buddies, pairId);
  if (tie === undefined) return refused('not-found');
  if (tie.state === 'agreed') {
    return tie.to === accepterId ? accepted(unchanged(person)) : refused('not-found');
  }
  const unstored = refusalToStore(person.profile.consent, 'buddies');
  if (unstored !== undefined) return refused(unstored);
  const refusal = refusalOfBuddy(person, accepterId);
  if (refusal !== undefined) return refused(refusal);
  const agreed: BuddyTie = { pairId, state: 'agreed', at: at.now, to: accepterId };
  return accepted({ person: withTie(person, agreed), past: [] });
}

/** Ends whatever there is between two: an ask, a yes, or being buddies. The pair follows; nothing there is as good. */
export function endTie(person: Person, pairId: string, at: MembershipMoment): PersonChange {
  if (tieOf(person.buddies, pairId) === undefined) return unchanged(person);
  return { person: told(untied(person, pairId), endEntry(pairId, at)), past: [] };
}

/** The person without asks that were over until a moment, but for one; the same person where there are none. */
export function withoutAsksUntil(
  person: Person,
  until: Instant,
  at: MembershipMoment,
  except?: BuddyTie,
): Person {
  return person.buddies.ties
    .filter((one) => one.state === 'asked' && one.until <= until && one !== except)
    .reduce((left, one) => endTie(left, one.pairId, at).person, person);
}

/** The person without what points to a pair that the other one ended; the same person where nothing does. */
export function untied(person: Person, pairId: string): Person {
  const { ties, ended } = person.buddies;
  if (tieOf(person.buddies, pairId) === undefined) return person;
  const buddies: Buddies = {
    ties: ties.filter((tie) => tie.pairId !== pairId),
    ended: [...ended, pairId].slice(-ENDED_KEPT),
  };
  return { ...person, buddies };
}

/** What ends everything with everybody, when somebody erases themselves. */
export function endEveryTie(
  { buddies }: Pick<Person, 'buddies'>,
  at: MembershipMoment,
): readonly BuddyEntry[] {
  return buddies.ties.map(({ pairId }) => endEntry(pairId, at));
}

function refusalOfBuddy(
  { buddies }: Person,
  userId: string,
): 'too-many-buddies' | 'already-buddies' | undefined {
  const agreed = buddies.ties.filter((tie) => tie.state === 'agreed');
  if (agreed.some(({ to }) => to === userId)) return 'already-buddies';
  return agreed.length >= MOST_BUDDIES ? 'too-many-buddies' : undefined;
}

function tieOf({ ties }: Buddies, pairId: string): BuddyTie | undefined {
  return ties.find((tie) => tie.pairId === pairId);
}

function withTie(person: Person, tie: BuddyTie): Person {
  const others = person.buddies.ties.filter(({ pairId }) => pairId !== tie.pairId);
  return { ...person, buddies: { ...person.buddies, ties: [...others, tie] } };
}

function told(person: Person, entry: BuddyEntry): Person {
  return { ...person, outbox: [...person.outbox, entry] };
}

function endEntry(pairId: string, at: MembershipMoment): BuddyEntry {
  return { ...entryOf(pairId, at), wanted: 'end' };
}

function entryOf(pairId: string, { outboxId, revision, realMs }: MembershipMoment) {
  return {
    id: `${outboxId}-buddy-${pairId}`,
    to: 'buddy',
    pairId,
    revision,
    writtenAtMs: realMs,
  } as const;
}
