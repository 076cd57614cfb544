import { expect, test } from 'vitest';
import {
  createPublicationCache,
  PUBLICATION_AGE_MS,
} from '../../../shared/store/publication-cache.ts';
import { NOON } from '../../support/builders.ts';
import { testClock } from '../../support/command-deps.ts';

function setUp(most?: number) {
  const clock = testClock(NOON);
  const reads: PromiseWithResolvers<string>[] = [];
  const cache = createPublicationCache(
    (..._ids: string[]) => {
      const read = Promise.withResolvers<string>();
      reads.push(read);
      return read.promise;
    },
    clock.realMs,
    most,
  );
  return { clock, cache, reads };
}

test('what was read is kept for a minute', async () => {
  const { clock, cache, reads } = setUp();
  const first = cache.get('tenant');
  reads[0]?.resolve('old');
  expect(await first).toBe('old');
  clock.advanceMs(PUBLICATION_AGE_MS - 1);
  expect(await cache.get('tenant')).toBe('old');
  expect(reads).toHaveLength(1);

  clock.advanceMs(1);
  const next = cache.get('tenant');
  reads[1]?.resolve('new');
  expect(await next).toBe('new');
});

test('calls that come while it is read share the one read', async () => {
  const { cache, reads } = setUp();
  const all = Promise.all([cache.get('tenant'), cache.get('tenant')]);
  reads[0]?.resolve('read once');
  expect(await all).toEqual(['read once', 'read once']);
  expect(reads).toHaveLength(1);
});

test('tenants are kept apart', async () => {
  const { cache, reads } = setUp();
  const [one, other] = [cache.get('one'), cache.get('other')];
  reads[0]?.resolve('of one');
  reads[1]?.resolve('of the other');
  expect([await one, await other]).toEqual(['of one', 'of the other']);
});

test('a read that failed is not kept', async () => {
  const { cache, reads } = setUp();
  const first = cache.get('tenant');
  reads[0]?.reject(new Error('Storage is away.'));
  await expect(first).rejects.toThrow('Storage is away.');
  const second = cache.get('tenant');
  reads[1]?.resolve('there');
  expect(await second).toBe('there');
});

test('what is forgotten is read anew, even while an older read is on its way or fails', async () => {
  const { cache, reads } = setUp();
  const old = cache.get('tenant');
  cache.forget('tenant');
  const fresh = cache.get('tenant');
  reads[1]?.resolve('fresh');
  reads[0]?.reject(new Error('Storage was away.'));
  await expect(old).rejects.toThrow('Storage was away.');
  expect(await fresh).toBe('fresh');
  expect(await cache.get('tenant')).toBe('fresh');
  expect(reads).toHaveLength(2);
});

test('what is read for several ids is kept for all of them together', async () => {
  const { cache, reads } = setUp();
  const [one, other] = [cache.get('tenant', 'one'), cache.get('tenant', 'other')];
  reads[0]?.resolve('of one');
  reads[1]?.resolve('of the other');
  expect([await one, await other]).toEqual(['of one', 'of the other']);
  cache.forget('tenant', 'one');
  expect(await cache.get('tenant', 'other')).toBe('of the other');
  void cache.get('tenant', 'one');
  expect(reads).toHaveLength(3);
});

test('no more are kept than may be', async () => {
  const { cache, reads } = setUp(2);
  for (const tenant of ['one', 'two', 'three']) void cache.get(tenant);
  void cache.get('three');
  expect(reads).toHaveLength(3);
  void cache.get('one');
  expect(reads).toHaveLength(4);
});
