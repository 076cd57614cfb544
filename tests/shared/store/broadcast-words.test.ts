import { expect, test } from 'vitest';
import type { Broadcast } from '../../../shared/domain/broadcast.ts';
import { createBroadcastWords } from '../../../shared/store/broadcast-words.ts';
import {
  aBroadcast,
  aMoment,
  BROADCAST_ID,
  OTHER_BROADCAST_ID,
  SENDING_FROM,
} from '../../support/broadcasts.ts';
import { ERG_ID, NOON, TENANT_ID } from '../../support/builders.ts';
import { testClock } from '../../support/command-deps.ts';

/** Words over one head, which the test changes, and every read of it. */
function setUp(head = aBroadcast()) {
  const clock = testClock(SENDING_FROM);
  const state: { head: Broadcast | undefined; isAway: boolean } = { head, isAway: false };
  const reads: string[] = [];
  const words = createBroadcastWords(
    {
      async readHead(tenantId, id) {
        reads.push(`${tenantId} ${id}`);
        if (state.isAway) throw new Error('Storage is away.');
        return state.head;
      },
    },
    clock,
  );
  return { clock, state, reads, words, get: (id = BROADCAST_ID) => words.get(TENANT_ID, id) };
}

test('the words of a broadcast are what its head says', async () => {
  const { get } = setUp(aBroadcast({ contentRevision: 3, ergId: ERG_ID }));
  expect(await get()).toEqual({ content: aMoment(), ergId: ERG_ID, revision: 3, told: true });
});

test('one for everyone names no ERG, and one that is not known has no words', async () => {
  expect(await setUp().get()).toEqual({ content: aMoment(), revision: 1, told: true });
  const { get, state } = setUp();
  state.head = undefined;
  expect(await get()).toBeUndefined();
});

test('in its hold it is not told, and from the end of it on it is, without another read', async () => {
  const { get, clock, reads } = setUp();
  clock.advanceMs(-1);
  expect(await get()).toMatchObject({ told: false });
  clock.advanceMs(1);
  expect(await get()).toMatchObject({ told: true });
  expect(reads).toHaveLength(1);
});

test.each(['freezing', 'stopped'] as const)('one that is %s is not told', async (state) => {
  expect(await setUp(aBroadcast({ state })).get()).toMatchObject({ told: false });
});

test('a stop holds within two seconds, and so does a correction', async () => {
  const { get, clock, state } = setUp();
  await get();
  state.head = aBroadcast({ state: 'stopped', contentRevision: 2 });
  clock.advanceMs(1999);
  expect(await get()).toMatchObject({ told: true, revision: 1 });
  clock.advanceMs(1);
  expect(await get()).toMatchObject({ told: false, revision: 2 });
});

test('all who ask at the same moment, and in the two seconds after it, share one read', async () => {
  const { get, clock, reads } = setUp();
  await Promise.all([get(), get(), get()]);
  clock.advanceMs(1999);
  await get();
  expect(reads).toHaveLength(1);
});

test('every broadcast of every tenant is read by itself', async () => {
  const { words, reads } = setUp();
  for (const tenantId of [TENANT_ID, 'another']) {
    for (const id of [BROADCAST_ID, OTHER_BROADCAST_ID]) await words.get(tenantId, id);
  }
  expect(new Set(reads).size).toBe(4);
});

test('a read that failed is told to all who waited for it, and not kept', async () => {
  const { get, state, reads } = setUp();
  state.isAway = true;
  const asked = await Promise.allSettled([get(), get()]);
  expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  state.isAway = false;
  expect(await get()).toMatchObject({ told: true });
  expect(reads).toHaveLength(2);
});

test('a read that fails late leaves the newer one, which is known by then', async () => {
  const first = Promise.withResolvers<Broadcast>();
  const answers = [first.promise, Promise.resolve(aBroadcast())];
  const clock = testClock(NOON);
  let reads = 0;
  const words = createBroadcastWords(
    {
      readHead() {
        reads += 1;
        return answers[reads - 1] ?? Promise.reject(new Error('Too many reads.'));
      },
    },
    clock,
  );
  const early = words.get(TENANT_ID, BROADCAST_ID);
  clock.advanceMs(2000);
  await words.get(TENANT_ID, BROADCAST_ID);
  first.reject(new Error('Storage was away.'));
  await expect(early).rejects.toThrow('Storage was away.');
  expect(await words.get(TENANT_ID, BROADCAST_ID)).toMatchObject({ revision: 1 });
  expect(reads).toBe(2);
});

test('only the latest five hundred are remembered', async () => {
  const { get, reads } = setUp();
  for (let n = 0; n <= 500; n += 1) await get(`broadcast-${n}`);
  await get('broadcast-1');
  expect(reads).toHaveLength(501);
  await get('broadcast-0');
  expect(reads).toHaveLength(502);
});
