import {
  AggregationTemporality,
  type Histogram,
  InMemoryMetricExporter,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { onTestFinished } from 'vitest';
import { createTelemetry } from '../../../shared/telemetry/providers.ts';

/** Telemetry whose exports are kept here; it ends with the running test. */
export function keptTelemetry() {
  const metrics = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const spans = new InMemorySpanExporter();
  const reader = new PeriodicExportingMetricReader({
    exporter: metrics,
    exportIntervalMillis: 3_600_000,
  });
  const telemetry = createTelemetry({
    role: 'worker',
    readers: [reader],
    processors: [new SimpleSpanProcessor(spans)],
  });
  onTestFinished(() => telemetry.stop());
  async function exported() {
    await reader.forceFlush();
    return metrics.getMetrics().at(-1);
  }
  return {
    telemetry,
    spans: () => spans.getFinishedSpans(),
    /** What would be sent of the counters now, wholly. */
    exported,
    /** What was counted, by name and labels: a number, or how many, their sum and the buckets that hold any. */
    async counted(): Promise<Record<string, unknown>> {
      const all = (await exported())?.scopeMetrics.flatMap((scope) => scope.metrics) ?? [];
      return Object.fromEntries(
        all.flatMap(({ descriptor, dataPoints }) =>
          dataPoints.map(({ attributes, value }) => [
            [descriptor.name, ...Object.values(attributes)].join(' '),
            typeof value === 'object' && 'buckets' in value ? summary(value) : value,
          ]),
        ),
      );
    },
  };
}

function summary({ count, sum, buckets }: Histogram): object {
  const upTo = buckets.counts.flatMap((held, index) =>
    held > 0 ? [buckets.boundaries[index] ?? Number.POSITIVE_INFINITY] : [],
  );
  return { count, sum, upTo };
}
