import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startWorker } from '../../../bot/delivery/worker.ts';
import { createMemoryStorage } from '../../../shared/store/memory-storage.ts';
import { SCHEDULE_SHARDS } from '../../../shared/store/schedule-store.ts';
import type { StorageRequest } from '../../../shared/store/storage.ts';
import { ERG_ID, NOON } from '../../support/builders.ts';
import { testClock, type TestDeps, testDeps } from '../../support/command-deps.ts';
import { aDuePerson, ALL_DUE_AT, store, stored } from './due-people.ts';
import { recordingSender } from './recording-sender.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(() => void vi.useRealTimers());

const PACE = { scheduleMs: 60_000, packsMs: 1000, bellsMs: 5000 };

/** A program whose loops wait until they are woken, stopped or told to go on. */
function setUp(sender = recordingSender()) {
  const clock = testClock(NOON);
  let observe: (request: StorageRequest) => void | Promise<void> = () => {};
  const storage = createMemoryStorage({
    realMs: clock.realMs,
    observe: (request) => observe(request),
  });
  const waiting = new Map<number, () => void>();
  let waits = Promise.withResolvers<void>();
  const deps: TestDeps = {
    ...testDeps({ clock, storage, sender }),
    async wait(ms, signal) {
      // Only the loops can be woken; permits are waited for in no time.
      if (signal === undefined || signal.aborted) return;
      const ended = Promise.withResolvers<void>();
      const wake = () => {
        waiting.delete(ms);
        ended.resolve();
      };
      signal.addEventListener('abort', wake, { once: true });
      waiting.set(ms, wake);
      waits.resolve();
      waits = Promise.withResolvers();
      await ended.promise;
    },
  };
  return {
    deps,
    clock,
    sender,
    waiting,
    observe(next: typeof observe) {
      observe = next;
    },
    /** Ends when every loop waits. */
    async idle(): Promise<void> {
      while (waiting.size < 3) await waits.promise;
    },
    /** Lets the loop that waits so long go on. */
    goOn(ms: number): void {
      waiting.get(ms)?.();
    },
  };
}

test('it looks at schedule, packs and bells at once, then waits for each as long as its pace says', async () => {
  const { deps, idle, waiting, observe } = setUp();
  const seen = new Set<string>();
  observe(({ on }) => void seen.add(on));
  const worker = startWorker(deps, PACE);
  await idle();

  expect([...seen].toSorted()).toEqual([
    'Ergs',
    'Permits',
    'Schedule',
    'broadcasts',
    'directory',
    'erasures',
    'figures',
    'imports',
    'packs',
    'projections',
  ]);
  expect([...waiting.keys()].toSorted((one, other) => one - other)).toEqual([1000, 5000, 60_000]);
  await worker.stop();
});

test('where its first look is later, it turns at once all the same, and looks when it is woken', async () => {
  const { deps, clock, idle, waiting, observe } = setUp();
  const seen = new Set<string>();
  observe(({ on }) => void seen.add(on));
  const worker = startWorker(deps, { ...PACE, firstLookMs: 250 });
  await vi.waitFor(() => expect([...waiting.keys()]).toEqual([250]));
  expect(worker.turnedAtMs()).toBe(clock.realMs());
  expect([...seen]).toEqual([]);

  worker.wake();
  await idle();
  expect(seen.size).toBeGreaterThan(5);
  await worker.stop();
});

test('somebody who is due gets their message: from the schedule, over the queue, to Teams', async () => {
  const { deps, clock, idle, goOn, sender } = setUp();
  const key = await store(deps, aDuePerson());
  const worker = startWorker(deps, PACE);
  await idle();
  expect(sender.requests).toEqual([]);

  clock.set(ALL_DUE_AT);
  goOn(PACE.scheduleMs);
  await idle();
  goOn(PACE.packsMs);

  await vi.waitFor(() => {
    expect(sender.requests.map(({ target }) => target.person)).toEqual([key]);
  });
  await worker.stop();
});

/** A worker that has sent somebody their message, and waits. */
async function atWork() {
  const world = setUp();
  const { deps, clock, idle, sender } = world;
  await store(deps, aDuePerson());
  clock.set(ALL_DUE_AT);
  const worker = startWorker(deps, PACE);
  await idle();
  await vi.waitFor(() => {
    worker.wake();
    expect(sender.requests).toHaveLength(1);
  });
  await idle();
  return { ...world, worker };
}

test('one that is stopped leaves the schedule to others at once', async () => {
  const { deps, clock, worker } = await atWork();
  const another = () =>
    Promise.all(
      Array.from({ length: SCHEDULE_SHARDS }, (_, shard) =>
        deps.leases.take(`schedule-${shard}`, 'another', 1000),
      ),
    );
  expect(await another()).toContain(false);
  clock.advanceMs(1000);

  await worker.stop();

  expect(await another()).not.toContain(false);
});

test('a lease that cannot be given back is told of, and keeps nobody from stopping', async () => {
  const { deps, worker, observe } = await atWork();
  const told = vi.spyOn(deps.log, 'error');
  observe(({ on }) => {
    if (on === 'Permits') throw new Error('storage is away');
  });

  await worker.stop();

  expect(told).toHaveBeenCalledWith('worker.leases-failed', expect.any(Error));
});

test('waking looks at the schedule and the packs now', async () => {
  const { deps, clock, idle, sender } = setUp();
  await store(deps, aDuePerson());
  const worker = startWorker(deps, PACE);
  await idle();
  clock.set(ALL_DUE_AT);
  worker.wake();
  await idle();
  // The pack may have been put on the queue after the queue was looked at.
  worker.wake();
  await vi.waitFor(() => expect(sender.requests).toHaveLength(1));
  await worker.stop();
});

test('waking while it looks makes it look once more', async () => {
  const { deps, idle, observe, goOn } = setUp();
  const worker = startWorker(deps, PACE);
  await idle();

  let looks = 0;
  observe(({ on, operation }) => {
    if (on !== 'Schedule' || operation !== 'readPage') return;
    looks += 1;
    // In the middle of the first look: some shards are looked at already.
    if (looks === 16) worker.wake();
  });
  goOn(PACE.scheduleMs);
  await idle();
  expect(looks).toBe(64);
  await worker.stop();
});

test('bells that ring are heard', async () => {
  const { deps, clock, idle, goOn } = setUp();
  const key = await store(
    deps,
    aDuePerson({
      outbox: [
        {
          id: 'outbox-1',
          to: 'roster',
          ergId: ERG_ID,
          wanted: 'active',
          showToAllies: false,
          since: NOON,
          name: 'Robin Example',
          revision: 10,
          writtenAtMs: 0,
        },
      ],
    }),
  );
  await deps.bells.ring({ about: 'person', key, ergIds: [ERG_ID] });
  const worker = startWorker(deps, PACE);
  await idle();
  clock.advanceMs(121_000);
  goOn(PACE.bellsMs);
  await idle();

  expect((await stored(deps, key)).outbox).toEqual([]);
  expect((await deps.rosters.readMember(key.tenantId, ERG_ID, key.userId))?.member).toMatchObject({
    state: 'active',
  });
  await worker.stop();
});

test('a loop that fails says so and goes on after its wait', async () => {
  const { deps, clock, idle, goOn, observe, sender } = setUp();
  await store(deps, aDuePerson());
  clock.set(ALL_DUE_AT);
  observe(() => {
    throw new Error('Storage is away.');
  });
  const worker = startWorker(deps, PACE);
  await idle();
  expect(deps.logged.map(({ event }) => event).toSorted()).toEqual([
    'worker.bells-failed',
    'worker.packs-failed',
    'worker.schedule-failed',
  ]);

  observe(() => {});
  goOn(PACE.scheduleMs);
  await idle();
  goOn(PACE.packsMs);
  await vi.waitFor(() => expect(sender.requests).toHaveLength(1));
  await worker.stop();
});

test('stopping ends the waits, waits for what is in hand, and leaves no timer', async () => {
  const begun = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const sender = recordingSender(async () => {
    begun.resolve();
    await released.promise;
    return undefined;
  });
  const { deps, clock, idle, goOn, observe } = setUp(sender);
  const key = await store(deps, aDuePerson());
  clock.set(ALL_DUE_AT);
  const worker = startWorker(deps, PACE);
  // The queue may have been looked at before the schedule put the pack there.
  await Promise.race([begun.promise, idle()]);
  goOn(PACE.packsMs);
  await begun.promise;
  expect(vi.getTimerCount()).toBe(1);

  let stopped = false;
  const stopping = worker.stop().then(() => (stopped = true));
  await Promise.resolve();
  expect(stopped).toBe(false);
  released.resolve();
  await stopping;

  expect((await stored(deps, key)).deliveries).toMatchObject([{ progress: { state: 'sent' } }]);
  expect(vi.getTimerCount()).toBe(0);
  let asked = 0;
  observe(() => void (asked += 1));
  worker.wake();
  await new Promise((resolve) => setImmediate(resolve));
  expect(asked).toBe(0);
});
