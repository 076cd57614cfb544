import { describe, expect, test } from 'vitest';
import type { RosterEntry } from '../../../shared/domain/person.ts';
import { emptyRoster } from '../../../shared/domain/roster.ts';
import { TOMBSTONE_MS } from '../../../shared/store/bells.ts';
import { createMemoryStorage } from '../../../shared/store/memory-storage.ts';
import { BrokenRoster, RosterContended } from '../../../shared/store/roster-batches.ts';
import { createRostersStore } from '../../../shared/store/rosters-store.ts';
import type { BrokenRow } from '../../../shared/store/row-codec.ts';
import type { Storage } from '../../../shared/store/storage.ts';
import { ERG_ID, NOON, OTHER_ERG_ID, TENANT_ID, USER_ID } from '../../support/builders.ts';
import { testClock } from '../../support/command-deps.ts';
import { BOTH_STORAGES } from './both-storages.ts';

const person = { tenantId: TENANT_ID, userId: USER_ID };

function anEntry(fields: Partial<RosterEntry> = {}): RosterEntry {
  return {
    id: 'outbox-1',
    to: 'roster',
    ergId: ERG_ID,
    wanted: 'active',
    showToAllies: false,
    since: NOON,
    name: 'Ada Winter',
    revision: 10,
    writtenAtMs: 0,
    ...fields,
  };
}

function setUp(storage: Storage) {
  const clock = testClock(NOON);
  const broken: BrokenRow[] = [];
  const rosters = createRostersStore(storage.tables, {
    report: (row) => void broken.push(row),
    realMs: clock.realMs,
    wait: async () => {},
  });
  return {
    rosters,
    clock,
    broken,
    apply: (fields: Partial<RosterEntry> = {}, of = person) =>
      rosters.apply(of, anEntry(fields), NOON),
    count: async (ergId = ERG_ID) => (await rosters.sizeOf(TENANT_ID, ergId, NOON)).count,
    member: async () => (await rosters.readMember(TENANT_ID, ERG_ID, USER_ID))?.member,
    /** The keys by which this member is listed. */
    async listed(ergId = ERG_ID): Promise<readonly string[]> {
      const keys = (await rosters.readAll(TENANT_ID, ergId)).map(({ rowKey }) => rowKey);
      return keys.filter((key) => !key.startsWith('member_') && !['count', 'active'].includes(key));
    },
    insertRow: (rowKey: string, cells: Readonly<Record<string, string | number>>) =>
      storage.tables
        .table('Rosters')
        .commit([
          { kind: 'insert', row: { partitionKey: `${TENANT_ID}_${ERG_ID}`, rowKey, cells } },
        ]),
  };
}

describe.each(BOTH_STORAGES)('a roster %s', (_name, makeStorage) => {
  test('lists who joined, by name and by every word of it, and counts them', async () => {
    const { apply, listed, count, member } = setUp(await makeStorage());
    expect(await apply()).toMatchObject({ outcome: 'applied', size: { count: 1 } });

    expect(await listed()).toEqual([
      `active_ada winter_${USER_ID}`,
      `find_ada_${USER_ID}`,
      `find_winter_${USER_ID}`,
    ]);
    expect(await count()).toBe(1);
    expect(await member()).toMatchObject({ userId: USER_ID, state: 'active', name: 'Ada Winter' });
  });

  test('lists who asked to join, and counts them only once they are in', async () => {
    const { apply, listed, count } = setUp(await makeStorage());
    await apply({ wanted: 'requested' });
    expect(await listed()).toEqual([`requested_${NOON}_${USER_ID}`]);
    expect(await count()).toBe(0);

    await apply({ revision: 11 });
    expect(await listed()).toHaveLength(3);
    expect(await listed()).toContain(`active_ada winter_${USER_ID}`);
    expect(await count()).toBe(1);
  });

  test('moves the lines of somebody whose name changed', async () => {
    const { apply, listed, count } = setUp(await makeStorage());
    await apply();
    await apply({ name: 'Ada Summer', revision: 11 });

    expect(await listed()).toEqual([
      `active_ada summer_${USER_ID}`,
      `find_ada_${USER_ID}`,
      `find_summer_${USER_ID}`,
    ]);
    expect(await count()).toBe(1);
  });

  test('takes names of any script and length, and none', async () => {
    const { apply, listed } = setUp(await makeStorage());
    const names = [
      '林悦宁',
      'Ｏ’Neill / Smith #1?',
      '',
      '👩🏽‍💻',
      'a b c d e f g h i j k l m n o p',
      `${'x'.repeat(120)}a ${'x'.repeat(120)}b`,
      '/'.repeat(400),
    ];
    for (const [n, name] of names.entries()) {
      expect(await apply({ name, revision: 11 + n })).toMatchObject({ outcome: 'applied' });
      expect((await listed()).filter((key) => key.startsWith('active_'))).toHaveLength(1);
    }
  });

  test('keeps a tombstone of who left, without a name, and refuses what is older', async () => {
    const { apply, listed, count, member } = setUp(await makeStorage());
    await apply();
    await apply({ wanted: 'none', name: '', revision: 12 });

    expect(await listed()).toEqual([]);
    expect(await count()).toBe(0);
    expect(await member()).toMatchObject({ state: 'none', name: '', revision: 12, keys: [] });
    for (const revision of [10, 11, 12]) {
      expect(await apply({ revision })).toEqual({ outcome: 'older' });
    }
    expect(await listed()).toEqual([]);
    expect(await count()).toBe(0);
  });

  test('hears of a leave before the join it belongs to: the join is refused', async () => {
    const { apply, listed, count } = setUp(await makeStorage());
    await apply({ wanted: 'none', revision: 12 });
    expect(await apply({ revision: 11 })).toEqual({ outcome: 'older' });
    expect(await listed()).toEqual([]);
    expect(await count()).toBe(0);
  });

  test('takes the same entry twice, one after the other and at once', async () => {
    const { apply, count } = setUp(await makeStorage());
    const outcomes = await Promise.all([apply(), apply()]);
    expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['applied', 'older']);
    expect(await apply()).toEqual({ outcome: 'older' });
    expect(await count()).toBe(1);
  });

  test('forgets a tombstone after a day, and nothing else', async () => {
    const { apply, rosters, clock, member } = setUp(await makeStorage());
    const clear = () => rosters.clearTombstone(TENANT_ID, ERG_ID, USER_ID);
    expect(await clear()).toBe('clear');
    await apply();
    expect(await clear()).toBe('clear');
    expect(await member()).toMatchObject({ state: 'active' });

    await apply({ wanted: 'none', revision: 11 });
    clock.advanceMs(TOMBSTONE_MS - 1);
    expect(await clear()).toBe('young');
    expect(await member()).toMatchObject({ state: 'none' });
    clock.advanceMs(1);
    expect(await clear()).toBe('clear');
    expect(await member()).toBeUndefined();
  });

  test('of one ERG has nothing to do with another’s', async () => {
    const { apply, count, listed } = setUp(await makeStorage());
    await apply();
    await apply({ ergId: OTHER_ERG_ID, wanted: 'requested' });
    expect([await count(), await count(OTHER_ERG_ID)]).toEqual([1, 0]);
    expect(await listed(OTHER_ERG_ID)).toEqual([`requested_${NOON}_${USER_ID}`]);
  });

  test('whose count cannot be read is not written to', async () => {
    const { apply, rosters, insertRow, broken, member } = setUp(await makeStorage());
    await insertRow('count', { count: 'many' });
    await expect(apply()).rejects.toThrow(BrokenRoster);
    await expect(rosters.sizeOf(TENANT_ID, ERG_ID, NOON)).rejects.toThrow(BrokenRoster);
    expect(await member()).toBeUndefined();
    expect(broken[0]).toMatchObject({ table: 'Rosters', rowKind: 'count' });
  });

  test('with a member’s row that cannot be read keeps that row', async () => {
    const { apply, insertRow, count, listed } = setUp(await makeStorage());
    await insertRow(`member_${USER_ID}`, { state: 'from the future' });
    await expect(apply()).rejects.toThrow(RosterContended);
    expect(await count()).toBe(0);
    expect(await listed()).toEqual([]);
  });

  test('is opened once, with the band that is said', async () => {
    const { rosters } = setUp(await makeStorage());
    const roster = { count: 0, requested: 0, bandFrom: 50, bandSetAt: NOON };
    await rosters.open(TENANT_ID, ERG_ID, roster);
    await rosters.open(TENANT_ID, ERG_ID, emptyRoster(NOON));
    expect(await rosters.sizeOf(TENANT_ID, ERG_ID, NOON)).toEqual(roster);
  });
});

test('fifty who come and go at once leave an exact count', async () => {
  const { apply, count, listed } = setUp(createMemoryStorage());
  /** As the bell does: what was refused because of too many others comes again. */
  async function until(fields: Partial<RosterEntry>, userId: string): Promise<void> {
    for (;;) {
      try {
        await apply(fields, { tenantId: TENANT_ID, userId });
        return;
      } catch (error) {
        if (!(error instanceof RosterContended)) throw error;
      }
    }
  }
  const users = Array.from({ length: 50 }, (_, n) => `user-${String(n).padStart(2, '0')}`);
  await Promise.all(users.map((userId) => until({}, userId)));
  expect(await count()).toBe(50);

  // Thirty leave and twenty ask again under another name, all at once and some of them twice.
  await Promise.all(
    [...users, ...users.slice(0, 10)].map((userId, n) =>
      n % 50 < 30
        ? until({ wanted: 'none', revision: 11 }, userId)
        : until({ name: 'Bo', revision: 11 }, userId),
    ),
  );
  expect(await count()).toBe(20);
  expect(await listed()).toEqual([
    ...users.slice(30).map((userId) => `active_bo_${userId}`),
    ...users.slice(30).map((userId) => `find_bo_${userId}`),
  ]);
});

test('the band that is shown moves with the count, and says so', async () => {
  const storage = createMemoryStorage();
  const { rosters } = setUp(storage);
  const bandSetAt = '2026-02-01T12:00:00.000Z';
  await rosters.open(TENANT_ID, ERG_ID, { count: 13, requested: 0, bandFrom: 0, bandSetAt });
  const join = (userId: string) => rosters.apply({ tenantId: TENANT_ID, userId }, anEntry(), NOON);

  expect(await join('user-1')).toEqual({
    outcome: 'applied',
    bandMoved: true,
    requestedBefore: 0,
    size: { count: 14, requested: 0, bandFrom: 10, bandSetAt: NOON },
  });
  expect(await join('user-2')).toMatchObject({
    bandMoved: false,
    size: { count: 15, bandFrom: 10 },
  });
});

test('how many requests waited before is said of each change, of those that came together too', async () => {
  const { rosters } = setUp(createMemoryStorage());
  const change = (userId: string, wanted: 'requested' | 'none', revision: number) =>
    rosters.apply({ tenantId: TENANT_ID, userId }, anEntry({ wanted, revision }), NOON);
  const asked = await Promise.all(['a', 'b', 'c'].map((userId) => change(userId, 'requested', 1)));
  expect(asked).toMatchObject(
    [0, 1, 2].map((requestedBefore) => ({
      requestedBefore,
      size: { requested: requestedBefore + 1 },
    })),
  );
  expect(await change('b', 'none', 2)).toMatchObject({
    requestedBefore: 3,
    size: { requested: 2 },
  });
});
