import type { Meter, Tracer } from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, type MetricReader } from '@opentelemetry/sdk-metrics';
import { NodeTracerProvider, type SpanProcessor } from '@opentelemetry/sdk-trace-node';
import { withoutSecrets } from './without-secrets.ts';

/** Counters and traces of one process. */
export interface Telemetry {
  readonly meter: Meter;
  readonly tracer: Tracer;
  /** Sends what is left, for five seconds at the most, and ends. */
  stop(): Promise<void>;
}

/** What telemetry is made of. */
export interface TelemetryParts {
  readonly readers: readonly MetricReader[];
  readonly processors: readonly SpanProcessor[];
}

const NAME = 'alongside';
const STOPPING_MS = 5000;

/**
 * Starts counters and traces. There is no automatic instrumentation: it would put addresses with table keys into
 * spans; and whatever a span is given, only named attributes leave.
 */
export function startTelemetry({ readers, processors }: TelemetryParts): Telemetry {
  const resource = resourceFromAttributes({ 'service.name': NAME });
  const meters = new MeterProvider({ resource, readers: [...readers] });
  const tracers = new NodeTracerProvider({
    resource,
    spanProcessors: processors.map(withoutSecrets),
  });
  return {
    meter: meters.getMeter(NAME),
    tracer: tracers.getTracer(NAME),
    async stop() {
      const ended = Promise.allSettled([meters.shutdown(), tracers.shutdown()]);
      const late = Promise.withResolvers<void>();
      const timer = setTimeout(late.resolve, STOPPING_MS);
      await Promise.race([ended, late.promise]);
      clearTimeout(timer);
    },
  };
}

/**
 * What sends to Azure Monitor, by the connection string of an Application Insights resource; nothing where there is
 * none. The exporter is loaded only where it is needed: it is large.
 */
export async function azureMonitorParts(
  connectionString: string | undefined,
): Promise<TelemetryParts> {
  if (connectionString === undefined) return { readers: [], processors: [] };
  const { AzureMonitorMetricExporter, AzureMonitorTraceExporter } =
    await import('@azure/monitor-opentelemetry-exporter');
  const { PeriodicExportingMetricReader } = await import('@opentelemetry/sdk-metrics');
  const { BatchSpanProcessor } = await import('@opentelemetry/sdk-trace-node');
  return {
    readers: [
      new PeriodicExportingMetricReader({
        exporter: new AzureMonitorMetricExporter({ connectionString }),
      }),
    ],
    processors: [new BatchSpanProcessor(new AzureMonitorTraceExporter({ connectionString }))],
  };
}
