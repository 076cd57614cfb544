import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepCounts } from '../../../bot/delivery/kept-counts.ts';
import { MACHINE_TIMERS } from '../../../bot/delivery/timers.ts';
import { TENANT_ID } from '../../support/builders.ts';
import { testDeps } from '../../support/command-deps.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(() => void vi.useRealTimers());

const DATE = '2026-03-10';

/** Two processes that count, and what is kept of it. */
function setUp() {
  const deps = testDeps({ now: `${DATE}T23:59:00.000Z` });
  let isAway = false;
  const store: typeof deps.deliveryCounts = {
    ...deps.deliveryCounts,
    async write(...row) {
      if (isAway) throw new Error('Storage is away.');
      await deps.deliveryCounts.write(...row);
    },
  };
  const process = (holder: string) =>
    keepCounts(store, { clock: deps.clock, timers: MACHINE_TIMERS, log: deps.log, holder });
  return {
    deps,
    process,
    away(next: boolean) {
      isAway = next;
    },
    kept: (tenantId = TENANT_ID) => deps.deliveryCounts.read(tenantId, '2026-01-01', '2026-12-31'),
  };
}

test('what all processes counted on a day is one sum, with how late messages were', async () => {
  const { process, kept } = setUp();
  const [one, other] = [process('one'), process('other')];
  one.meter.due(TENANT_ID, 3);
  one.meter.sent(TENANT_ID, 60_000);
  one.meter.sent(TENANT_ID, 60_001);
  one.meter.retried(TENANT_ID, 'throttled');
  other.meter.sent(TENANT_ID, 7 * 3_600_000);
  other.meter.blocked(TENANT_ID, 'blocked');
  other.meter.givenUp(TENANT_ID, 'try-again');
  await vi.advanceTimersByTimeAsync(10_000);

  expect(await kept()).toEqual([
    {
      date: DATE,
      counts: { due: 3, sent: 3, retried: 1, blocked: 1, givenUp: 1, lags: [1, 1, 0, 0, 0, 1] },
    },
  ]);
  await Promise.all([one.stop(), other.stop()]);
  expect(vi.getTimerCount()).toBe(0);
});

test('days and tenants are counted apart', async () => {
  const { process, kept, deps } = setUp();
  const one = process('one');
  one.meter.due(TENANT_ID, 1);
  one.meter.due('another', 5);
  deps.clock.advanceMs(60_000);
  one.meter.due(TENANT_ID, 2);
  await one.stop();

  expect((await kept()).map(({ date, counts }) => [date, counts.due])).toEqual([
    [DATE, 1],
    ['2026-03-11', 2],
  ]);
  expect((await kept('another')).map(({ counts }) => counts.due)).toEqual([5]);
});

test('a write that fails is made up for by the next', async () => {
  const { process, kept, away, deps } = setUp();
  const one = process('one');
  away(true);
  one.meter.due(TENANT_ID, 1);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(deps.logged.map(({ event }) => event)).toEqual(['counts.write-failed']);
  away(false);
  one.meter.due(TENANT_ID, 1);
  await vi.advanceTimersByTimeAsync(10_000);
  expect((await kept()).map(({ counts }) => counts.due)).toEqual([2]);
  await one.stop();
});
