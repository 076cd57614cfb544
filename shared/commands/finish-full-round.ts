import { breakCycles, type BrokenLink } from '../domain/break-cycles.ts';
import { reportCounts } from '../domain/directory.ts';
import {
  DIRECTORY_SHARDS,
  type DirectoryPerson,
  type DirectoryShard,
} from '../store/directory-store.ts';
import type { DirectorySync, Seen } from '../store/directory-sync-store.ts';
import { carryOutPlan } from './carry-out-plan.ts';
import type { CommandDeps } from './deps.ts';
import { planShard, withReports } from './directory-plan.ts';

/**
 * Ends a round after which everybody is looked at: whoever a full round did not tell goes, circles of managers are broken
 * and noted, and all reports are counted. Safe to repeat.
 */
export async function finishFullRound(
  deps: CommandDeps,
  tenantId: string,
  { round, roundId }: DirectorySync,
): Promise<void> {
  const shards = await Promise.all(
    Array.from({ length: DIRECTORY_SHARDS }, (_, shard) =>
      deps.directory.readShard(tenantId, shard),
    ),
  );
  const everybody = shards.flatMap(({ people }) =>
    [...people.values()].map(({ person }) => person),
  );
  const seen = round === 'full' ? await deps.directorySync.seenIn(tenantId, roundId) : undefined;
  // A source that lost its rights tells nobody: that is no reason to let everybody go.
  if (seen?.userIds.size === 0 && everybody.length > 0)
    throw new Error('A source told nobody at all.');
  const linked =
    seen === undefined ? await withBroken(deps, tenantId, everybody) : asSeen(everybody, seen);
  const { entries, broken } = breakCycles(linked);
  const reports = reportCounts(entries);
  const wanted = new Map(withReports(entries).map((person) => [person.userId, person]));
  const isThere = (userId: string) => wanted.has(userId);
  await deps.directorySync.putMissing(
    tenantId,
    new Map([...reports].filter(([managerId]) => !isThere(managerId))),
    'these-alone',
  );
  await noteBroken(deps, tenantId, broken);
  for (const [shard, stored] of shards.entries()) {
    const ofShard = onlyOf(stored, wanted);
    const plan = planShard(ofShard, stored);
    const outcome = await carryOutPlan(deps, { tenantId, shard }, ofShard, plan);
    if (outcome !== 'applied') throw new Error('Somebody else changes this directory.');
  }
}

/** Who was told; of whom no manager was told in a whole round has none. */
function asSeen(people: readonly DirectoryPerson[], seen: Seen): readonly DirectoryPerson[] {
  return people
    .filter(({ userId }) => seen.userIds.has(userId))
    .map((person) => {
      if (seen.linked.has(person.userId)) return person;
      const { managerId: _, ...unlinked } = person;
      return unlinked;
    });
}

function onlyOf(
  { people }: DirectoryShard,
  wanted: ReadonlyMap<string, DirectoryPerson>,
): ReadonlyMap<string, DirectoryPerson> {
  return new Map(
    [...people.keys()].flatMap((userId) => {
      const person = wanted.get(userId);
      return person === undefined ? [] : [[userId, person] as const];
    }),
  );
}

/** Everybody with the managers that were left out: they are judged anew. */
async function withBroken(
  deps: CommandDeps,
  tenantId: string,
  people: readonly DirectoryPerson[],
): Promise<readonly DirectoryPerson[]> {
  const links = await deps.directorySync.brokenLinks(tenantId);
  const managerOf = new Map(links.map(({ userId, managerId }) => [userId, managerId]));
  return people.map((person) => {
    const managerId = managerOf.get(person.userId);
    return person.managerId !== undefined || managerId === undefined
      ? person
      : { ...person, managerId };
  });
}

async function noteBroken(
  deps: CommandDeps,
  tenantId: string,
  broken: readonly BrokenLink[],
): Promise<void> {
  const now = new Set(broken.map(({ userId }) => userId));
  const before = await deps.directorySync.brokenLinks(tenantId);
  const mended = before.map(({ userId }) => userId).filter((userId) => !now.has(userId));
  await deps.directorySync.changeBroken(tenantId, broken, mended);
}
