import { startWorker, type WorkerPace, type WorkerParts } from '../../bot/delivery/worker.ts';
import type { inTurn } from '../../infra/local/connector/judges.ts';
import type { Storage } from '../../shared/store/storage.ts';
import type { Write } from '../../shared/store/tables.ts';
import { TENANT_ID } from '../support/builders.ts';
import { testClock, type TestDeps, testDeps } from '../support/command-deps.ts';
import type { VirtualTime } from '../support/virtual-time.ts';
import { beginLife, type Life, mortalStorage } from './mortal.ts';
import { type Arrivals, simulatedTeams } from './simulated-teams.ts';

const PACE = { scheduleMs: 60_000, packsMs: 1000, bellsMs: 5000 };

/** What a scheduler process does. */
export const SCHEDULER: WorkerParts = { schedule: true, packs: false, bells: true };

/** What a worker process does. */
export const WORKER: WorkerParts = { schedule: false, packs: true, bells: false };

/** A program in a world that can be killed. */
export interface Program {
  readonly life: Life;
  /** Whose messages of this program were accepted and are not in the ledger yet. */
  readonly unrecorded: ReadonlySet<string>;
}

/** One storage, one Teams and one time for all programs. */
export interface World {
  readonly time: VirtualTime;
  readonly storage: Storage;
  readonly random: () => number;
  readonly judge: ReturnType<typeof inTurn>;
  readonly arrivals: Arrivals;
  /** How many programs were started. */
  programs: number;
}

/** Starts a program: nothing of an earlier one's memory is in it. It looks as often as in production unless said. */
export function begin(world: World, parts: WorkerParts, pace: WorkerPace = PACE): Program {
  const { time, random } = world;
  const life = beginLife(time, random);
  const unrecorded = new Set<string>();
  world.programs += 1;
  const holder = `program-${world.programs}`;
  const storage = mortalStorage(world.storage, life, (writes) => {
    for (const userId of recordedIn(writes)) unrecorded.delete(userId);
  });
  const sender = simulatedTeams({
    life,
    judge: world.judge,
    realMs: time.realMs,
    tenantId: TENANT_ID,
    onAccepted(userId) {
      world.arrivals.note(userId, time.realMs());
      unrecorded.add(userId);
    },
  });
  startWorker(programDeps(world, { life, storage, sender, holder }), pace, parts);
  return { life, unrecorded };
}

/** What a program of this world is made of. */
export function programDeps(
  { time, random }: World,
  program: {
    readonly life: Life;
    readonly storage: Storage;
    readonly sender: TestDeps['sender'];
    readonly holder: string;
  },
): TestDeps {
  const { life, storage, sender, holder } = program;
  const clock = {
    ...testClock('2026-03-10T09:30:00.000Z'),
    now: () => new Date(time.realMs()).toISOString(),
    realMs: time.realMs,
  };
  let ids = 0;
  return {
    ...testDeps({ clock, storage, sender, wait: life.wait }),
    timers: life.timers,
    random,
    holder,
    newId: () => {
      ids += 1;
      return `${holder}-${ids}`;
    },
  };
}

/** Whose message stands as sent, or given up, in what was written. */
function recordedIn(writes: readonly Write[]): readonly string[] {
  return writes.flatMap((write) => {
    if (write.kind === 'delete' || !write.row.rowKey.startsWith('c_delivery_')) return [];
    const isFinal = !String(write.row.cells['progressJson']).includes('"sending"');
    return isFinal ? [write.row.partitionKey.slice(TENANT_ID.length + 1)] : [];
  });
}
