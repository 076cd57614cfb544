import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { type ApiServer, startApi, useIssuer } from '../../support/api-server.ts';
import { PATIENCE } from '../../../tab/api/web-server.ts';

const issuer = useIssuer();

const patience = { headMs: 300, requestMs: 600, idleMs: 300, connections: 4 };

async function open(api: ApiServer): Promise<Socket> {
  const { hostname, port } = new URL(api.url);
  const socket = connect({ host: hostname, port: Number(port) });
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  return socket;
}

/** Writes the text, then a byte now and then for as long as the other side listens; gives all that it said. */
async function drip(socket: Socket, begin: string, byte: string): Promise<string> {
  const said = text(socket);
  socket.on('error', () => {});
  socket.write(begin);
  const timer = setInterval(() => socket.writable && socket.write(byte), 50);
  try {
    return await said;
  } finally {
    clearInterval(timer);
  }
}

test('a head that never ends is given up, with a problem in words', async () => {
  const api = await startApi(issuer.get(), { patience });

  const said = await drip(
    await open(api),
    'GET /api/openapi.json HTTP/1.1\r\nhost: x\r\nx-slow: ',
    'a',
  );

  expect(said).toMatch(/^HTTP\/1\.1 408 /);
  expect(said).toContain('content-type: application/problem+json');
  expect(JSON.parse(said.split('\r\n\r\n')[1] ?? '')).toEqual({
    type: 'about:blank',
    title: 'Request Timeout',
    status: 408,
  });
});

test('a body that never ends is given up', async () => {
  const api = await startApi(issuer.get(), { patience });

  const head = 'POST /api/messages HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n';
  const said = await drip(await open(api), `${head}content-length: 9999\r\n\r\n{`, ' ');

  expect(said).toMatch(/^HTTP\/1\.1 408 /);
});

test('a connection on which nothing more comes is closed', async () => {
  const api = await startApi(issuer.get(), { patience });
  const socket = await open(api);
  const said = text(socket);
  socket.write('GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n');

  expect(await said).toMatch(/^HTTP\/1\.1 200 /);
});

test('what is no HTTP is answered as a problem, and closed', async () => {
  const api = await startApi(issuer.get(), { patience });

  const said = await drip(await open(api), 'hello there\r\n\r\n', '');

  expect(said).toMatch(/^HTTP\/1\.1 400 /);
  expect(said).toContain('application/problem+json');
});

test('so is what comes after a good request on the same connection', async () => {
  const api = await startApi(issuer.get(), { patience });
  const socket = await open(api);
  const said = text(socket);
  const head = 'GET /health/live HTTP/1.1\r\nhost: x\r\n';
  socket.write(`${head}\r\n`);
  await once(socket, 'readable');
  socket.write(`${head}x-long: ${'a'.repeat(40_000)}\r\n\r\n`);

  expect(await said).toMatch(/^HTTP\/1\.1 200 [^]*HTTP\/1\.1 431 /);
});

test('more connections than the server holds are turned away, and answered again when there is room', async () => {
  const api = await startApi(issuer.get(), { patience: { ...patience, idleMs: 60_000 } });
  const held = await Promise.all(Array.from({ length: patience.connections }, () => open(api)));
  await delay(50);

  const late = await open(api);
  expect(await text(late)).toBe('');

  for (const socket of held) socket.destroy();
  await delay(50);
  const { status } = await (await api.as('nobody')).get('/health/live');
  expect(status).toBe(200);
});

test('as it ships, the server waits seconds and not minutes, for thousands and not for all', () => {
  expect(PATIENCE.headMs).toBeLessThanOrEqual(10_000);
  expect(PATIENCE.requestMs).toBeLessThanOrEqual(30_000);
  expect(PATIENCE.headMs).toBeLessThan(PATIENCE.requestMs);
  expect(PATIENCE.connections).toBeLessThanOrEqual(10_000);
});
