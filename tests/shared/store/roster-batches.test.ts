import { describe, expect, test } from 'vitest';
import type { RosterEntry } from '../../../shared/domain/person.ts';
import { KeyNotAllowed } from '../../../shared/store/guards.ts';
import { createMemoryStorage } from '../../../shared/store/memory-storage.ts';
import { RosterContended } from '../../../shared/store/roster-batches.ts';
import { createRostersStore } from '../../../shared/store/rosters-store.ts';
import type { Storage, StorageRequest } from '../../../shared/store/storage.ts';
import { ERG_ID, NOON, TENANT_ID } from '../../support/builders.ts';
import { testClock } from '../../support/command-deps.ts';
import { BOTH_STORAGES } from './both-storages.ts';

function setUp(storage: Storage) {
  const rosters = createRostersStore(storage.tables, {
    report: () => {},
    realMs: testClock(NOON).realMs,
    wait: async () => {},
  });
  return {
    rosters,
    apply: (userId: string, fields: Partial<RosterEntry> = {}) =>
      rosters.apply(
        { tenantId: TENANT_ID, userId },
        {
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
        },
        NOON,
      ),
    async counts() {
      const { count, requested } = await rosters.sizeOf(TENANT_ID, ERG_ID, NOON);
      const keys = (await rosters.readAll(TENANT_ID, ERG_ID)).map(({ rowKey }) => rowKey);
      const listed = (prefix: string) => keys.filter((key) => key.startsWith(prefix)).length;
      // What is counted is what is listed.
      expect([count, requested]).toEqual([listed('active_'), listed('requested_')]);
      return { count, requested };
    },
  };
}

const users = (many: number) =>
  Array.from({ length: many }, (_, n) => `user-${String(n).padStart(4, '0')}`);

describe.each(BOTH_STORAGES)('changes of one roster at once %s', (_name, makeStorage) => {
  test('each get their own answer, and the counts are exact', async () => {
    const { apply, counts } = setUp(await makeStorage());
    const first = await Promise.all(
      users(60).map((userId, n) => apply(userId, n % 3 === 0 ? { wanted: 'requested' } : {})),
    );
    expect(first.every(({ outcome }) => outcome === 'applied')).toBe(true);
    expect(await counts()).toEqual({ count: 40, requested: 20 });

    // Requests are approved, some allies leave, and some hear what they know already.
    const second = await Promise.all(
      users(60).map((userId, n) =>
        n % 3 === 0
          ? apply(userId, { revision: 11 })
          : n % 3 === 1
            ? apply(userId, { wanted: 'none', name: '', revision: 11 })
            : apply(userId),
      ),
    );
    expect(second.map(({ outcome }) => outcome)).toEqual(
      users(60).map((_, n) => (n % 3 === 2 ? 'older' : 'applied')),
    );
    expect(await counts()).toEqual({ count: 40, requested: 0 });
  });

  test('of one person are made in the order of their revisions', async () => {
    const { apply, counts, rosters } = setUp(await makeStorage());
    const outcomes = await Promise.all([
      apply('user-1'),
      apply('user-2', { revision: 13, name: 'Third' }),
      apply('user-2', { revision: 11, name: 'First' }),
      apply('user-2', { revision: 12, wanted: 'none', name: '' }),
    ]);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(Array(4).fill('applied'));
    const found = await rosters.readMember(TENANT_ID, ERG_ID, 'user-2');
    expect(found?.member).toMatchObject({ name: 'Third', revision: 13 });
    expect(await counts()).toEqual({ count: 2, requested: 0 });
  });

  test('do not fail for one that cannot be stored, or whose row cannot be read', async () => {
    const storage = await makeStorage();
    const { apply, counts } = setUp(storage);
    await storage.tables.table('Rosters').commit([
      {
        kind: 'insert',
        row: {
          partitionKey: `${TENANT_ID}_${ERG_ID}`,
          rowKey: 'member_broken',
          cells: { state: 'from the future' },
        },
      },
    ]);
    const outcomes = await Promise.allSettled([
      apply('user-1'),
      apply('not/a/key'),
      apply('broken'),
      apply('user-2', { name: 'x'.repeat(40_000) }),
      apply('user-3'),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
      'rejected',
      'fulfilled',
    ]);
    expect(outcomes[1]).toMatchObject({ reason: expect.any(KeyNotAllowed) });
    expect(outcomes[2]).toMatchObject({ reason: expect.any(RosterContended) });
    expect(await counts()).toEqual({ count: 2, requested: 0 });
  });

  test('in several programs at once leave exact counts', async () => {
    const storage = await makeStorage();
    const programs = [setUp(storage), setUp(storage), setUp(storage)];
    const apply = async (userId: string, n: number): Promise<void> => {
      try {
        await programs[n % 3]?.apply(userId);
      } catch (error) {
        // As the bell does.
        if (!(error instanceof RosterContended)) throw error;
        await apply(userId, n);
      }
    };
    await Promise.all(users(90).map(apply));
    expect(await programs[0]?.counts()).toEqual({ count: 90, requested: 0 });
  });
});

describe('a thousand joins at once', () => {
  test('take at most a hundred transactions, and no reading of what is not there', async () => {
    const requests: StorageRequest[] = [];
    const storage = createMemoryStorage({ observe: (request) => void requests.push(request) });
    const { apply, counts } = setUp(storage);
    await Promise.all(users(1000).map((userId) => apply(userId)));
    expect(requests.filter(({ kind }) => kind === 'write').length).toBeLessThanOrEqual(100);
    expect(requests.filter(({ kind }) => kind === 'read')).toHaveLength(1);
    expect(await counts()).toEqual({ count: 1000, requested: 0 });
  });

  test('with names as long as they can be stay within the size of a transaction', async () => {
    const { apply, counts } = setUp(createMemoryStorage());
    const name = 'ß '.repeat(16_000);
    await Promise.all(users(20).map((userId) => apply(userId, { name })));
    expect(await counts()).toEqual({ count: 20, requested: 0 });
  });
});

test('a single join is one request to read the counts and one to write', async () => {
  const requests: StorageRequest[] = [];
  const storage = createMemoryStorage({ observe: (request) => void requests.push(request) });
  const { apply } = setUp(storage);
  await apply('user-1');
  expect(requests.map(({ kind }) => kind)).toEqual(['read', 'write']);
});

test('one request to storage that fails is told to its callers, and the next ones are written', async () => {
  let failing = false;
  const storage = createMemoryStorage({
    observe: () => {
      if (failing) throw new Error('No answer.');
    },
  });
  const { apply, counts } = setUp(storage);
  failing = true;
  const outcomes = await Promise.allSettled([apply('user-1'), apply('user-2'), apply('user-3')]);
  expect(outcomes.map(({ status }) => status)).toEqual(Array(3).fill('rejected'));
  failing = false;
  await apply('user-1');
  expect(await counts()).toEqual({ count: 1, requested: 0 });
});

test('a count of before requests were counted is read as none', async () => {
  const storage = createMemoryStorage();
  const { apply, rosters } = setUp(storage);
  await storage.tables.table('Rosters').commit([
    {
      kind: 'insert',
      row: {
        partitionKey: `${TENANT_ID}_${ERG_ID}`,
        rowKey: 'count',
        cells: { count: 4, bandFrom: 0, bandSetAt: NOON },
      },
    },
  ]);
  expect(await rosters.sizeOf(TENANT_ID, ERG_ID, NOON)).toMatchObject({ count: 4, requested: 0 });
  await apply('user-1', { wanted: 'requested' });
  expect(await rosters.sizeOf(TENANT_ID, ERG_ID, NOON)).toMatchObject({ count: 4, requested: 1 });
});
