import { describe, expect, test } from 'vitest';
import { collectDue } from '../../../bot/delivery/collect-due.ts';
import { type Pack, packFromText } from '../../../shared/store/packs.ts';
import {
  createMemoryStorage,
  type MemoryStorageOptions,
} from '../../../shared/store/memory-storage.ts';
import { SCHEDULE_SHARDS } from '../../../shared/store/schedule-store.ts';
import type { StorageRequest } from '../../../shared/store/storage.ts';
import { TENANT_ID } from '../../support/builders.ts';
import { testClock, type TestDeps, testDeps } from '../../support/command-deps.ts';
import { hintsUntil } from './due-people.ts';

const NOW = '2026-03-10T09:00:00.000Z';
const OTHER_TENANT = '7a1d0c52-0000-4000-8000-000000000009';

function userId(n: number): string {
  return `5b2e9f10-0000-4000-8000-${String(n).padStart(12, '0')}`;
}

async function hint(deps: TestDeps, n: number, at = NOW, tenantId = TENANT_ID): Promise<void> {
  await deps.schedule.put({ key: { tenantId, userId: userId(n) }, at });
}

/** The packs on the queue; each comes back in a second. */
async function packsOf(deps: TestDeps): Promise<readonly Pack[]> {
  const packs: Pack[] = [];
  for (;;) {
    const received = await deps.queues.queue('packs').receive({ most: 32, visibilityMs: 1000 });
    if (received.length === 0) return packs;
    for (const { text } of received) {
      const pack = packFromText(text);
      if (pack === undefined) throw new Error('This is no pack.');
      packs.push(pack);
    }
  }
}

function usersOf(packs: readonly Pack[], tenantId = TENANT_ID): readonly string[] {
  return packs
    .filter((pack) => pack.tenantId === tenantId)
    .flatMap((pack) => pack.people.map((person) => person.userId))
    .toSorted();
}

const HUNDRED = Array.from({ length: 100 }, (_, n) => n);

test('everybody whose time has come is packed once, and their hints are gone', async () => {
  const deps = testDeps({ now: NOW });
  for (const n of HUNDRED) await hint(deps, n);
  await hint(deps, 100, '2026-03-10T09:00:00.001Z');
  await hint(deps, 101, '2026-03-10T08:59:59.999Z');
  await hint(deps, 102, '2019-01-01T00:00:00.000Z');

  expect(await collectDue(deps)).toBe(102);

  const due = [...HUNDRED, 101, 102].map(userId);
  expect(usersOf(await packsOf(deps))).toEqual(due);
  expect((await hintsUntil(deps, '2030-01-01T00:00:00.000Z')).map(({ key }) => key.userId)).toEqual(
    [userId(100)],
  );
});

test('nobody is due: nothing is written, and no shard is leased', async () => {
  const asked: StorageRequest[] = [];
  const deps = testDeps({ now: NOW, observe: (request) => void asked.push(request) });

  expect(await collectDue(deps)).toBe(0);
  expect(asked.map(({ on, operation }) => `${on} ${operation}`)).toEqual(
    Array(SCHEDULE_SHARDS).fill('Schedule readPage'),
  );
});

test('a pack holds people of one tenant, fifty at the most', async () => {
  const deps = testDeps({ now: NOW });
  // One person with many hints would be one: so many people share a shard by their number.
  const many = Array.from({ length: 4000 }, (_, n) => n);
  for (const n of many) await hint(deps, n);
  for (const n of HUNDRED) await hint(deps, n, NOW, OTHER_TENANT);

  expect(await collectDue(deps)).toBe(4100);

  const packs = await packsOf(deps);
  expect(Math.max(...packs.map(({ people }) => people.length))).toBe(50);
  expect(usersOf(packs)).toEqual(many.map(userId));
  expect(usersOf(packs, OTHER_TENANT)).toEqual(HUNDRED.map(userId));
});

test('somebody with several hints is looked at once', async () => {
  const deps = testDeps({ now: NOW });
  await hint(deps, 1, '2026-03-09T09:00:00.000Z');
  await hint(deps, 1, '2026-03-10T08:00:00.000Z');
  await hint(deps, 1);

  await collectDue(deps);
  expect(usersOf(await packsOf(deps))).toEqual([userId(1)]);
  expect(await hintsUntil(deps, NOW)).toEqual([]);
});

test('a hint that was written anew after it was read stays, and only that one', async () => {
  const clock = testClock(NOW);
  let rewrite: (() => Promise<void>) | undefined;
  const storage = createMemoryStorage({
    realMs: clock.realMs,
    observe: async ({ on, operation }) => {
      if (on !== 'packs' || operation !== 'send') return;
      const now = rewrite;
      rewrite = undefined;
      await now?.();
    },
  });
  const deps = testDeps({ clock, storage });
  const sameShard = await peopleOfOneShard(deps, 3);
  for (const n of sameShard) await hint(deps, n);
  const [rewritten = 0] = sameShard;
  rewrite = () => hint(deps, rewritten);

  expect(await collectDue(deps)).toBe(3);
  expect((await hintsUntil(deps, NOW)).map(({ key }) => key.userId)).toEqual([userId(rewritten)]);
});

test('a program that dies before it removed the hints packs them again', async () => {
  const clock = testClock(NOW);
  let dead = false;
  const storage = createMemoryStorage({
    realMs: clock.realMs,
    observe: ({ on, operation }) => {
      if (dead && on === 'Schedule' && operation === 'commit') throw new Error('Killed.');
    },
  });
  const deps = testDeps({ clock, storage });
  await hint(deps, 1);
  dead = true;
  await expect(collectDue(deps)).rejects.toThrow('Killed.');
  dead = false;
  expect(await collectDue(deps)).toBe(1);

  const packs = await packsOf(deps);
  expect(packs.map(({ people }) => people.map((person) => person.userId))).toEqual([
    [userId(1)],
    [userId(1)],
  ]);
  expect(await hintsUntil(deps, NOW)).toEqual([]);
});

test('a shard that another scheduler leased is left to it until the lease ends', async () => {
  const one = testDeps({ now: NOW });
  const other: TestDeps = { ...testDeps({ clock: one.clock, storage: one.storage }), holder: 'b' };
  await hint(one, 1);
  await collectDue(one);
  await hint(one, 1, '2026-03-10T08:00:00.000Z');

  expect(await collectDue(other)).toBe(0);
  expect(await collectDue(one)).toBe(1);

  await hint(one, 1, '2026-03-10T07:00:00.000Z');
  one.clock.advanceMs(90_001);
  expect(await collectDue(other)).toBe(1);
});

describe('short and empty pages hide nobody:', () => {
  const PAGERS: readonly NonNullable<MemoryStorageOptions['pager']>[] = [
    { pageSize: 1 },
    { emptyPageEvery: 2 },
    { pageSize: 2, emptyPageEvery: 3 },
  ];
  test.each(PAGERS)('%o', async (pager) => {
    const clock = testClock(NOW);
    const storage = createMemoryStorage({ realMs: clock.realMs, pager });
    const deps = testDeps({ clock, storage });
    for (const n of HUNDRED) await hint(deps, n);

    expect(await collectDue(deps)).toBe(100);
    expect(usersOf(await packsOf(deps))).toEqual(HUNDRED.map(userId));
    expect(await collectDue(deps)).toBe(0);
  });
});

/** Numbers of people whose hints are in the same shard. */
async function peopleOfOneShard(deps: TestDeps, count: number): Promise<readonly number[]> {
  const probe = testDeps({ clock: deps.clock });
  for (const n of HUNDRED) await hint(probe, n);
  for (let shard = 0; shard < SCHEDULE_SHARDS; shard += 1) {
    const hints = await probe.schedule.due(shard, NOW, 100);
    if (hints.length >= count) {
      return hints.slice(0, count).map(({ key }) => Number(key.userId.slice(-12)));
    }
  }
  throw new Error('No shard has so many people.');
}
