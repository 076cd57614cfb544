import { describe, expect, test } from 'vitest';
import { createLeasesStore } from '../../../shared/store/leases-store.ts';
import { NOON } from '../../support/builders.ts';
import { testClock } from '../../support/command-deps.ts';
import { BOTH_STORAGES } from './both-storages.ts';

describe.each(BOTH_STORAGES)('a lease %s', (_name, makeStorage) => {
  async function setUp() {
    const clock = testClock(NOON);
    const leases = createLeasesStore((await makeStorage()).tables, clock.realMs);
    return { clock, take: (holder: string) => leases.take('shard-1', holder, 1000), leases };
  }

  test('has one holder until it ends', async () => {
    const { clock, take } = await setUp();
    expect(await take('one')).toBe(true);
    clock.advanceMs(999);
    expect(await take('other')).toBe(false);
    clock.advanceMs(1);
    expect(await take('other')).toBe(true);
    expect(await take('one')).toBe(false);
  });

  test('is held longer by its holder', async () => {
    const { clock, take } = await setUp();
    await take('one');
    clock.advanceMs(900);
    expect(await take('one')).toBe(true);
    clock.advanceMs(900);
    expect(await take('other')).toBe(false);
  });

  test('is one’s alone when several want it at the same moment, the first time and later', async () => {
    const { clock, take } = await setUp();
    for (const round of ['first', 'second']) {
      const taken = await Promise.all(Array.from({ length: 8 }, (_, n) => take(`${round} ${n}`)));
      expect(taken.filter(Boolean)).toHaveLength(1);
      clock.advanceMs(1000);
    }
  });

  test('is given back with all that its holder took, and nobody else’s', async () => {
    const { leases } = await setUp();
    for (const name of ['shard-1', 'shard-2']) await leases.take(name, 'one', 1000);
    await leases.take('shard-3', 'other', 1000);
    await leases.giveBackAll('one');
    const free = async (name: string) => leases.take(name, 'next', 1000);
    expect([await free('shard-1'), await free('shard-2'), await free('shard-3')]).toEqual([
      true,
      true,
      false,
    ]);
    // What the next one took meanwhile stays theirs.
    await leases.giveBackAll('one');
    expect(await leases.take('shard-1', 'one', 1000)).toBe(false);
  });

  test('of one name has nothing to do with another', async () => {
    const { leases } = await setUp();
    expect(await leases.take('shard-1', 'one', 1000)).toBe(true);
    expect(await leases.take('shard-2', 'other', 1000)).toBe(true);
  });
});
