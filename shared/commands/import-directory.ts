import { checkDirectory, type DirectoryProblem } from '../domain/directory.ts';
import { type ImportCounts, sumCounts } from '../domain/directory-import.ts';
import {
  DIRECTORY_SHARDS,
  type DirectoryPerson,
  directoryShardOf,
} from '../store/directory-store.ts';
import { carryOutPlan } from './carry-out-plan.ts';
import type { CommandDeps } from './deps.ts';
import { readDirectoryCsv } from './directory-csv.ts';
import { planShard, type Wanted, withReports } from './directory-plan.ts';

/**
 * What became of an import. `problems`: nothing was changed, and this is everything to mend. `busy`: others
 * imported at the same time, and a part may be written; importing again completes it.
 */
export type ImportOutcome =
  | { readonly ok: true; readonly value: ImportCounts }
  | {
      readonly ok: false;
      readonly reason: 'problems';
      readonly problems: readonly DirectoryProblem[];
    }
  | { readonly ok: false; readonly reason: 'busy' };

/**
 * Makes the directory of a tenant what the file says: whoever is new comes, whoever differs is changed,
 * whoever is not in it goes. The same file again writes nothing. The act is audited before the first write,
 * so that no change is without one; where nothing changes there is none. Whoever goes by another name is called so
 * everywhere a few minutes later. See `readDirectoryCsv` for the file.
 */
export async function importDirectory(
  deps: CommandDeps,
  ask: {
    readonly tenantId: string;
    readonly actorId: string;
    readonly csv: string | Uint8Array;
  },
): Promise<ImportOutcome> {
  const read = readDirectoryCsv(ask.csv);
  if (!read.ok) return { ok: false, reason: 'problems', problems: read.problems };
  const problems = checkDirectory(read.entries);
  if (problems.length > 0) return { ok: false, reason: 'problems', problems };

  const { tenantId } = ask;
  const parts = await Promise.all(
    byShard(withReports(read.entries)).map(async (wanted, shard) => {
      const plan = planShard(wanted, await deps.directory.readShard(tenantId, shard));
      return { shard, wanted, plan };
    }),
  );
  if (parts.some(({ plan }) => plan.changes.length > 0)) {
    await deps.audit.record(tenantId, 'admin', {
      act: 'directory.imported',
      actorId: ask.actorId,
      atMs: deps.clock.realMs(),
      id: deps.newId(),
    });
  }
  const applied = await Promise.all(
    parts.map(({ shard, wanted, plan }) => carryOutPlan(deps, { tenantId, shard }, wanted, plan)),
  );
  if (applied.includes('busy')) return { ok: false, reason: 'busy' };
  return { ok: true, value: sumCounts(parts.map(({ plan }) => plan.counts)) };
}

function byShard(people: readonly DirectoryPerson[]): readonly Wanted[] {
  const shards = Array.from({ length: DIRECTORY_SHARDS }, () => new Map<string, DirectoryPerson>());
  for (const person of people) shards[directoryShardOf(person.userId)]?.set(person.userId, person);
  return shards;
}
