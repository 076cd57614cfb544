import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ChromiumMissing, findChromium, lookForChromium } from './find-chromium.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'alongside-chromium-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function program(name: string): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, '#!/bin/sh\n');
  chmodSync(file, 0o755);
  return file;
}

test('CHROMIUM_PATH comes first, the PATH next, Playwright’s own last', () => {
  const chosen = program('chosen');
  const playwrightPath = program('playwright/chrome');
  const onPath = program('bin/google-chrome');
  const PATH = ['/nowhere', path.dirname(onPath)].join(path.delimiter);

  expect(findChromium({ environment: { CHROMIUM_PATH: chosen, PATH }, playwrightPath })).toBe(
    chosen,
  );
  expect(findChromium({ environment: { PATH }, playwrightPath })).toBe(onPath);
  expect(findChromium({ environment: { PATH: '/nowhere' }, playwrightPath })).toBe(playwrightPath);
});

test('of those in one folder, the shell without a window comes first', () => {
  program('chromium');
  const shell = program('chromium-headless-shell');
  const places = { environment: { PATH: folder }, playwrightPath: '/nowhere' };
  expect(findChromium(places)).toBe(shell);
});

test('an empty CHROMIUM_PATH counts as none', () => {
  const playwrightPath = program('playwright/chrome');
  expect(findChromium({ environment: { CHROMIUM_PATH: '' }, playwrightPath })).toBe(playwrightPath);
});

test('a CHROMIUM_PATH that cannot be run is said, not silently replaced', () => {
  const places = {
    environment: { CHROMIUM_PATH: path.join(folder, 'missing') },
    playwrightPath: program('playwright/chrome'),
  };
  expect(() => findChromium(places)).toThrow(/CHROMIUM_PATH is .*missing, which cannot be run/);
});

test('without any, one sentence says what to do', () => {
  const places = { environment: { PATH: folder }, playwrightPath: path.join(folder, 'missing') };
  expect(lookForChromium(places)).toBeUndefined();
  expect(() => findChromium(places)).toThrow(ChromiumMissing);
  expect(() => findChromium(places)).toThrow(
    /install Chromium or Google Chrome, or set CHROMIUM_PATH/,
  );
});
