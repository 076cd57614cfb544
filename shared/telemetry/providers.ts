import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  createAllowListAttributesProcessor,
  MeterProvider,
  type MetricReader,
} from '@opentelemetry/sdk-metrics';
import { NodeTracerProvider, type SpanProcessor } from '@opentelemetry/sdk-trace-node';
import type { Telemetry } from './telemetry.ts';
import { LABELS, withoutSecrets } from './without-secrets.ts';

/** What takes away what was counted and traced. */
export interface TelemetryParts {
  readonly readers: readonly MetricReader[];
  readonly processors: readonly SpanProcessor[];
  /** Ends what is still being sent, so that nothing keeps the process alive. */
  readonly giveUp?: () => void;
}

const NAME = 'alongside';
const STOP_WITHIN_MS = 5000;

/**
 * Counters and traces over these parts. Nothing is registered for the whole process and there is no automatic
 * instrumentation: libraries would put addresses with table keys into spans. Whatever a span or a counter is given,
 * only named attributes leave.
 * @param role what this process does, for example `web`
 */
export function createTelemetry({
  role,
  readers,
  processors,
  giveUp,
  stopWithinMs = STOP_WITHIN_MS,
}: TelemetryParts & { readonly role: string; readonly stopWithinMs?: number }): Telemetry {
  const resource = resourceFromAttributes({ 'service.namespace': NAME, 'service.name': role });
  const meters = new MeterProvider({
    resource,
    readers: [...readers],
    views: [
      {
        instrumentName: '*',
        attributesProcessors: [createAllowListAttributesProcessor([...LABELS])],
      },
    ],
  });
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
      const timer = setTimeout(late.resolve, stopWithinMs);
      await Promise.race([ended, late.promise]);
      clearTimeout(timer);
      giveUp?.();
    },
  };
}
