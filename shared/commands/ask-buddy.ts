import {
  acceptAsk,
  agreeTo,
  askForBuddy,
  type BuddyRefusal,
  endTie,
  wasEverTied,
} from '../domain/buddy-decisions.ts';
import { type BuddyPair, confirmed, isStanding, sideOf } from '../domain/buddy-pair.ts';
import type { PersonChange } from '../domain/decision.ts';
import type { Person } from '../domain/person.ts';
import { accepted, refused, type Result } from '../domain/result.ts';
import { newBuddySecret, pairByLink } from './buddy-link.ts';
import { type Asker, type ChangeMoment, changePerson } from './change-person.ts';
import type { CommandDeps } from './deps.ts';
import { changePair } from './project-buddy.ts';
import { tidyBuddies } from './read-buddies.ts';

/** An ask with what stands in its link: said this once. */
export interface MadeAsk {
  readonly pair: BuddyPair;
  readonly secret: string;
}

/**
 * Makes a link by which one person may become a buddy. The same ask again is the same ask, with another link in place of
 * the one before. A change of a person (two requests, a bell and its projection of five) and one more.
 */
export async function askBuddy(
  deps: CommandDeps,
  asker: Asker,
  pairId: string,
): Promise<Result<MadeAsk, BuddyRefusal | 'busy'>> {
  const { tenantId } = asker.key;
  const { secret, hash } = newBuddySecret(pairId);
  const asked = await changeTies(deps, asker, (person, at) =>
    askForBuddy(person, { pairId, secretHash: hash }, at),
  );
  if (!asked.ok) return asked;
  const loaded = await deps.buddies.load(tenantId, pairId);
  if (loaded === undefined) return refused('busy');
  const { life } = loaded.pair;
  // Another's pair by this id, or somebody accepted the link before this one, or it was made anew at the same moment.
  if (life.state !== 'asked' || sideOf(loaded.pair, asker.key.userId) !== 'asker') {
    return refused('id-taken');
  }
  return life.secretHash === hash ? accepted({ pair: loaded.pair, secret }) : refused('busy');
}

/**
 * Says yes to whoever made a link. They are buddies once the asker has said that this is whom they asked. Nothing is kept
 * of whoever is refused. A change of a person and two requests; what is refused takes one, or three.
 */
export async function acceptBuddy(
  deps: CommandDeps,
  asker: Asker,
  secret: string,
): Promise<Result<BuddyPair, BuddyRefusal | 'link-over' | 'busy'>> {
  const { key } = asker;
  const found = await pairByLink(deps, key, secret);
  if (found === undefined) return refused('link-over');
  const { id: pairId, asker: by, life } = found.pair;
  if (life.state === 'accepted') return accepted(found.pair);
  if (life.state !== 'asked') return refused('link-over');
  const { secretHash } = life;
  const agreed = await changeTies(deps, asker, (person, at) =>
    acceptAsk(person, { pairId, secretHash, asker: by }, at),
  );
  if (!agreed.ok) return agreed;
  const pair = (await deps.buddies.load(key.tenantId, pairId))?.pair;
  if (pair !== undefined && sideOf(pair, key.userId) === 'accepter' && pair.life.state !== 'over') {
    return accepted(pair);
  }
  const person = (await deps.people.load(key))?.person;
  // Said, but not yet carried to the pair: the bell does.
  return person?.buddies.ties.some((tie) => tie.pairId === pairId) === true
    ? refused('busy')
    : refused('link-over');
}

/**
 * Says that who accepted is whom one asked: from now on they are buddies. Said already is fine. A change of a person
 * without a bell, and three requests.
 */
export async function confirmBuddy(
  deps: CommandDeps,
  asker: Asker,
  pairId: string,
): Promise<Result<BuddyPair, BuddyRefusal | 'busy'>> {
  const { tenantId, userId } = asker.key;
  const before = (await deps.buddies.load(tenantId, pairId))?.pair;
  if (before === undefined || sideOf(before, userId) !== 'asker') return refused('not-found');
  const { life } = before;
  if (life.state === 'together') return accepted(before);
  if (life.state !== 'accepted' || !isStanding(before, deps.clock.now())) {
    return refused('not-found');
  }
  const accepterId = life.by.userId;
  const agreed = await changeTies(deps, asker, (person, at) =>
    agreeTo(person, pairId, accepterId, at),
  );
  if (!agreed.ok) return agreed;
  const pair = await changePair(
    deps,
    tenantId,
    pairId,
    (loaded) => confirmed(loaded.pair, accepterId, deps.clock.now()) ?? loaded.pair,
  );
  if (pair?.life.state === 'together') return accepted(pair);
  // The other one ended it meanwhile, or its time ran out.
  await endBuddy(deps, asker, pairId);
  return refused('not-found');
}

/**
 * Ends whatever there is between somebody and the other one of a pair: withdraws a link, declines who accepted it, takes
 * back a yes, ends being buddies with everything that was shared. No reason, no notice. Ended already is fine. A change of
 * a person with a bell, and `endPair`.
 */
export async function endBuddy(
  deps: CommandDeps,
  asker: Asker,
  pairId: string,
): Promise<Result<'ended', 'not-found' | 'busy'>> {
  const changed = await changePerson(deps, asker, (person, at) =>
    wasEverTied(person, pairId) ? accepted(endTie(person, pairId, at)) : refused('not-found'),
  );
  return changed.ok ? accepted('ended') : changed;
}

/** Changes what somebody has with others; where there is no room, what is over makes some, and it is decided once more. */
async function changeTies(
  deps: CommandDeps,
  asker: Asker,
  decide: (person: Person, at: ChangeMoment) => Result<PersonChange, BuddyRefusal>,
): Promise<Result<Person, BuddyRefusal | 'busy'>> {
  const changed = await changePerson(deps, asker, decide);
  if (changed.ok) return changed;
  const mayHelp = ['too-many-asks', 'too-many-buddies', 'already-buddies'].includes(changed.reason);
  if (!mayHelp || !(await tidyBuddies(deps, asker))) return changed;
  return changePerson(deps, asker, decide);
}
