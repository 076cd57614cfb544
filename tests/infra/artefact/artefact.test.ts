import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { buildArtefact, filesIn } from '../../../infra/artefact/build-artefact.ts';
import type { Bundle } from '../../../infra/artefact/bundle-server.ts';
import { Lock } from '../../../infra/artefact/lock-of-server.ts';
import { startTestAzurite } from '../../support/azurite.ts';
import { startManagedIdentity } from '../../support/managed-identity.ts';
import { freePort } from '../../support/free-port.ts';
import { PRODUCTION_SETTINGS } from '../../support/production-settings.ts';
import { selfSigned } from '../../support/self-signed.ts';

const root = path.resolve(import.meta.dirname, '../../..');
// Far from node_modules: what is not in it is not found.
let folder: string;
let artefact: string;
let bundle: Bundle;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'alongside-artefact-'));
  artefact = path.join(folder, 'alongside');
  bundle = await buildArtefact(root, artefact);
}, 240_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('it holds the server with its packages, the built tab and what says what they are, and nothing else', () => {
  const top = new Set(filesIn(artefact, '').map((file) => file.replace(/\/.*/, '')));
  expect([...top].toSorted()).toEqual([
    // What sends to Azure Monitor, imported where that is configured.
    'azure-monitor.js',
    'dist',
    'licences.txt',
    'main.js',
    'package-lock.json',
    'package.json',
    'packages',
    'providers.js',
    'shared',
    'tab',
    'without-secrets.js',
  ]);
  expect(readdirSync(path.join(artefact, 'tab'))).toEqual(['api']);
  expect(readdirSync(path.join(artefact, 'dist'))).toEqual(['tab']);
  const kinds = new Set(filesIn(artefact, '').map((file) => path.extname(file)));
  expect([...kinds].toSorted()).toEqual(
    ['', '.br', '.css', '.gz', '.html', '.js', '.json', '.md', '.svg', '.txt'].filter((kind) =>
      kinds.has(kind),
    ),
  );
  expect(filesIn(artefact, '').filter((file) => /\.test\.|\.map$|(^|\/)\.data/.test(file))).toEqual(
    [],
  );
});

/** The sources of the bundle, as the comments in it say where each begins. */
function sourcesSaid(): readonly string[] {
  return readdirSync(artefact)
    .filter((file) => file.endsWith('.js'))
    .map((file) => readFileSync(path.join(artefact, file), 'utf8'))
    .flatMap((code) => [...code.matchAll(/^\/\/ (\S+\.\w+)$/gm)].map(([, source = '']) => source))
    .filter((source) => !source.startsWith('node_modules/'));
}

test('its bundle is of sources of the server alone, and says where each begins', () => {
  const said = sourcesSaid();
  expect(
    said.filter((source) => !/^(?:main\.ts|(?:bot|shared|tab\/api)\/.*\.ts)$/.test(source)),
  ).toEqual([]);
  expect(said.length).toBeGreaterThan(400);
  expect(new Set(said).size).toBe(said.length);
  // Of the others nothing is left but types and constants that were put where they are used.
  expect(bundle.sources).toEqual(expect.arrayContaining([...said]));
  for (const place of ['bot/teams', 'shared/commands', 'shared/telemetry', 'tab/api']) {
    expect(said.filter((source) => source.startsWith(`${place}/`)).length).toBeGreaterThan(2);
  }
});

test('what sends to Azure Monitor is imported later, where it is configured', () => {
  expect(bundle.importedAtStart).toContain('fastify');
  expect(bundle.importedAtStart.filter((name) => name.includes('opentelemetry'))).toEqual([]);
  expect([...bundle.packages]).toContain('@azure/monitor-opentelemetry-exporter');
});

/** What stands in the parts for one machine and in tests, and must not be in anything that goes to production. */
const FORBIDDEN: readonly (readonly [what: string, found: RegExp])[] = [
  ['the local root', /infra\/local|\/local\/(?:token|people|clock|messages)/],
  ['tests', /tests\/support|vitest|fast-check/],
  [
    'the storage of one machine',
    /azurite\.js|devstoreaccount1|Eby8vdM02xNOcqFlqUwJ|UseDevelopmentStorage/,
  ],
  ['the demo organisation', /brightwater\.example|Brightwater|Thistlewood/i],
  ['the issuer of one machine', /startIssuer|graphStandIn|127\.0\.0\.1:\d/],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY|"d":"[\w-]{40,}"/],
  ['a key of storage', /AccountKey=|SharedAccessSignature|[?&]sig=[\w%]{20,}/],
  ['a password', /(?:password|secret)['"]?\s*[:=]\s*['"][^'"\s]{8,}['"]/i],
  ['a token', /\beyJ[\w-]{20,}\.[\w-]{20,}/],
  ['where npm got a package', /"resolved"|registry\.npmjs|https?:\/\/[\w.-]*\/-\/[\w.-]+\.tgz/],
];

test.each(FORBIDDEN)('no file of it that is not of a package holds %s', (_what, found) => {
  const holding = filesIn(artefact, '')
    .filter((file) => !file.startsWith('packages/'))
    // What is compressed is another form of what stands beside it.
    .filter((file) => !/\.(?:br|gz)$/.test(file))
    .filter((file) => found.test(readFileSync(path.join(artefact, file), 'utf8')));
  expect(holding).toEqual([]);
});

test('without authentication there is no bot: nothing that reads a configuration gives such credentials', () => {
  const bundled = readFileSync(path.join(artefact, 'main.js'), 'utf8');
  const [, main = ''] = bundled.split('\n// main.ts\n');
  expect(main).not.toMatch(/kind: "none"/);
  expect(main.match(/kind: "identity"/g)?.length).toBeGreaterThan(0);
});

test('its packages are those that the server imports, with all that they stand on, each with its hash', () => {
  const { packages } = Lock.parse(
    JSON.parse(readFileSync(path.join(artefact, 'package-lock.json'), 'utf8')),
  );
  const names = Object.keys(packages).filter((place) => place !== '');
  expect(names).toContain('node_modules/fastify');
  for (const browserOrTool of [
    'react',
    'vite',
    'vitest',
    'azurite',
    'adaptivecards',
    'typescript',
  ]) {
    expect(names).not.toContain(`node_modules/${browserOrTool}`);
  }
  for (const place of names) {
    expect(packages[place], place).toMatchObject({ integrity: expect.stringMatching(/^sha512-/) });
    expect(packages[place], place).not.toHaveProperty('dev');
  }
  expect(bundle.places.length).toBeGreaterThan(100);
  expect(bundle.places.filter((place) => packages[place] === undefined)).toEqual([]);
});

test('the licence of every package of which something is in it goes with it, of the server and of the tab', () => {
  const licences = readFileSync(path.join(artefact, 'licences.txt'), 'utf8');
  const { packages } = Lock.parse(
    JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')),
  );
  const inTheTab = ['react', 'react-dom', '@fluentui/react-button', '@microsoft/teams-js'];
  for (const place of [...bundle.places, ...inTheTab.map((name) => `node_modules/${name}`)]) {
    const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const title = `${name} ${packages[place]?.version}`;
    expect(licences).toContain(`${title}\n${'='.repeat(title.length)}\n\n`);
  }
  expect(licences).toContain('Copyright (c) Microsoft Corporation');
});

test('every asset of the tab is there compressed, and the page has no script of its own', () => {
  const assets = filesIn(artefact, 'dist/tab/assets');
  const large = assets.filter(
    (file) => file.endsWith('.js') && statSync(path.join(artefact, file)).size >= 1024,
  );
  expect(large.length).toBeGreaterThan(20);
  for (const file of large) {
    expect(assets).toContain(`${file}.br`);
    expect(assets).toContain(`${file}.gz`);
  }
  const page = readFileSync(path.join(artefact, 'dist/tab/index.html'), 'utf8');
  expect(page).not.toMatch(/<script(?![^>]* src=)|<style|\sstyle=|\son[a-z]+=/);
  expect(page).toContain('nonce="nonce-of-this-answer"');
  // Nothing is waited for but scripts: what styles the whole page comes with them.
  expect(page).not.toContain('rel="stylesheet"');
});

test('what draws the tab holds its styles worked out: no property is left as it is written in the source', () => {
  const drawing = filesIn(artefact, 'dist/tab/assets').filter((file) =>
    /\/draw-[^/]+\.js$/.test(file),
  );
  expect(drawing).toHaveLength(1);
  const code = drawing.map((file) => readFileSync(path.join(artefact, file), 'utf8')).join('');
  // A rule that the home page has of its own.
  expect(code).toMatch(/overflow-wrap:break-word/);
  expect(code).not.toMatch(/overflowWrap:/);
  // A single dash would make two bytes of every character.
  expect(code).toMatch(/^[\0-\x7f]+$/);
  // The bundler's helpers are in it, so that the page has two files to wait for.
  expect([...code.matchAll(/from"([^"]+)"/g)].map(([, from]) => from)).toEqual([
    expect.stringMatching(/^\.\/index-/),
  ]);
  const page = readFileSync(path.join(artefact, 'dist/tab/index.html'), 'utf8');
  expect(
    [...page.matchAll(/(?:src|href)="\/tab\/assets\/(\w+)-/g)].map(([, name]) => name),
  ).toEqual(expect.arrayContaining(['index', 'draw']));
  expect(page.match(/\/tab\/assets\//g)).toHaveLength(2);
});

test('two builds of the same sources are the same bytes', async () => {
  const again = path.join(folder, 'again');
  await buildArtefact(root, again);
  expect(hashOf(again)).toBe(hashOf(artefact));
}, 240_000);

function hashOf(place: string): string {
  const hash = createHash('sha256');
  for (const file of filesIn(place, '')) {
    const at = path.join(place, file);
    hash.update(`${file}\0${statSync(at).mtimeMs}\0`).update(readFileSync(at));
  }
  return hash.digest('hex');
}

function start(
  env: Readonly<Record<string, string>>,
): ChildProcess & { readonly said: Promise<string> } {
  const child = spawn(process.execPath, ['main.js'], {
    cwd: artefact,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return Object.assign(child, { said: text(child.stderr) });
}

async function answerIn(url: string, child: ChildProcess): Promise<Response> {
  for (const until = Date.now() + 120_000; Date.now() < until && child.exitCode === null;) {
    try {
      const answer = await fetch(url);
      if (answer.ok) return answer;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
    await delay(200);
  }
  throw new Error(`There is no good answer from ${url}.`);
}

/** Takes what is sent to Azure Monitor, over https as it does. */
async function startMonitor(pems: { readonly key: string; readonly cert: string }) {
  const told: string[] = [];
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    told.push(await text(request));
    response.end('{}');
  };
  const server = createServer(pems, (request, response) => void take(request, response));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    told,
    connectionString: `InstrumentationKey=00000000-0000-4000-8000-000000000001;IngestionEndpoint=https://127.0.0.1:${port}`,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

test('it starts as in production, over https storage with the token of an identity, answers, and ends when told', async () => {
  const pems = selfSigned();
  const certificate = path.join(folder, 'cert.pem');
  writeFileSync(certificate, pems.cert);
  const azurite = await startTestAzurite(pems);
  onTestFinished(() => azurite.stop());
  const identity = await startManagedIdentity();
  onTestFinished(identity.stop);
  const monitor = await startMonitor(pems);
  onTestFinished(monitor.stop);
  const port = await freePort();
  const child = start({
    ...PRODUCTION_SETTINGS,
    ...identity.env,
    TABLES_URL: azurite.tablesUrl,
    QUEUES_URL: azurite.queuesUrl,
    APPLICATIONINSIGHTS_CONNECTION_STRING: monitor.connectionString,
    NODE_EXTRA_CA_CERTS: certificate,
    PORT: String(port),
  });
  const url = `http://127.0.0.1:${port}`;

  await answerIn(`${url}/health/ready`, child);

  const page = await fetch(`${url}/tab/`);
  expect(page.status).toBe(200);
  const script = /src="(\/tab\/assets\/[^"]+)"/.exec(await page.text())?.[1] ?? '';
  const asset = await fetch(`${url}${script}`, { headers: { 'accept-encoding': 'br' } });
  expect(asset.headers.get('content-encoding')).toBe('br');
  expect(asset.headers.get('cache-control')).toContain('immutable');
  expect((await fetch(`${url}/api/openapi.json`)).status).toBe(200);
  expect((await fetch(`${url}/api/home`)).status).toBe(401);
  const told = await fetch(`${url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      type: 'message',
      channelId: 'msteams',
      serviceUrl: 'https://smba.trafficmanager.net/teams/',
      conversation: {
        id: 'a:1',
        conversationType: 'personal',
        tenantId: PRODUCTION_SETTINGS.TENANT_IDS,
      },
      recipient: { id: '28:bot' },
      from: { id: '29:x', aadObjectId: PRODUCTION_SETTINGS.BOT_APP_ID },
      text: 'hi',
    }),
  });
  expect(told.status).toBe(401);
  for (const local of ['/', '/local/people', '/connector/v3/conversations']) {
    expect((await fetch(`${url}${local}`)).status, local).toBe(404);
  }
  const asLocal = await fetch(`${url}/local/token`, { method: 'POST', body: '{}' });
  expect([404, 415]).toContain(asLocal.status);
  expect(identity.asked.length).toBeGreaterThan(0);
  for (const { clientId } of identity.asked) expect(clientId).toBe(PRODUCTION_SETTINGS.BOT_APP_ID);

  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  const said = await child.said;
  expect(said).not.toMatch(/eyJ|Bearer|devstoreaccount1/);
  // Nothing but what it logs: no warning of Node, no word of a package.
  for (const line of said.trim().split('\n')) expect(line).toMatch(/^\{"level":/);
  expect(monitor.told.join('\n')).toContain('http.server.request.duration');
}, 240_000);

test('where storage is out of reach it ends at once, and says where it stopped without its address', async () => {
  const identity = await startManagedIdentity();
  onTestFinished(identity.stop);
  const nowhere = `https://127.0.0.1:${await freePort()}/account`;
  const child = start({
    ...PRODUCTION_SETTINGS,
    ...identity.env,
    TABLES_URL: nowhere,
    QUEUES_URL: nowhere,
    PORT: String(await freePort()),
  });

  expect(await once(child, 'exit')).toEqual([1, null]);

  const said = await child.said;
  expect(said).toContain('start.failed');
  expect(said).toContain('ECONNREFUSED');
  expect(said).not.toMatch(/\/account|eyJ/);
}, 120_000);

test('with half a configuration it names all that is missing, and does not start', async () => {
  const { BOT_APP_ID: _id, PSEUDONYM_KEY: _key, ...rest } = PRODUCTION_SETTINGS;
  const child = start({ ...rest, TENANT_IDS: 'all' });

  expect(await once(child, 'exit')).toEqual([78, null]);

  const said = await child.said;
  for (const name of ['BOT_APP_ID', 'PSEUDONYM_KEY', 'TENANT_IDS', 'TABLES_URL', 'QUEUES_URL']) {
    expect(said).toContain(name);
  }
}, 60_000);
