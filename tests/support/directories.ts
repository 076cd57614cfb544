import { workOnDirectory } from '../../bot/delivery/work-on-directory.ts';
import { PACK_VISIBILITY_MS } from '../../bot/delivery/hold-message.ts';
import { TENANT_ID } from './builders.ts';
import type { TestDeps } from './command-deps.ts';

/** The first row of a directory file. */
export const DIRECTORY_HEADER = 'id,name,mail,manager,place';

/** The id of the n-th person of a directory. */
export function directoryId(number: number): string {
  return `5b2e9f10-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/** A person of a directory file, by number; without a manager they are at the top. */
export interface DirectoryLine {
  readonly number: number;
  readonly name?: string;
  readonly manager?: number;
}

/** A directory file of these people. */
export function directoryCsv(lines: readonly DirectoryLine[]): string {
  const rows = lines.map(
    ({ number, name = `Person ${number}`, manager }) =>
      `${directoryId(number)},${name},p${number}@example.org,${manager === undefined ? '' : directoryId(manager)},Leeds`,
  );
  return [DIRECTORY_HEADER, ...rows].join('\n');
}

/** Number 0 at the top, and everybody else below. */
export function aTeam(size: number): readonly DirectoryLine[] {
  return Array.from({ length: size }, (_, number) =>
    number === 0 ? { number } : { number, manager: 0 },
  );
}

/** Does all jobs of directories that show now; gives how many there were. */
export async function workOnDirectories(deps: TestDeps): Promise<number> {
  const queue = deps.queues.queue('directory');
  for (let jobs = 0; ; jobs += 1) {
    const [message] = await queue.receive({ most: 1, visibilityMs: PACK_VISIBILITY_MS });
    if (message === undefined) return jobs;
    await workOnDirectory(deps, { queue, message }, new AbortController().signal);
  }
}

/** Everybody in the directory, by user id: their name, manager, and who and how many report to them. */
export async function everybodyIn(
  deps: TestDeps,
): Promise<
  ReadonlyMap<string, { name: string; managerId?: string; reports: number; team?: string }>
> {
  const shards = await Promise.all(
    Array.from({ length: 16 }, (_, shard) => deps.directory.readShard(TENANT_ID, shard)),
  );
  return new Map(
    shards
      .flatMap(({ people }) => [...people.values()])
      .map(({ person: { userId, name, managerId, reports, team } }) => [
        userId,
        {
          name,
          reports,
          ...(managerId === undefined ? {} : { managerId }),
          ...(team === undefined ? {} : { team }),
        },
      ]),
  );
}
