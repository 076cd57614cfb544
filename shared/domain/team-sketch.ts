import { spreadOf } from './spread.ts';

/** So many of a team stand for it. */
const MOST = 16;

/** Characters of one of them: 32 bits in base 36. */
const WIDTH = 7;

/**
 * A short text that stands for the people who report to somebody: the smallest hashes of their ids, so that two of them say
 * how much of a team is still the same. It can be kept up to date from who joins and who leaves alone.
 */
export type TeamSketch = string;

/** The sketch of these people. */
export function teamSketch(userIds: Iterable<string>): TeamSketch {
  return textOf(new Set([...userIds].map(hashOf)));
}

/** The sketch of a team after some joined and some left. */
export function changedSketch(
  before: TeamSketch,
  joined: Iterable<string>,
  left: Iterable<string>,
): TeamSketch {
  const hashes = new Set(hashesIn(before));
  for (const userId of left) hashes.delete(hashOf(userId));
  for (const userId of joined) hashes.add(hashOf(userId));
  return textOf(hashes);
}

/** Whether more than half of those who were in a team then are in it now, as far as the sketches tell. */
export function isSameTeam(then: TeamSketch, now: TeamSketch): boolean {
  const here = hashesIn(now);
  // Of a full sketch, larger hashes may be there and not be told.
  const last = here.length < MOST ? undefined : here.at(-1);
  const known = hashesIn(then).filter((hash) => last === undefined || hash <= last);
  const stayed = known.filter((hash) => here.includes(hash)).length;
  return stayed * 2 > known.length;
}

function hashOf(userId: string): string {
  return spreadOf(userId).toString(36).padStart(WIDTH, '0');
}

function textOf(hashes: ReadonlySet<string>): TeamSketch {
  return [...hashes].toSorted().slice(0, MOST).join('');
}

function hashesIn(sketch: TeamSketch): readonly string[] {
  return sketch.match(/.{7}/g) ?? [];
}
