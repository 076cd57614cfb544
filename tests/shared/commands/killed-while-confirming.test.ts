import { expect, test } from 'vitest';
import { confirmBroadcast } from '../../../shared/commands/confirm-broadcast.ts';
import {
  anybody,
  aWorld,
  progressOf,
  storePeople,
  unlessKilled,
  work,
  workFor,
} from '../../bot/delivery/broadcast-world.ts';
import {
  BROADCAST_ID,
  confirmed,
  eachOf,
  personIds,
  there,
  toConfirm,
} from '../../support/broadcasts.ts';
import { TENANT_ID } from '../../support/builders.ts';
import type { TestDeps } from '../../support/command-deps.ts';

// A program is killed before its n-th request to storage while it confirms, for every n; then somebody asks again.

const PEOPLE = personIds(52);

/** Asked by somebody whose program may be killed at it. */
async function confirmUnlessKilled(deps: TestDeps): Promise<void> {
  await unlessKilled(confirmBroadcast(deps, toConfirm(), eachOf(PEOPLE)));
}

/** That everybody is frozen, each once, and is told once, when the hold is over and not before. */
async function expectToldOnce(world: ReturnType<typeof aWorld>, deps: TestDeps): Promise<void> {
  const head = there(await deps.broadcasts.readHead(TENANT_ID, BROADCAST_ID));
  expect(head).toMatchObject({ state: 'sending', recipients: PEOPLE.length, packs: 2 });
  expect(await progressOf(deps)).toEqual({ none: PEOPLE.length });
  while (deps.clock.now() < head.sendFrom) {
    await work(deps);
    expect(world.teams.requests).toEqual([]);
    deps.clock.advanceMs(30_000);
  }
  await workFor(deps, 2);
  expect(world.teams.receivers()).toEqual(PEOPLE);
  expect(await progressOf(deps)).toEqual({ sent: PEOPLE.length });
  expect(await deps.queues.queue('broadcasts').approximateLength()).toBe(0);
}

test('one killed at any step, and asked again: exactly the recipients are frozen, and told once', async () => {
  let steps = 0;
  for (let survived = false; !survived;) {
    steps += 1;
    const world = aWorld();
    await storePeople(world.program(), anybody(PEOPLE.length));
    world.dieAtStep(steps);
    await confirmUnlessKilled(world.program());
    survived = world.startAgain();

    world.clock.advanceMs(60_000);
    const second = world.program();
    await confirmed(second, PEOPLE);
    await expectToldOnce(world, second);
  }
  // Its line among all broadcasts, begin, packs, job, end.
  expect(steps).toBe(6);
});

test('two killed one after the other, and asked a third time: the same', async () => {
  let runs = 0;
  for (let first = 1; first <= 5; first += 1) {
    let survived = false;
    for (let second = 1; !survived; second += 1) {
      const world = aWorld();
      await storePeople(world.program(), anybody(PEOPLE.length));
      world.dieAtStep(first);
      await confirmUnlessKilled(world.program());
      world.startAgain();
      world.clock.advanceMs(60_000);
      world.dieAtStep(second);
      await confirmUnlessKilled(world.program());
      survived = world.startAgain();
      world.clock.advanceMs(60_000);
      const third = world.program();
      await confirmed(third, PEOPLE);
      await expectToldOnce(world, third);
      runs += 1;
    }
  }
  expect(runs).toBeGreaterThan(20);
});

test('one killed before its end, and never asked again, is told to nobody, and its job is let go', async () => {
  for (let step = 3; step <= 5; step += 1) {
    const world = aWorld();
    await storePeople(world.program(), anybody(PEOPLE.length));
    world.dieAtStep(step);
    await confirmUnlessKilled(world.program());
    expect(world.startAgain()).toBe(false);

    const second = world.program();
    await workFor(second, 30);
    expect(world.teams.requests).toEqual([]);
    expect(await second.queues.queue('broadcasts').approximateLength()).toBe(0);
    expect(await second.broadcasts.readHead(TENANT_ID, BROADCAST_ID)).toMatchObject({
      state: 'freezing',
    });
  }
});
