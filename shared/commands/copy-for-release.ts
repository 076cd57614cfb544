import type { Measure } from '../domain/disclosure/release-period.ts';
import type { Month } from '../domain/month.ts';
import { AUDIENCE_SHARDS } from '../store/audience-store.ts';
import { DIRECTORY_SHARDS } from '../store/directory-store.ts';
import { atOnce } from './at-once.ts';
import type { CommandDeps } from './deps.ts';
import { readTakingPart } from './read-taking-part.ts';

const PEOPLE_AT_ONCE = 16;

type Copying = Pick<
  CommandDeps,
  'audience' | 'directory' | 'directoryImports' | 'directorySync' | 'people' | 'releaseInputs'
>;

/** Which month of which organisation. */
export interface MonthOf {
  readonly tenantId: string;
  readonly month: Month;
}

/**
 * Copies the directory's tree: everybody, and by name whoever has somebody below them. False where it may not go on, and
 * where the directory is being changed or was changed meanwhile: half of a change may be no tree.
 */
export async function copyChart(
  deps: Copying,
  { tenantId, month }: MonthOf,
  mayGoOn: () => Promise<boolean>,
): Promise<boolean> {
  const { directory, releaseInputs } = deps;
  const before = await standOf(deps, tenantId);
  if (before === undefined) return false;
  for (let part = 0; part < DIRECTORY_SHARDS; part += 1) {
    if (!(await mayGoOn())) return false;
    const { people } = await directory.readShard(tenantId, part);
    const copied = [...people.values()].map(({ person }) => {
      const { userId, managerId, name, reports, team = '' } = person;
      const isManager = reports > 0;
      return { id: userId, manager: managerId ?? null, ...(isManager ? { name, team } : {}) };
    });
    await releaseInputs.forgetPart(tenantId, month, 'people', part);
    await releaseInputs.copyPeople(tenantId, month, part, copied);
  }
  return (await standOf(deps, tenantId)) === before;
}

/** What the directory was last changed by; undefined while it is being changed. */
async function standOf(
  { directoryImports, directorySync }: Copying,
  tenantId: string,
): Promise<string | undefined> {
  const [imported, followed] = await Promise.all([
    directoryImports.read(tenantId),
    directorySync.read(tenantId),
  ]);
  const { id = '', progress } = imported?.value ?? {};
  const isFollowing =
    followed !== undefined &&
    (followed.writing ||
      followed.step === 'finishing' ||
      (followed.round === 'full' && followed.pages > 0));
  if (progress?.state === 'applying' || isFollowing) return undefined;
  const isIn = progress?.state === 'done' ? id : '';
  return JSON.stringify([isIn, followed?.roundId, followed?.pages, followed?.finishedAt]);
}

/**
 * Copies what everybody who agreed did in the month, from what they have themselves: two or three requests a person.
 * False where it may not go on.
 */
export async function copyDone(
  deps: Copying,
  { tenantId, month }: MonthOf,
  mayGoOn: () => Promise<boolean>,
): Promise<boolean> {
  for (let part = 0; part < AUDIENCE_SHARDS; part += 1) {
    const done = new Map<string, readonly Measure[]>();
    let some: string[] = [];
    const countSome = async () => {
      await atOnce(some, PEOPLE_AT_ONCE, async (userId) => {
        const measures = await measuresOf(deps, { tenantId, userId }, month);
        if (measures.length > 0) done.set(userId, measures);
      });
      some = [];
    };
    for await (const userId of deps.audience.everybodyOf(tenantId, part)) {
      some.push(userId);
      if (some.length < PEOPLE_A_STEP) continue;
      if (!(await mayGoOn())) return false;
      await countSome();
    }
    if (!(await mayGoOn())) return false;
    await countSome();
    // In one order, so that the copy of the same people is the same.
    const ordered = new Map([...done].toSorted(([one], [other]) => (one < other ? -1 : 1)));
    await deps.releaseInputs.forgetPart(tenantId, month, 'done', part);
    await deps.releaseInputs.copyDone(tenantId, month, part, ordered);
  }
  return true;
}

const PEOPLE_A_STEP = 500;

async function measuresOf(
  deps: Copying,
  key: { readonly tenantId: string; readonly userId: string },
  month: Month,
): Promise<readonly Measure[]> {
  const { pledge, checkedIn, learned } = await readTakingPart(deps, key, month);
  return [
    ...(pledge ? (['pledge'] as const) : []),
    ...(checkedIn ? (['checkin'] as const) : []),
    ...(learned ? (['learning'] as const) : []),
  ];
}
