import { describe, expect, test } from 'vitest';
import type { RecipientOutcome } from '../../../shared/domain/broadcast.ts';
import { createBroadcastsStore } from '../../../shared/store/broadcasts-store.ts';
import { createMemoryStorage } from '../../../shared/store/memory-storage.ts';
import type { BrokenRow } from '../../../shared/store/row-codec.ts';
import type { Storage } from '../../../shared/store/storage.ts';
import { withTable } from '../../bot/delivery/storage-between.ts';
import { aBroadcast, BROADCAST_ID, there } from '../../support/broadcasts.ts';
import { TENANT_ID } from '../../support/builders.ts';
import { BOTH_STORAGES } from './both-storages.ts';

const PEOPLE = ['ada', 'ben', 'cho'] as const;
const NOBODY = { none: 0, sent: 0, waiting: 0, skipped: 0, failed: 0, corrected: 0 };

/** A broadcast with as many packs as are said, each of `PEOPLE`. */
async function setUp(storage: Storage, packs = 1) {
  const broken: BrokenRow[] = [];
  const store = createBroadcastsStore(storage.tables, (row) => void broken.push(row));
  let held = there(await store.begin(aBroadcast({ state: 'freezing' })));
  for (let index = 0; index < packs; index += 1) {
    held = there(await store.addPacks(held, [{ index, userIds: PEOPLE }]));
  }
  const read = () => store.readPack(TENANT_ID, BROADCAST_ID, 0);
  return {
    store,
    broken,
    read,
    /** The outcomes of the first pack. */
    outcomes: async () => there(await read()).outcomes,
    say: (outcomes: Readonly<Record<string, RecipientOutcome>>, index = 0) =>
      store.setOutcomes(TENANT_ID, BROADCAST_ID, index, new Map(Object.entries(outcomes))),
    correct: (revision: number, corrected: number, index = 0) =>
      store.setCorrected(TENANT_ID, BROADCAST_ID, index, revision, corrected),
    progress: (revision = 1) => store.progress(TENANT_ID, BROADCAST_ID, revision),
    row: async () =>
      there(
        await storage.tables.table('Broadcasts').get(`${TENANT_ID}_${BROADCAST_ID}`, 'pack_000000'),
      ),
  };
}

describe.each(BOTH_STORAGES)('what came of a pack, %s,', (_name, makeStorage) => {
  test('stands by person, and is said again and again', async () => {
    const { say, outcomes } = await setUp(await makeStorage());
    await say({ ada: 'sent', cho: 'waiting' });
    expect(await outcomes()).toEqual(['sent', 'none', 'waiting']);
    await say({ ben: 'skipped', cho: 'failed' });
    expect(await outcomes()).toEqual(['sent', 'skipped', 'failed']);
  });

  test('stays sent, whatever is said afterwards', async () => {
    const { say, outcomes } = await setUp(await makeStorage());
    await say({ ada: 'sent' });
    for (const outcome of ['waiting', 'skipped', 'failed', 'none'] as const) {
      await say({ ada: outcome, ben: outcome });
      expect(await outcomes()).toEqual(['sent', outcome, 'none']);
    }
  });

  test('is the same when it is said again, and is not written again', async () => {
    const { say, row } = await setUp(await makeStorage());
    await say({ ada: 'sent', ben: 'waiting' });
    const before = await row();
    await say({ ada: 'sent', ben: 'waiting' });
    expect(await row()).toEqual(before);
  });

  test('is nothing for people who are not in it, nor where there is no such pack', async () => {
    const { say, row, store } = await setUp(await makeStorage());
    const before = await row();
    await say({ somebody: 'sent' });
    expect(await row()).toEqual(before);
    await say({ ada: 'sent' }, 7);
    expect(await store.readPack(TENANT_ID, BROADCAST_ID, 7)).toBeUndefined();
  });

  test('is kept of all who say it at the same moment', async () => {
    const { say, outcomes } = await setUp(await makeStorage());
    await Promise.all([say({ ada: 'sent' }), say({ ben: 'waiting' }), say({ cho: 'skipped' })]);
    expect(await outcomes()).toEqual(['sent', 'waiting', 'skipped']);
  });

  test('goes with the revision to which its cards were brought, never back to an older one', async () => {
    const { correct, progress } = await setUp(await makeStorage());
    await correct(3, 2);
    await correct(2, 1);
    expect(await progress(3)).toMatchObject({ corrected: 2 });
    expect(await progress(2)).toMatchObject({ corrected: 0 });
    await correct(3, 3);
    expect(await progress(3)).toMatchObject({ corrected: 3 });
  });

  test('is summed up over all packs', async () => {
    const { say, correct, progress } = await setUp(await makeStorage(), 3);
    expect(await progress()).toEqual({ ...NOBODY, none: 9 });
    await say({ ada: 'sent', ben: 'waiting', cho: 'skipped' }, 0);
    await say({ ada: 'sent', ben: 'failed' }, 2);
    await correct(2, 1, 0);
    await correct(2, 1, 2);
    expect(await progress(2)).toEqual({
      none: 4,
      sent: 2,
      waiting: 1,
      skipped: 1,
      failed: 1,
      corrected: 2,
    });
  });
});

test('of a broadcast that there is none of nothing is summed up', async () => {
  const { store } = await setUp(createMemoryStorage());
  expect(await store.progress(TENANT_ID, 'another', 1)).toEqual(NOBODY);
});

describe('short and empty pages, and many of them, hide no pack:', () => {
  test.each([{ pageSize: 1 }, { emptyPageEvery: 2 }, { pageSize: 2, emptyPageEvery: 2 }])(
    '%o',
    async (pager) => {
      const { progress } = await setUp(createMemoryStorage({ pager }), 7);
      expect(await progress()).toEqual({ ...NOBODY, none: 21 });
    },
  );

  test('more packs than one page has', async () => {
    const { progress, say } = await setUp(createMemoryStorage(), 1001);
    await say({ ben: 'sent' }, 1000);
    expect(await progress()).toEqual({ ...NOBODY, none: 3002, sent: 1 });
  });
});

test('a pack that changes under every try is given up, and said', async () => {
  const memory = createMemoryStorage();
  const { outcomes } = await setUp(memory);
  const contended = createBroadcastsStore(
    withTable(memory, 'Broadcasts', () => ({
      commit: async () => ({ ok: false, reason: 'changed', index: 0 }),
    })).tables,
    () => {},
  );
  await expect(
    contended.setOutcomes(TENANT_ID, BROADCAST_ID, 0, new Map([['ada', 'sent']])),
  ).rejects.toMatchObject({ name: 'BroadcastContended' });
  expect(await outcomes()).toEqual(['none', 'none', 'none']);
});

test('a pack that cannot be read is reported and skipped, and not written over', async () => {
  const storage = createMemoryStorage();
  const { read, say, correct, progress, row, broken } = await setUp(storage, 2);
  const { etag, ...known } = await row();
  const cells = { ...known.cells, userIdsJson: 'nonsense' };
  await storage.tables
    .table('Broadcasts')
    .commit([{ kind: 'replace', row: { ...known, cells }, etag }]);
  const before = await row();

  expect(await read()).toBeUndefined();
  await say({ ada: 'sent' });
  await correct(2, 1);
  expect(await row()).toEqual(before);
  expect(await progress()).toEqual({ ...NOBODY, none: 3 });
  expect(new Set(broken.map(({ table, rowKind }) => `${table} ${rowKind}`))).toEqual(
    new Set(['Broadcasts pack']),
  );
});
