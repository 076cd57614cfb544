import { injectedFaults } from '../../infra/local/connector/injected-faults.ts';
import { inTurn } from '../../infra/local/connector/judges.ts';
import { teamsLimits } from '../../infra/local/connector/teams-limits.ts';
import { retryFailures } from '../../shared/commands/retry-failures.ts';
import { createMemoryStorage } from '../../shared/store/memory-storage.ts';
import { createPeopleStore } from '../../shared/store/people-store.ts';
import type { Storage } from '../../shared/store/storage.ts';
import { DUE_AT, keysOf, makeDue, storeDuePeople } from '../bench/due-organisation.ts';
import { TENANT_ID } from '../support/builders.ts';
import { testDeps } from '../support/command-deps.ts';
import { createVirtualTime } from '../support/virtual-time.ts';
import { type CrashFigures, FAULT_RATES } from './findings.ts';
import { beginLife } from './mortal.ts';
import { noArrivals } from './simulated-teams.ts';
import { begin, programDeps, SCHEDULER, WORKER, type World } from './world.ts';
import { chanceFrom } from '../support/chance.ts';

/** How long a killed program takes to be there again, in virtual milliseconds. */
const RESTART_MS = 2000;

/** What the simulation is of. */
export interface FakeCrash {
  readonly people: number;
  readonly kills: number;
  readonly seed: number;
}

/**
 * Two schedulers and three workers on one fake storage, in virtual time, with Teams' limits and faults, and one of
 * them killed at random again and again. Every request takes time, so that a kill falls before, in and after each.
 */
export async function crashOnFake(options: FakeCrash): Promise<CrashFigures> {
  const { people, kills } = options;
  const random = chanceFrom(options.seed).next;
  const time = createVirtualTime(Date.parse(DUE_AT));
  const storage = createMemoryStorage({ realMs: time.realMs });
  await storeDuePeople(storage, { from: 0, count: people, serviceUrl: 'https://smba.example/' }, 1);
  await makeDue(storage, keysOf(0, people));
  const faults = injectedFaults({ rates: FAULT_RATES, random });
  const judge = inTurn(teamsLimits().judge, faults.judge);
  const arrivals = noArrivals();
  const world: World = { time, storage, random, judge, arrivals, programs: 0 };

  const running = [SCHEDULER, SCHEDULER, WORKER, WORKER, WORKER].map((parts) => ({
    parts,
    program: begin(world, parts),
  }));
  let inFlightAtKills = 0;

  async function killAtRandom(): Promise<void> {
    const everyMs = (people / 50 / kills) * 1000;
    for (let n = 0; n < kills; n += 1) {
      await time.wait(2 * everyMs * random());
      const place = running[Math.floor(random() * running.length)];
      if (place === undefined) continue;
      const { program } = place;
      inFlightAtKills += program.unrecorded.size;
      program.life.kill();
      await time.wait(RESTART_MS);
      place.program = begin(world, place.parts);
    }
  }

  await time.run(Promise.all([killAtRandom(), settled(world, people)]));
  // What was given up is tried again, as an admin does on the health page.
  const triedAgain = await time.run(tryAgain(world));
  await time.run(settled(world, people));
  const ledger = await ledgerOf(storage, people);
  for (const { program } of running) program.life.kill();

  const { atMs } = arrivals;
  const seconds = ((atMs.at(-1) ?? 0) - (atMs[0] ?? 0)) / 1000;
  const counts = keysOf(0, people).map(({ userId }) => arrivals.byPerson.get(userId) ?? 0);
  const { unheard } = faults.figures();
  return {
    people,
    kills,
    seconds,
    aSecond: people / seconds,
    missing: counts.filter((count) => count === 0).length,
    doubled: counts.reduce((sum, count) => sum + Math.max(0, count - 1), 0),
    inFlightAtKills,
    unheard: unheard.lost + unheard.answered,
    ledger,
    triedAgain,
  };
}

/** Ends when nobody is due and no pack is left. */
async function settled({ time, storage, arrivals }: World, people: number): Promise<void> {
  const packs = storage.queues.queue('packs');
  for (;;) {
    await time.wait(5000);
    if (arrivals.byPerson.size < 0.99 * people) continue;
    if ((await packs.approximateLength()) === 0) return;
  }
}

async function tryAgain(world: World): Promise<number> {
  const life = beginLife(world.time, world.random);
  const sender = testDeps().sender;
  const deps = programDeps(world, { life, storage: world.storage, sender, holder: 'admin' });
  let handed = 0;
  for (;;) {
    const retried = await retryFailures(deps, { tenantId: TENANT_ID, userId: 'admin' });
    handed += retried.people;
    if (!retried.more) return handed;
  }
}

async function ledgerOf(storage: Storage, people: number): Promise<Record<string, number>> {
  const store = createPeopleStore(storage.tables, () => {
    throw new Error('A row cannot be read.');
  });
  const states: Record<string, number> = {};
  for (const key of keysOf(0, people)) {
    const deliveries = (await store.load(key))?.person.deliveries ?? [];
    for (const { progress } of deliveries) {
      states[progress.state] = (states[progress.state] ?? 0) + 1;
    }
  }
  return states;
}
