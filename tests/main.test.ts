import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { PRODUCTION_SETTINGS } from './support/production-settings.ts';

// A program of its own, on a machine that may be busy. What it takes is in tests/shared/program/configuration.test.ts.
vi.setConfig({ testTimeout: 60_000 });

const main = path.resolve(import.meta.dirname, '../main.ts');

const SETTINGS = ['TABLES_URL', 'QUEUES_URL', ...Object.keys(PRODUCTION_SETTINGS)];

test('production does not start with settings that do not fit, and names each without what was given: it may be a secret', () => {
  const given = SETTINGS.map((name, n): [string, string] => [name, `secret#${n}`]);
  const { status, stdout, stderr } = spawnSync(process.execPath, [main], {
    env: { PATH: process.env['PATH'], ...Object.fromEntries(given) },
    encoding: 'utf8',
  });
  expect(status).toBe(78);
  for (const name of SETTINGS) expect(stderr).toContain(name);
  expect(stdout + stderr).not.toContain('secret#');
});
