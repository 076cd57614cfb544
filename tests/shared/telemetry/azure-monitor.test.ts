import type { AzureMonitorExporterOptions } from '@azure/monitor-opentelemetry-exporter';
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { azureMonitorParts } from '../../../shared/telemetry/azure-monitor.ts';
import { createDeliveryTelemetry } from '../../../shared/telemetry/delivery-meter.ts';
import { createTelemetry } from '../../../shared/telemetry/providers.ts';
import { startTelemetry, type Telemetry } from '../../../shared/telemetry/telemetry.ts';

type HttpClient = NonNullable<AzureMonitorExporterOptions['httpClient']>;

const KEY = 'InstrumentationKey=00000000-0000-4000-8000-000000000001';

beforeEach(() => void vi.stubEnv('APPLICATION_INSIGHTS_NO_STATSBEAT', 'true'));

/** Something to send: a counter and two spans, one with all that must stay here. */
async function work(telemetry: Telemetry): Promise<void> {
  const delivery = createDeliveryTelemetry(telemetry);
  delivery.due('SECRET-TENANT', 50);
  await delivery.pack(50, async () => {});
  const failure = new TypeError('SECRET');
  await expect(delivery.pack(1, () => Promise.reject(failure))).rejects.toBe(failure);
  telemetry.tracer.startActiveSpan('GET https://account/SECRET', { kind: 2 }, (span) => {
    span.setAttributes({
      'http.request.method': 'GET',
      'url.full': 'https://account/People(PartitionKey=SECRET)',
      'enduser.id': 'SECRET',
      'exception.message': 'SECRET',
    });
    span.recordException(failure);
    span.end();
  });
}

test('what is sent to Azure Monitor holds the figures, the role and no secret', async () => {
  const sent: string[] = [];
  const answering: HttpClient = {
    async sendRequest(request) {
      sent.push(typeof request.body === 'string' ? request.body : 'not text');
      return { request, status: 200, headers: request.headers, bodyAsText: '{}' };
    },
  };
  // Sent as it is, since it is not Microsoft's own address: there it would be compressed.
  const parts = azureMonitorParts(`${KEY};IngestionEndpoint=https://monitor.example`, answering);
  const telemetry = createTelemetry({ role: 'worker', ...parts });
  await work(telemetry);
  await telemetry.stop();

  const all = sent.join('\n');
  for (const told of ['alongside.delivery.due', 'delivery.pack', 'TypeError', 'alongside.worker']) {
    expect(all).toContain(told);
  }
  expect(all).not.toContain('SECRET');
});

test('an Azure Monitor that never answers holds up the end no longer than is allowed, nor after it', async () => {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => {}).resume();
    sockets.push(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const parts = azureMonitorParts(`${KEY};IngestionEndpoint=https://127.0.0.1:${port}`);
  const telemetry = createTelemetry({ role: 'web', ...parts, stopWithinMs: 200 });
  await work(telemetry);
  const connected = once(server, 'connection');
  const stopped = telemetry.stop();
  await connected;
  await stopped;

  await Promise.all(sockets.map(async (socket) => socket.closed || (await once(socket, 'close'))));
  expect(sockets.length).toBeGreaterThan(0);
});

test('what cannot be sent is not written to the machine instead', async () => {
  const kept = () => readdirSync(tmpdir()).filter((name) => name.includes('AzureMonitor'));
  const before = kept();
  const refusing: HttpClient = {
    async sendRequest(request) {
      return { request, status: 429, headers: request.headers, bodyAsText: '' };
    },
  };
  // The exporter has a folder for each key.
  const parts = azureMonitorParts(`InstrumentationKey=${randomUUID()}`, refusing);
  const telemetry = createTelemetry({ role: 'web', ...parts });
  await work(telemetry);
  await telemetry.stop();

  expect(kept()).toEqual(before);
});

test('without a connection string there is no telemetry at all', async () => {
  const roles = { web: true, worker: true };
  expect(await startTelemetry({ connectionString: undefined, roles })).toBeUndefined();
});

test('the program loads neither SDK nor exporter before it knows that it needs them', () => {
  const main = path.resolve(import.meta.dirname, '../../../main.ts');
  const program = `
    await import(${JSON.stringify(pathToFileURL(main).href)});
    const { default: { _cache: loaded } } = await import('node:module');
    console.log(JSON.stringify(Object.keys(loaded)));`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
  });
  const loaded = z.array(z.string()).parse(JSON.parse(stdout));
  expect(loaded.some((file) => file.includes('/fastify/'))).toBe(true);
  expect(loaded.filter((file) => /opentelemetry/.test(file))).toEqual([]);
});

test('a connection string without a key is refused at the start', async () => {
  const roles = { web: true, worker: false };
  const connectionString = 'IngestionEndpoint=https://127.0.0.1:1';
  await expect(startTelemetry({ connectionString, roles })).rejects.toThrow('instrumentation key');
});
