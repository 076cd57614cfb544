import { describe, expect, test } from 'vitest';
import { MOST_COMINGS, PACK_VISIBILITY_MS } from '../../../bot/delivery/hold-message.ts';
import { changeMessages } from '../../../shared/commands/change-settings.ts';
import { retryFailures } from '../../../shared/commands/retry-failures.ts';
import { resumeBroadcast, stopBroadcast } from '../../../shared/commands/steer-broadcast.ts';
import { personPartition } from '../../../shared/store/person-keys.ts';
import type { Storage } from '../../../shared/store/storage.ts';
import {
  BROADCAST,
  BROADCAST_ID,
  confirmed,
  personId,
  personIds,
  SENDING_FROM,
} from '../../support/broadcasts.ts';
import { TENANT_ID } from '../../support/builders.ts';
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
import { failure } from './recording-sender.ts';
import { withTable } from './storage-between.ts';

/** How often Teams is asked before a message is given up. */
const MOST_ATTEMPTS = 5;

const UNLUCKY = personId(1);
const OTHERS = [personId(0), personId(2)];

describe('somebody for whom Teams is too busy', () => {
  /** A moment told to three, one of whom Teams refuses as long as it is busy. */
  async function refusedOnce() {
    const teams = recordingTeams({
      send: ({ target }) =>
        state.isBusy && target.person.userId === UNLUCKY ? failure('throttled') : undefined,
    });
    const state = { isBusy: true };
    const world = aWorld({ teams });
    const deps = world.program();
    await storePeople(deps, anybody(3));
    await confirmed(deps, personIds(3));
    await workAfterHold(deps);
    state.isBusy = false;
    return { ...world, deps };
  }

  test('is given up after five attempts, and stands among the failures; the others are told', async () => {
    const { deps, teams } = await refusedOnce();
    expect(teams.sendsTo(UNLUCKY)).toBe(MOST_ATTEMPTS);
    for (const userId of OTHERS) expect(teams.sendsTo(userId)).toBe(1);
    expect(await progressOf(deps)).toEqual({ sent: 2, failed: 1 });
    const { failures } = await deps.failures.page(TENANT_ID);
    expect(failures).toMatchObject([{ userId: UNLUCKY, reason: 'throttled', cause: 'moment' }]);
    expect(await deps.queues.queue('broadcasts').approximateLength()).toBe(0);
  });

  test('is told in the next window, and the progress says so', async () => {
    const { deps, teams, clock } = await refusedOnce();
    clock.set('2026-03-03T08:30:00.000Z');
    await workFor(deps, 1);
    expect(teams.sendsTo(UNLUCKY)).toBe(MOST_ATTEMPTS + 1);
    expect(await progressOf(deps)).toEqual({ sent: 3 });
    expect((await rowsOf(deps, 1)).pendings).toEqual([]);
  });

  test('is told at once when an admin tries again', async () => {
    const { deps, teams } = await refusedOnce();
    await retryFailures(deps, { tenantId: TENANT_ID, userId: personId(0) });
    await work(deps);
    expect(teams.sendsTo(UNLUCKY)).toBe(MOST_ATTEMPTS + 1);
    expect(await progressOf(deps)).toEqual({ sent: 3 });
  });

  test('is told once and for all, where it is resumed and the next window comes too', async () => {
    const { deps, teams, clock } = await refusedOnce();
    await stopBroadcast(deps, BROADCAST);
    await resumeBroadcast(deps, BROADCAST);
    await workFor(deps, 2);
    for (const day of ['03', '04', '05']) {
      clock.set(`2026-03-${day}T08:30:00.000Z`);
      await workFor(deps, 1);
    }
    expect(teams.sendsTo(UNLUCKY)).toBe(MOST_ATTEMPTS + 1);
    for (const userId of OTHERS) expect(teams.sendsTo(userId)).toBe(1);
    expect(await progressOf(deps)).toEqual({ sent: 3 });
  });
});

describe('somebody for whom Teams is busy, and before the next attempt', () => {
  /** A moment told to three, one of whom Teams refuses once; meanwhile something else happens. */
  async function meanwhile(what: (deps: TestDeps) => Promise<unknown>) {
    const teams = recordingTeams({
      send: async ({ target }) => {
        if (target.person.userId !== UNLUCKY || state.isOver) return undefined;
        state.isOver = true;
        expect(await what(world.program())).toMatchObject({ ok: true });
        return failure('throttled', { retryAfterMs: 3000 });
      },
    });
    const state = { isOver: false };
    const world = aWorld({ teams });
    const deps = world.program();
    await storePeople(deps, anybody(3));
    await confirmed(deps, personIds(3));
    await workAfterHold(deps);
    return { ...world, deps };
  }

  test('they stop messages: they are not asked for again, not then and not later', async () => {
    const asker = { key: { tenantId: TENANT_ID, userId: UNLUCKY } };
    const { deps, teams, clock } = await meanwhile((other) =>
      changeMessages(other, asker, { state: 'stopped' }),
    );
    await resumeBroadcast(deps, BROADCAST);
    await workFor(deps, 2);
    clock.set('2026-03-03T08:30:00.000Z');
    await workFor(deps, 1);
    expect(teams.sendsTo(UNLUCKY)).toBe(1);
    expect(teams.cardsOf(UNLUCKY)).toEqual([]);
    expect(await progressOf(deps)).toMatchObject({ sent: 2 });
  });

  test('the broadcast is stopped: they are not asked for again, and are told once it is resumed', async () => {
    const { deps, teams, clock } = await meanwhile((other) => stopBroadcast(other, BROADCAST));
    await workFor(deps, 2);
    expect(teams.sendsTo(UNLUCKY)).toBe(1);
    expect(teams.cardsOf(UNLUCKY)).toEqual([]);

    await resumeBroadcast(deps, BROADCAST);
    await workFor(deps, 2);
    // In the next window at the latest: today it was tried.
    clock.set('2026-03-03T08:30:00.000Z');
    await workFor(deps, 1);
    for (const userId of personIds(3)) expect(teams.cardsOf(userId)).toHaveLength(1);
    expect(await progressOf(deps)).toEqual({ sent: 3 });
  });
});

describe('somebody whom Teams does not know any more', () => {
  test.each(['blocked', 'not-installed'] as const)(
    '%s: is tried once, and no more',
    async (reason) => {
      const teams = recordingTeams({
        send: ({ target }) => (target.person.userId === UNLUCKY ? failure(reason) : undefined),
      });
      const deps = aWorld({ teams }).program();
      await storePeople(deps, anybody(3));
      await confirmed(deps, personIds(3));
      await workAfterHold(deps);
      await resumeBroadcast(deps, BROADCAST);
      await workFor(deps, 2);
      expect(teams.sendsTo(UNLUCKY)).toBe(1);
      for (const userId of OTHERS) expect(teams.sendsTo(userId)).toBe(1);
      expect((await deps.failures.page(TENANT_ID)).failures).toEqual([]);
    },
  );
});

describe('somebody about whom storage does not answer', () => {
  /** A moment for three, of whom one cannot be read as long as storage is away for them. */
  async function awayForOne() {
    const state = { isAway: false };
    const partition = personPartition({ tenantId: TENANT_ID, userId: UNLUCKY });
    const between = (storage: Storage): Storage =>
      withTable(storage, 'People', (table) => ({
        async readRange(partitionKey, range) {
          if (state.isAway && partitionKey === partition) throw new Error('Storage is away.');
          return table.readRange(partitionKey, range);
        },
      }));
    const world = aWorld({ between });
    const deps = world.program();
    await storePeople(deps, anybody(3));
    await confirmed(deps, personIds(3));
    state.isAway = true;
    await workAfterHold(deps);
    return { ...world, deps, state };
  }

  test('holds up nobody, and is told when the job comes back', async () => {
    const { deps, teams, clock, state } = await awayForOne();
    expect(teams.receivers()).toEqual(OTHERS);
    expect(await progressOf(deps)).toEqual({ sent: 2, failed: 1 });
    expect(deps.logged.map(({ event }) => event)).toEqual(['broadcast.person-failed']);

    state.isAway = false;
    clock.advanceMs(PACK_VISIBILITY_MS + 1000);
    await work(deps);
    expect(teams.receivers()).toEqual(personIds(3));
    expect(await progressOf(deps)).toEqual({ sent: 3 });
    expect(await deps.queues.queue('broadcasts').approximateLength()).toBe(0);
  });

  test('is let go after half an hour or so, and told when it is resumed', async () => {
    const { deps, teams, clock, state } = await awayForOne();
    for (let comings = 0; comings < MOST_COMINGS; comings += 1) {
      clock.advanceMs(PACK_VISIBILITY_MS + 1000);
      await work(deps);
    }
    expect(teams.receivers()).toEqual(OTHERS);
    expect(await progressOf(deps)).toEqual({ sent: 2, failed: 1 });
    expect(await deps.queues.queue('broadcasts').approximateLength()).toBe(0);

    state.isAway = false;
    await resumeBroadcast(deps, BROADCAST);
    await work(deps);
    expect(teams.receivers()).toEqual(personIds(3));
    expect(await progressOf(deps)).toEqual({ sent: 3 });
  });
});

test('where the progress cannot be written the job comes back, and nobody is told twice', async () => {
  const state = { isAway: false };
  const between = (storage: Storage): Storage =>
    withTable(storage, 'Broadcasts', (table) => ({
      async commit(writes) {
        if (state.isAway) throw new Error('Storage is away.');
        return table.commit(writes);
      },
    }));
  const { program, teams, clock } = aWorld({ between });
  const deps = program();
  await storePeople(deps, anybody(3));
  await confirmed(deps, personIds(3));
  state.isAway = true;
  clock.set(SENDING_FROM);
  await expect(work(deps)).rejects.toThrow('Storage is away.');
  expect(teams.receivers()).toEqual(personIds(3));

  state.isAway = false;
  clock.advanceMs(PACK_VISIBILITY_MS + 1000);
  await work(deps);
  expect(teams.receivers()).toEqual(personIds(3));
  expect(await progressOf(deps)).toEqual({ sent: 3 });
});

test('somebody who is told while their words cannot be read is told when the job comes back', async () => {
  const state = { isAway: false, reads: 0 };
  const between = (storage: Storage): Storage =>
    withTable(storage, 'Broadcasts', (table) => ({
      async get(partitionKey, rowKey) {
        state.reads += rowKey === 'head' ? 1 : 0;
        // The worker's own read is the first, that of the words the second.
        if (state.isAway && state.reads > 1) throw new Error('Storage is away.');
        return table.get(partitionKey, rowKey);
      },
    }));
  const { program, teams, clock } = aWorld({ between });
  const deps = program();
  await storePeople(deps, anybody(3));
  await confirmed(deps, personIds(3));
  clock.set(SENDING_FROM);
  await deps.queues
    .queue('broadcasts')
    .send(JSON.stringify({ do: 'tell', tenantId: TENANT_ID, broadcastId: BROADCAST_ID, pack: 0 }));
  Object.assign(state, { isAway: true, reads: 0 });
  await work(deps).catch(() => undefined);
  expect(teams.requests).toEqual([]);

  state.isAway = false;
  clock.advanceMs(PACK_VISIBILITY_MS + 1000);
  await workFor(deps, 2);
  expect(teams.receivers()).toEqual(personIds(3));
  expect(await progressOf(deps)).toEqual({ sent: 3 });
});
