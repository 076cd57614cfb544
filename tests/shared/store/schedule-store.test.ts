import { describe, expect, test } from 'vitest';
import {
  createMemoryStorage,
  type MemoryStorageOptions,
} from '../../../shared/store/memory-storage.ts';
import {
  createScheduleStore,
  SCHEDULE_SHARDS,
  type StoredHint,
} from '../../../shared/store/schedule-store.ts';
import type { Storage } from '../../../shared/store/storage.ts';
import { TENANT_ID, USER_ID } from '../../support/builders.ts';
import { BOTH_STORAGES } from './both-storages.ts';

const NOW = '2026-03-10T09:00:00.000Z';
const LATER = '2026-03-10T09:00:00.001Z';
const EARLIER = '2026-03-10T08:59:59.999Z';
const key = { tenantId: TENANT_ID, userId: USER_ID };

function setUp(storage: Storage) {
  const schedule = createScheduleStore(storage.tables);
  return {
    schedule,
    /** The hints of all shards that are due. */
    async due(now = NOW, most = 1000): Promise<readonly StoredHint[]> {
      const shards = Array.from({ length: SCHEDULE_SHARDS }, (_, shard) => shard);
      return (await Promise.all(shards.map((shard) => schedule.due(shard, now, most)))).flat();
    },
  };
}

describe.each(BOTH_STORAGES)('the schedule %s', (_name, makeStorage) => {
  test('gives what is due, of this very moment too, the oldest first, and nothing later', async () => {
    const { schedule, due } = setUp(await makeStorage());
    for (const at of [NOW, LATER, EARLIER]) await schedule.put({ key, at });

    expect((await due()).map(({ key: whose, at }) => ({ whose, at }))).toEqual([
      { whose: key, at: EARLIER },
      { whose: key, at: NOW },
    ]);
    expect(await due('2026-03-10T08:59:59.998Z')).toEqual([]);
  });

  test('knows the same hint once', async () => {
    const { schedule, due } = setUp(await makeStorage());
    await schedule.put({ key, at: NOW });
    await schedule.put({ key, at: NOW });
    expect(await due()).toHaveLength(1);
  });

  test('gives no more than asked for, more or less, and always from the beginning', async () => {
    const { schedule, due } = setUp(await makeStorage());
    for (let n = 0; n < 5; n += 1)
      await schedule.put({ key, at: `2026-03-0${n + 1}T09:00:00.000Z` });
    const read = await due(NOW, 2);
    expect(read.map(({ at }) => at.slice(0, 10))).toEqual(['2026-03-01', '2026-03-02']);
    expect(await due(NOW, 2)).toEqual(read);
  });

  test('loses the hints that were handed on, and keeps one that was written anew', async () => {
    const { schedule, due } = setUp(await makeStorage());
    for (const at of [EARLIER, NOW]) await schedule.put({ key, at });
    const read = await due();
    await schedule.put({ key, at: NOW });
    await schedule.remove(read);

    expect((await due()).map(({ at }) => at)).toEqual([NOW]);
    await schedule.remove(read);
    await schedule.remove(await due());
    expect(await due()).toEqual([]);
    await schedule.remove([]);
  });

  test('loses more hints at once than a transaction takes, but those that are gone or new', async () => {
    const { schedule, due } = setUp(await makeStorage());
    const moments = Array.from({ length: 120 }, (_, n) => new Date(n * 1000).toISOString());
    for (const at of moments) await schedule.put({ key, at });
    const read = await due();
    expect(read).toHaveLength(120);
    await schedule.remove(read.slice(5, 6));
    await schedule.put({ key, at: moments[7] ?? '' });
    await schedule.remove(read);
    expect((await due()).map(({ at }) => at)).toEqual([moments[7]]);
  });
});

test('people are spread over all shards', async () => {
  const { schedule } = setUp(createMemoryStorage());
  for (let n = 0; n < 1000; n += 1) {
    await schedule.put({ key: { tenantId: TENANT_ID, userId: `${USER_ID}${n}` }, at: NOW });
  }
  for (let shard = 0; shard < SCHEDULE_SHARDS; shard += 1) {
    expect((await schedule.due(shard, NOW, 1000)).length).toBeGreaterThan(10);
  }
});

describe('short and empty pages hide no hint:', () => {
  const PAGERS: readonly NonNullable<MemoryStorageOptions['pager']>[] = [
    { pageSize: 1 },
    { emptyPageEvery: 2 },
    { pageSize: 2, emptyPageEvery: 2 },
  ];
  test.each(PAGERS)('%o', async (pager) => {
    const { schedule, due } = setUp(createMemoryStorage({ pager }));
    for (let n = 1; n <= 9; n += 1) await schedule.put({ key, at: `2026-03-0${n}T09:00:00.000Z` });
    expect(await due()).toHaveLength(9);
    expect((await due(NOW, 4)).length).toBeGreaterThanOrEqual(4);
  });
});
