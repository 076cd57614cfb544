import { describe, expect, test } from 'vitest';
import { OPEN_TENANT, type TenantRules } from '../../../shared/domain/tenant-rules.ts';
import { createMemoryStorage } from '../../../shared/store/memory-storage.ts';
import type { BrokenRow } from '../../../shared/store/row-codec.ts';
import type { Storage } from '../../../shared/store/storage.ts';
import { createTenantRules, createTenantsStore } from '../../../shared/store/tenants-store.ts';
import { NOON, TENANT_ID } from '../../support/builders.ts';
import { testClock } from '../../support/command-deps.ts';
import { BOTH_STORAGES } from './both-storages.ts';

const OPEN = { messages: 'on', quietDates: [], installation: 'greeting' } as const;
const STOPPED = { ...OPEN, messages: 'stopped' } as const;
const SILENT = {
  ...OPEN,
  installation: 'silent',
  quietDates: [{ from: '2026-12-24', through: '2027-01-01' }],
} as const;

function setUp(storage: Storage) {
  const broken: BrokenRow[] = [];
  const tenants = createTenantsStore(storage.tables, (row) => void broken.push(row));
  return {
    tenants,
    broken,
    rules: () => tenants.rulesOf(TENANT_ID),
    change: (wanted: Omit<TenantRules, 'revision'>, seen: number) =>
      tenants.change(TENANT_ID, seen, wanted),
    breakRow: () =>
      storage.tables.table('Tenants').commit([
        {
          kind: 'upsert',
          row: { partitionKey: TENANT_ID, rowKey: 'rules', cells: { messages: 'perhaps' } },
        },
      ]),
  };
}

describe.each(BOTH_STORAGES)('the rules of an organisation %s', (_name, makeStorage) => {
  test('are open where nothing was decided', async () => {
    expect(await setUp(await makeStorage()).rules()).toEqual(OPEN_TENANT);
  });

  test('are what was decided last, with a revision that grows', async () => {
    const { change, rules } = setUp(await makeStorage());
    expect(await change(SILENT, 0)).toEqual({ ok: true, value: { ...SILENT, revision: 1 } });
    expect(await change(STOPPED, 1)).toEqual({ ok: true, value: { ...STOPPED, revision: 2 } });
    expect(await rules()).toEqual({ ...STOPPED, revision: 2 });
  });

  test.each([0, 2, -1])('are not changed by who saw revision %i of 1', async (seen) => {
    const { change, rules } = setUp(await makeStorage());
    await change(STOPPED, 0);
    expect(await change(OPEN, seen)).toEqual({ ok: false, reason: 'changed-meanwhile' });
    expect(await rules()).toEqual({ ...STOPPED, revision: 1 });
  });

  test('are changed by one of several at the same moment, the first time and later', async () => {
    const { change, rules } = setUp(await makeStorage());
    for (const seen of [0, 1]) {
      const changes = await Promise.all([OPEN, STOPPED, SILENT].map((one) => change(one, seen)));
      expect(changes.filter(({ ok }) => ok)).toHaveLength(1);
      expect(await rules()).toMatchObject({ revision: seen + 1 });
    }
  });

  test('of one have nothing to do with another’s', async () => {
    const { change, tenants } = setUp(await makeStorage());
    await change(STOPPED, 0);
    expect(await tenants.rulesOf('another')).toEqual(OPEN_TENANT);
  });

  test('that cannot be read count as stopped, are reported, and can be decided anew', async () => {
    const { rules, breakRow, broken, change } = setUp(await makeStorage());
    await breakRow();
    expect(await rules()).toEqual({ ...OPEN_TENANT, messages: 'stopped' });
    expect(broken).toMatchObject([{ table: 'Tenants', rowKind: 'rules' }]);
    expect(await change(SILENT, 0)).toMatchObject({ ok: true });
    expect(await rules()).toEqual({ ...SILENT, revision: 1 });
  });
});

describe('rules that are kept for a while', () => {
  /** A source over a storage in which the test holds every read back. */
  function keeping() {
    const clock = testClock(NOON);
    const reads: PromiseWithResolvers<TenantRules>[] = [];
    const source = createTenantRules(
      {
        rulesOf() {
          const read = Promise.withResolvers<TenantRules>();
          reads.push(read);
          return read.promise;
        },
      },
      clock.realMs,
    );
    return {
      clock,
      reads,
      source,
      get: () => source.get(TENANT_ID),
      /** Answers the n-th read, from 0. */
      answer: (n: number, rules: Partial<TenantRules>) =>
        reads[n]?.resolve({ ...OPEN_TENANT, ...rules }),
      fail: (n: number) => reads[n]?.reject(new Error('Storage is away.')),
    };
  }

  /** One that knows revision 1 since just now. */
  async function knowing() {
    const world = keeping();
    const first = world.get();
    world.answer(0, { revision: 1 });
    await first;
    return world;
  }

  test('hold ten seconds, and are read anew after that', async () => {
    const { get, clock, answer, reads } = await knowing();
    clock.advanceMs(9999);
    expect(await get()).toMatchObject({ revision: 1 });
    expect(reads).toHaveLength(1);

    clock.advanceMs(1);
    const next = get();
    answer(1, { revision: 2 });
    expect(await next).toMatchObject({ revision: 2 });
  });

  test('are read once for all who ask while they are read', async () => {
    const { get, answer, reads } = keeping();
    const all = Promise.all([get(), get(), get()]);
    answer(0, { revision: 1 });
    expect((await all).map(({ revision }) => revision)).toEqual([1, 1, 1]);
    expect(reads).toHaveLength(1);
  });

  test('are as old as the question to storage, not as its answer', async () => {
    const { get, clock, answer, reads } = keeping();
    const first = get();
    clock.advanceMs(6000);
    answer(0, { revision: 1 });
    await first;
    clock.advanceMs(4000);
    const next = get();
    answer(1, { revision: 2 });
    expect(await next).toMatchObject({ revision: 2 });
    expect(reads).toHaveLength(2);
  });

  test('hold a minute where storage does not answer, which is asked every time', async () => {
    const { get, clock, fail, reads } = await knowing();
    clock.advanceMs(59_999);
    const late = get();
    fail(1);
    expect(await late).toMatchObject({ revision: 1 });

    clock.advanceMs(1);
    const tooLate = get();
    fail(2);
    await expect(tooLate).rejects.toThrow('Storage is away.');
    expect(reads).toHaveLength(3);
  });

  test('are not known where storage never answered, until it does', async () => {
    const { get, fail, answer } = keeping();
    const first = get();
    fail(0);
    await expect(first).rejects.toThrow('Storage is away.');
    const second = get();
    answer(1, { revision: 1 });
    expect(await second).toMatchObject({ revision: 1 });
  });

  test('that were forgotten are read anew', async () => {
    const { get, source, answer } = await knowing();
    source.forget(TENANT_ID);
    const next = get();
    answer(1, { revision: 2 });
    expect(await next).toMatchObject({ revision: 2 });
  });

  test('that were forgotten are read anew even while an older read is on its way', async () => {
    const { get, source, answer, reads } = keeping();
    const old = get();
    source.forget(TENANT_ID);
    const fresh = get();
    answer(0, { revision: 1 });
    answer(1, { revision: 2 });
    await old;
    expect(reads).toHaveLength(2);
    expect(await fresh).toMatchObject({ revision: 2 });
    expect(await get()).toMatchObject({ revision: 2 });
  });

  test('of one organisation have nothing to do with another’s', async () => {
    const { get, source, answer } = await knowing();
    const other = source.get('another');
    source.forget('another');
    answer(1, { revision: 7 });
    expect(await other).toMatchObject({ revision: 7 });
    expect(await get()).toMatchObject({ revision: 1 });
  });

  test('come from storage as they were decided', async () => {
    const { tenants, change } = setUp(createMemoryStorage());
    await change(STOPPED, 0);
    const source = createTenantRules(tenants, testClock(NOON).realMs);
    expect(await source.get(TENANT_ID)).toEqual({ ...STOPPED, revision: 1 });
  });
});
