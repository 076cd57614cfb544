import { endTie } from '../domain/buddy-decisions.ts';
import { type BuddyPair, isStanding, sideOf } from '../domain/buddy-pair.ts';
import type { BuddyTie } from '../domain/buddy.ts';
import { newPerson } from '../domain/new-person.ts';
import type { Person } from '../domain/person.ts';
import { accepted } from '../domain/result.ts';
import { type Asker, changePerson } from './change-person.ts';
import type { CommandDeps } from './deps.ts';
import { projectStaleOutbox } from './project-outbox.ts';

/** The pairs that stand and that somebody is in, the oldest first. */
export type MyPairs = readonly BuddyPair[];

/**
 * Whom somebody has, asked, or said yes to. One request, and one for each of at most six, side by side. What is over is
 * tidied away afterwards.
 */
export async function readBuddies(deps: CommandDeps, asker: Asker): Promise<MyPairs> {
  const person = (await deps.people.load(asker.key))?.person ?? newPerson(asker);
  projectStaleOutbox(deps, person);
  const { pairs, over } = await readPairs(deps, person);
  if (over.length > 0) deps.inBackground(() => endTies(deps, asker, over));
  return pairs;
}

/** Ends what is over of somebody's: links and yeses whose time ran out. Whether there was any. */
export async function tidyBuddies(deps: CommandDeps, asker: Asker): Promise<boolean> {
  const person = (await deps.people.load(asker.key))?.person;
  if (person === undefined) return false;
  const { over } = await readPairs(deps, person);
  if (over.length > 0) await endTies(deps, asker, over);
  return over.length > 0;
}

async function readPairs(
  deps: CommandDeps,
  person: Person,
): Promise<{ readonly pairs: MyPairs; readonly over: readonly string[] }> {
  const { tenantId, userId } = person.key;
  if (person.profile.life === 'erasing') return { pairs: [], over: [] };
  const now = deps.clock.now();
  const found = await Promise.all(
    person.buddies.ties.map(async (tie) => ({
      tie,
      pair: (await deps.buddies.load(tenantId, tie.pairId))?.pair,
    })),
  );
  const isMine = ({ pair }: { readonly tie: BuddyTie; readonly pair: BuddyPair | undefined }) =>
    pair !== undefined && sideOf(pair, userId) !== undefined && isStanding(pair, now);
  return {
    pairs: found.filter(isMine).flatMap(({ pair }) => pair ?? []),
    over: found
      .filter((one) => !isMine(one))
      .map(({ tie }) => tie.pairId)
      // What is on its way to the pair is not over.
      .filter((id) => !person.outbox.some((entry) => entry.to === 'buddy' && entry.pairId === id)),
  };
}

async function endTies(
  deps: CommandDeps,
  { key }: Asker,
  pairIds: readonly string[],
): Promise<void> {
  for (const pairId of pairIds) {
    await changePerson<never>(deps, { key, acts: false }, (person, at) =>
      accepted(endTie(person, pairId, at)),
    );
  }
}
