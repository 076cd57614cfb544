import {
  type AzureMonitorExporterOptions,
  AzureMonitorMetricExporter,
  AzureMonitorTraceExporter,
} from '@azure/monitor-opentelemetry-exporter';
import { PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BatchSpanProcessor } from '@opentelemetry/sdk-trace-node';
import type { TelemetryParts } from './providers.ts';

/**
 * What sends to Azure Monitor. Importing this takes a while: `startTelemetry` does so only where it is needed.
 * @param connectionString of an Application Insights resource; throws where it has no instrumentation key
 * @param httpClient sends in place of the machine's own network
 */
export function azureMonitorParts(
  connectionString: string,
  httpClient?: NonNullable<AzureMonitorExporterOptions['httpClient']>,
): TelemetryParts {
  const stopping = new AbortController();
  const options: AzureMonitorExporterOptions = {
    connectionString,
    // Else what cannot be sent is written to the machine's temporary folder, to be sent by a later process.
    disableOfflineStorage: true,
    additionalPolicies: [
      {
        position: 'perCall',
        policy: {
          name: 'alongside-stopping',
          // Else requests and their repetitions keep the process alive for minutes after its end.
          sendRequest(request, next) {
            request.abortSignal = stopping.signal;
            return next(request);
          },
        },
      },
    ],
    ...(httpClient === undefined ? {} : { httpClient }),
  };
  return {
    readers: [
      new PeriodicExportingMetricReader({ exporter: new AzureMonitorMetricExporter(options) }),
    ],
    processors: [new BatchSpanProcessor(new AzureMonitorTraceExporter(options))],
    giveUp: () => stopping.abort(),
  };
}
