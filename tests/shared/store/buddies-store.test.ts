import { describe, expect, test } from 'vitest';
import type { BuddyPair } from '../../../shared/domain/buddy-pair.ts';
import { createBuddiesStore } from '../../../shared/store/buddies-store.ts';
import type { BrokenRow } from '../../../shared/store/row-codec.ts';
import type { Storage } from '../../../shared/store/storage.ts';
import { NOON, TENANT_ID } from '../../support/builders.ts';
import { BOTH_STORAGES } from './both-storages.ts';

const PAIR: BuddyPair = {
  id: '0195a000-0000-7000-8000-0000000000b1',
  asker: { userId: 'user-a', name: 'Ada' },
  askedAt: NOON,
  until: '2026-03-16T12:00:00.000Z',
  revision: 3,
  takenBack: [],
  life: { state: 'asked', secretHash: 'hash' },
};
const TOGETHER: BuddyPair = {
  ...PAIR,
  life: { state: 'together', with: { userId: 'user-b', name: 'Bo' }, since: NOON },
};
const shareOf = (n: number) => ({
  id: `0195a000-0000-7000-8000-${String(n).padStart(12, '0')}`,
  by: 'user-a',
  words: `Number ${n}`,
  at: NOON,
});

function setUp(storage: Storage) {
  const broken: BrokenRow[] = [];
  const store = createBuddiesStore(storage.tables, (row) => void broken.push(row));
  const load = async () => {
    const loaded = await store.load(TENANT_ID, PAIR.id);
    if (loaded === undefined) throw new Error('There is no pair.');
    return loaded;
  };
  return { store, broken, load, table: storage.tables.table('Buddies') };
}

describe.each(BOTH_STORAGES)('pairs of buddies %s', (_name, makeStorage) => {
  test('are begun once, and read as they were written', async () => {
    const { store, load } = setUp(await makeStorage());
    expect(await store.load(TENANT_ID, PAIR.id)).toBeUndefined();
    expect(await store.begin(TENANT_ID, PAIR)).toBe('begun');
    expect(await store.begin(TENANT_ID, TOGETHER)).toBe('exists');
    expect((await load()).pair).toEqual(PAIR);
    expect(await store.load('another', PAIR.id)).toBeUndefined();
  });

  test.each<BuddyPair['life']>([
    { state: 'accepted', secretHash: 'hash', by: { userId: 'user-b', name: 'Bo' }, at: NOON },
    TOGETHER.life,
    { state: 'over', with: { userId: 'user-b', name: 'Bo' } },
    { state: 'over', with: null },
  ])('are replaced only as they were read: $state', async (life) => {
    const { store, load } = setUp(await makeStorage());
    await store.begin(TENANT_ID, PAIR);
    const before = await load();
    expect(await store.replace(TENANT_ID, before, { ...PAIR, life })).toBe(true);
    expect(await store.replace(TENANT_ID, before, PAIR)).toBe(false);
    expect((await load()).pair).toEqual({ ...PAIR, life });
  });

  test('hold what is shared, the newest first, page by page, and nothing once the pair changed', async () => {
    const { store, load } = setUp(await makeStorage());
    await store.begin(TENANT_ID, TOGETHER);
    const before = await load();
    for (let n = 0; n < 21; n += 1) {
      expect(await store.share(TENANT_ID, await load(), shareOf(n))).toBe('shared');
    }
    expect(await store.share(TENANT_ID, await load(), shareOf(3))).toBe('exists');
    expect(await store.share(TENANT_ID, before, shareOf(99))).toBe('changed');
    const first = await store.readShares(TENANT_ID, PAIR.id, undefined);
    expect(first.shares.map(({ words }) => words)[0]).toBe('Number 20');
    expect(first.shares).toHaveLength(20);
    const rest = await store.readShares(TENANT_ID, PAIR.id, first.continuation);
    expect(rest.shares).toEqual([shareOf(0)]);
    expect(await store.readEveryShare(TENANT_ID, PAIR.id)).toHaveLength(21);
    expect(await store.readShare(TENANT_ID, PAIR.id, shareOf(5).id)).toEqual(shareOf(5));
  });

  test('take back one thing, and are cleared and removed, more than once', async () => {
    const { store, load } = setUp(await makeStorage());
    await store.begin(TENANT_ID, TOGETHER);
    for (const n of [1, 2, 3]) await store.share(TENANT_ID, await load(), shareOf(n));
    const before = await load();
    const next = { ...TOGETHER, takenBack: [shareOf(1).id] };
    expect(await store.takeBack(TENANT_ID, before, next, shareOf(1).id)).toBe(true);
    expect(await store.takeBack(TENANT_ID, before, next, shareOf(2).id)).toBe(false);
    expect((await load()).pair).toEqual(next);
    expect(await store.readEveryShare(TENANT_ID, PAIR.id)).toHaveLength(2);
    for (let times = 0; times < 2; times += 1) {
      await store.clear(TENANT_ID, PAIR.id);
      await store.remove(TENANT_ID, PAIR.id);
    }
    expect(await store.readEveryShare(TENANT_ID, PAIR.id)).toEqual([]);
    expect(await store.load(TENANT_ID, PAIR.id)).toBeUndefined();
  });

  test('that are broken are reported and skipped', async () => {
    const { store, broken, table } = setUp(await makeStorage());
    const partitionKey = `${TENANT_ID}_${PAIR.id}`;
    await table.commit([
      { kind: 'upsert', row: { partitionKey, rowKey: 'pair', cells: { id: 1 } } },
      { kind: 'upsert', row: { partitionKey, rowKey: 'share_x', cells: { id: 1 } } },
    ]);
    expect(await store.load(TENANT_ID, PAIR.id)).toBeUndefined();
    expect(await store.readEveryShare(TENANT_ID, PAIR.id)).toEqual([]);
    expect(broken.map(({ rowKind }) => rowKind)).toEqual(['pair', 'share']);
  });
});
