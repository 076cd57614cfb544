import type { Meter, Tracer } from '@opentelemetry/api';

/** Counters and traces of one process. */
export interface Telemetry {
  readonly meter: Meter;
  readonly tracer: Tracer;
  /** Sends what is left, for five seconds at the most, gives up what is still on its way, and ends. */
  stop(): Promise<void>;
}

/**
 * Starts counters and traces that go to Azure Monitor; undefined where no connection string is configured. All that
 * does the work is loaded only then: it would lengthen every start.
 * @param connectionString of an Application Insights resource; throws where it has no instrumentation key
 * @param roles what this process does, by which processes are told apart in Azure Monitor
 */
export async function startTelemetry({
  connectionString,
  roles,
}: {
  readonly connectionString: string | undefined;
  readonly roles: { readonly web: boolean; readonly worker: boolean };
}): Promise<Telemetry | undefined> {
  if (connectionString === undefined) return undefined;
  const [{ azureMonitorParts }, { createTelemetry }] = await Promise.all([
    import('./azure-monitor.ts'),
    import('./providers.ts'),
  ]);
  const role = [roles.web ? ['web'] : [], roles.worker ? ['worker'] : []].flat().join('-');
  return createTelemetry({ role, ...azureMonitorParts(connectionString) });
}
