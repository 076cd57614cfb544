import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';

/** Flags for every Chromium that the tests start: no sandbox in containers, no calls home. */
export const CHROMIUM_FLAGS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The shell without a window first, as Playwright itself prefers it: a story takes a quarter less of the processor (measured). */
const NAMES_ON_PATH = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];

/** Where a Chromium may be found. */
export interface ChromiumPlaces {
  /** The environment: `CHROMIUM_PATH` names the executable, `PATH` is searched next. */
  readonly environment: { readonly CHROMIUM_PATH?: string; readonly PATH?: string };
  /** Path of the Chromium that Playwright would install. */
  readonly playwrightPath: string;
}

/** No Chromium was found, and none could be installed; the message says what to do. */
export class ChromiumMissing extends Error {
  override name = 'ChromiumMissing';
}

/**
 * Path of the Chromium to test with: `CHROMIUM_PATH`, else the system's, else Playwright's own;
 * `undefined` when there is none.
 * @throws ChromiumMissing when `CHROMIUM_PATH` names something that cannot be run
 */
export function lookForChromium(places = placesOfThisMachine()): string | undefined {
  const { CHROMIUM_PATH: chosen, PATH: searched = '' } = places.environment;
  if (chosen !== undefined && chosen !== '') {
    if (isExecutable(chosen)) return chosen;
    throw new ChromiumMissing(
      `CHROMIUM_PATH is ${chosen}, which cannot be run: point it at a Chromium or Chrome executable, or unset it.`,
    );
  }
  const onPath = searched
    .split(path.delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => NAMES_ON_PATH.map((name) => path.join(folder, name)));
  return [...onPath, places.playwrightPath].find((candidate) => isExecutable(candidate));
}

/**
 * Path of the Chromium to test with; see `lookForChromium`.
 * @throws ChromiumMissing when there is none
 */
export function findChromium(places?: ChromiumPlaces): string {
  const found = lookForChromium(places);
  if (found !== undefined) return found;
  throw new ChromiumMissing(
    'No Chromium was found: install Chromium or Google Chrome, or set CHROMIUM_PATH to its executable, and try again.',
  );
}

/**
 * Path of the Chromium to test with; installs one when there is none, which takes minutes and the
 * network: by apt-get as root on Debian, else by Playwright's installer for this user.
 * @throws ChromiumMissing when it cannot be installed either
 */
export function ensureChromium(): string {
  const found = lookForChromium();
  if (found !== undefined) return found;

  for (const install of waysToInstall()) {
    console.log(`No Chromium was found; installing it: ${install.join(' ')}`);
    const [command = '', ...args] = install;
    spawnSync(command, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    const installed = lookForChromium();
    if (installed !== undefined) return installed;
  }
  throw new ChromiumMissing(
    'No Chromium was found and none could be installed: install Chromium or Google Chrome, or set CHROMIUM_PATH to its executable, and run `npm test` again.',
  );
}

function placesOfThisMachine(): ChromiumPlaces {
  return { environment: process.env, playwrightPath: chromium.executablePath() };
}

function waysToInstall(): string[][] {
  const playwright = ['playwright', 'install', 'chromium'];
  const isRootOnDebian = process.getuid?.() === 0 && existsSync('/etc/debian_version');
  if (!isRootOnDebian) return [playwright];
  return [
    // Not every Debian has the shell alone.
    ['sh', '-c', 'apt-get update && apt-get install -y chromium-headless-shell'],
    ['apt-get', 'install', '-y', 'chromium'],
    ['playwright', 'install', '--with-deps', 'chromium'],
    playwright,
  ];
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
