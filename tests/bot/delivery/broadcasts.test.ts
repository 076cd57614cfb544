import { describe, expect, test } from 'vitest';
import { deliverBroadcast } from '../../../bot/delivery/deliver-broadcast.ts';
import { PACK_VISIBILITY_MS } from '../../../bot/delivery/hold-message.ts';
import { createSendPermits } from '../../../bot/delivery/send-permits.ts';
import { resumeBroadcast, stopBroadcast } from '../../../shared/commands/steer-broadcast.ts';
import { putBroadcastJob } from '../../../shared/store/broadcast-jobs.ts';
import {
  aBroadcast,
  anAnnouncement,
  BROADCAST,
  BROADCAST_ID,
  confirmed,
  OTHER_BROADCAST_ID,
  personId,
  personIds,
  SENDING_FROM,
  there,
  UNTIL,
} from '../../support/broadcasts.ts';
import { aDelivery, TENANT_ID } from '../../support/builders.ts';
import type { TestDeps } from '../../support/command-deps.ts';
import {
  anybody,
  aWorld,
  progressOf,
  recordingTeams,
  rowsOf,
  storePeople,
  work,
  workAfterHold,
  workFor,
} from './broadcast-world.ts';

const ABOUT = { tenantId: TENANT_ID, broadcastId: BROADCAST_ID };

function jobsLeft(deps: TestDeps): Promise<number> {
  return deps.queues.queue('broadcasts').approximateLength();
}

/** A world with a moment confirmed for so many people, and a program that works on it. */
async function aMomentFor(count: number, teams = recordingTeams()) {
  const world = aWorld({ teams });
  const deps = world.program();
  await storePeople(deps, anybody(count));
  await confirmed(deps, personIds(count));
  return { ...world, deps };
}

test('everybody who may be told is told once, and the progress says so', async () => {
  const { deps, teams } = await aMomentFor(120);
  await workAfterHold(deps);
  expect(teams.receivers()).toEqual(personIds(120));
  expect(teams.cardsOf(personId(7))).toEqual([expect.stringContaining('After the floods')]);
  expect(await progressOf(deps)).toEqual({ sent: 120 });
  expect(await jobsLeft(deps)).toBe(0);
  expect(deps.logged).toEqual([]);
});

test('two workers side by side tell everybody once', async () => {
  const world = await aMomentFor(120);
  const other = world.program();
  world.clock.set(SENDING_FROM);
  await Promise.all([work(world.deps), work(other)]);
  await workFor(world.deps, 3);
  expect(world.teams.receivers()).toEqual(personIds(120));
  expect(await progressOf(other)).toEqual({ sent: 120 });
});

test('the same jobs again, however often, tell nobody twice', async () => {
  const { deps, teams } = await aMomentFor(60);
  await workAfterHold(deps);
  await putBroadcastJob(deps.queues, { do: 'hand-out', what: 'tell', ...ABOUT, from: 0 });
  for (const pack of [0, 1, 1, 7]) {
    await putBroadcastJob(deps.queues, { do: 'tell', ...ABOUT, pack });
  }
  await workFor(deps, 2);
  expect(teams.receivers()).toEqual(personIds(60));
  expect(teams.updates).toEqual([]);
  expect(await progressOf(deps)).toEqual({ sent: 60 });
  expect(await jobsLeft(deps)).toBe(0);
});

describe('in its hold', () => {
  test('nobody is told, even where it was resumed', async () => {
    const { deps, teams, clock } = await aMomentFor(3);
    await stopBroadcast(deps, BROADCAST);
    await resumeBroadcast(deps, BROADCAST);
    await workFor(deps, 4);
    clock.advanceMs(59_000);
    await work(deps);
    expect(teams.requests).toEqual([]);
    expect(await progressOf(deps)).toEqual({ none: 3 });
    await workFor(deps, 2);
    expect(teams.receivers()).toEqual(personIds(3));
  });

  test('it is stopped, and nobody is ever told', async () => {
    const { deps, teams } = await aMomentFor(120);
    await stopBroadcast(deps, BROADCAST);
    await workFor(deps, 10);
    expect(teams.requests).toEqual([]);
    expect(await progressOf(deps)).toEqual({ none: 120 });
    expect(await jobsLeft(deps)).toBe(0);
  });

  test('it is stopped, and resumed after it: everybody is told', async () => {
    const { deps, teams } = await aMomentFor(60);
    await stopBroadcast(deps, BROADCAST);
    await workFor(deps, 10);
    await resumeBroadcast(deps, BROADCAST);
    await work(deps);
    expect(teams.receivers()).toEqual(personIds(60));
  });
});

describe('stopped while it is told', () => {
  /** Stopped by another program when Teams got so many messages, each of which takes so long. */
  async function stoppedAfter(sends: number, people: number, takesMs: number) {
    const teams = recordingTeams({
      send: async (_request, n) => {
        world.clock.advanceMs(takesMs);
        if (n === sends) await stopBroadcast(world.program(), BROADCAST);
        return undefined;
      },
    });
    const world = await aMomentFor(people, teams);
    await workAfterHold(world.deps);
    await workFor(world.deps, 3);
    return world;
  }

  test('the packs behind are not told, and once it is resumed nobody is missed or told twice', async () => {
    const { deps, teams } = await stoppedAfter(60, 150, 1);
    const told = teams.requests.length;
    expect(told).toBeGreaterThanOrEqual(60);
    expect(told).toBeLessThanOrEqual(100);
    expect(await progressOf(deps)).toEqual({ sent: told, none: 150 - told });
    expect(await jobsLeft(deps)).toBe(0);

    await resumeBroadcast(deps, BROADCAST);
    await work(deps);
    expect(teams.receivers()).toEqual(personIds(150));
    expect(await progressOf(deps)).toEqual({ sent: 150 });
  });

  test('it holds within seconds, and who was left out is told once it is resumed', async () => {
    const { deps, teams } = await stoppedAfter(5, 40, 400);
    const told = teams.requests.length;
    // Two seconds until the stop is known, five until a decision is taken anew, and the eight in hand.
    expect(told).toBeLessThan(32);
    expect(await progressOf(deps)).toMatchObject({ sent: told });
    expect(await progressOf(deps)).not.toHaveProperty('skipped');

    await resumeBroadcast(deps, BROADCAST);
    await workFor(deps, 2);
    expect(teams.receivers()).toEqual(personIds(40));
    expect(await progressOf(deps)).toEqual({ sent: 40 });
  });

  test('and resumed before its worker has forgotten the stop: everybody is told', async () => {
    const { deps, teams, clock } = await aMomentFor(3);
    clock.set(SENDING_FROM);
    await stopBroadcast(deps, BROADCAST);
    // Somebody looks at home in this program, and so it knows that it was stopped.
    expect(await deps.contents.get(TENANT_ID, BROADCAST_ID)).toMatchObject({ told: false });
    clock.advanceMs(1000);
    await resumeBroadcast(deps, BROADCAST);
    await workFor(deps, 2);
    expect(teams.receivers()).toEqual(personIds(3));
    expect(await progressOf(deps)).toEqual({ sent: 3 });
  });
});

test('once its time is over nobody is told any more', async () => {
  const { deps, teams, clock } = await aMomentFor(3);
  clock.set(UNTIL);
  await work(deps);
  expect(teams.requests).toEqual([]);
  expect(await progressOf(deps)).toEqual({ none: 3 });
  expect(await jobsLeft(deps)).toBe(0);
});

test('a tell that also tells what waited of another broadcast says so in that one’s progress', async () => {
  const { program, teams } = aWorld();
  const deps = program();
  // The budget of the week is used: news wait for it, and a moment takes that of the next week, with the news.
  await storePeople(deps, [{ deliveries: [aDelivery({ date: '2026-02-27' })] }]);
  await confirmed(deps, personIds(1), { id: OTHER_BROADCAST_ID, content: anAnnouncement() });
  await workAfterHold(deps);
  expect(await progressOf(deps, OTHER_BROADCAST_ID)).toEqual({ waiting: 1 });

  await confirmed(deps, personIds(1));
  await workFor(deps, 7);
  expect(teams.requests).toHaveLength(1);
  expect((await rowsOf(deps, 0)).pendings).toEqual([]);
  expect(await progressOf(deps)).toEqual({ sent: 1 });
  expect(await progressOf(deps, OTHER_BROADCAST_ID)).toEqual({ sent: 1 });
});

describe('a job', () => {
  async function deliver(text: string, before: (deps: TestDeps) => Promise<void> = async () => {}) {
    const deps = aWorld().program();
    await before(deps);
    const queue = deps.queues.queue('broadcasts');
    await queue.send(text);
    const [message] = await queue.receive({ most: 1, visibilityMs: PACK_VISIBILITY_MS });
    const permits = createSendPermits(deps.permits, deps.clock.realMs);
    const never = new AbortController().signal;
    await deliverBroadcast(deps, permits, { queue, message: there(message) }, never);
    return deps;
  }

  test.each([
    '',
    '{',
    'null',
    '"tell"',
    JSON.stringify({ do: 'tell', ...ABOUT }),
    JSON.stringify({ do: 'tell', ...ABOUT, pack: -1 }),
    JSON.stringify({ do: 'tell', ...ABOUT, tenantId: '', pack: 0 }),
    JSON.stringify({ do: 'hand-out', ...ABOUT, what: 'forget', from: 0 }),
    JSON.stringify({ do: 'hand-out', ...ABOUT, what: 'tell' }),
  ])('that cannot be read is said, and waits for a program that can read it: %s', async (text) => {
    const deps = await deliver(text);
    expect(await jobsLeft(deps)).toBe(1);
    expect(deps.logged).toEqual([{ event: 'broadcast.job-unreadable' }]);
  });

  test('of a broadcast that there is none of is removed and said', async () => {
    const deps = await deliver(JSON.stringify({ do: 'tell', ...ABOUT, pack: 0 }));
    expect(await jobsLeft(deps)).toBe(0);
    expect(deps.logged).toEqual([{ event: 'broadcast.job-unreadable' }]);
  });

  test('of a broadcast that cannot be read waits for a program that can', async () => {
    const deps = await deliver(JSON.stringify({ do: 'tell', ...ABOUT, pack: 0 }), async (known) => {
      const partitionKey = `${ABOUT.tenantId}_${ABOUT.broadcastId}`;
      const row = { partitionKey, rowKey: 'head', cells: { state: 'of-the-next-version' } };
      await known.storage.tables.table('Broadcasts').commit([{ kind: 'insert', row }]);
    });
    expect(await jobsLeft(deps)).toBe(1);
  });

  test('that hands out more packs than one does leaves the rest to the next', async () => {
    const deps = aWorld().program();
    await deps.broadcasts.begin(aBroadcast({ packs: 1203 }));
    deps.clock.set(SENDING_FROM);
    await putBroadcastJob(deps.queues, { do: 'hand-out', what: 'tell', ...ABOUT, from: 0 });
    const handed: string[] = [];
    const queue = deps.queues.queue('broadcasts');
    const permits = createSendPermits(deps.permits, deps.clock.realMs);
    const never = new AbortController().signal;
    for (;;) {
      const received = await queue.receive({ most: 32, visibilityMs: 3_600_000 });
      if (received.length === 0) break;
      for (const message of received) {
        if (message.text.includes('hand-out')) {
          await deliverBroadcast(deps, permits, { queue, message }, never);
        } else handed.push(message.text);
      }
    }
    const wanted = Array.from({ length: 1203 }, (_, pack) =>
      JSON.stringify({ do: 'tell', ...ABOUT, pack }),
    );
    expect(handed.toSorted()).toEqual(wanted.toSorted());
  });

  test('is left to another where the program stops, and nobody is missed', async () => {
    const { deps, teams, clock } = await aMomentFor(40);
    clock.set(SENDING_FROM);
    await putBroadcastJob(deps.queues, { do: 'tell', ...ABOUT, pack: 0 });
    const stopping = new AbortController();
    const queue = deps.queues.queue('broadcasts');
    const [handOut, tell] = await queue.receive({ most: 2, visibilityMs: PACK_VISIBILITY_MS });
    await queue.remove(there(handOut).text.includes('hand-out') ? there(handOut) : there(tell));
    const message = there(handOut).text.includes('hand-out') ? there(tell) : there(handOut);
    stopping.abort();
    const permits = createSendPermits(deps.permits, clock.realMs);
    await deliverBroadcast(deps, permits, { queue, message }, stopping.signal);
    expect(teams.requests).toEqual([]);
    expect(await progressOf(deps)).toEqual({ none: 40 });
    clock.advanceMs(1000);
    await work(deps);
    expect(teams.receivers()).toEqual(personIds(40));
  });
});
