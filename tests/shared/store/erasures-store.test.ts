import { describe, expect, test } from 'vitest';
import { createErasuresStore } from '../../../shared/store/erasures-store.ts';
import { createPseudonymise } from '../../../shared/store/pseudonyms.ts';
import { NOON, TENANT_ID, USER_ID } from '../../support/builders.ts';
import { BOTH_STORAGES } from './both-storages.ts';

const key = { tenantId: TENANT_ID, userId: USER_ID };
const other = { tenantId: TENANT_ID, userId: 'another' };
const LATER = '2026-03-03T12:00:00.000Z';
const EARLIER = '2026-03-01T12:00:00.000Z';

describe.each(BOTH_STORAGES)('the ledger of erasures %s', (_name, makeStorage) => {
  async function setUp() {
    const { tables } = await makeStorage();
    return {
      store: createErasuresStore(tables, createPseudonymise('a key for tests, long enough')),
      rows: () => tables.table('Erasures').readRange(TENANT_ID, {}),
    };
  }

  test('remembers when somebody was erased last, by a pseudonym and nothing else', async () => {
    const { store, rows } = await setUp();
    expect(await store.read(key)).toBeUndefined();
    expect(await store.note(key, NOON)).toBeUndefined();
    expect(await store.note(key, EARLIER)).toBe(NOON);
    expect(await store.read(key)).toBe(NOON);
    expect(await store.note(key, LATER)).toBe(NOON);
    expect(await store.read(key)).toBe(LATER);
    expect(await store.read(other)).toBeUndefined();
    expect(await rows()).toMatchObject([{ cells: { at: LATER } }]);
    expect(JSON.stringify(await rows())).not.toContain(USER_ID);
  });

  test('takes an erasing back that was refused, to what was known before', async () => {
    const { store } = await setUp();
    await store.takeBack(key, await store.note(key, NOON));
    expect(await store.read(key)).toBeUndefined();
    await store.note(key, EARLIER);
    await store.takeBack(key, await store.note(key, NOON));
    expect(await store.read(key)).toBe(EARLIER);
  });

  test('is the union with another: the later time stays, in whatever order they come', async () => {
    const { store, rows } = await setUp();
    await store.note(key, NOON);
    const pseudonym = (await rows())[0]?.rowKey ?? '';
    await store.merge(TENANT_ID, pseudonym, EARLIER);
    expect(await store.read(key)).toBe(NOON);
    await store.merge(TENANT_ID, pseudonym, LATER);
    expect(await store.read(key)).toBe(LATER);
    await store.merge(TENANT_ID, 'somebody-else', EARLIER);
    expect(await rows()).toHaveLength(2);
  });

  test('forgets what was before a moment, and nothing else', async () => {
    const { store } = await setUp();
    await store.note(key, EARLIER);
    await store.note(other, NOON);
    await store.removeBefore(TENANT_ID, NOON);
    expect(await store.read(key)).toBeUndefined();
    expect(await store.read(other)).toBe(NOON);
  });
});
