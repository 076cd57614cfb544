import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ARTEFACT } from '../../../infra/package/artefact.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const IMPORT =
  /^(?:import|export)(?! type)[\w\s{},*$]*?from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm;

/** What `main.ts` imports, and what that imports, and so on: files of the repository, and packages. */
function reachable(): {
  readonly files: ReadonlySet<string>;
  readonly packages: ReadonlySet<string>;
} {
  const files = new Set<string>();
  const packages = new Set<string>();
  const waiting = [path.join(ROOT, 'main.ts')];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    const name = path.relative(ROOT, file);
    if (files.has(name)) continue;
    files.add(name);
    if (!file.endsWith('.ts')) continue;
    for (const [, named, bare, later] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
      const specifier = named ?? bare ?? later ?? '';
      if (specifier.startsWith('.')) waiting.push(path.resolve(file, '..', specifier));
      else packages.add(specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/'));
    }
  }
  return { files, packages };
}

const { files, packages } = reachable();
const { dependencies } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
  dependencies: Readonly<Record<string, string>>;
};

test('the artefact holds every file that production reaches', () => {
  expect(files.size).toBeGreaterThan(200);
  for (const file of files) {
    expect(ARTEFACT.some((name) => file === name || file.startsWith(`${name}/`))).toBe(true);
  }
});

test('what lets anybody be anybody, and the tests, are not in it', () => {
  for (const name of ARTEFACT) expect(name).not.toMatch(/^(infra|tests|\.data|env)\b|^tab$/);
});

test('what production imports is a dependency, and what only the tab or the tests need is none', () => {
  const own = [...packages].filter(
    (name) => !name.startsWith('node:') && !builtinModules.includes(name),
  );
  expect(Object.keys(dependencies)).toEqual(expect.arrayContaining(own));
  expect(Object.keys(dependencies).filter((name) => !own.includes(name))).toEqual([
    // What the packages of OpenTelemetry share: our sources need its types alone.
    '@opentelemetry/api',
  ]);
});

// Its packages take a while to load where others work beside.
test('the artefact starts by itself, and asks for its configuration', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'alongside-artefact-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of ARTEFACT.filter((one) => !one.startsWith('dist'))) {
    cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true });
  }
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  const { status, stderr } = spawnSync(process.execPath, ['main.ts'], {
    cwd: folder,
    env: { PATH: process.env['PATH'] },
    encoding: 'utf8',
  });
  expect(stderr).toContain('The configuration does not fit');
  expect(status).toBe(78);
});
