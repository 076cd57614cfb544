import { teamsLimits } from '../../infra/local/connector/teams-limits.ts';
import { createMemoryStorage } from '../../shared/store/memory-storage.ts';
import { createPeopleStore } from '../../shared/store/people-store.ts';
import { DUE_AT, keysOf, makeDue, storeDuePeople } from '../bench/due-organisation.ts';
import { testDeps } from '../support/command-deps.ts';
import { createVirtualTime } from '../support/virtual-time.ts';
import { doingOf, doSomething, type Silenced } from './changing-people.ts';
import { beginLife, mortalStorage } from './mortal.ts';
import { countSideBySide, type SideBySideFigures } from './side-by-side.ts';
import { noArrivals } from './simulated-teams.ts';
import { begin, programDeps, SCHEDULER, WORKER, type World } from './world.ts';
import { chanceFrom } from '../support/chance.ts';

/** How long the slow worker stands still, and how often: longer than a pack is hidden, shorter than a claim. */
const STANDSTILL_MS = 40_000;
const STANDSTILLS = 3;

/**
 * Two schedulers and three workers on one fake storage in virtual time, one worker standing still again and again, while
 * people change their own data at every moment of it. Every request takes time.
 */
export async function sideBySideOnFake(options: {
  readonly people: number;
  readonly seed: number;
}): Promise<SideBySideFigures> {
  const { people } = options;
  const random = chanceFrom(options.seed).next;
  const time = createVirtualTime(Date.parse(DUE_AT));
  const storage = createMemoryStorage({ realMs: time.realMs });
  await storeDuePeople(storage, { from: 0, count: people, serviceUrl: 'https://smba.example/' }, 1);
  await makeDue(storage, keysOf(0, people));
  const arrivals = new Map<string, number[]>();
  const world: World = {
    time,
    storage,
    random,
    judge: teamsLimits().judge,
    arrivals: {
      ...noArrivals(),
      note(userId, atMs) {
        arrivals.set(userId, [...(arrivals.get(userId) ?? []), atMs]);
      },
    },
    programs: 0,
  };
  const programs = [SCHEDULER, SCHEDULER, WORKER, WORKER, WORKER].map((parts) =>
    begin(world, parts),
  );
  const life = beginLife(time, random);
  const web = programDeps(world, {
    life,
    storage: mortalStorage(storage, life, () => undefined),
    sender: testDeps().sender,
    holder: 'web',
  });

  const lastsMs = (people / 50) * 1000;
  const endsAtMs = time.realMs() + lastsMs;
  const silenced: Silenced[] = [];
  let changes = 0;
  async function keepChanging(n: number): Promise<void> {
    const [key] = keysOf(n, 1);
    const doing = doingOf(n);
    if (key === undefined || doing === 'nothing') return;
    const times = doing === 'settings' ? 3 : 1;
    for (let again = 0; again < times; again += 1) {
      await time.wait((random() * lastsMs * 1.2) / times);
      const known = await doSomething(web, key, doing);
      changes += 1;
      if (known !== undefined) silenced.push(known);
    }
  }
  const slow = programs.at(-1);
  const isRecorded = () => slow?.unrecorded.size === 0;
  async function standStill(): Promise<void> {
    for (let n = 0; n < STANDSTILLS; n += 1) {
      await time.wait(random() * 5000);
      // Every other time just when Teams has taken a message of which the ledger does not know yet.
      if (n % 2 === 0) {
        while (isRecorded() && time.realMs() < endsAtMs) await time.wait(1);
      }
      slow?.life.standStill(STANDSTILL_MS);
      await time.wait(STANDSTILL_MS);
    }
  }

  await time.run(
    Promise.all([
      standStill(),
      ...Array.from({ length: people }, (_, n) => keepChanging(n)),
      time.wait(lastsMs + STANDSTILLS * (STANDSTILL_MS + 10_000) + 5 * 60_000),
    ]),
  );
  for (const program of programs) program.life.kill();
  const store = createPeopleStore(storage.tables, () => {
    throw new Error('A row cannot be read.');
  });
  return countSideBySide({ people, standstills: STANDSTILLS, changes, silenced, arrivals }, store);
}
