import { describe, expect, test } from 'vitest';
import { type TenantYear, UNTOUCHED_YEAR } from '../../../shared/domain/tenant-year.ts';
import type { BrokenRow } from '../../../shared/store/row-codec.ts';
import type { Storage } from '../../../shared/store/storage.ts';
import { createTenantYearStore } from '../../../shared/store/tenant-year-store.ts';
import { TENANT_ID } from '../../support/builders.ts';
import { BOTH_STORAGES } from './both-storages.ts';

const OWN = {
  id: '0195a000-0000-7000-8000-000000000001',
  title: 'Founders’ week',
  sentence: 'The week in which we began.',
  region: 'Leeds',
  first: '2026-06-01',
  last: '2026-06-05',
  yearly: true,
};
const DATES = {
  observanceId: 'vesak',
  year: 2026,
  nth: 1,
  first: '2026-05-31',
  last: '2026-05-31',
} as const;
const FULL: TenantYear = {
  hidden: ['christmas'],
  own: [OWN],
  dates: [DATES],
  revision: 1,
};

function setUp(storage: Storage) {
  const broken: BrokenRow[] = [];
  const years = createTenantYearStore(storage.tables, (row) => void broken.push(row));
  return {
    years,
    broken,
    breakRow: () =>
      storage.tables.table('Tenants').commit([
        {
          kind: 'upsert',
          row: { partitionKey: TENANT_ID, rowKey: 'year', cells: { revision: 'x' } },
        },
      ]),
  };
}

describe.each(BOTH_STORAGES)('the year of an organisation %s', (_name, makeStorage) => {
  test('is untouched where nothing was decided', async () => {
    expect(await setUp(await makeStorage()).years.read(TENANT_ID)).toEqual(UNTOUCHED_YEAR);
  });

  test('is what was decided last, and of one organisation alone', async () => {
    const { years } = setUp(await makeStorage());
    expect(await years.replace(TENANT_ID, 0, FULL)).toEqual({ ok: true, value: FULL });
    const next = { ...FULL, hidden: [], revision: 2 };
    await years.replace(TENANT_ID, 1, next);
    expect(await years.read(TENANT_ID)).toEqual(next);
    expect(await years.read('another')).toEqual(UNTOUCHED_YEAR);
  });

  test('is not changed by who saw another revision', async () => {
    const { years } = setUp(await makeStorage());
    await years.replace(TENANT_ID, 0, FULL);
    for (const seen of [0, 2]) {
      expect(await years.replace(TENANT_ID, seen, { ...FULL, hidden: [] })).toEqual({
        ok: false,
        reason: 'changed-meanwhile',
      });
    }
    expect(await years.read(TENANT_ID)).toEqual(FULL);
  });

  test('is changed by one of several at the same moment, the first time and later', async () => {
    const { years } = setUp(await makeStorage());
    for (const seen of [0, 1]) {
      const next = { ...FULL, revision: seen + 1 };
      const changes = await Promise.all([1, 2, 3].map(() => years.replace(TENANT_ID, seen, next)));
      expect(changes.filter(({ ok }) => ok)).toHaveLength(1);
    }
  });

  test('that cannot be read counts as untouched, is reported, and can be decided anew', async () => {
    const { years, breakRow, broken } = setUp(await makeStorage());
    await breakRow();
    expect(await years.read(TENANT_ID)).toEqual(UNTOUCHED_YEAR);
    expect(broken).toMatchObject([{ table: 'Tenants', rowKind: 'year' }]);
    expect(await years.replace(TENANT_ID, 0, FULL)).toMatchObject({ ok: true });
  });

  test('has room for as much as is allowed, in the longest letters', async () => {
    const { years } = setUp(await makeStorage());
    const own = Array.from({ length: 40 }, (_, n) => ({
      ...OWN,
      id: `0195a000-0000-7000-8000-0000000000${String(n).padStart(2, '0')}`,
      title: '年'.repeat(80),
      sentence: '年'.repeat(300),
      region: '年'.repeat(60),
    }));
    const dates = Array.from({ length: 160 }, () => ({
      ...DATES,
      observanceId: 'x'.repeat(64),
    }));
    const full = { ...FULL, own, dates };
    expect(await years.replace(TENANT_ID, 0, full)).toMatchObject({ ok: true });
    expect(await years.read(TENANT_ID)).toEqual(full);
  });
});
