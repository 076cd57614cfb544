import { describe, expect, test } from 'vitest';
import type { AudienceEntry } from '../../../shared/domain/person.ts';
import { createAudienceStore } from '../../../shared/store/audience-store.ts';
import { createMemoryStorage } from '../../../shared/store/memory-storage.ts';
import type { StorageRequest } from '../../../shared/store/storage.ts';
import { personId, personIds } from '../../support/broadcasts.ts';
import { NOON, TENANT_ID } from '../../support/builders.ts';

const DAY_MS = 86_400_000;

function setUp() {
  let nowMs = Date.parse(NOON);
  const requests: StorageRequest[] = [];
  const { tables } = createMemoryStorage({
    realMs: () => nowMs,
    observe: (request) => void requests.push(request),
  });
  /** A store of a program of its own: it knows nothing of the turns of others. */
  const program = () =>
    createAudienceStore(tables, {
      report: () => {},
      realMs: () => nowMs,
      wait: async () => {},
      random: () => 0.5,
    });
  const store = program();
  return {
    store,
    program,
    requests,
    later: (ms: number) => {
      nowMs += ms;
    },
    everybody: async () => {
      const userIds: string[] = [];
      for await (const userId of store.everybody(TENANT_ID)) userIds.push(userId);
      return userIds.toSorted();
    },
  };
}

const key = (n: number, tenantId = TENANT_ID) => ({ tenantId, userId: personId(n) });

function entry(wanted: 'in' | 'out', revision: number): AudienceEntry {
  return { id: 'entry', to: 'audience', wanted, since: NOON, revision, writtenAtMs: 0 };
}

describe('the audience of moments', () => {
  test('is everybody who agreed in this organisation, counted by sixteen point reads', async () => {
    const { store, everybody, requests } = setUp();
    for (let n = 0; n < 40; n += 1) await store.apply(key(n), entry('in', 1));
    await store.apply(key(99, 'another'), entry('in', 1));
    expect(await everybody()).toEqual(personIds(40));
    requests.length = 0;
    expect(await store.count(TENANT_ID)).toBe(40);
    expect(requests).toHaveLength(16);
    expect(new Set(requests.map(({ operation }) => operation)).size).toBe(1);
  });

  test('counts nobody twice, and nobody who is gone', async () => {
    const { store, everybody } = setUp();
    await store.apply(key(1), entry('in', 1));
    await store.apply(key(1), entry('in', 1));
    await store.apply(key(2), entry('in', 1));
    await store.apply(key(2), entry('out', 2));
    await store.apply(key(2), entry('out', 3));
    expect(await store.count(TENANT_ID)).toBe(1);
    expect(await everybody()).toEqual([personId(1)]);
  });

  test('is not entered by a slow "agreed" that comes after "gone", and remembers that for a day', async () => {
    const { store, everybody, later } = setUp();
    await store.apply(key(1), entry('in', 1));
    await store.apply(key(1), entry('out', 2));
    await store.apply(key(1), entry('in', 1));
    expect(await everybody()).toEqual([]);
    later(DAY_MS - 1);
    expect(await store.clearTombstone(key(1))).toBe('young');
    later(1);
    expect(await store.clearTombstone(key(1))).toBe('clear');
    expect(await store.clearTombstone(key(1))).toBe('clear');
    await store.apply(key(1), entry('in', 3));
    expect(await store.clearTombstone(key(1))).toBe('clear');
    expect(await everybody()).toEqual([personId(1)]);
  });

  test('is exact when hundreds agree at once in several programs', async () => {
    const { program, store, everybody } = setUp();
    const programs = [store, program(), program()];
    await Promise.all(
      personIds(300).map((_, n) => (programs[n % 3] ?? store).apply(key(n), entry('in', 1))),
    );
    expect(await store.count(TENANT_ID)).toBe(300);
    expect(await everybody()).toHaveLength(300);
  });
});
