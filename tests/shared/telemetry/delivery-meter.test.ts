import { describe, expect, test } from 'vitest';
import type { DeliveryMeter } from '../../../bot/delivery/delivery-meter.ts';
import { createDeliveryTelemetry } from '../../../shared/telemetry/delivery-meter.ts';
import { keptTelemetry } from './kept-telemetry.ts';

const TENANT = 'SECRET-TENANT';

function setUp() {
  const kept = keptTelemetry();
  // The type is delivery's own: the shapes fit.
  const delivery: DeliveryMeter = createDeliveryTelemetry(kept.telemetry);
  return { ...kept, delivery };
}

describe('delivery', () => {
  test('is counted by what happened, and never by whom or where', async () => {
    const { delivery, counted, exported } = setUp();
    delivery.due(TENANT, 50);
    delivery.due(TENANT, 7);
    delivery.sent(TENANT, 90_000);
    delivery.sent(TENANT, 0);
    delivery.retried(TENANT, 'throttled');
    delivery.retried(TENANT, 'throttled');
    delivery.blocked(TENANT, 'not-installed');
    delivery.givenUp(TENANT, 'try-again');

    expect(await counted()).toEqual({
      'alongside.delivery.due': 57,
      'alongside.delivery.sent': 2,
      'alongside.delivery.retried throttled': 2,
      'alongside.delivery.blocked not-installed': 1,
      'alongside.delivery.given_up try-again': 1,
      'alongside.delivery.lag': { count: 2, sum: 90, upTo: [1, 300] },
    });
    expect(JSON.stringify(await exported())).not.toContain('SECRET');
  });

  test('has one name for all reasons that are not among the known words', async () => {
    const { delivery, counted } = setUp();
    delivery.retried(TENANT, 'SECRET words of somebody');
    delivery.retried(TENANT, '');
    delivery.givenUp(TENANT, '3f2a7c1e-0000-4000-8000-000000000001');

    expect(await counted()).toEqual({
      'alongside.delivery.retried other': 2,
      'alongside.delivery.given_up other': 1,
    });
  });

  test.each(['throttled', 'try-again', 'conversation-gone', 'too-large', 'refused', 'error'])(
    'tells %s apart',
    async (reason) => {
      const { delivery, counted } = setUp();
      delivery.givenUp(TENANT, reason);
      expect(await counted()).toEqual({ [`alongside.delivery.given_up ${reason}`]: 1 });
    },
  );

  test.each([
    [999, 1],
    [60_000, 60],
    [61_000, 300],
    [6 * 3_600_000, 21_600],
    [7 * 3_600_000, Number.POSITIVE_INFINITY],
  ])('that was %i ms late is found up to %d s', async (lagMs, upToS) => {
    const { delivery, counted } = setUp();
    delivery.sent(TENANT, lagMs);
    expect(await counted()).toMatchObject({ 'alongside.delivery.lag': { upTo: [upToS] } });
  });
});

describe('the trace of a pack', () => {
  test('says how many people and how it went, and gives what the work gave', async () => {
    const { delivery, spans } = setUp();
    expect(await delivery.pack(7, async () => 'value')).toBe('value');
    expect(spans()).toMatchObject([
      {
        name: 'delivery.pack',
        attributes: { 'alongside.people': 7, 'alongside.outcome': 'done' },
        status: { code: 0 },
      },
    ]);
  });

  test('that fails names the kind of failure, without its words, and throws it on', async () => {
    const { delivery, spans } = setUp();
    const failure = new TypeError('SECRET https://account/People(PartitionKey=…)');
    await expect(delivery.pack(7, () => Promise.reject(failure))).rejects.toBe(failure);
    const [span] = spans();
    expect(span?.attributes).toEqual({
      'alongside.people': 7,
      'alongside.outcome': 'failed',
      'alongside.failure': 'TypeError',
    });
    expect(span?.status).toEqual({ code: 2 });
  });

  test.each([
    Object.assign(new Error('SECRET'), { name: 'GET https://account/SECRET failed' }),
    Object.assign(new Error('SECRET'), { name: 'tenant_3f2a7c1e' }),
    { SECRET: 'no error at all' },
    undefined,
  ])('that fails with what has no usable name says so: %o', async (thrown) => {
    const { delivery, spans } = setUp();
    // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- code of others throws what it likes
    await expect(delivery.pack(1, () => Promise.reject(thrown))).rejects.toBe(thrown);
    expect(spans()[0]?.attributes['alongside.failure']).toBe('Unknown');
  });
});
