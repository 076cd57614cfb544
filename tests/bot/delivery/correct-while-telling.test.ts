import { expect, test } from 'vitest';
import { deliverBroadcast } from '../../../bot/delivery/deliver-broadcast.ts';
import { PACK_VISIBILITY_MS } from '../../../bot/delivery/hold-message.ts';
import { createSendPermits } from '../../../bot/delivery/send-permits.ts';
import { correctBroadcast } from '../../../shared/commands/steer-broadcast.ts';
import {
  aMoment,
  anAnnouncement,
  BROADCAST,
  BROADCAST_ID,
  confirmed,
  personId,
  personIds,
  SENDING_FROM,
  there,
} from '../../support/broadcasts.ts';
import { aDelivery, type PersonFields, TENANT_ID } from '../../support/builders.ts';
import type { TestDeps } from '../../support/command-deps.ts';
import {
  anybody,
  aWorld,
  progressOf,
  recordingTeams,
  storePeople,
  unlessKilled,
  work,
  workAfterHold,
  workFor,
} from './broadcast-world.ts';

// Whatever a correction comes between, in the end every card shows it.

const BETTER = aMoment({ title: 'After the storm' });
const BETTER_NEWS = anAnnouncement({ title: 'Summer' });
const NEVER = new AbortController().signal;

/** Somebody whose news wait for their budget until Friday, and whose cards show words. */
const LATE: PersonFields = { deliveries: [aDelivery({ date: '2026-02-27' })], showWords: true };
const FRIDAY = '2026-03-06T09:30:00.000Z';

type World = ReturnType<typeof aWorld>;

async function correct(deps: TestDeps, content: Parameters<typeof correctBroadcast>[2] = BETTER) {
  expect(await correctBroadcast(deps, BROADCAST, content, 1)).toMatchObject({ ok: true });
}

/** That these people have one card each, which shows these words. */
function expectShown({ teams }: World, people: number, title = BETTER.title): void {
  for (const userId of personIds(people)) {
    expect(teams.cardsOf(userId), userId).toEqual([expect.stringContaining(title)]);
  }
}

test.each([1, 5, 10, 20])(
  'while a pack is told, at its message %i: who got the old words gets the new ones, too',
  async (nth) => {
    const teams = recordingTeams({
      send: async (_request, n) => {
        if (n === nth) await correct(world.program());
        return undefined;
      },
    });
    const world = aWorld({ teams });
    const deps = world.program();
    await storePeople(deps, anybody(20));
    await confirmed(deps, personIds(20));
    await workAfterHold(deps);
    await workFor(deps, 3);
    expectShown(world, 20);
    expect(teams.requests).toHaveLength(20);
    expect(await progressOf(deps)).toMatchObject({ sent: 20 });
  },
);

test('before a pack is told by a worker that still knows the old words', async () => {
  const world = aWorld();
  const deps = world.program();
  await storePeople(deps, anybody(3));
  await confirmed(deps, personIds(3));
  world.clock.set(SENDING_FROM);
  // Somebody looked at home in the worker's program: for two seconds it knows the words as they are now.
  expect(await deps.contents.get(TENANT_ID, BROADCAST_ID)).toMatchObject({ revision: 1 });
  const queue = deps.queues.queue('broadcasts');
  const [message] = await queue.receive({ most: 1, visibilityMs: PACK_VISIBILITY_MS });
  world.clock.advanceMs(500);
  // Another worker is quick to look through the pack, of which nobody was told yet.
  await correct(world.program());
  await work(world.program());
  expect(await progressOf(deps)).toEqual({ none: 3 });
  const permits = createSendPermits(deps.permits, deps.clock.realMs);
  await deliverBroadcast(deps, permits, { queue, message: there(message) }, NEVER);
  await work(deps);

  await workFor(deps, 3);
  expect(world.teams.requests).toHaveLength(3);
  expectShown(world, 3);
});

test('after a worker died that had told a pack, and before the pack comes back', async () => {
  const world = aWorld();
  const deps = world.program();
  await storePeople(deps, anybody(3));
  await confirmed(deps, personIds(3));
  world.clock.set(SENDING_FROM);
  // It dies when everybody is told and before it says so in the progress.
  const first = world.program();
  await unlessKilled(
    work({
      ...first,
      broadcasts: {
        ...first.broadcasts,
        setOutcomes: async () => {
          world.dieAtStep(1);
          await first.broadcasts.readHead(TENANT_ID, BROADCAST_ID);
        },
      },
    }),
  );
  world.startAgain();
  expect(world.teams.receivers()).toEqual(personIds(3));
  expect(await progressOf(deps)).toEqual({ none: 3 });

  await correct(deps);
  await work(deps);
  world.clock.advanceMs(PACK_VISIBILITY_MS + 1000);
  await workFor(deps, 3);
  expect(world.teams.requests).toHaveLength(3);
  expectShown(world, 3);
  expect(await progressOf(deps)).toMatchObject({ sent: 3 });
});

test('while somebody waits: they are told late, and the new words', async () => {
  const world = aWorld();
  const deps = world.program();
  await storePeople(deps, [LATE]);
  await confirmed(deps, personIds(1), { content: anAnnouncement() });
  await workAfterHold(deps);
  await correct(deps, BETTER_NEWS);
  await work(deps);
  world.clock.set(FRIDAY);
  await workFor(deps, 1);
  expect(world.teams.updates).toEqual([]);
  expectShown(world, 1, BETTER_NEWS.title);
});

test('while somebody is told late, by an ordinary pack', async () => {
  const teams = recordingTeams({
    send: async () => {
      await correct(world.program(), BETTER_NEWS);
      await work(world.program());
      return undefined;
    },
  });
  const world = aWorld({ teams });
  const deps = world.program();
  await storePeople(deps, [LATE]);
  await confirmed(deps, personIds(1), { content: anAnnouncement() });
  await workAfterHold(deps);
  expect(await progressOf(deps)).toEqual({ waiting: 1 });
  world.clock.set(FRIDAY);
  await workFor(deps, 1);
  expect(teams.requests).toHaveLength(1);
  expectShown(world, 1, BETTER_NEWS.title);
  expect(await progressOf(deps)).toEqual({ sent: 1, corrected: 1 });
});

test('after somebody was told late, though the progress still says that they wait', async () => {
  const world = aWorld();
  const deps = world.program();
  await storePeople(deps, [LATE]);
  await confirmed(deps, personIds(1), { content: anAnnouncement() });
  await workAfterHold(deps);
  world.clock.set(FRIDAY);
  const forgetful = {
    ...deps,
    broadcasts: {
      ...deps.broadcasts,
      setOutcomes: () => Promise.reject(new Error('Storage is away.')),
    },
  };
  await workFor(forgetful, 1);
  expect(world.teams.requests).toHaveLength(1);
  expect(deps.logged.map(({ event }) => event)).toEqual(['broadcast.progress-lost']);
  expect(await progressOf(deps)).toEqual({ waiting: 1 });

  await correct(deps, BETTER_NEWS);
  await work(deps);
  expect(world.teams.updates).toEqual([{ userId: personId(0), activityId: 'activity-1' }]);
  expectShown(world, 1, BETTER_NEWS.title);
});
