import { type Erg, isOrganiser, MOST_ORGANISERS, type Organiser } from './erg.ts';
import type { NamedPerson } from './named-person.ts';
import { accepted, refused, type Result } from './result.ts';
import type { Instant } from './time.ts';

/** Why an ERG does not change. */
export type ErgRefusal =
  | 'changed-meanwhile'
  | 'not-yourself'
  | 'too-many-organisers'
  | 'not-an-organiser'
  | 'unknown-person'
  | 'archived';

/** What organisers write about their ERG. */
export type ErgProfile = Pick<
  Erg,
  | 'name'
  | 'purpose'
  | 'tags'
  | 'places'
  | 'picture'
  | 'contact'
  | 'teamUrl'
  | 'channelUrl'
  | 'joinPolicy'
  | 'askAgainAfterDays'
>;

/** An ERG that an admin creates, with the organiser whom they appoint. */
export function newErg(about: {
  readonly id: string;
  readonly profile: ErgProfile;
  readonly organiser: NamedPerson;
  readonly now: Instant;
}): Erg {
  const { id, profile, organiser, now } = about;
  return {
    ...profile,
    id,
    organisers: [{ ...organiser, since: now, appointedBy: 'admin' }],
    state: 'active',
    revision: 1,
  };
}

/** Replaces what an ERG says of itself. The same again changes nothing; `seen` is the revision that the client saw. */
export function changeProfile(
  erg: Erg,
  profile: ErgProfile,
  seen: number,
): Result<Erg, ErgRefusal> {
  const { teamUrl: _team, channelUrl: _channel, isWithdrawn, ...rest } = erg;
  const next: Erg = {
    ...rest,
    ...profile,
    // Any other words are the organisers' own again; the same ones stay withdrawn.
    ...(isWithdrawn === true && isShownAlike(erg, profile) ? { isWithdrawn } : {}),
  };
  if (isSame(erg, next)) return accepted(erg);
  if (erg.revision !== seen) return refused('changed-meanwhile');
  return accepted(changed(erg, next));
}

function isShownAlike(erg: Erg, { purpose, picture, tags }: ErgProfile): boolean {
  return (
    erg.purpose === purpose &&
    erg.picture === picture &&
    JSON.stringify(erg.tags) === JSON.stringify(tags)
  );
}

/**
 * Hides purpose, picture and tags from everybody but the organisers, until they change any of them. Withdrawn already
 * is fine.
 */
export function withdrawProfile(erg: Erg, seen: number): Result<Erg, ErgRefusal> {
  if (erg.isWithdrawn === true) return accepted(erg);
  if (erg.revision !== seen) return refused('changed-meanwhile');
  return accepted(changed(erg, { ...erg, isWithdrawn: true }));
}

/** Who appoints an organiser. */
export interface Appointer {
  readonly userId: string;
  readonly as: 'admin' | 'organiser';
}

/**
 * Makes somebody an organiser. Admins cannot appoint themselves. Who is one already stays one, with the appointment
 * that they have.
 */
export function appointOrganiser(
  erg: Erg,
  person: NamedPerson,
  by: Appointer,
  now: Instant,
): Result<Erg, ErgRefusal> {
  if (by.as === 'admin' && by.userId === person.userId) return refused('not-yourself');
  if (isOrganiser(erg, person.userId)) return accepted(erg);
  if (erg.organisers.length >= MOST_ORGANISERS) return refused('too-many-organisers');
  const organiser: Organiser = { ...person, since: now, appointedBy: by.as };
  return accepted(changed(erg, { ...erg, organisers: [...erg.organisers, organiser] }));
}

/**
 * Ends somebody's part as an organiser; who is none is fine. The last one may go: the ERG waits for an admin then, and
 * everybody can see that nobody runs it.
 */
export function removeOrganiser(erg: Erg, userId: string): Erg {
  if (!isOrganiser(erg, userId)) return erg;
  return changed(erg, {
    ...erg,
    organisers: erg.organisers.filter((organiser) => organiser.userId !== userId),
  });
}

/** Hands the part of one organiser over to somebody else, in one change: nobody is without it in between. */
export function handOver(
  erg: Erg,
  from: string,
  to: NamedPerson,
  now: Instant,
): Result<Erg, ErgRefusal> {
  if (to.userId === from) return refused('not-yourself');
  if (!isOrganiser(erg, from)) return refused('not-an-organiser');
  const others = erg.organisers.filter(({ userId }) => userId !== from && userId !== to.userId);
  const before = erg.organisers.find(({ userId }) => userId === to.userId);
  const successor: Organiser = before ?? { ...to, since: now, appointedBy: 'organiser' };
  return accepted(changed(erg, { ...erg, organisers: [...others, successor] }));
}

/** Names the sponsor, or nobody. */
export function setSponsor(
  erg: Erg,
  sponsor: NamedPerson | undefined,
  seen: number,
): Result<Erg, ErgRefusal> {
  const { sponsor: before, ...rest } = erg;
  if (before?.userId === sponsor?.userId) return accepted(erg);
  if (erg.revision !== seen) return refused('changed-meanwhile');
  return accepted(changed(erg, sponsor === undefined ? rest : { ...rest, sponsor }));
}

/** Puts an ERG away, or brings it back: its roster, content and name stay. */
export function changeState(erg: Erg, state: Erg['state'], seen: number): Result<Erg, ErgRefusal> {
  if (erg.state === state) return accepted(erg);
  if (erg.revision !== seen) return refused('changed-meanwhile');
  return accepted(changed(erg, { ...erg, state }));
}

/** The ERG with the present name of a person who runs or sponsors it. */
export function renamePerson(erg: Erg, { userId, name }: NamedPerson): Erg {
  const rename = <Person extends NamedPerson>(person: Person): Person =>
    person.userId === userId ? { ...person, name } : person;
  const next: Erg = {
    ...erg,
    organisers: erg.organisers.map(rename),
    ...(erg.sponsor === undefined ? {} : { sponsor: rename(erg.sponsor) }),
  };
  return isSame(erg, next) ? erg : changed(erg, next);
}

function changed(before: Erg, next: Erg): Erg {
  return { ...next, revision: before.revision + 1 };
}

function isSame(one: Erg, other: Erg): boolean {
  const text = (erg: Erg): string =>
    JSON.stringify(Object.entries(erg).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return text(one) === text(other);
}
