import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createWebTelemetry } from '../../../shared/telemetry/web-meter.ts';
import { createWebServer } from '../../../tab/api/web-server.ts';
import { keptTelemetry } from './kept-telemetry.ts';

const PERSON = '3f2a7c1e-0000-4000-8000-000000000001';

test('an answer is counted by method, template of the route and status, with how long it took', async () => {
  const { telemetry, counted } = keptTelemetry();
  const web = createWebTelemetry(telemetry);
  const answer = { method: 'GET', route: '/api/pledges/:id', status: 200 };
  web.answered({ ...answer, tookMs: 20 });
  web.answered({ ...answer, tookMs: 5_480 });
  web.answered({ ...answer, status: 404, tookMs: 1 });

  expect(await counted()).toEqual({
    'http.server.request.duration GET /api/pledges/:id 200': {
      count: 2,
      sum: 5.5,
      upTo: [0.025, 7.5],
    },
    'http.server.request.duration GET /api/pledges/:id 404': {
      count: 1,
      sum: 0.001,
      upTo: [0.005],
    },
  });
});

test.each([
  { method: 'GET', route: `/api/pledges/${PERSON}`, expected: 'GET other 200' },
  { method: 'GET', route: '/api/home?person=robin', expected: 'GET other 200' },
  { method: 'GET', route: 'https://account/People', expected: 'GET other 200' },
  { method: 'GET', route: `/${'a'.repeat(101)}`, expected: 'GET other 200' },
  { method: 'GET', route: 'none', expected: 'GET none 200' },
  { method: 'PROPFIND', route: '/api/home', expected: 'other /api/home 200' },
  { method: PERSON, route: '/tab/*', expected: 'other /tab/* 200' },
])('what is no template or method is not a label: $method $route', async (case_) => {
  const { telemetry, counted } = keptTelemetry();
  const { method, route, expected } = case_;
  createWebTelemetry(telemetry).answered({ method, route, status: 200, tookMs: 1 });
  expect(Object.keys(await counted())).toEqual([`http.server.request.duration ${expected}`]);
});

/** A web server that counts, with a route that has an id in it and a built tab. */
async function setUp() {
  const kept = keptTelemetry();
  const tabFolder = mkdtempSync(join(tmpdir(), 'alongside-tab-'));
  mkdirSync(join(tabFolder, 'assets'));
  writeFileSync(join(tabFolder, 'index.html'), '<!doctype html>');
  writeFileSync(join(tabFolder, 'assets', 'home-abcdef.js'), '');
  const logged: (readonly [string, unknown])[] = [];
  const { app } = await createWebServer({
    log: {
      info: (event, fields) => void logged.push([event, fields]),
      warn: () => {},
      error: () => {},
    },
    tabFolder,
    app: { appId: 'alongside', hostOrigins: [] },
    meter: createWebTelemetry(kept.telemetry),
    receiveActivity: async () => ({ status: 200, headers: {}, body: '' }),
  });
  app.get('/api/people/:id', async () => 'found');
  onTestFinished(async () => {
    await app.close();
    rmSync(tabFolder, { recursive: true });
  });
  return { ...kept, app, logged };
}

test('the server tells of its answers without their addresses, and logs them as ever', async () => {
  const { app, counted, exported, logged } = await setUp();
  await app.inject(`/api/people/${PERSON}?token=${PERSON}`);
  await app.inject('/tab/assets/home-abcdef.js');
  await app.inject(`/tab/pledges/${PERSON}`);
  await app.inject(`/nowhere/${PERSON}`);
  await app.inject({ method: 'POST', url: '/api/messages', payload: {} });
  await app.inject('/health/live');

  expect(
    Object.fromEntries(
      Object.entries(await counted()).map(([name, found]) => [
        name.replace('http.server.request.duration ', ''),
        (found as { readonly count: number }).count,
      ]),
    ),
  ).toEqual({
    'GET /api/people/:id 200': 1,
    'GET /tab/* 200': 2,
    'GET none 404': 1,
    'POST /api/messages 200': 1,
    'GET /health/live 200': 1,
  });
  expect(JSON.stringify(await exported())).not.toContain(PERSON);
  expect(logged[0]).toEqual([
    'request',
    { method: 'GET', route: '/api/people/:id', status: 200, ms: expect.any(Number) },
  ]);
});
