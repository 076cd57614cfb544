import { NO_METER } from '../../bot/delivery/delivery-meter.ts';
import { MACHINE_TIMERS } from '../../bot/delivery/timers.ts';
import type { DeliveryDeps } from '../../bot/delivery/delivery-deps.ts';
import type { Sender } from '../../bot/ports.ts';
import type { Clock, Instant } from '../../shared/domain/time.ts';
import type { DirectorySource } from '../../shared/graph/directory-source.ts';
import { composeCommands } from '../../shared/program/compose-commands.ts';
import { createLeasesStore } from '../../shared/store/leases-store.ts';
import { createMemoryStorage } from '../../shared/store/memory-storage.ts';
import { createPermitsStore } from '../../shared/store/permits-store.ts';
import type { Storage, StorageObserver } from '../../shared/store/storage.ts';
import { TENANT_ID } from './builders.ts';

/** A clock that a test moves: product and real time go together. */
export interface TestClock extends Clock {
  /** Sets both clocks. */
  set(now: Instant): void;
  /** Moves both clocks on. */
  advanceMs(ms: number): void;
}

/** A clock that stands still until it is moved. */
export function testClock(now: Instant): TestClock {
  let ms = Date.parse(now);
  return {
    now: () => new Date(ms).toISOString(),
    realMs: () => ms,
    set(next) {
      ms = Date.parse(next);
    },
    advanceMs(by) {
      ms += by;
    },
  };
}

/** What a test looks at besides the deps themselves. */
export interface TestDeps extends DeliveryDeps {
  readonly clock: TestClock;
  readonly storage: Storage;
  /** Everything that was logged as a warning or an error. */
  readonly logged: readonly { readonly event: string; readonly error?: unknown }[];
  /** Waits for what was begun in the background. */
  settled(): Promise<void>;
}

/** A sender that nobody gave a chat: a test that sends gives its own. */
const NO_SENDER: Sender = {
  send: () => Promise.reject(new Error('This test did not expect anything to be sent.')),
  update: () => Promise.reject(new Error('This test did not expect anything to be updated.')),
};

/** Real stores and commands over the fake storage, or over one that is given, with a clock and ids that stand still. */
export function testDeps(
  options: {
    readonly now?: Instant;
    /** One clock for several programs, one after the other. */
    readonly clock?: TestClock;
    readonly storage?: Storage;
    readonly observe?: StorageObserver;
    readonly sender?: Sender;
    /** What the directory follows; nothing unless given. */
    readonly directorySource?: DirectorySource;
    readonly bellDelayMs?: number;
    /** Waiting moves the clock on unless said otherwise. */
    readonly wait?: DeliveryDeps['wait'];
  } = {},
): TestDeps {
  const clock = options.clock ?? testClock(options.now ?? '2026-03-02T09:00:00.000Z');
  const storage =
    options.storage ??
    createMemoryStorage({
      realMs: clock.realMs,
      ...(options.observe === undefined ? {} : { observe: options.observe }),
    });
  const { tables } = storage;
  const logged: { event: string; error?: unknown }[] = [];
  const wait = options.wait ?? (async (ms: number) => clock.advanceMs(ms));
  let ids = 0;
  const { commandDeps, settled } = composeCommands({
    storage,
    clock,
    log: {
      info: () => {},
      warn(event, fields) {
        const isRow = event === 'row.broken';
        logged.push({ event: isRow ? `${event} ${JSON.stringify(fields)}` : event });
      },
      error: (event, error) => void logged.push({ event, error }),
    },
    pseudonymKey: 'a key for tests that is long enough',
    ...(options.bellDelayMs === undefined ? {} : { bellDelayMs: options.bellDelayMs }),
    directorySource: () => options.directorySource,
    wait: async () => {},
    newId() {
      ids += 1;
      return `01900000-0000-7000-8000-${String(ids).padStart(12, '0')}`;
    },
  });
  return {
    ...commandDeps,
    storage,
    clock,
    logged,
    settled,
    permits: createPermitsStore(tables, { realMs: clock.realMs, random: () => 0.5 }),
    meter: NO_METER,
    timers: MACHINE_TIMERS,
    random: () => 0.5,
    leases: createLeasesStore(tables, clock.realMs),
    sender: options.sender ?? NO_SENDER,
    tenantIds: [TENANT_ID],
    appId: '5d2f9a70-3c1b-4e8a-9d64-0b7f2a61c8e5',
    wait,
    holder: 'test',
  };
}
