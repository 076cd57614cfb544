import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CHROMIUM_FLAGS, findChromium } from '../support/find-chromium.ts';
import {
  filesOfEntry,
  gzipBytes,
  listenForFiles,
  MOST_FIRST_LOAD_BYTES,
} from '../support/first-load.ts';
import {
  type LocalProgram,
  removeDataDir,
  startProgram,
  temporaryDataDir,
} from '../support/local-program.ts';
import { agree, pledge } from '../support/take-part.ts';

const root = path.resolve(import.meta.dirname, '../..');
const built = path.join(root, 'dist/tab');

const dataDir = temporaryDataDir();
let program: LocalProgram;
let browser: Browser;
/** The scripts and styles of the first load, below `dist/tab`. */
let files: readonly string[];
/** Somebody for whom a question waits. */
let person: string;

beforeAll(async () => {
  program = await startProgram(dataDir);
  browser = await chromium.launch({ executablePath: findChromium(), args: [...CHROMIUM_FLAGS] });
  files = [...new Set([...filesOfEntry(built), ...(await filesOfHome())])].toSorted();
});

afterAll(async () => {
  await browser.close();
  await program.interrupt();
  removeDataDir(dataDir);
});

/** What Chromium fetches until somebody with a pledge and an ERG sees their home. */
async function filesOfHome(): Promise<readonly string[]> {
  const people = await program.local<{ id: string; note: string }[]>('GET', '/local/people');
  person = people.find(({ note }) => /new to Alongside/.test(note))?.id ?? '';
  await agree(program, person);
  await pledge(program, person);
  // So that there is a question to answer, too.
  await program.local('POST', '/local/clock', { to: 'next-check-in', person });

  const page = await browser.newPage();
  page.setDefaultTimeout(30_000);
  const fetched = listenForFiles(page);
  await page.goto(`${program.url}/?person=${person}`);
  const tab = page.frameLocator('iframe[name=tab]');
  await tab.getByRole('button', { name: 'I did it' }).waitFor();
  await page.close();
  return fetched;
}

test('home is there after at most 230 KB of scripts and styles', () => {
  const total = gzipBytes(built, files);
  process.stdout.write(`first load: ${(total / 1024).toFixed(1)} KB in ${files.length} files\n`);
  expect(files.length).toBeGreaterThan(1);
  expect(total).toBeLessThanOrEqual(MOST_FIRST_LOAD_BYTES);
});

test('home is asked for before the texts are there to show it', async () => {
  const page = await browser.newPage();
  page.setDefaultTimeout(30_000);
  const held = Promise.withResolvers<void>();
  let texts = 0;
  await page.route(/\/tab\/assets\/en-[^/]+\.js$/, async (route) => {
    texts += 1;
    await held.promise;
    await route.continue();
  });
  const asked = page.waitForRequest(/\/api\/home$/);
  await page.goto(`${program.url}/?person=${person}`);
  await asked;
  const tab = page.frameLocator('iframe[name=tab]');
  expect(await tab.getByRole('heading').count()).toBe(0);
  held.resolve();
  await tab.getByRole('button', { name: 'I did it' }).waitFor();
  expect(texts).toBe(1);
  await page.close();
}, 60_000);

test('where the code that draws cannot be fetched, Teams is told and says so', async () => {
  const page = await browser.newPage();
  page.setDefaultTimeout(30_000);
  await page.route(/\/tab\/assets\/draw-[^/]+\.js$/, (route) => route.abort());
  await page.goto(`${program.url}/?person=${person}`);
  const told = page.getByText('The tab says that it could not start').first();
  await told.waitFor();
  expect(await told.isVisible()).toBe(true);
  await page.close();
}, 60_000);

test('what draws is fetched with the page, and says that all of it is compiled ahead', () => {
  const drawing = files.filter((file) => /\/draw-[^/]+\.js$/.test(file));
  expect(drawing).toHaveLength(1);
  expect(filesOfEntry(built)).toEqual(expect.arrayContaining(drawing));
  for (const file of drawing) {
    expect(readFileSync(path.join(built, file), 'utf8')).toMatch(
      /^\/\/# allFunctionsCalledOnLoad\n/,
    );
  }
});

test('what the first page stands on comes in a few files', () => {
  expect(filesOfEntry(built).length).toBeLessThanOrEqual(4);
});

// Strings that each library cannot do without, in whatever way it is minified.
test.each([
  ['zod', 'invalid_union', 'node_modules/zod/v4/core'],
  ['zod', 'unrecognized_keys', 'node_modules/zod/v4/core'],
  ['temporal', 'PlainMonthDay', 'node_modules/temporal-polyfill/chunks'],
  ['temporal', 'roundingIncrement', 'node_modules/temporal-polyfill/chunks'],
  [
    'charts',
    'fui-cart__root',
    'node_modules/@fluentui/react-charts/lib/components/CommonComponents',
  ],
])('%s is not in the first load: no "%s"', (_library, telltale, folder) => {
  const source = path.join(root, folder);
  const isTelltale = readdirSync(source)
    .filter((name) => name.endsWith('.js'))
    .some((name) => readFileSync(path.join(source, name), 'utf8').includes(telltale));
  expect(isTelltale).toBe(true);
  const telling = files.filter((file) => {
    return readFileSync(path.join(built, file), 'utf8').includes(telltale);
  });
  expect(telling).toEqual([]);
});
