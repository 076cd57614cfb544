import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { placeholdersIn } from '../../../infra/package/environment.ts';
import { QUEUE_NAMES } from '../../../shared/store/queues.ts';
import { createWebServer } from '../../../tab/api/web-server.ts';
import { testDeps } from '../../support/command-deps.ts';
import { type BicepFile, faultsOf, readBicep, ROOT } from './bicep.ts';

const files = await readBicep();
const each = files.map((file) => [file.name, file] as const);

function fileNamed(name: string): BicepFile {
  const found = files.find((file) => file.name === name);
  if (found === undefined) throw new Error(`There is no ${name}`);
  return found;
}

const main = fileNamed('azure.bicep');
const app = fileNamed('modules/app.bicep');

/** What Bicep itself brings, as far as it is used. */
const BUILT_IN = new Set([
  'concat',
  'empty',
  'environment',
  'guid',
  'join',
  'resourceGroup',
  'string',
  'subscriptionResourceId',
  'take',
  'tenant',
  'union',
  'uniqueString',
  // Decorators.
  'allowed',
  'description',
  'maxLength',
  'maxValue',
  'minLength',
  'minValue',
  'secure',
]);

test('the reader finds what is no Bicep', async () => {
  expect(await faultsOf("param name string\nvar more = '${name}'\n")).toEqual([]);
  expect(await faultsOf('param name string =\nresource {')).not.toEqual([]);
  expect(await faultsOf("resource a 'b@2020-01-01' = {\n  name: 'x'\n")).not.toEqual([]);
});

describe.each(each)('%s', (_name, file) => {
  test('is Bicep by its grammar', () => {
    expect(file.faults).toEqual([]);
  });

  test('declares nothing twice and nothing that is not used', () => {
    const names = [file.params, file.variables, file.resources, file.modules]
      .flat()
      .map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { name } of [...file.params, ...file.variables]) {
      expect(`${name}: ${file.used.get(name) ?? 0}`).not.toBe(`${name}: 0`);
    }
  });

  test('uses nothing that is not declared', () => {
    const loops = [...file.text.matchAll(/\bfor (?:\((\w+), (\w+)\)|(\w+)) in\b/g)].flatMap(
      ([, item, index, alone]) => [item, index, alone],
    );
    const known = new Set<string | undefined>([
      ...BUILT_IN,
      ...loops,
      ...[file.params, file.variables, file.resources, file.modules].flat().map((one) => one.name),
    ]);
    expect([...file.used.keys()].filter((name) => !known.has(name))).toEqual([]);
  });

  test('names a dated API version for each resource that has one of its own', () => {
    for (const { name, type, apiVersion } of file.resources) {
      // A child inside its parent's braces goes by its parent's.
      if (type === 'subnets') continue;
      expect(`${name} ${type}`).toMatch(/^\w+ Microsoft\.\w+(\/\w+)+$/);
      expect(apiVersion).toMatch(/^20\d\d-[01]\d-[0-3]\d(-preview)?$/);
    }
  });

  test('gives each module what it asks for, and asks each for what it has', () => {
    for (const module of file.modules) {
      const target = fileNamed(module.path);
      const all = target.params.map(({ name }) => name);
      const needed = target.params.filter(({ hasDefault }) => !hasDefault).map(({ name }) => name);
      expect(all).toEqual(expect.arrayContaining([...module.params]));
      expect(module.params).toEqual(expect.arrayContaining(needed));
    }
    for (const [name, output] of file.askedOutputs) {
      const module = file.modules.find((one) => one.name === name);
      expect(`${name} is a module: ${module !== undefined}`).toBe(`${name} is a module: true`);
      const outputs = fileNamed(module?.path ?? '').outputs.map((one) => one.name);
      expect(outputs).toContain(output);
    }
  });

  test('tells nothing secret and asks for no key', () => {
    expect(file.text).not.toMatch(/listKeys|listSas|listSecrets|listAccountSas|AccountKey=/i);
    for (const { text } of file.outputs) {
      expect(text).not.toMatch(/password|connectionString|InstrumentationKey|\.value\b/i);
      expect(text).not.toMatch(/= pseudonymKey\b/);
    }
    for (const { name, text } of file.params) {
      if (name === 'pseudonymKey') expect(text).toMatch(/@secure\(\)/);
    }
  });
});

test('every module is used', () => {
  const used = new Set(files.flatMap(({ modules }) => modules.map((module) => module.path)));
  const there = readdirSync(path.join(ROOT, 'infra/modules')).map((name) => `modules/${name}`);
  expect([...used].toSorted()).toEqual(there.toSorted());
});

test('storage opens for identities alone, over TLS 1.2, and shows nothing to everybody', () => {
  const { text } = fileNamed('modules/storage.bicep');
  for (const line of [
    'allowSharedKeyAccess: false',
    'allowBlobPublicAccess: false',
    'supportsHttpsTrafficOnly: true',
    "minimumTlsVersion: 'TLS1_2'",
  ]) {
    expect(text).toContain(`    ${line}\n`);
  }
  // Storage Table Data Contributor and Storage Queue Data Contributor: no more than these.
  expect(text.match(/'[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'/g)).toEqual([
    "'0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'",
    "'974c5e8b-45b9-4653-ba55-5f855dd0fb88'",
  ]);
});

describe('the settings of the apps', () => {
  const set = new Map(
    [...app.text.matchAll(/name: '([\w]+)'\n\s+value: (.+)\n/g)].map(
      ([, name = '', value = '']) => [name, value] as const,
    ),
  );
  const source = readFileSync(path.join(ROOT, 'shared/program/configuration.ts'), 'utf8');
  const [, configuration = ''] =
    /const Configuration = z\.object\(\{([\s\S]*?)\n\}\);/.exec(source) ?? [];
  const read = [...configuration.matchAll(/^ {2}([A-Z][A-Z_]*):/gm)].map(([, name = '']) => name);

  test('are those that the configuration reads, every one', () => {
    expect(read).toContain('TABLES_URL');
    expect([...set.keys()]).toEqual(expect.arrayContaining(read));
  });

  test('and besides only what the platform reads', () => {
    expect([...set.keys()].filter((name) => !read.includes(name))).toEqual([
      'NODE_ENV',
      'ApplicationInsightsAgent_EXTENSION_VERSION',
      'WEBSITE_RUN_FROM_PACKAGE',
      'SCM_DO_BUILD_DURING_DEPLOYMENT',
    ]);
  });

  test('hold where the one secret is, and not what it is', () => {
    expect(set.get('PSEUDONYM_KEY')).toBe("'@Microsoft.KeyVault(SecretUri=${pseudonymKeyUri})'");
    expect(app.params.map(({ name }) => name)).not.toContain('pseudonymKey');
  });

  test('start what the artefact starts, with the Node that it is tested with', () => {
    expect(app.text).toContain("appCommandLine: 'node main.js'");
    const { version } = JSON.parse(
      readFileSync(path.join(ROOT, 'node_modules/node/package.json'), 'utf8'),
    ) as { version: string };
    expect(app.text).toContain(`linuxFxVersion: 'NODE|${version.split('.')[0]}-lts'`);
  });

  test('ask for health where the program answers it', async () => {
    const [, asked = ''] = /healthCheckPath: '([^']+)'/.exec(app.text) ?? [];
    const { app: server } = await createWebServer({
      log: testDeps().log,
      tabFolder: '/nowhere',
      app: { appId: 'alongside', hostOrigins: [] },
      receiveActivity: async () => ({ status: 200, headers: {}, body: '' }),
    });
    expect((await server.inject({ method: 'GET', url: asked })).statusCode).toBe(200);
    await server.close();
  });
});

test('more workers start by the length of a queue that there is', () => {
  const queues = [...app.text.matchAll(/services\/queue\/queues\/(\w+)/g)].map(
    ([, queue]) => queue,
  );
  expect(queues.length).toBeGreaterThan(0);
  for (const queue of queues) expect(QUEUE_NAMES).toContain(queue);
});

test('alerts ask for what the program counts, by the names that it counts by', () => {
  const { text } = fileNamed('modules/alerts.bicep');
  const telemetry = ['delivery-meter.ts', 'web-meter.ts']
    .map((name) => readFileSync(path.join(ROOT, 'shared/telemetry', name), 'utf8'))
    .join('\n');
  const counted = new Set(
    [...telemetry.matchAll(/create(?:Counter|Histogram)\('([\w.]+)'/g)].map(([, name]) => name),
  );
  const asked = [...text.matchAll(/'((?:alongside|http)\.[\w.]+)'/g)].map(([, name]) => name);
  expect(new Set(asked)).toEqual(
    new Set([
      'alongside.delivery.lag',
      'alongside.delivery.given_up',
      'alongside.delivery.due',
      'alongside.delivery.sent',
      'http.server.request.duration',
    ]),
  );
  for (const name of asked) expect(counted).toContain(name);
});

test('the parameters are those of the template, all that have no value of their own among them', () => {
  const { parameters } = z
    .object({ parameters: z.record(z.string(), z.object({ value: z.string() })) })
    .parse(JSON.parse(readFileSync(path.join(ROOT, 'infra/azure.parameters.json'), 'utf8')));
  const names = main.params.map(({ name }) => name);
  const needed = main.params.filter(({ hasDefault }) => !hasDefault).map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(Object.keys(parameters)));
  expect(Object.keys(parameters)).toEqual(expect.arrayContaining(needed));
  for (const environment of ['dev', 'test', 'prod']) {
    const text = readFileSync(path.join(ROOT, `env/.env.${environment}`), 'utf8');
    for (const { value } of Object.values(parameters)) {
      const [placeholder = ''] = placeholdersIn(value);
      expect(value).toBe(`\${{${placeholder}}}`);
      if (!placeholder.startsWith('SECRET_')) {
        expect(text).toMatch(new RegExp(`^${placeholder}=`, 'm'));
      }
    }
  }
});

test('what the template tells has a place in every environment', () => {
  const outputs = main.outputs.map(({ name }) => name);
  expect(outputs).toEqual([
    'BOT_ID',
    'TAB_DOMAIN',
    'WEB_APP_RESOURCE_ID',
    'WORKER_APP_RESOURCE_ID',
  ]);
  for (const environment of ['dev', 'test', 'prod']) {
    const file = path.join(ROOT, `env/.env.${environment}`);
    expect(existsSync(file)).toBe(true);
    for (const name of outputs) {
      expect(readFileSync(file, 'utf8')).toMatch(new RegExp(`^${name}=`, 'm'));
    }
  }
});
