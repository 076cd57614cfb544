import { describe, expect, test } from 'vitest';
import type { ErgFigures } from '../../../shared/domain/erg-figures.ts';
import { createFiguresStore } from '../../../shared/store/figures-store.ts';
import { createPseudonymise } from '../../../shared/store/pseudonyms.ts';
import { ERG_ID, OTHER_ERG_ID, TENANT_ID, USER_ID } from '../../support/builders.ts';
import { BOTH_STORAGES } from './both-storages.ts';

const OF = { tenantId: TENANT_ID, ergId: ERG_ID };
const LAST = { from: '2026-01', last: '2026-02' };

function figures(month: string, from = 10): ErgFigures {
  const band = { from, to: from + 4, asOf: month };
  return { month, state: 'shown', allies: 40, pledge: band, checkIn: band };
}

describe.each(BOTH_STORAGES)('the figures of ERGs %s', (_name, makeStorage) => {
  async function setUp() {
    const { tables } = await makeStorage();
    const broken: object[] = [];
    const store = createFiguresStore(tables, {
      report: (row) => broken.push(row),
      pseudonymise: createPseudonymise('a key for tests that is long enough'),
    });
    return { store, broken, table: tables.table('Releases') };
  }

  test('are frozen: what is written again changes nothing', async () => {
    const { store } = await setUp();
    await store.freeze(OF, figures('2026-01'), new Set());
    await store.freeze(OF, figures('2026-01', 20), new Set());
    expect(await store.readAll(OF)).toEqual([figures('2026-01')]);
    expect(await store.readAll({ ...OF, ergId: OTHER_ERG_ID })).toEqual([]);
  });

  test('are read from a month on, oldest first, with since when the last one is being counted', async () => {
    const { store } = await setUp();
    for (const month of ['2025-12', '2026-01']) await store.freeze(OF, figures(month), new Set());
    await store.noteCounting(OF, '2026-02', 5000);
    expect(await store.read(OF, LAST)).toEqual({ figures: [figures('2026-01')], askedAtMs: 5000 });
    await store.freeze(OF, { month: '2026-02', state: 'too-few' }, new Set());
    expect(await store.read(OF, LAST)).toEqual({
      figures: [figures('2026-01'), { month: '2026-02', state: 'too-few' }],
      askedAtMs: undefined,
    });
  });

  test('remember as many people as there may be, none by their id', async () => {
    const { store, table } = await setUp();
    const people = new Set(
      Array.from({ length: 8000 }, (_, n) => store.rememberedAs(OF, `${USER_ID}-${n}`)),
    );
    await store.freeze(OF, figures('2026-01'), people);
    expect(await store.remembered(OF, '2026-01')).toEqual(people);
    expect(await store.remembered(OF, '2026-02')).toEqual(new Set());
    const rows = await table.readRange(`${TENANT_ID}_erg_${ERG_ID}`, {});
    expect(rows.length).toBeGreaterThan(1);
    expect(JSON.stringify(rows)).not.toContain(USER_ID);
  });

  test('remember somebody otherwise for every ERG', async () => {
    const { store } = await setUp();
    const elsewhere = { ...OF, ergId: OTHER_ERG_ID };
    expect(store.rememberedAs(OF, USER_ID)).toBe(store.rememberedAs(OF, USER_ID));
    expect(store.rememberedAs(OF, USER_ID)).not.toBe(store.rememberedAs(elsewhere, USER_ID));
  });

  test('that are broken are reported and skipped', async () => {
    const { store, broken, table } = await setUp();
    await store.freeze(OF, figures('2026-01'), new Set());
    const partitionKey = `${TENANT_ID}_erg_${ERG_ID}`;
    const row = { partitionKey, rowKey: 'figures_2026-02', cells: { month: '2026-02' } };
    await table.commit([{ kind: 'insert', row }]);
    expect(await store.readAll(OF)).toEqual([figures('2026-01')]);
    expect(broken).toMatchObject([{ table: 'Releases', rowKind: 'figures' }]);
  });
});
