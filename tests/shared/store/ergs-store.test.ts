import { describe, expect, test } from 'vitest';
import { createErgsStore } from '../../../shared/store/ergs-store.ts';
import {
  createMemoryStorage,
  type MemoryStorageOptions,
} from '../../../shared/store/memory-storage.ts';
import type { BrokenRow } from '../../../shared/store/row-codec.ts';
import type { Storage } from '../../../shared/store/storage.ts';
import { anErg, anOrganiser, ERG_ID, OTHER_ERG_ID, TENANT_ID } from '../../support/builders.ts';
import { BOTH_STORAGES } from './both-storages.ts';

const OTHER_TENANT = '7a1d0c52-0000-4000-8000-000000000009';

function setUp(storage: Storage) {
  const broken: BrokenRow[] = [];
  const ergs = createErgsStore(
    storage.tables,
    (row) => void broken.push(row),
    () => 0,
  );
  return { ergs, broken, table: storage.tables.table('Ergs') };
}

describe.each(BOTH_STORAGES)('ERGs %s', (_name, makeStorage) => {
  test('come back as written, and stand in their tenant’s directory', async () => {
    const { ergs, broken } = setUp(await makeStorage());
    const erg = anErg({
      teamUrl: 'https://teams.example/team',
      channelUrl: 'https://teams.example/channel',
      sponsor: { userId: 'user-9', name: 'Zoë' },
    });
    expect(await ergs.create(TENANT_ID, erg, 25)).toBe('created');

    expect(await ergs.read(TENANT_ID, ERG_ID)).toEqual(erg);
    expect(await ergs.read(TENANT_ID, OTHER_ERG_ID)).toBeUndefined();
    expect(await ergs.read(OTHER_TENANT, ERG_ID)).toBeUndefined();
    const { id, name, purpose, tags, places, picture, joinPolicy, state } = erg;
    expect(await ergs.list(TENANT_ID)).toEqual([
      {
        ...{ id, name, purpose, tags, places, picture, joinPolicy, state },
        organisers: [anOrganiser().userId],
        sponsor: 'user-9',
        revision: 1,
        bandFrom: 25,
      },
    ]);
    expect(await ergs.list(OTHER_TENANT)).toEqual([]);
    expect(broken).toEqual([]);
  });

  test.each(['Parents and Carers', 'PARENTS  and carers', 'Párents & and—Carers!'])(
    'cannot be called alike: %s',
    async (name) => {
      const { ergs } = setUp(await makeStorage());
      await ergs.create(TENANT_ID, anErg(), 0);
      const other = anErg({ id: OTHER_ERG_ID, name });
      expect(await ergs.create(TENANT_ID, other, 0)).toBe('name-taken');
      expect(await ergs.read(TENANT_ID, OTHER_ERG_ID)).toBeUndefined();
      expect(await ergs.list(TENANT_ID)).toHaveLength(1);
      expect(await ergs.create(OTHER_TENANT, other, 0)).toBe('created');
    },
  );

  test('cannot be called alike even when they are created at the same moment', async () => {
    const { ergs } = setUp(await makeStorage());
    const created = await Promise.all(
      [ERG_ID, OTHER_ERG_ID].map((id) => ergs.create(TENANT_ID, anErg({ id }), 0)),
    );
    expect(created.toSorted()).toEqual(['created', 'name-taken']);
    const [listed, ...more] = await ergs.list(TENANT_ID);
    expect(more).toEqual([]);
    expect(await ergs.read(TENANT_ID, listed?.id ?? '')).toBeDefined();
  });

  test('that exist are left as they are when they are created again', async () => {
    const { ergs } = setUp(await makeStorage());
    await ergs.create(TENANT_ID, anErg(), 10);
    expect(await ergs.create(TENANT_ID, anErg(), 0)).toBe('exists');
    expect(await ergs.create(TENANT_ID, anErg({ purpose: 'Other.' }), 0)).toBe('exists');
    expect(await ergs.read(TENANT_ID, ERG_ID)).toEqual(anErg());
    expect(await ergs.list(TENANT_ID)).toMatchObject([{ bandFrom: 10 }]);
  });

  test('show another size band, and nothing else changes', async () => {
    const { ergs, table } = setUp(await makeStorage());
    await ergs.create(TENANT_ID, anErg(), 0);
    const [before] = await ergs.list(TENANT_ID);
    await ergs.showBand(TENANT_ID, ERG_ID, 50);
    expect(await ergs.list(TENANT_ID)).toEqual([{ ...before, bandFrom: 50 }]);

    const row = await table.get(TENANT_ID, `erg_${ERG_ID}`);
    await ergs.showBand(TENANT_ID, ERG_ID, 50);
    expect(await table.get(TENANT_ID, `erg_${ERG_ID}`)).toEqual(row);
    await ergs.showBand(TENANT_ID, OTHER_ERG_ID, 50);
    expect(await ergs.list(TENANT_ID)).toHaveLength(1);
  });

  test('with a row that cannot be read are skipped and reported', async () => {
    const { ergs, broken, table } = setUp(await makeStorage());
    await ergs.create(TENANT_ID, anErg(), 0);
    await table.commit([
      {
        kind: 'insert',
        row: { partitionKey: TENANT_ID, rowKey: `erg_${OTHER_ERG_ID}`, cells: { name: 'x' } },
      },
    ]);
    expect((await ergs.list(TENANT_ID)).map(({ id }) => id)).toEqual([ERG_ID]);
    await ergs.showBand(TENANT_ID, OTHER_ERG_ID, 50);
    expect(broken).toMatchObject([{ rowKind: 'erg' }, { rowKind: 'erg' }]);
    expect((await table.get(TENANT_ID, `erg_${OTHER_ERG_ID}`))?.cells).toEqual({ name: 'x' });
  });
});

test('a creation that was cut short is completed by the same request, and by no other', async () => {
  let commitsLeft = 1;
  const storage = createMemoryStorage({
    observe: ({ operation }) => {
      if (operation !== 'commit') return;
      commitsLeft -= 1;
      if (commitsLeft < 0) throw new Error('Killed.');
    },
  });
  const { ergs } = setUp(storage);
  await expect(ergs.create(TENANT_ID, anErg(), 0)).rejects.toThrow('Killed.');
  commitsLeft = Infinity;
  expect(await ergs.create(TENANT_ID, anErg({ id: OTHER_ERG_ID }), 0)).toBe('name-taken');
  expect(await ergs.create(TENANT_ID, anErg(), 0)).toBe('created');
  expect(await ergs.read(TENANT_ID, ERG_ID)).toEqual(anErg());
});

test('a band is shown although somebody else changes the line at that moment', async () => {
  let between: (() => Promise<void>) | undefined;
  const storage = createMemoryStorage({
    observe: async ({ on, operation }) => {
      if (on !== 'Ergs' || operation !== 'commit') return;
      const now = between;
      between = undefined;
      await now?.();
    },
  });
  const { ergs, table } = setUp(storage);
  await ergs.create(TENANT_ID, anErg(), 0);
  const row = await table.get(TENANT_ID, `erg_${ERG_ID}`);
  if (row === undefined) throw new Error('The line is missing.');
  between = async () => {
    const renamed = { ...row, cells: { ...row.cells, name: 'Carers' } };
    await table.commit([{ kind: 'replace', row: renamed, etag: row.etag }]);
  };
  await ergs.showBand(TENANT_ID, ERG_ID, 50);
  expect(await ergs.list(TENANT_ID)).toMatchObject([{ name: 'Carers', bandFrom: 50 }]);
});

describe('short and empty pages hide no ERG:', () => {
  const PAGERS: readonly NonNullable<MemoryStorageOptions['pager']>[] = [
    { pageSize: 1 },
    { emptyPageEvery: 2 },
  ];
  test.each(PAGERS)('%o', async (pager) => {
    const { ergs } = setUp(createMemoryStorage({ pager }));
    for (let n = 0; n < 9; n += 1) {
      await ergs.create(TENANT_ID, anErg({ id: `erg-${n}`, name: `ERG ${n}` }), 0);
    }
    expect(await ergs.list(TENANT_ID)).toHaveLength(9);
  });
});
