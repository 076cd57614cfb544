import { describe, expect, test } from 'vitest';
import { type DeliveryCounts, NO_COUNTS } from '../../../shared/domain/delivery-counts.ts';
import { createDeliveryCountsStore } from '../../../shared/store/delivery-counts-store.ts';
import { createMemoryStorage } from '../../../shared/store/memory-storage.ts';
import type { BrokenRow } from '../../../shared/store/row-codec.ts';
import type { Storage } from '../../../shared/store/storage.ts';
import { TENANT_ID } from '../../support/builders.ts';
import { BOTH_STORAGES } from './both-storages.ts';

const DATE = '2026-03-10';

function setUp(storage: Storage) {
  const broken: BrokenRow[] = [];
  const store = createDeliveryCountsStore(storage.tables, (row) => void broken.push(row));
  return {
    store,
    broken,
    write: (date: string, holder: string, counts: Partial<DeliveryCounts>) =>
      store.write(TENANT_ID, date, holder, { ...NO_COUNTS, ...counts }),
    /** How many were sent, by date. */
    async sent(from = '2026-01-01', through = '2026-12-31') {
      const read = await store.read(TENANT_ID, from, through);
      return read.map(({ date, counts }) => [date, counts.sent]);
    },
  };
}

describe.each(BOTH_STORAGES)('what delivery counted, %s,', (_name, makeStorage) => {
  test('is the sum of what all processes counted on a day', async () => {
    const { store, write } = setUp(await makeStorage());
    const one = { due: 5, sent: 3, retried: 1, blocked: 1, givenUp: 1, lags: [1, 1, 0, 0, 0, 1] };
    await write(DATE, 'one', one);
    await write(DATE, 'other', { due: 2, sent: 2, lags: [0, 2, 0, 0, 0, 0] });
    expect(await store.read(TENANT_ID, DATE, DATE)).toEqual([
      {
        date: DATE,
        counts: { due: 7, sent: 5, retried: 1, blocked: 1, givenUp: 1, lags: [1, 3, 0, 0, 0, 1] },
      },
    ]);
  });

  test('is what a process wrote last: it writes all that it counted so far', async () => {
    const { write, sent } = setUp(await makeStorage());
    for (const count of [1, 2, 3]) await write(DATE, 'one', { sent: count });
    expect(await sent()).toEqual([[DATE, 3]]);
  });

  test('is given by date, the oldest first, from the first date through the last', async () => {
    const { write, sent } = setUp(await makeStorage());
    const dates = ['2026-03-12', '2026-03-09', '2026-03-10', '2026-03-11'];
    for (const [n, date] of dates.entries()) await write(date, 'one', { sent: n + 1 });
    expect(await sent('2026-03-10', '2026-03-11')).toEqual([
      ['2026-03-10', 3],
      ['2026-03-11', 4],
    ]);
    expect(await sent('2026-03-13')).toEqual([]);
  });

  test('is gone before a date once it is removed there, and stays from it on', async () => {
    const { write, sent, store } = setUp(await makeStorage());
    for (const date of ['2026-03-08', '2026-03-09', DATE]) {
      for (const holder of ['one', 'other']) await write(date, holder, { sent: 1 });
    }
    await store.removeBefore(TENANT_ID, DATE);
    expect(await sent()).toEqual([[DATE, 2]]);
    await store.removeBefore(TENANT_ID, DATE);
    expect(await sent()).toEqual([[DATE, 2]]);
  });

  test('goes however much it is, though two remove it at once', async () => {
    const { write, sent, store } = setUp(await makeStorage());
    const holders = Array.from({ length: 130 }, (_, n) => `holder-${n}`);
    await Promise.all(holders.map((holder) => write('2026-03-09', holder, { sent: 1 })));
    await Promise.all([1, 2].map(() => store.removeBefore(TENANT_ID, DATE)));
    expect(await sent()).toEqual([]);
  });

  test('of one organisation has nothing to do with another’s', async () => {
    const { write, store } = setUp(await makeStorage());
    await write(DATE, 'one', { sent: 1 });
    expect(await store.read('another', DATE, DATE)).toEqual([]);
    await store.removeBefore('another', '2027-01-01');
    expect(await store.read(TENANT_ID, DATE, DATE)).toHaveLength(1);
  });
});

test('a row that cannot be read is reported and left out', async () => {
  const storage = createMemoryStorage();
  const { write, sent, broken } = setUp(storage);
  await write(DATE, 'one', { sent: 1 });
  const row = { partitionKey: TENANT_ID, rowKey: `${DATE}_broken`, cells: { sent: 'many' } };
  await storage.tables.table('DeliveryCounts').commit([{ kind: 'insert', row }]);
  expect(await sent()).toEqual([[DATE, 1]]);
  expect(broken).toMatchObject([{ table: 'DeliveryCounts' }]);
});
