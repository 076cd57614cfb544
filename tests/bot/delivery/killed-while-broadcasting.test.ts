import { expect, test } from 'vitest';
import { correctBroadcast } from '../../../shared/commands/steer-broadcast.ts';
import {
  aMoment,
  BROADCAST,
  confirmed,
  personId,
  personIds,
  SENDING_FROM,
} from '../../support/broadcasts.ts';
import type { PersonFields } from '../../support/builders.ts';
import type { TestDeps } from '../../support/command-deps.ts';
import {
  aWorld,
  progressOf,
  rowsOf,
  storePeople,
  unlessKilled,
  work,
  workFor,
} from './broadcast-world.ts';

// A worker is killed before its n-th request to storage or to Teams, for every n; then others start.

/** Three who are told, and others who are not, or not yet. */
const PEOPLE: readonly PersonFields[] = [
  {},
  {},
  {},
  { messages: { state: 'stopped' } },
  { consent: { state: 'none' } },
  { messages: { state: 'paused', until: '2026-03-05' } },
];
const TOLD = [0, 1, 2];
const ALL = personIds(PEOPLE.length);
const PROGRESS = { sent: 3, skipped: 2, waiting: 1 };

type World = ReturnType<typeof aWorld>;

/** Who was claimed, and nothing of it recorded. */
async function inFlight(deps: TestDeps): Promise<readonly number[]> {
  const claimed = await Promise.all(
    ALL.map(async (_, n) => {
      const { deliveries } = await rowsOf(deps, n);
      return deliveries.some(({ progress }) => progress.state === 'sending') ? [n] : [];
    }),
  );
  return claimed.flat();
}

/** That everybody who may be told was, once but for those in flight, and that all is at its end. */
async function expectTold(
  { teams }: World,
  deps: TestDeps,
  maybeTwice: readonly number[],
): Promise<void> {
  for (const [n, userId] of ALL.entries()) {
    const sends = teams.sendsTo(userId);
    const { deliveries } = await rowsOf(deps, n);
    if (!TOLD.includes(n)) {
      expect(sends).toBe(0);
      expect(deliveries).toEqual([]);
      continue;
    }
    const wasInFlight = maybeTwice.includes(n);
    expect(deliveries).toMatchObject([{ progress: { state: 'sent', uncertain: wasInFlight } }]);
    expect(sends === 1 || (wasInFlight && sends === 2)).toBe(true);
  }
  expect((await rowsOf(deps, 3)).pendings).toEqual([]);
  expect((await rowsOf(deps, 4)).pendings).toEqual([]);
  expect(await progressOf(deps)).toMatchObject(PROGRESS);
  expect(await deps.queues.queue('broadcasts').approximateLength()).toBe(0);
}

/** A world in which the hold is over. */
async function afterHold(): Promise<World> {
  const world = aWorld();
  const deps = world.program();
  await storePeople(deps, PEOPLE);
  await confirmed(deps, ALL);
  world.clock.set(SENDING_FROM);
  return world;
}

test('a worker killed at any step of telling: nobody is missed, and only who was in flight may have two', async () => {
  let steps = 0;
  let mostInFlight = 0;
  let doubled = 0;
  for (let survived = false; !survived;) {
    steps += 1;
    const world = await afterHold();
    world.dieAtStep(steps);
    await unlessKilled(work(world.program()));
    survived = world.startAgain();

    const second = world.program();
    const claimed = await inFlight(second);
    await workFor(second, 8);
    await expectTold(world, second, claimed);
    mostInFlight = Math.max(mostInFlight, claimed.length);
    doubled = Math.max(doubled, world.teams.requests.length - TOLD.length);
  }
  expect(steps).toBeGreaterThan(30);
  expect(mostInFlight).toBe(TOLD.length);
  expect(doubled).toBeGreaterThan(0);
});

test('two killed one after the other: nobody is missed, and who was told is not told again', async () => {
  let runs = 0;
  for (let first = 1, firstSurvived = false; !firstSurvived; first += 7) {
    for (let second = 1, survived = false; !survived; second += 5) {
      const world = await afterHold();
      world.dieAtStep(first);
      await unlessKilled(work(world.program()));
      firstSurvived = world.startAgain();
      const claimed = new Set(await inFlight(world.program()));

      // By then the job shows again, and what was claimed may be sent again.
      world.clock.advanceMs(61_000);
      world.dieAtStep(second);
      await unlessKilled(work(world.program()));
      survived = world.startAgain();
      const third = world.program();
      for (const n of await inFlight(third)) claimed.add(n);
      await workFor(third, 8);

      for (const n of TOLD) {
        const { deliveries } = await rowsOf(third, n);
        expect(deliveries).toMatchObject([{ progress: { state: 'sent' } }]);
        const sends = world.teams.sendsTo(personId(n));
        expect(sends).toBeGreaterThan(0);
        expect(sends).toBeLessThanOrEqual(claimed.has(n) ? 3 : 1);
      }
      expect(await progressOf(third)).toEqual(PROGRESS);
      expect(await third.queues.queue('broadcasts').approximateLength()).toBe(0);
      runs += 1;
    }
  }
  expect(runs).toBeGreaterThan(20);
});

test('a worker killed at any step of correcting: every card shows the new words, and the ledger says so', async () => {
  const better = aMoment({ title: 'After the storm' });
  let steps = 0;
  let doubled = 0;
  for (let survived = false; !survived;) {
    steps += 1;
    const world = await afterHold();
    await work(world.program());
    await correctBroadcast(world.program(), BROADCAST, better, 1);
    world.dieAtStep(steps);
    await unlessKilled(work(world.program()));
    survived = world.startAgain();

    const second = world.program();
    await workFor(second, 3);
    await expectTold(world, second, []);
    expect(await progressOf(second)).toEqual({ ...PROGRESS, corrected: 3 });
    for (const n of TOLD) {
      expect(world.teams.cardsOf(personId(n))).toEqual([expect.stringContaining(better.title)]);
      const { deliveries } = await rowsOf(second, n);
      expect(deliveries).toMatchObject([{ items: [{ revision: 2 }] }]);
    }
    doubled = Math.max(doubled, world.teams.updates.length - TOLD.length);
  }
  expect(steps).toBeGreaterThan(15);
  // Only who was in flight is updated again.
  expect(doubled).toBeLessThanOrEqual(TOLD.length);
});
