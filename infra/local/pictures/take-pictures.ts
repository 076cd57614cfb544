import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { buildStalePages } from '../build-pages.ts';
import { startLocal } from '../start-local.ts';
import { prepareDataFolder, writeState } from '../state-file.ts';
import { createCamera } from './camera.ts';
import { takeAll } from './scenes.ts';

// `npm run pictures`: the README's pictures, `docs/pictures/*.png`, of the running program with the demo organisation: on a
// port and in a data folder of its own, which goes again.

/** The product time at which everything begins: a Tuesday morning, in the middle of a month. */
const BEGINS_AT = '2030-03-12T10:00:00.000Z';

const root = path.resolve(import.meta.dirname, '../../..');
const folder = path.join(root, 'docs/pictures');

function chromiumPath(): string {
  const { CHROMIUM_PATH: chosen } = process.env;
  if (chosen !== undefined && chosen !== '') return chosen;
  return existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : chromium.executablePath();
}

await buildStalePages(root);
const dataDir = mkdtempSync(path.join(tmpdir(), 'alongside-pictures-'));
try {
  prepareDataFolder(dataDir);
  writeState(dataDir, 'clock.json', { offsetMs: Date.parse(BEGINS_AT) - Date.now() });
  const local = await startLocal({ dataDir, port: 0 });
  try {
    const browser = await chromium.launch({
      executablePath: chromiumPath(),
      args: ['--no-sandbox', '--disable-gpu'],
    });
    try {
      await takeAll(createCamera({ url: local.url, browser, folder }));
    } finally {
      await browser.close();
    }
  } finally {
    await local.stop();
  }
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
