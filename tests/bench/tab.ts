import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Browser, chromium } from 'playwright-core';
import { build } from 'vite';
import { buildTab } from '../../infra/artefact/build-artefact.ts';
import { CHROMIUM_FLAGS, findChromium } from '../support/find-chromium.ts';
import {
  filesOfEntry,
  gzipBytes,
  listenForFiles,
  MOST_FIRST_LOAD_BYTES,
} from '../support/first-load.ts';
import { type Benchmark, tableText } from './figures.ts';
import { median } from './ranks.ts';
import { startWebOrganisation, type WebOrganisation } from './web-organisation.ts';

// `npm run bench -- tab`: how much is fetched until home is there, and how long it takes in Chromium on a processor four
// times as slow, beside a page of the same React, Fluent and teams-js that has one button. Both are built and compressed in
// the same way, come from the same server with the same headers, stand in the same frame, and find an empty cache.
//
// Usable means: the question that waits is there, its first button was pressed the moment it was there, and the answer to
// that stands on the screen. Time runs from the moment at which the frame begins to load.

const SLOWER = 4;
const PAIRS = Number(process.env['PAIRS'] ?? '31');
const MOST = 1.5;
const LONGEST_MS = 120_000;
/** On home: the answers to the question that waits. */
const FIRST_ANSWER = 'main [role=group] button';
const root = path.resolve(import.meta.dirname, '../..');

/** When content was there, and when its button had answered: milliseconds since the frame began to load. */
interface Opened {
  readonly contentMs: number;
  readonly usableMs: number;
}

declare global {
  interface Window {
    /** In the frame: to be called once its first button has answered. */
    tellOpened(opened: Opened): Promise<void>;
  }
}

/** Builds both pages, and opens them in turn. */
export const measureTab: Benchmark = async () => {
  mkdirSync(path.join(root, 'build'), { recursive: true });
  const built = mkdtempSync(path.join(root, 'build/bench-'));
  const [tab, bare, host] = ['tab', 'bare', 'host'].map((name) => path.join(built, name)) as [
    string,
    string,
    string,
  ];
  try {
    await buildTab(root, tab);
    await buildTab(root, bare, path.join(import.meta.dirname, 'bare-tab'));
    await build({
      configFile: false,
      root: path.join(import.meta.dirname, 'tab-host'),
      logLevel: 'error',
      build: { outDir: host, assetsDir: 'host', target: 'esnext' },
    });
    return await measure({ tab, bare, host });
  } finally {
    rmSync(built, { recursive: true, force: true });
  }
};

interface Built {
  readonly tab: string;
  readonly bare: string;
  readonly host: string;
}

async function measure(built: Built) {
  const organisation = await startWebOrganisation();
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: [...CHROMIUM_FLAGS],
  });
  try {
    const hostFolder = built.host;
    const [tab, bare] = await Promise.all([
      organisation.serve({ tabFolder: built.tab, hostFolder }),
      organisation.serve({ tabFolder: built.bare, hostFolder }),
    ]);
    const files = new Set([
      ...filesOfEntry(built.tab),
      ...(await filesOfHome(browser, organisation, tab.url)),
    ]);
    const openHome = () => open(browser, organisation, tab.url, FIRST_ANSWER);
    const openBare = () => open(browser, organisation, bare.url, 'main button');
    // The server has never been asked before.
    await openHome();
    await openBare();
    const pairs: { readonly home: Opened; readonly bare: Opened }[] = [];
    for (let n = 0; n < PAIRS; n += 1) {
      const homeFirst = n % 2 === 0 ? await openHome() : undefined;
      const other = await openBare();
      const pair = { home: homeFirst ?? (await openHome()), bare: other };
      console.log(`${pair.home.usableMs.toFixed(0)} ms and ${other.usableMs.toFixed(0)} ms`);
      pairs.push(pair);
    }
    return judge(pairs, {
      home: gzipBytes(built.tab, [...files]),
      bare: gzipBytes(built.bare, filesOfEntry(built.bare)),
      files: files.size,
    });
  } finally {
    await browser.close();
    await organisation.stop();
  }
}

/** The address of the page around the tab of somebody new, for whom a question waits. */
async function addressOfSomebody(organisation: WebOrganisation, url: string): Promise<string> {
  const { key, profile } = await organisation.addPerson();
  const given = new URLSearchParams({
    person: key.userId,
    tenant: key.tenantId,
    name: profile.name,
    token: await organisation.tokenOf(key, profile.name),
  });
  return `${url}/?${given}`;
}

/** What Chromium fetches until the question that waits can be answered. */
async function filesOfHome(browser: Browser, organisation: WebOrganisation, url: string) {
  const page = await browser.newPage();
  try {
    page.setDefaultTimeout(LONGEST_MS);
    const files = listenForFiles(page);
    await page.goto(await addressOfSomebody(organisation, url));
    await page.frameLocator('iframe[name=tab]').locator(FIRST_ANSWER).first().waitFor();
    return [...files];
  } finally {
    await page.close();
  }
}

/** Opens a tab for somebody new, with an empty cache, and presses a button of it. */
async function open(
  browser: Browser,
  organisation: WebOrganisation,
  url: string,
  button: string,
): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(LONGEST_MS);
    const opened = Promise.withResolvers<Opened>();
    await page.exposeFunction('tellOpened', (told: Opened) => opened.resolve(told));
    await page.addInitScript(pressWhenThere, button);
    const client = await context.newCDPSession(page);
    await client.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    await page.goto(await addressOfSomebody(organisation, url));
    const late = delay(LONGEST_MS, undefined, { ref: false }).then(() => {
      throw new Error('The tab did not open in time.');
    });
    return await Promise.race([opened.promise, late]);
  } finally {
    await context.close();
  }
}

/** Runs in the frame before its first script: presses the button when it is there, and notes when it is gone for that. */
function pressWhenThere(button: string): void {
  if (window === window.top) return;
  let contentMs: number | undefined;
  const watch = new MutationObserver(() => {
    const found = document.querySelector<HTMLButtonElement>(button);
    if (contentMs === undefined) {
      if (found === null) return;
      contentMs = performance.now();
      found.click();
      return;
    }
    if (found !== null) return;
    watch.disconnect();
    const since = contentMs;
    // After the frame in which the answer is drawn.
    requestAnimationFrame(() => {
      setTimeout(() => {
        void window.tellOpened({ contentMs: since, usableMs: performance.now() });
      });
    });
  });
  watch.observe(document, { childList: true, subtree: true });
}

function judge(
  pairs: readonly { readonly home: Opened; readonly bare: Opened }[],
  bytes: { readonly home: number; readonly bare: number; readonly files: number },
) {
  const kib = (count: number) => (count / 1024).toFixed(1);
  const ratio = median(pairs.map(({ home, bare }) => home.usableMs / bare.usableMs));
  const middle = (of: (pair: (typeof pairs)[number]) => number) => median(pairs.map(of)).toFixed(0);
  console.log(
    tableText([
      ['', 'home', 'one button', 'ratio', 'goal'],
      ['first load, KB gzip', kib(bytes.home), kib(bytes.bare), '', '≤ 230'],
      [
        'content is there, ms',
        middle(({ home }) => home.contentMs),
        middle(({ bare }) => bare.contentMs),
      ],
      [
        'usable, ms',
        middle(({ home }) => home.usableMs),
        middle(({ bare }) => bare.usableMs),
        ratio.toFixed(2),
        `≤ ${MOST}`,
      ],
    ]),
  );
  const every = pairs.map(({ home, bare }) => (home.usableMs / bare.usableMs).toFixed(2));
  console.log(`${pairs.length} pairs: ${every.join(' ')}`);
  return {
    figures: {
      bytes: bytes.home,
      bareBytes: bytes.bare,
      files: bytes.files,
      usableMs: median(pairs.map(({ home }) => home.usableMs)),
      bareUsableMs: median(pairs.map(({ bare }) => bare.usableMs)),
      ratio,
    },
    missed: [
      ...(bytes.home <= MOST_FIRST_LOAD_BYTES ? [] : [`the first load is ${kib(bytes.home)} KB`]),
      ...(ratio <= MOST ? [] : [`home takes ${ratio.toFixed(2)} times as long as one button`]),
    ],
  };
}
