import { metrics, trace } from '@opentelemetry/api';
import { expect, test } from 'vitest';
import { keptTelemetry } from './kept-telemetry.ts';

test('whatever a span is given, nothing leaves but a known name and known attributes', () => {
  const { telemetry, spans } = keptTelemetry();
  telemetry.tracer.startActiveSpan('GET https://account/People(SECRET)', (span) => {
    span.setAttribute('url.full', 'https://account/People(PartitionKey=SECRET)');
    span.setAttribute('__proto__', 'SECRET');
    span.setAttribute('toString', 'SECRET');
    span.setAttribute('alongside.people.names', ['SECRET']);
    span.setAttribute('alongside.people', 3);
    span.addEvent('SECRET', { key: 'SECRET' });
    span.addLink({ context: span.spanContext(), attributes: { key: 'SECRET' } });
    span.recordException(new Error('SECRET'));
    span.setStatus({ code: 2, message: 'SECRET' });
    span.end();
  });
  const [span] = spans();
  expect(span?.name).toBe('other');
  expect(span?.attributes).toEqual({ 'alongside.people': 3 });
  expect(span?.events).toEqual([]);
  expect(span?.links).toEqual([]);
  expect(span?.status).toEqual({ code: 2 });
  expect(span?.resource.attributes).toEqual({
    'service.namespace': 'alongside',
    'service.name': 'worker',
  });
  expect(span?.duration).toHaveLength(2);
  expect(span?.spanContext().traceId).toMatch(/^[0-9a-f]{32}$/);
});

test.each([
  ['alongside.people', 'SECRET'],
  ['alongside.people', ['SECRET']],
  ['alongside.outcome', 'done for SECRET'],
  ['alongside.failure', 'SECRET words'],
  ['alongside.failure', 'https://account/People'],
  ['alongside.failure', '3f2a7c1e-0000-4000-8000-000000000001'],
  ['alongside.failure', `E${'r'.repeat(60)}`],
  ['alongside.failure', 7],
])('an attribute with a known name does not leave with %s = %j', (name, value) => {
  const { telemetry, spans } = keptTelemetry();
  telemetry.tracer.startSpan('delivery.pack').setAttribute(name, value).end();
  expect(spans()).toHaveLength(1);
  expect(spans()[0]?.attributes).toEqual({});
});

test('whatever is counted, nothing leaves but known labels', async () => {
  const { telemetry, exported, counted } = keptTelemetry();
  const counter = telemetry.meter.createCounter('alongside.some.counter');
  counter.add(1, { 'url.full': 'SECRET', 'tenant.id': 'SECRET', reason: 'throttled' });
  counter.add(1, { userId: 'SECRET', reason: 'throttled' });

  expect(await counted()).toEqual({ 'alongside.some.counter throttled': 2 });
  expect(JSON.stringify(await exported())).not.toContain('SECRET');
});

test('libraries that ask for telemetry of the whole process find none', () => {
  const { spans } = keptTelemetry();
  const span = trace.getTracer('@azure/core-tracing').startSpan('GET https://account/SECRET');
  metrics.getMeter('@azure/core-tracing').createCounter('requests').add(1);
  expect(span.isRecording()).toBe(false);
  span.end();
  expect(spans()).toEqual([]);
});
