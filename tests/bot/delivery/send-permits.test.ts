import { describe, expect, test } from 'vitest';
import { createSendPermits, type SendPermits } from '../../../bot/delivery/send-permits.ts';
import { createMemoryStorage } from '../../../shared/store/memory-storage.ts';
import { createPermitsStore, SLOTS_A_DRAW } from '../../../shared/store/permits-store.ts';
import { TENANT_ID } from '../../support/builders.ts';
import { testClock } from '../../support/command-deps.ts';

const OTHER_TENANT = '7a1d0c52-0000-4000-8000-000000000009';

/** A clock, one store, and as many workers on it as wanted. */
function setUp() {
  const clock = testClock('2026-03-10T09:00:00.000Z');
  let draws = 0;
  const { tables } = createMemoryStorage({
    realMs: clock.realMs,
    observe: ({ operation }) => void (draws += operation === 'commit' ? 1 : 0),
  });
  const store = createPermitsStore(tables, { realMs: clock.realMs });
  return {
    clock,
    startMs: clock.realMs(),
    draws: () => draws,
    worker: () => createSendPermits(store, clock.realMs),
  };
}

/** Teams refuses five conversations, one after the other: it is the app that is too fast. */
async function refuse(permits: SendPermits): Promise<void> {
  for (const conversation of ['one', 'two', 'three', 'four', 'five']) {
    await permits.answered(TENANT_ID, conversation, true);
  }
}

async function take(permits: SendPermits, count: number, tenantId = TENANT_ID): Promise<number[]> {
  return Promise.all(Array.from({ length: count }, () => permits.next(tenantId)));
}

/** The time between one slot and the next, in order. */
function gapsOf(slots: readonly number[]): number[] {
  const sorted = slots.toSorted((one, other) => one - other);
  return sorted.slice(1).map((slot, index) => slot - (sorted[index] ?? 0));
}

function expectGaps(slots: readonly number[], gapMs: number): void {
  for (const gap of gapsOf(slots)) expect(gap).toBeCloseTo(gapMs, 3);
}

describe('permits to send', () => {
  test('are fifty a second, evenly spaced, from now on', async () => {
    const { worker, startMs, draws } = setUp();
    const slots = await take(worker(), 100);

    expect(Math.min(...slots)).toBe(startMs);
    expectGaps(slots, 20);
    expect(draws()).toBe(100 / SLOTS_A_DRAW);
  });

  test('are shared by two workers: each slot is one’s alone', async () => {
    const { worker } = setUp();
    const [one, other] = await Promise.all([take(worker(), 60), take(worker(), 60)]);
    const slots = [...one, ...other];

    expect(new Set(slots).size).toBe(120);
    for (const gap of gapsOf(slots)) expect(gap).toBeGreaterThan(19.999);
  });

  test('of one tenant do not slow another', async () => {
    const { worker, startMs } = setUp();
    const permits = worker();
    await take(permits, 50);
    expect(Math.min(...(await take(permits, 1, OTHER_TENANT)))).toBe(startMs);
  });

  test('that were not used in time are dropped instead of making a burst', async () => {
    const { worker, clock, startMs } = setUp();
    const permits = worker();
    await take(permits, 1);
    clock.advanceMs(10_000);

    const slots = await take(permits, 50);
    expect(Math.min(...slots)).toBeGreaterThanOrEqual(startMs + 10_000);
    expectGaps(slots, 20);
  });

  test('that are a little late are used', async () => {
    const { worker, clock, startMs } = setUp();
    const permits = worker();
    await take(permits, 1);
    clock.advanceMs(100);
    expect(await permits.next(TENANT_ID)).toBe(startMs + 20);
  });

  test('are not lost for ever when drawing fails', async () => {
    const clock = testClock('2026-03-10T09:00:00.000Z');
    let fails = true;
    const { tables } = createMemoryStorage({
      observe: () => {
        if (fails) throw new Error('Storage is away.');
      },
    });
    const permits = createSendPermits(
      createPermitsStore(tables, { realMs: clock.realMs }),
      clock.realMs,
    );
    await expect(permits.next(TENANT_ID)).rejects.toThrow('Storage is away.');
    fails = false;
    expect(await permits.next(TENANT_ID)).toBe(clock.realMs());
  });
});

describe('when Teams says it was too much', () => {
  test('everybody on the store is slower by a fifth', async () => {
    const { worker, clock } = setUp();
    const [one, other] = [worker(), worker()];
    await refuse(one);
    clock.advanceMs(500);

    expectGaps(await take(other, SLOTS_A_DRAW), 25);
    expectGaps(await take(one, SLOTS_A_DRAW), 25);
  });

  test('slots that were drawn before are not used any more', async () => {
    const { worker } = setUp();
    const permits = worker();
    const [first = 0] = await take(permits, 1);
    await refuse(permits);
    expect(await permits.next(TENANT_ID)).toBeGreaterThanOrEqual(first + SLOTS_A_DRAW * 20);
  });

  test('a conversation that is refused again and again slows nobody', async () => {
    const { worker } = setUp();
    const permits = worker();
    for (let times = 0; times < 10; times += 1) {
      await permits.answered(TENANT_ID, 'one', true);
      await permits.answered(TENANT_ID, `other-${times}`, false);
    }
    expectGaps(await take(permits, SLOTS_A_DRAW), 20);
  });

  test('the pace is cut once a second at the most, whoever asks', async () => {
    const { worker, clock } = setUp();
    const [one, other] = [worker(), worker()];
    await Promise.all([refuse(one), refuse(other)]);
    clock.advanceMs(999);
    await refuse(other);
    expectGaps(await take(one, SLOTS_A_DRAW), 25);

    clock.advanceMs(1);
    await refuse(other);
    expectGaps(await take(other, SLOTS_A_DRAW), 31.25);
  });

  test('the pace never falls below one a second', async () => {
    const { worker, clock } = setUp();
    const permits = worker();
    for (let cuts = 0; cuts < 40; cuts += 1) {
      await refuse(permits);
      clock.advanceMs(1000);
    }
    await refuse(permits);
    expectGaps(await take(permits, 3), 1000);
  });

  test('the pace comes back slowly, up to what it was', async () => {
    const { worker, clock } = setUp();
    const permits = worker();
    await refuse(permits);
    clock.advanceMs(1000);

    const paces: number[] = [];
    for (let draws = 0; draws < 30; draws += 1) {
      const [gap = 0] = gapsOf(await take(permits, SLOTS_A_DRAW));
      paces.push(Math.round(10_000 / gap) / 10);
      clock.advanceMs(SLOTS_A_DRAW * gap);
    }
    expect(paces.slice(0, 4)).toEqual([40, 40.5, 41, 41.5]);
    expect(paces.slice(20)).toEqual(Array(10).fill(50));
  });
});
