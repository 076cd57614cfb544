import { type DeliveryCounts, lagClass, NO_COUNTS } from '../../shared/domain/delivery-counts.ts';
import type { Clock, LocalDate } from '../../shared/domain/time.ts';
import type { Log } from '../../shared/commands/deps.ts';
import type { DeliveryCountsStore } from '../../shared/store/delivery-counts-store.ts';
import { type DeliveryMeter, NO_METER } from './delivery-meter.ts';
import type { Timers } from './timers.ts';

/** How often what was counted is written, where something was. */
const EVERY_MS = 10_000;

/** A meter whose counts are kept where the health page finds them. */
export interface KeptCounts {
  readonly meter: DeliveryMeter;
  /** Writes what is left and ends. */
  stop(): Promise<void>;
}

interface Day {
  readonly tenantId: string;
  /** UTC. */
  readonly date: LocalDate;
  counts: DeliveryCounts;
}

/**
 * Adds up by tenant and day, and writes the sums of this process into a row of its own every ten seconds in which
 * something was counted. What a program that dies had not written is not counted.
 */
export function keepCounts(
  store: Pick<DeliveryCountsStore, 'write'>,
  deps: {
    readonly clock: Clock;
    readonly timers: Timers;
    readonly log: Log;
    /** Names this process; another one never has the same. */
    readonly holder: string;
  },
): KeptCounts {
  const days = new Map<string, Day>();
  const changed = new Set<Day>();
  let writing = Promise.resolve();

  function add(tenantId: string, more: Partial<DeliveryCounts>): void {
    const date = deps.clock.now().slice(0, 10);
    const name = `${tenantId} ${date}`;
    const day = days.get(name) ?? { tenantId, date, counts: NO_COUNTS };
    days.set(name, day);
    const { counts } = day;
    day.counts = {
      due: counts.due + (more.due ?? 0),
      sent: counts.sent + (more.sent ?? 0),
      retried: counts.retried + (more.retried ?? 0),
      blocked: counts.blocked + (more.blocked ?? 0),
      givenUp: counts.givenUp + (more.givenUp ?? 0),
      lags: counts.lags.map((count, index) => count + (more.lags?.[index] ?? 0)),
    };
    changed.add(day);
  }

  async function write(): Promise<void> {
    const today = deps.clock.now().slice(0, 10);
    for (const day of [...changed]) {
      changed.delete(day);
      try {
        await store.write(day.tenantId, day.date, deps.holder, day.counts);
      } catch (error) {
        // Sums are written as a whole: the next write makes up for this one.
        changed.add(day);
        deps.log.error('counts.write-failed', error);
      }
    }
    for (const [name, day] of days) {
      if (day.date < today && !changed.has(day)) days.delete(name);
    }
  }

  const end = deps.timers.every(EVERY_MS, () => {
    if (changed.size > 0) writing = writing.then(write);
  });
  return {
    meter: {
      ...NO_METER,
      due: (tenantId, people) => add(tenantId, { due: people }),
      sent(tenantId, lagMs) {
        const lags = NO_COUNTS.lags.map((_, index) => (index === lagClass(lagMs) ? 1 : 0));
        add(tenantId, { sent: 1, lags });
      },
      retried: (tenantId) => add(tenantId, { retried: 1 }),
      blocked: (tenantId) => add(tenantId, { blocked: 1 }),
      givenUp: (tenantId) => add(tenantId, { givenUp: 1 }),
    },
    async stop() {
      end();
      await writing;
      await write();
    },
  };
}
