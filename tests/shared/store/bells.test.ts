import { expect, test } from 'vitest';
import {
  BELL_DELAY_MS,
  createBells,
  type PersonBell,
  TOMBSTONE_MS,
} from '../../../shared/store/bells.ts';
import { createMemoryStorage } from '../../../shared/store/memory-storage.ts';
import { ERG_ID, NOON, OTHER_ERG_ID, TENANT_ID, USER_ID } from '../../support/builders.ts';
import { testClock } from '../../support/command-deps.ts';

const bell: PersonBell = {
  about: 'person',
  key: { tenantId: TENANT_ID, userId: USER_ID },
  ergIds: [ERG_ID, OTHER_ERG_ID],
};

function setUp() {
  const clock = testClock(NOON);
  const { queues } = createMemoryStorage({ realMs: clock.realMs });
  return { clock, queue: queues.queue('projections'), bells: createBells(queues, clock) };
}

test('a bell rings two minutes after it was set, and says what it is about', async () => {
  const { bells, clock } = setUp();
  await bells.ring(bell);
  clock.advanceMs(BELL_DELAY_MS - 1);
  expect(await bells.listen(16)).toEqual([]);
  clock.advanceMs(1);
  expect(await bells.listen(16)).toMatchObject([bell]);
});

test('a commit may rely on a bell for half of its delay', async () => {
  const { bells, clock } = setUp();
  const rung = await bells.ring(bell);
  clock.advanceMs(BELL_DELAY_MS / 2 - 1);
  expect(bells.isFresh(rung)).toBe(true);
  clock.advanceMs(1);
  expect(bells.isFresh(rung)).toBe(false);
});

test('a bell that was taken off never rings', async () => {
  const { bells, clock, queue } = setUp();
  await bells.takeOff(await bells.ring(bell));
  clock.advanceMs(BELL_DELAY_MS);
  expect(await bells.listen(16)).toEqual([]);
  expect(await queue.approximateLength()).toBe(0);
});

test('a bell for a tombstone rings when the tombstone has stood for its day', async () => {
  const { bells, clock } = setUp();
  await bells.ringForTombstone(await bells.ring(bell));
  clock.advanceMs(TOMBSTONE_MS);
  expect(await bells.listen(16)).toEqual([]);
  clock.advanceMs(BELL_DELAY_MS);
  expect(await bells.listen(16)).toMatchObject([bell]);
});

test('a bell that nobody answered rings again after a minute', async () => {
  const { bells, clock } = setUp();
  await bells.ring(bell);
  clock.advanceMs(BELL_DELAY_MS);
  const [heard] = await bells.listen(16);
  clock.advanceMs(59_000);
  expect(await bells.listen(16)).toEqual([]);
  clock.advanceMs(1000);
  const [again] = await bells.listen(16);
  expect(again).toMatchObject(bell);

  // Who was too slow cannot take it off any more.
  if (heard === undefined || again === undefined) throw new Error('Nothing rang.');
  await bells.takeOff(heard);
  clock.advanceMs(60_000);
  const [third] = await bells.listen(16);
  if (third === undefined) throw new Error('Nothing rang.');
  await bells.takeOff(third);
  clock.advanceMs(60_000);
  expect(await bells.listen(16)).toEqual([]);
});

test('no more bells are heard at once than asked for', async () => {
  const { bells, clock } = setUp();
  for (let n = 0; n < 3; n += 1) await bells.ring(bell);
  clock.advanceMs(BELL_DELAY_MS);
  expect(await bells.listen(2)).toHaveLength(2);
  expect(await bells.listen(2)).toHaveLength(1);
});

test.each(['', '{', 'null', '{"tenantId":"t"}', '{"tenantId":"t","userId":"u","ergIds":"e"}'])(
  'a text that is no bell waits for a program that can read it: %s',
  async (text) => {
    const { bells, clock, queue } = setUp();
    await queue.send(text);
    await bells.ring(bell);
    clock.advanceMs(BELL_DELAY_MS);
    expect(await bells.listen(16)).toMatchObject([bell]);
    expect(await queue.approximateLength()).toBe(2);
    clock.advanceMs(60_000);
    expect(await bells.listen(16)).toMatchObject([bell]);
  },
);
