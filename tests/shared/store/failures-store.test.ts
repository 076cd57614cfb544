import { describe, expect, test } from 'vitest';
import { createFailuresStore, type Failure } from '../../../shared/store/failures-store.ts';
import { createMemoryStorage } from '../../../shared/store/memory-storage.ts';
import type { BrokenRow } from '../../../shared/store/row-codec.ts';
import type { Storage } from '../../../shared/store/storage.ts';
import { NOON, TENANT_ID, USER_ID } from '../../support/builders.ts';
import { BOTH_STORAGES } from './both-storages.ts';

/** A check-in of 2 March 2026 that Teams was too busy for. */
function aFailure(fields: Partial<Failure> = {}): Failure {
  return {
    tenantId: TENANT_ID,
    userId: USER_ID,
    at: NOON,
    reason: 'throttled',
    cause: 'check-in',
    date: '2026-03-02',
    ...fields,
  };
}

function setUp(storage: Storage) {
  const broken: BrokenRow[] = [];
  const failures = createFailuresStore(storage.tables, (row) => void broken.push(row));
  return {
    failures,
    broken,
    add: (fields: Partial<Failure> = {}) => failures.add(aFailure(fields)),
    async addMany(count: number): Promise<void> {
      for (let n = 0; n < count; n += 1) {
        await failures.add(aFailure({ userId: `user-${String(n).padStart(4, '0')}` }));
      }
    },
    page: async () => (await failures.page(TENANT_ID)).failures,
    count: () => failures.countByReason(TENANT_ID),
    breakRow: (rowKey: string) =>
      storage.tables
        .table('Failures')
        .commit([{ kind: 'upsert', row: { partitionKey: TENANT_ID, rowKey, cells: { at: 5 } } }]),
  };
}

describe.each(BOTH_STORAGES)('what was given up, %s,', (_name, makeStorage) => {
  test('stands with whose, why and when, the latest date first', async () => {
    const { add, page } = setUp(await makeStorage());
    const dates = ['2026-03-02', '2026-12-31', '2026-03-10', '2025-12-31'];
    for (const date of dates) await add({ date });

    const kept = (await page()).map(({ row: _row, ...failure }) => failure);
    expect(kept).toEqual(
      ['2026-12-31', '2026-03-10', '2026-03-02', '2025-12-31'].map((date) => aFailure({ date })),
    );
  });

  test('again by the same person, date and cause is one, as it is now', async () => {
    const { add, page } = setUp(await makeStorage());
    await add();
    await add({ reason: 'try-again', at: '2026-03-02T12:30:00.000Z' });
    expect(await page()).toMatchObject([{ reason: 'try-again', at: '2026-03-02T12:30:00.000Z' }]);
    await add({ cause: 'moment' });
    await add({ userId: 'another' });
    expect(await page()).toHaveLength(3);
  });

  test('is gone once it is removed, but what was written anew meanwhile', async () => {
    const { add, page, failures } = setUp(await makeStorage());
    for (const cause of ['check-in', 'moment', 'ending']) await add({ cause });
    const read = await page();
    await add({ cause: 'moment', reason: 'refused' });
    await failures.remove(read);

    expect(await page()).toMatchObject([{ cause: 'moment', reason: 'refused' }]);
    // What is gone already is fine, and so is nothing at all.
    await failures.remove(read);
    await failures.remove([]);
    expect(await page()).toHaveLength(1);
  });

  test('is counted by reason, with the oldest', async () => {
    const { add, count } = setUp(await makeStorage());
    expect(await count()).toEqual({ byReason: {}, total: 0, oldestAt: undefined, more: false });
    await add({ at: '2026-03-02T12:20:00.000Z' });
    await add({ userId: 'another', at: '2026-03-02T12:10:00.000Z' });
    await add({ cause: 'moment', reason: 'refused', at: '2026-03-02T12:30:00.000Z' });
    expect(await count()).toEqual({
      byReason: { throttled: 2, refused: 1 },
      total: 3,
      oldestAt: '2026-03-02T12:10:00.000Z',
      more: false,
    });
  });

  test('of one organisation has nothing to do with another’s', async () => {
    const { add, page, failures } = setUp(await makeStorage());
    await add({ tenantId: 'another' });
    expect(await page()).toEqual([]);
    expect((await failures.countByReason('another')).total).toBe(1);
  });

  test('comes fifty at a time, and goes in one piece however much it is', async () => {
    const { addMany, failures, count } = setUp(await makeStorage());
    await addMany(120);
    const sizes: number[] = [];
    const read = [];
    let continuation: string | undefined;
    do {
      const page = await failures.page(TENANT_ID, continuation);
      sizes.push(page.failures.length);
      read.push(...page.failures);
      continuation = page.continuation;
    } while (continuation !== undefined);
    expect(sizes).toEqual([50, 50, 20]);
    expect(new Set(read.map(({ userId }) => userId)).size).toBe(120);

    await failures.remove(read.slice(3, 4));
    await failures.remove(read);
    expect((await count()).total).toBe(0);
  });
});

test('of more than a thousand the newest thousand are counted, and it is said that there are more', async () => {
  const { add, addMany, count } = setUp(createMemoryStorage());
  await addMany(1000);
  expect(await count()).toMatchObject({ total: 1000, more: false });
  await add({ date: '2026-03-01', reason: 'refused' });
  expect(await count()).toMatchObject({ byReason: { throttled: 1000 }, total: 1000, more: true });
});

test('one that cannot be read is reported and left out', async () => {
  const { add, breakRow, page, count, broken } = setUp(createMemoryStorage());
  await breakRow('00000000_somebody_check-in');
  await add();
  expect(await page()).toHaveLength(1);
  expect((await count()).total).toBe(1);
  expect(broken).toHaveLength(2);
  expect(broken[0]).toMatchObject({ table: 'Failures' });
  // What kind of row it is may be said; whose it is may not.
  expect(JSON.stringify(broken)).not.toContain('somebody');
});
