import {
  AggregationTemporality,
  InMemoryMetricExporter,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { describe, expect, test } from 'vitest';
import { createDeliveryTelemetry } from '../../../shared/telemetry/delivery-meter.ts';
import { azureMonitorParts, startTelemetry } from '../../../shared/telemetry/telemetry.ts';

/** Telemetry whose exports are kept here. */
function setUp() {
  const metrics = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const spans = new InMemorySpanExporter();
  const reader = new PeriodicExportingMetricReader({
    exporter: metrics,
    exportIntervalMillis: 3_600_000,
  });
  const telemetry = startTelemetry({
    readers: [reader],
    processors: [new SimpleSpanProcessor(spans)],
  });
  return {
    telemetry,
    delivery: createDeliveryTelemetry(telemetry),
    spans: () => spans.getFinishedSpans(),
    /** What was counted, by name and reason. */
    async counted(): Promise<Record<string, unknown>> {
      await reader.forceFlush();
      const all = metrics
        .getMetrics()
        .at(-1)
        ?.scopeMetrics.flatMap(({ metrics: each }) => each);
      return Object.fromEntries(
        (all ?? []).flatMap(({ descriptor, dataPoints }) =>
          dataPoints.map(({ attributes, value }) => [
            [descriptor.name, ...Object.values(attributes)].join(' '),
            typeof value === 'number' ? value : { count: value.count, sum: value.sum },
          ]),
        ),
      );
    },
  };
}

const TENANT = 'SECRET-TENANT';

test('delivery is counted by what happened, and never by whom or where', async () => {
  const { delivery, counted, telemetry } = setUp();
  delivery.due(TENANT, 50);
  delivery.sent(TENANT, 90_000);
  delivery.sent(TENANT, 0);
  delivery.retried(TENANT, 'throttled');
  delivery.retried(TENANT, 'SECRET words of somebody');
  delivery.blocked(TENANT, 'not-installed');
  delivery.givenUp(TENANT, 'try-again');
  const found = await counted();
  expect(found).toEqual({
    'alongside.delivery.due': 50,
    'alongside.delivery.sent': 2,
    'alongside.delivery.retried throttled': 1,
    'alongside.delivery.retried other': 1,
    'alongside.delivery.blocked not-installed': 1,
    'alongside.delivery.given_up try-again': 1,
    'alongside.delivery.lag': { count: 2, sum: 90 },
  });
  expect(JSON.stringify(found)).not.toContain('SECRET');
  await telemetry.stop();
});

describe('a trace', () => {
  test('of a pack says how many people and how it went', async () => {
    const { delivery, spans } = setUp();
    expect(await delivery.pack(7, async () => 'value')).toBe('value');
    expect(spans()).toMatchObject([
      {
        name: 'delivery.pack',
        attributes: { 'alongside.people': 7, 'alongside.outcome': 'done' },
      },
    ]);
  });

  test('of a pack that fails names the kind of failure, without its words', async () => {
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

  test('lets nothing else leave, whatever it is given', () => {
    const { telemetry, spans } = setUp();
    telemetry.tracer.startActiveSpan('some.work', (span) => {
      span.setAttribute('url.full', 'https://account/People(PartitionKey=SECRET)');
      span.setAttribute('alongside.people', 3);
      span.addEvent('SECRET', { key: 'SECRET' });
      span.addLink({ context: span.spanContext(), attributes: { key: 'SECRET' } });
      span.recordException(new Error('SECRET'));
      span.setStatus({ code: 2, message: 'SECRET' });
      span.end();
    });
    const [span] = spans();
    expect(span?.name).toBe('some.work');
    expect(span?.attributes).toEqual({ 'alongside.people': 3 });
    expect(span?.events).toEqual([]);
    expect(span?.links).toEqual([]);
    expect(span?.status).toEqual({ code: 2 });
    expect(span?.duration).toHaveLength(2);
    expect(span?.spanContext().traceId).toMatch(/^[0-9a-f]{32}$/);
  });
});

test('without a connection string nothing is exported, and counting costs nothing', async () => {
  const parts = await azureMonitorParts(undefined);
  expect(parts).toEqual({ readers: [], processors: [] });
  const telemetry = startTelemetry(parts);
  createDeliveryTelemetry(telemetry).due(TENANT, 1);
  await telemetry.stop();
});
