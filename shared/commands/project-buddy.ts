import {
  acceptedBy,
  type BuddyPair,
  ended,
  otherOf,
  renamedIn,
  sideOf,
} from '../domain/buddy-pair.ts';
import { isTied, untied } from '../domain/buddy-decisions.ts';
import type { BuddyEntry, Person, PersonKey } from '../domain/person.ts';
import type { LoadedPair } from '../store/buddies-store.ts';
import type { CommandDeps } from './deps.ts';

/** What is needed to carry something to a pair. */
export type PairDeps = Pick<CommandDeps, 'people' | 'buddies' | 'clock'>;

const MOST_TRIES = 6;

/**
 * Carries to a pair what a person's partition says of it. The person's own tie is written first; what ends the pair is
 * committed with the loss of the tie, so that a pair holds nothing of anybody who could not find it to end it. Safe to
 * repeat, and late: whoever is not tied any more is removed again.
 */
export async function projectBuddy(
  deps: PairDeps,
  person: Person,
  entry: BuddyEntry,
): Promise<void> {
  const { key } = person;
  if (entry.wanted === 'end') return endPair(deps, key, entry.pairId);
  if (!isTied(person, entry.pairId)) return;
  if (entry.wanted === 'open') await openPair(deps, key, entry);
  else await joinPair(deps, key, entry);
  await forgetUntied(deps, key, [entry.pairId]);
}

/** Ends those of these pairs that name somebody whose partition does not point to them: a program died, or was slow. */
export async function forgetUntied(
  deps: PairDeps,
  key: PersonKey,
  pairIds: readonly string[],
): Promise<void> {
  if (pairIds.length === 0) return;
  const person = (await deps.people.load(key))?.person;
  for (const pairId of pairIds) {
    if (person === undefined || !isTied(person, pairId)) await endPair(deps, key, pairId);
  }
}

/** Carries a changed name to the pairs that somebody is in. One or two requests each. */
export async function nameInPairs(deps: PairDeps, person: Person, name: string): Promise<void> {
  const { tenantId, userId } = person.key;
  for (const { pairId } of person.buddies.ties) {
    await changePair(deps, tenantId, pairId, ({ pair }) => renamedIn(pair, { userId, name }));
  }
}

/** Begins the pair, or gives it the link that was made last. Where it is another's by the same id, the tie goes. */
async function openPair(
  deps: PairDeps,
  key: PersonKey,
  entry: Extract<BuddyEntry, { wanted: 'open' }>,
): Promise<void> {
  const { tenantId, userId } = key;
  const { pairId, name, secretHash, since, until, revision } = entry;
  const begun = await deps.buddies.begin(tenantId, {
    id: pairId,
    asker: { userId, name },
    askedAt: since,
    until,
    revision,
    takenBack: [],
    life: { state: 'asked', secretHash },
  });
  if (begun === 'begun') return;
  const known = await changePair(deps, tenantId, pairId, ({ pair }) => {
    const isOlder = pair.asker.userId !== userId || pair.revision >= revision;
    if (isOlder || pair.life.state !== 'asked') return pair;
    return { ...pair, revision, life: { state: 'asked', secretHash } };
  });
  if (known !== undefined && known.asker.userId !== userId) await untie(deps, key, pairId);
}

/** Lets somebody stand in the pair that they said yes to. Where it is another's, or over, their tie goes. */
async function joinPair(
  deps: PairDeps,
  key: PersonKey,
  entry: Extract<BuddyEntry, { wanted: 'join' }>,
): Promise<void> {
  const { tenantId, userId } = key;
  const { pairId, name, secretHash } = entry;
  const joined = await changePair(deps, tenantId, pairId, ({ pair }) => {
    const isTheLink = pair.life.state === 'asked' && pair.life.secretHash === secretHash;
    return (isTheLink && acceptedBy(pair, { userId, name }, deps.clock.now())) || pair;
  });
  const isIn = joined !== undefined && joined.life.state !== 'over';
  if (!isIn || sideOf(joined, userId) !== 'accepter') await untie(deps, key, pairId);
}

/**
 * Ends a pair that names somebody: from the first write on nobody sees it; then what was shared goes, what points to it
 * from the other one's partition, and the pair. Five requests and those that what was shared takes.
 */
async function endPair(deps: PairDeps, key: PersonKey, pairId: string): Promise<void> {
  const { tenantId, userId } = key;
  const over = await changePair(deps, tenantId, pairId, ({ pair }) =>
    pair.life.state === 'over' || sideOf(pair, userId) === undefined ? pair : ended(pair),
  );
  if (over === undefined || sideOf(over, userId) === undefined) return;
  await deps.buddies.clear(tenantId, pairId);
  const other = otherOf(over, userId);
  if (other !== undefined) await untie(deps, { tenantId, userId: other.userId }, pairId);
  await deps.buddies.remove(tenantId, pairId);
}

/**
 * Takes what points to a pair out of a partition. Whoever is erasing themselves removes it with everything else. Nothing
 * else follows from it, neither a message nor a projection, so it needs no hint and no bell.
 */
async function untie(deps: PairDeps, key: PersonKey, pairId: string): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const loaded = await deps.people.load(key);
    if (loaded === undefined || !isTied(loaded.person, pairId)) return;
    const next = untied(loaded.person, pairId);
    const revision = Math.max(deps.clock.realMs(), next.profile.revision + 1);
    const profile = { ...next.profile, revision };
    const { ok } = await deps.people.commit(loaded, { ...next, profile }, []);
    if (ok) return;
  }
  throw new Error('A person changed under every try.');
}

/**
 * Changes a pair under its ETag, and gives it as it is then; undefined where there is none. The same pair back is not
 * written. Two requests, two more for each time that somebody else was first.
 */
export async function changePair(
  deps: Pick<CommandDeps, 'buddies'>,
  tenantId: string,
  pairId: string,
  decide: (loaded: LoadedPair) => BuddyPair,
): Promise<BuddyPair | undefined> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const loaded = await deps.buddies.load(tenantId, pairId);
    if (loaded === undefined) return undefined;
    const next = decide(loaded);
    if (next === loaded.pair) return next;
    if (await deps.buddies.replace(tenantId, loaded, next)) return next;
  }
  throw new Error('A pair changed under every try.');
}
