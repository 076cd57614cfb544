import { unzipSync } from 'fflate';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { packageFiles, zipped } from '../../infra/package/app-package.ts';
import { environmentNames, placeholdersIn } from '../../infra/package/environment.ts';
import { ROOT } from './built-package.ts';

/** The package's sources elsewhere, to be changed. */
function copyOfSources(): string {
  const root = mkdtempSync(path.join(tmpdir(), 'alongside-package-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const folder of ['appPackage', 'env']) {
    cpSync(path.join(ROOT, folder), path.join(root, folder), { recursive: true });
  }
  return root;
}

test('the zip holds the manifest, the languages and the icons, at the top, and nothing else', () => {
  const entries = unzipSync(zipped(packageFiles(ROOT, 'local')));
  expect(Object.keys(entries)).toEqual([
    'manifest.json',
    'locales/es.json',
    'locales/fr.json',
    'locales/de.json',
    'locales/cy.json',
    'locales/ar.json',
    'color.png',
    'outline.png',
  ]);
  for (const [name, bytes] of Object.entries(entries)) {
    if (name.endsWith('.json')) expect(Buffer.from(bytes).toString()).not.toContain('${{');
  }
  expect(entries['color.png']).toEqual(
    new Uint8Array(readFileSync(path.join(ROOT, 'appPackage/color.png'))),
  );
});

test('the same sources are the same bytes, in every time zone', () => {
  const here = createHash('sha256')
    .update(zipped(packageFiles(ROOT, 'local')))
    .digest('hex');
  const program = `
    import { createHash } from 'node:crypto';
    import { packageFiles, zipped } from './infra/package/app-package.ts';
    const bytes = zipped(packageFiles(process.cwd(), 'local'));
    process.stdout.write(createHash('sha256').update(bytes).digest('hex'));`;
  for (const TZ of ['Pacific/Kiritimati', 'America/Los_Angeles']) {
    const { stdout } = spawnSync(
      process.execPath,
      ['--input-type=module-typescript', '--eval', program],
      { cwd: ROOT, env: { TZ }, encoding: 'utf8' },
    );
    expect(stdout).toBe(here);
  }
});

test('every variable without a value is named at once, with what to do', () => {
  expect(() => packageFiles(ROOT, 'dev')).toThrow(
    [
      'The app package of "dev" needs these variables, which have no value in env/.env.dev:',
      '  AAD_APP_CLIENT_ID',
      '  BOT_ID',
      '  TAB_DOMAIN',
      '  TEAMS_APP_ID',
      'Provisioning writes them there: docs/operate/deploy.md.',
    ].join('\n'),
  );
});

test('what stands in the file of this machine is taken too, and is written as it is', () => {
  const root = copyOfSources();
  const values = { TAB_DOMAIN: 'alongside.example', BOT_ID: 'x"\\y', AAD_APP_CLIENT_ID: 'c' };
  writeFileSync(
    path.join(root, 'env/.env.prod.user'),
    Object.entries({ ...values, TEAMS_APP_ID: 'a' })
      .map(([name, value]) => `${name}='${value}'`)
      .join('\n'),
  );
  const json = Buffer.from(packageFiles(root, 'prod').get('manifest.json') ?? []).toString();
  expect(JSON.parse(json)).toMatchObject({
    id: 'a',
    name: { short: 'Alongside' },
    bots: [{ botId: 'x"\\y' }],
    validDomains: ['alongside.example'],
  });
});

test.each(['', 'staging', '../env/.env.local', 'local.user'])(
  'there is no environment "%s", and the message says which there are',
  (name) => {
    expect(() => packageFiles(ROOT, name)).toThrow('There are: dev, local, prod, test.');
  },
);

test('every environment has a place for what the package needs', () => {
  const needed = placeholdersIn(
    ['manifest.json', 'locales/ar.json']
      .map((name) => readFileSync(path.join(ROOT, 'appPackage', name), 'utf8'))
      .join(),
  );
  expect(needed.length).toBeGreaterThan(4);
  for (const name of environmentNames(ROOT)) {
    const text = readFileSync(path.join(ROOT, `env/.env.${name}`), 'utf8');
    for (const variable of needed) expect(text).toMatch(new RegExp(`^${variable}=`, 'm'));
  }
});

test('no environment that is committed holds a secret', () => {
  for (const name of environmentNames(ROOT)) {
    const text = readFileSync(path.join(ROOT, `env/.env.${name}`), 'utf8');
    expect(text).not.toMatch(/SECRET_|PASSWORD|_KEY=|AccountKey|ConnectionString/i);
  }
  expect(readFileSync(path.join(ROOT, '.gitignore'), 'utf8')).toContain('env/.env.*.user\n');
});
