import {
  checkDirectory,
  type DirectoryEntry,
  type DirectoryProblem,
  reportCounts,
} from '../domain/directory.ts';
import {
  DIRECTORY_SHARDS,
  type DirectoryChange,
  type DirectoryPerson,
  type DirectoryShard,
  directoryShardOf,
  isStoredAs,
} from '../store/directory-store.ts';
import { atOnce } from './at-once.ts';
import type { CommandDeps } from './deps.ts';
import { readDirectoryCsv } from './directory-csv.ts';

/** How many persons came, differ from before, went, and are as they were. */
export interface ImportCounts {
  readonly added: number;
  /** Whoever only has more or fewer reports than before is among them. */
  readonly changed: number;
  readonly removed: number;
  readonly unchanged: number;
  /** Their rows cannot be read, so they were left alone; each was reported. */
  readonly unreadable: number;
}

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

const MOST_TRIES = 4;

/** For each of the parts of a directory. */
const BELLS_AT_ONCE = 4;

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

  const wanted = byShard(read.entries);
  const plans = await Promise.all(
    wanted.map(async (people, shard) =>
      planShard(people, await deps.directory.readShard(ask.tenantId, shard)),
    ),
  );
  if (plans.some(({ changes }) => changes.length > 0)) {
    await deps.audit.record(ask.tenantId, 'admin', {
      act: 'directory.imported',
      actorId: ask.actorId,
      atMs: deps.clock.realMs(),
      id: deps.newId(),
    });
  }
  const applied = await Promise.all(
    plans.map(async (plan, shard) => {
      await ringForNames(deps, ask.tenantId, plan);
      return applyPlan(deps, ask.tenantId, shard, wanted[shard] ?? new Map(), plan);
    }),
  );
  if (applied.includes('busy')) return { ok: false, reason: 'busy' };
  return { ok: true, value: sum(plans.map(({ counts }) => counts)) };
}

type Wanted = ReadonlyMap<string, DirectoryPerson>;

interface Plan {
  readonly changes: readonly DirectoryChange[];
  readonly counts: ImportCounts;
}

function byShard(entries: readonly DirectoryEntry[]): readonly Wanted[] {
  const reports = reportCounts(entries);
  const shards = Array.from({ length: DIRECTORY_SHARDS }, () => new Map<string, DirectoryPerson>());
  for (const entry of entries) {
    const person = { ...entry, reports: reports.get(entry.userId) ?? 0 };
    shards[directoryShardOf(entry.userId)]?.set(entry.userId, person);
  }
  return shards;
}

/** What turns one part of the directory into what it should be. */
function planShard(wanted: Wanted, stored: DirectoryShard): Plan {
  const added: DirectoryChange[] = [];
  const changed: DirectoryChange[] = [];
  for (const [userId, after] of wanted) {
    const before = stored.people.get(userId);
    if (before !== undefined) {
      if (!isStoredAs(before, after)) changed.push({ before, after });
    } else if (!stored.broken.has(userId)) {
      added.push({ after });
    }
  }
  const removed = [...stored.people.values()]
    .filter(({ person }) => !wanted.has(person.userId))
    .map((before): DirectoryChange => ({ before }));
  return {
    changes: [...added, ...changed, ...removed],
    counts: {
      added: added.length,
      changed: changed.length,
      removed: removed.length,
      unchanged: stored.people.size - changed.length - removed.length,
      unreadable: stored.broken.size,
    },
  };
}

/**
 * Sets a bell, before the change, for everybody who goes by another name: their own rows, rosters and ERGs follow one by
 * one, however many they are.
 */
async function ringForNames(deps: CommandDeps, tenantId: string, { changes }: Plan): Promise<void> {
  const renamed = changes.flatMap(({ before, after }) =>
    before !== undefined && after !== undefined && before.person.name !== after.name
      ? [{ userId: after.userId, named: after.name }]
      : [],
  );
  await atOnce(renamed, BELLS_AT_ONCE, async ({ userId, named }) => {
    await deps.bells.ring({ about: 'person', key: { tenantId, userId }, ergIds: [], named });
  });
}

async function applyPlan(
  deps: CommandDeps,
  tenantId: string,
  shard: number,
  wanted: Wanted,
  plan: Plan,
): Promise<'applied' | 'busy'> {
  let { changes } = plan;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    if ((await deps.directory.apply(tenantId, changes)) === 'applied') return 'applied';
    // Somebody else was here: what is left to do is decided anew.
    ({ changes } = planShard(wanted, await deps.directory.readShard(tenantId, shard)));
  }
  return 'busy';
}

function sum(counts: readonly ImportCounts[]): ImportCounts {
  const total = (field: keyof ImportCounts): number =>
    counts.reduce((soFar, part) => soFar + part[field], 0);
  return {
    added: total('added'),
    changed: total('changed'),
    removed: total('removed'),
    unchanged: total('unchanged'),
    unreadable: total('unreadable'),
  };
}
