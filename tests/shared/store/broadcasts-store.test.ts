import { describe, expect, test } from 'vitest';
import type { Broadcast } from '../../../shared/domain/broadcast.ts';
import {
  createBroadcastsStore,
  type NewPack,
  PACKS_A_WRITE,
} from '../../../shared/store/broadcasts-store.ts';
import { createMemoryStorage } from '../../../shared/store/memory-storage.ts';
import type { BrokenRow } from '../../../shared/store/row-codec.ts';
import type { Storage } from '../../../shared/store/storage.ts';
import { withTable } from '../../bot/delivery/storage-between.ts';
import {
  aBroadcast,
  aMoment,
  anAnnouncement,
  anEventChange,
  BROADCAST_ID,
  there,
} from '../../support/broadcasts.ts';
import { ERG_ID, TENANT_ID } from '../../support/builders.ts';
import { BOTH_STORAGES } from './both-storages.ts';

// What came of the recipients is tried in broadcast-packs.test.ts.

const FREEZING = aBroadcast({ state: 'freezing' });
const PARTITION = `${TENANT_ID}_${BROADCAST_ID}`;

/** Packs of one person each, the first of them this one. */
function packs(count: number, from = 0): readonly NewPack[] {
  return Array.from({ length: count }, (_, n) => ({
    index: from + n,
    userIds: [`user-${from + n}`],
  }));
}

function setUp(storage: Storage) {
  const broken: BrokenRow[] = [];
  const store = createBroadcastsStore(storage.tables, (row) => void broken.push(row));
  return {
    store,
    broken,
    head: () => store.readHead(TENANT_ID, BROADCAST_ID),
    /** The head, and everything that stands beside it. */
    rows: () => storage.tables.table('Broadcasts').readRange(PARTITION, {}),
    /** Begun by somebody who wrote so many packs of one person each. */
    async begun(count: number) {
      let held = there(await store.begin(FREEZING));
      for (let from = 0; from < count; from += PACKS_A_WRITE) {
        const most = Math.min(PACKS_A_WRITE, count - from);
        held = there(await store.addPacks(held, packs(most, from)));
      }
      return held;
    },
    change: (decide: (head: Broadcast) => Broadcast | undefined) =>
      store.changeHead(TENANT_ID, BROADCAST_ID, decide),
  };
}

const oneMore = (head: Broadcast): Broadcast => ({ ...head, recipients: head.recipients + 1 });

describe.each(BOTH_STORAGES)('a broadcast %s', (_name, makeStorage) => {
  test('is begun once under its id', async () => {
    const { store, head } = setUp(await makeStorage());
    expect((await store.begin(FREEZING))?.broadcast).toEqual(FREEZING);
    expect(await store.begin({ ...FREEZING, content: anAnnouncement() })).toBeUndefined();
    expect(await head()).toEqual(FREEZING);
  });

  test('is known by its tenant and its id, and by nothing else', async () => {
    const { store } = setUp(await makeStorage());
    await store.begin(FREEZING);
    expect(await store.readHead('another', BROADCAST_ID)).toBeUndefined();
    expect(await store.readHead(TENANT_ID, 'another')).toBeUndefined();
  });

  test('stands with its packs as they were written down, and with their number', async () => {
    const { store, begun, head } = setUp(await makeStorage());
    const held = there(
      await store.addPacks(await begun(1), [{ index: 1, userIds: ['user-1', 'user-2'] }]),
    );
    const sendFrom = '2026-03-02T12:06:00.000Z';
    const frozen = { recipients: 3, packs: 2, sendFrom, state: 'sending' } as const;
    const sending = { ...FREEZING, ...frozen };
    expect(await store.finishFreezing(held, frozen)).toEqual(sending);

    expect(await head()).toEqual(sending);
    expect(await store.readPack(TENANT_ID, BROADCAST_ID, 1)).toEqual({
      index: 1,
      userIds: ['user-1', 'user-2'],
      outcomes: ['none', 'none'],
    });
    expect(await store.readPack(TENANT_ID, BROADCAST_ID, 2)).toBeUndefined();
  });

  test('that is frozen, or that there is none of, is not written down anew', async () => {
    const { store, begun, rows } = setUp(await makeStorage());
    expect(await store.beginAnew(FREEZING)).toBeUndefined();
    await store.finishFreezing(await begun(2), {
      recipients: 2,
      packs: 2,
      sendFrom: 'then',
      state: 'sending',
    });
    const before = await rows();
    expect(await store.beginAnew(FREEZING)).toBeUndefined();
    expect(await rows()).toEqual(before);
  });

  test.each([0, 1, PACKS_A_WRITE, PACKS_A_WRITE + 1, 2 * PACKS_A_WRITE + 3])(
    'that is written down anew loses its %i packs, and only the latest writes on',
    async (count) => {
      const { store, begun, rows } = setUp(await makeStorage());
      const earlier = await begun(count);
      const anew = { ...FREEZING, content: anAnnouncement() };
      const later = there(await store.beginAnew(anew));
      const cleared = await rows();
      expect(cleared.map(({ rowKey }) => rowKey)).toEqual(['head']);

      expect(await store.addPacks(earlier, packs(1))).toBeUndefined();
      const frozen = { recipients: 7, packs: 7, sendFrom: 'then', state: 'sending' } as const;
      expect(await store.finishFreezing(earlier, frozen)).toBeUndefined();
      await store.drop(earlier);
      expect(await rows()).toEqual(cleared);

      const held = there(await store.addPacks(later, packs(2)));
      const finished = await store.finishFreezing(held, { ...frozen, recipients: 2, packs: 2 });
      expect(finished).toEqual({
        ...anew,
        recipients: 2,
        packs: 2,
        sendFrom: 'then',
        state: 'sending',
      });
      expect(await rows()).toHaveLength(3);
    },
  );

  test('that several take over at once goes on with one of them', async () => {
    const { store, begun, rows } = setUp(await makeStorage());
    await begun(3);
    const helds = await Promise.all(Array.from({ length: 4 }, () => store.beginAnew(FREEZING)));
    const writing = helds.filter((held) => held !== undefined);
    expect(writing.length).toBeGreaterThan(0);
    const wrote = await Promise.all(
      writing.map(async (held, n) => {
        const next = await store.addPacks(held, packs(1, n));
        return next === undefined
          ? undefined
          : store.finishFreezing(next, { ...FREEZING, state: 'sending' });
      }),
    );
    expect(wrote.filter((one) => one !== undefined)).toHaveLength(1);
    expect(await rows()).toHaveLength(2);
  });

  test('without recipients is dropped, and leaves nothing behind', async () => {
    const { store, begun, rows } = setUp(await makeStorage());
    await store.drop(await begun(0));
    expect(await rows()).toEqual([]);
  });

  test('is changed from what it is by then, however many change it at once', async () => {
    const { store, change, head } = setUp(await makeStorage());
    await store.begin(FREEZING);
    await Promise.all(Array.from({ length: 5 }, () => change(oneMore)));
    expect(await head()).toEqual({ ...FREEZING, recipients: 5 });
  });

  test('stays as it is where a change declines or changes nothing, and there is none to change where none is', async () => {
    const { store, change, rows } = setUp(await makeStorage());
    expect(await change(oneMore)).toBeUndefined();
    await store.begin(FREEZING);
    const before = await rows();
    expect(await change(() => undefined)).toBeUndefined();
    expect(await change((head) => head)).toEqual(FREEZING);
    expect(await rows()).toEqual(before);
  });
});

test.each([
  aMoment(),
  anAnnouncement(),
  anEventChange(),
  anEventChange({
    change: 'cancelled',
    place: 'Room 1',
    joinUrl: 'https://teams.example/meet',
    access: 'Step-free.',
  }),
])('its words come back as they were: %o', async (content) => {
  const { store, head } = setUp(createMemoryStorage());
  const begun = aBroadcast({ content, ergId: ERG_ID });
  await store.begin(begun);
  expect(await head()).toEqual(begun);
});

describe('whoever wrote a broadcast down before', () => {
  /** What the earlier one tries before every write of the later one, until it is overtaken. */
  async function takenOverWhile(count: number, earlierWritesFirst: boolean) {
    const memory = createMemoryStorage();
    const earlier = setUp(memory);
    const held = await earlier.begun(count);
    const tries: unknown[] = [];
    let writes = 0;
    const between = withTable(memory, 'Broadcasts', (table) => ({
      async commit(wanted) {
        writes += 1;
        if (writes > 1 || earlierWritesFirst) {
          tries.push(await earlier.store.addPacks(held, packs(1, 500)));
        }
        return table.commit(wanted);
      },
    }));
    const later = await setUp(between).store.beginAnew(FREEZING);
    return { later, tries, rows: await earlier.rows() };
  }

  test('writes nothing while the later one clears the packs, before any of its writes', async () => {
    const { later, tries, rows } = await takenOverWhile(250, false);
    expect(later).toBeDefined();
    // 250 packs go in three transactions.
    expect(tries).toEqual([undefined, undefined, undefined]);
    expect(rows.map(({ rowKey }) => rowKey)).toEqual(['head']);
  });

  test('goes on where it wrote between the later one’s look and its take-over', async () => {
    const { later, tries, rows } = await takenOverWhile(2, true);
    expect(later).toBeUndefined();
    expect(tries).toEqual([expect.objectContaining({ broadcast: FREEZING })]);
    expect(rows).toHaveLength(4);
  });
});

test('a head that changes under every try is given up, and said', async () => {
  const memory = createMemoryStorage();
  await setUp(memory).store.begin(FREEZING);
  const { change, head } = setUp(
    withTable(memory, 'Broadcasts', () => ({
      commit: async () => ({ ok: false, reason: 'changed', index: 0 }),
    })),
  );
  await expect(change(oneMore)).rejects.toMatchObject({ name: 'BroadcastContended' });
  expect(await head()).toEqual(FREEZING);
});

test('a head that cannot be read counts as none, is reported, and is not written over', async () => {
  const storage = createMemoryStorage();
  const { store, head, broken, change, rows } = setUp(storage);
  const row = { partitionKey: PARTITION, rowKey: 'head', cells: { state: 'from the future' } };
  await storage.tables.table('Broadcasts').commit([{ kind: 'insert', row }]);
  const before = await rows();

  expect(await head()).toBeUndefined();
  expect(broken).toMatchObject([{ table: 'Broadcasts', rowKind: 'head' }]);
  expect(await change(oneMore)).toBeUndefined();
  expect(await store.begin(FREEZING)).toBeUndefined();
  expect(await store.beginAnew(FREEZING)).toBeUndefined();
  expect(await rows()).toEqual(before);
});
