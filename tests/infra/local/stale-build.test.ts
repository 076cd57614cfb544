import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BUILT_PAGES, isBuildStale } from '../../../infra/local/stale-build.ts';

const [tab] = BUILT_PAGES;
if (tab === undefined) throw new Error('There is no tab to build.');

let root = '';
beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'alongside-build-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(file: string, modifiedAtSeconds: number): void {
  const place = path.join(root, file);
  mkdirSync(path.dirname(place), { recursive: true });
  writeFileSync(place, '');
  for (let at = place; at !== root; at = path.dirname(at)) {
    utimesSync(at, modifiedAtSeconds, modifiedAtSeconds);
  }
}

test('a tab that was never built must be built', () => {
  write('tab/app/main.ts', 1_000);
  expect(isBuildStale(root, tab)).toBe(true);
});

test('a build that is younger than every source is left alone', () => {
  write('tab/app/main.ts', 1_000);
  write('shared/domain/pledge.ts', 2_000);
  write('dist/tab/index.html', 3_000);
  expect(isBuildStale(root, tab)).toBe(false);
});

test.each(['tab/app/main.ts', 'shared/i18n/en/home.json', 'package-lock.json'])(
  'a build that is older than %s must be made anew',
  (source) => {
    write('dist/tab/index.html', 3_000);
    write(source, 4_000);
    expect(isBuildStale(root, tab)).toBe(true);
  },
);
