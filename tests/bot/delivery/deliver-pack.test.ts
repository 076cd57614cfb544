import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { deliverPack } from '../../../bot/delivery/deliver-pack.ts';
import { PACK_VISIBILITY_MS } from '../../../bot/delivery/hold-message.ts';
import { packToText } from '../../../shared/store/packs.ts';
import { createSendPermits } from '../../../bot/delivery/send-permits.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { createMemoryStorage } from '../../../shared/store/memory-storage.ts';
import { personPartition } from '../../../shared/store/person-keys.ts';
import type { Queue } from '../../../shared/store/queues.ts';
import type { StorageRequest } from '../../../shared/store/storage.ts';
import { NOON, TENANT_ID } from '../../support/builders.ts';
import { testClock, type TestDeps, testDeps } from '../../support/command-deps.ts';
import { aClaim, aDuePerson, ALL_DUE_AT, hintsUntil, store, stored } from './due-people.ts';
import { recordingSender } from './recording-sender.ts';

// The renewal runs on a timer of its own; the test moves it.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(() => {
  // Whatever came of a pack, its renewal has ended.
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

const NOW_MS = Date.parse(ALL_DUE_AT);

function userId(n: number): string {
  return `5b2e9f10-0000-4000-8000-${String(n).padStart(12, '0')}`;
}

function duePeople(count: number): readonly Person[] {
  return Array.from({ length: count }, (_, n) => aDuePerson({ userId: userId(n) }));
}

/** A program with these people stored, all of them due, and one pack of them received. */
async function setUp(people: readonly Person[], sender = recordingSender()) {
  const clock = testClock(NOON);
  let observe: (request: StorageRequest) => void | Promise<void> = () => {};
  const storage = createMemoryStorage({
    realMs: clock.realMs,
    observe: (request) => observe(request),
  });
  const deps = testDeps({ clock, storage, sender });
  for (const person of people) await store(deps, person);
  clock.set(ALL_DUE_AT);
  const queue = deps.queues.queue('packs');
  await queue.send(
    packToText({
      tenantId: TENANT_ID,
      people: people.map(({ key }) => ({ userId: key.userId })),
    }),
  );
  const [message] = await queue.receive({ most: 1, visibilityMs: PACK_VISIBILITY_MS });
  if (message === undefined) throw new Error('There is no pack.');
  const permits = createSendPermits(deps.permits, clock.realMs);
  return {
    deps,
    clock,
    queue,
    sender,
    receivers: () => sender.requests.map(({ target }) => target.person.userId).toSorted(),
    observe(next: typeof observe) {
      observe = next;
    },
    work: (worker: TestDeps = deps, from: Queue = queue) =>
      deliverPack(worker, permits, { queue: from, message }),
    /** Whether somebody would get the pack now. */
    async comesBack(): Promise<boolean> {
      return (await queue.receive({ most: 1, visibilityMs: 1000 })).length > 0;
    },
  };
}

test('everybody of a pack gets their message, and the pack is gone', async () => {
  const { work, receivers, queue } = await setUp(duePeople(50));
  await work();

  expect(receivers()).toEqual(duePeople(50).map(({ key }) => key.userId));
  expect(await queue.approximateLength()).toBe(0);
});

test('a text that is no pack is said, and waits a day for a program that can read it', async () => {
  const { deps, queue, work } = await setUp(duePeople(1));
  await work();
  await queue.send('{"people":"all"}');
  const deliver = async () => {
    const [message] = await queue.receive({ most: 1, visibilityMs: PACK_VISIBILITY_MS });
    if (message === undefined) return false;
    const permits = createSendPermits(deps.permits, deps.clock.realMs);
    await deliverPack(deps, permits, { queue, message });
    return true;
  };
  expect(await deliver()).toBe(true);
  expect(deps.logged).toEqual([{ event: 'pack.unreadable' }]);
  // Nobody else gets it meanwhile.
  deps.clock.advanceMs(4 * 60_000);
  expect(await deliver()).toBe(false);
  let times = 1;
  do deps.clock.advanceMs(5 * 60_000);
  while ((await deliver()) && (times += 1) < 1000);
  expect(times).toBe(288);
  expect(await queue.approximateLength()).toBe(0);
});

describe('a person who cannot be read', () => {
  const [broken, ...others] = duePeople(12);
  const key = broken?.key ?? { tenantId: '', userId: '' };

  async function setUpBroken() {
    const world = await setUp([...(broken === undefined ? [] : [broken]), ...others]);
    const people = world.deps.storage.tables.table('People');
    const row = await people.get(personPartition(key), 'c_profile');
    if (row === undefined) throw new Error('The profile is missing.');
    await people.commit([
      { kind: 'replace', row: { ...row, cells: { name: 'x' } }, etag: row.etag },
    ]);
    return world;
  }

  test('holds up nobody, and is looked at again in ten minutes by a hint of their own', async () => {
    const { deps, work, receivers, queue } = await setUpBroken();
    const hints = (await hintsUntil(deps, '2026-03-10T09:40:00.000Z')).length;
    await work();

    expect(receivers()).toEqual(others.map((person) => person.key.userId));
    expect(await queue.approximateLength()).toBe(0);
    const after = await hintsUntil(deps, '2026-03-10T09:40:00.000Z');
    expect(after).toHaveLength(hints + 1);
    expect(after.filter((hint) => hint.key.userId === key.userId).at(-1)?.at).toBe(
      '2026-03-10T09:40:00.000Z',
    );
    expect(deps.logged.map(({ event }) => event)).toContain('delivery.failed');
  });

  test('and for whom no hint can be written keeps the pack', async () => {
    const { work, observe, deps, receivers, clock, comesBack } = await setUpBroken();
    // The person is the first of the pack, so that what is written next after the failure is their hint.
    let hints = 0;
    observe(({ on, operation }) => {
      if (on !== 'Schedule' || operation !== 'commit') return;
      hints += 1;
      if (hints === 1) throw new Error('Storage is away.');
    });
    await work();

    expect(receivers()).toEqual(others.map((person) => person.key.userId));
    expect(deps.logged.map(({ event }) => event)).toContain('delivery.look-again-failed');
    clock.set(ALL_DUE_AT);
    clock.advanceMs(PACK_VISIBILITY_MS - 1000);
    expect(await comesBack()).toBe(false);
    clock.advanceMs(3000);
    expect(await comesBack()).toBe(true);
  });
});

describe('a pack with somebody under another worker’s claim', () => {
  test('is hidden until that claim ends, and never deleted', async () => {
    const [one, other, ...rest] = duePeople(5).map((person, n) =>
      n < 2 ? { ...person, deliveries: [aClaim(NOW_MS + (n === 0 ? 20_000 : 45_000))] } : person,
    );
    if (one === undefined || other === undefined) throw new Error('Too few people.');
    const { work, receivers, clock, comesBack } = await setUp([one, other, ...rest]);
    await work();

    expect(receivers()).toEqual(rest.map(({ key }) => key.userId));
    clock.set(ALL_DUE_AT);
    clock.advanceMs(44_999);
    expect(await comesBack()).toBe(false);
    clock.advanceMs(1000);
    expect(await comesBack()).toBe(true);
  });

  test('is worked through again afterwards, for that person alone', async () => {
    const [claimed, ...rest] = duePeople(3).map((person, n) =>
      n === 0 ? { ...person, deliveries: [aClaim(NOW_MS + 20_000)] } : person,
    );
    if (claimed === undefined) throw new Error('Too few people.');
    const { work, deps, queue, receivers, clock } = await setUp([claimed, ...rest]);
    await work();
    clock.advanceMs(21_000);
    const [again] = await queue.receive({ most: 1, visibilityMs: PACK_VISIBILITY_MS });
    if (again === undefined) throw new Error('The pack did not come back.');
    await deliverPack(deps, createSendPermits(deps.permits, clock.realMs), {
      queue,
      message: again,
    });

    expect(receivers()).toEqual([claimed, ...rest].map(({ key }) => key.userId));
    expect((await stored(deps, claimed.key)).deliveries).toMatchObject([
      { progress: { state: 'sent', uncertain: true } },
    ]);
    expect(await queue.approximateLength()).toBe(0);
  });
});

describe('while a pack is worked on', () => {
  /** A world in which the first message is held back until `release`. */
  async function setUpHeld() {
    const begun = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    const sender = recordingSender(async () => {
      begun.resolve();
      await released.promise;
      return undefined;
    });
    const world = await setUp(duePeople(1), sender);
    return { ...world, begun: begun.promise, release: released.resolve };
  }

  /** Ends when the next request to hide a message leaves. */
  function hiding(world: Awaited<ReturnType<typeof setUpHeld>>): Promise<void> {
    const hidden = Promise.withResolvers<void>();
    world.observe(({ operation }) => {
      if (operation === 'hide') hidden.resolve();
    });
    return hidden.promise;
  }

  test('it stays hidden, however long it takes, and is gone at the end', async () => {
    const world = await setUpHeld();
    const worked = world.work();
    await world.begun;
    for (let turns = 1; turns <= 15; turns += 1) {
      const hidden = hiding(world);
      world.clock.advanceMs(PACK_VISIBILITY_MS / 3);
      vi.advanceTimersByTime(PACK_VISIBILITY_MS / 3);
      await hidden;
    }
    expect(await world.comesBack()).toBe(false);

    world.release();
    await worked;
    expect(await world.queue.approximateLength()).toBe(0);
  });

  test('a renewal that is on its way at the end is waited for, so that the pack is gone', async () => {
    const world = await setUpHeld();
    const renewed = Promise.withResolvers<void>();
    const answered = Promise.withResolvers<void>();
    const slow: Queue = {
      ...world.queue,
      async hide(receipt, visibilityMs) {
        const next = await world.queue.hide(receipt, visibilityMs);
        renewed.resolve();
        await answered.promise;
        return next;
      },
    };
    const worked = world.work(world.deps, slow);
    await world.begun;
    vi.advanceTimersByTime(PACK_VISIBILITY_MS / 3);
    await renewed.promise;
    world.release();
    // In memory everything else is done when the turn is over.
    await new Promise((resolve) => setImmediate(resolve));
    answered.resolve();
    await worked;
    expect(await world.queue.approximateLength()).toBe(0);
  });

  test('a renewal that fails is said, and the work goes on', async () => {
    const world = await setUpHeld();
    const worked = world.work();
    await world.begun;
    world.observe(({ operation }) => {
      if (operation === 'hide') throw new Error('Storage is away.');
    });
    vi.advanceTimersByTime(PACK_VISIBILITY_MS / 3);
    world.release();
    await worked;
    expect(world.deps.logged.map(({ event }) => event)).toEqual(['pack.renewal-failed']);
    expect(await world.queue.approximateLength()).toBe(0);
  });

  test('one that another got meanwhile is left to that one', async () => {
    const world = await setUpHeld();
    const worked = world.work();
    await world.begun;
    world.clock.advanceMs(PACK_VISIBILITY_MS);
    const [taken] = await world.queue.receive({ most: 1, visibilityMs: PACK_VISIBILITY_MS });
    const hidden = hiding(world);
    vi.advanceTimersByTime(PACK_VISIBILITY_MS / 3);
    await hidden;
    world.release();
    await worked;

    expect(await world.queue.approximateLength()).toBe(1);
    expect(taken === undefined ? undefined : await world.queue.remove(taken)).toBe(true);
  });
});
