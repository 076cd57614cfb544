import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import { decodeJwt } from 'jose';
import { chromium, type Browser, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { buildStalePages } from '../../../../infra/local/build-pages.ts';
import { CHROMIUM_FLAGS, findChromium } from '../../../support/find-chromium.ts';
import { ada, ben, sendAsBot, startLocalServer, TENANT, type TestBot } from '../local-server.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const pageFolder = join(root, 'dist/local');
const builds = mkdtempSync(join(tmpdir(), 'alongside-page-'));
const tabFolder = join(builds, 'tab');
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
let browser: Browser;

beforeAll(async () => {
  await buildStalePages(root);
  await build({
    configFile: false,
    root: here('./probe-tab'),
    base: '/tab/',
    logLevel: 'error',
    build: { outDir: tabFolder, target: 'es2024' },
  });
  browser = await chromium.launch({ executablePath: findChromium(), args: [...CHROMIUM_FLAGS] });
}, 120_000);

afterAll(async () => {
  await browser.close();
  rmSync(builds, { recursive: true, force: true });
});

const question = {
  type: 'AdaptiveCard',
  version: '1.5',
  body: [{ type: 'TextBlock', text: 'Did the situation come up?', wrap: true }],
  actions: [
    { type: 'Action.Execute', title: 'I did it', verb: 'answer', data: { answer: 'did' } },
    { type: 'Action.Execute', title: 'Not mine', verb: 'foreign' },
    {
      type: 'Action.OpenUrl',
      title: 'Open in the tab',
      url: 'https://teams.microsoft.com/l/entity/b7c9a1e4-5d20-4c6f-8f13-90ab12cd34ef/home?context=%7B%22subEntityId%22%3A%22pledges%22%7D',
    },
  ],
};
const noted = {
  type: 'AdaptiveCard',
  version: '1.5',
  body: [{ type: 'TextBlock', text: 'Noted, Ada.' }],
};
const ADAPTIVE = 'application/vnd.microsoft.card.adaptive';

const bot: TestBot = async (activity) => {
  if (activity.type === 'message') {
    const attachments = [{ contentType: ADAPTIVE, content: question }];
    await sendAsBot(activity, { type: 'message', attachments });
  }
  if (activity.type === 'installationUpdate' && activity['action'] === 'add') {
    await sendAsBot(activity, { type: 'message', text: 'Hello again' });
  }
  if (activity.type !== 'invoke') return undefined;
  const { verb } = (activity['value'] as { action: { verb: string } }).action;
  if (verb === 'foreign') {
    const type = 'application/vnd.microsoft.activity.message';
    return { statusCode: 200, type, value: 'This card is not yours.' };
  }
  return { statusCode: 200, type: ADAPTIVE, value: noted };
};

async function open(query = ''): Promise<{ page: Page; errors: string[] }> {
  const server = await startLocalServer({
    dataDir: temporaryFolder(),
    bot,
    pageFolder,
    configure: (app) =>
      void app.register(fastifyStatic, { root: tabFolder, prefix: '/tab/', decorateReply: false }),
  });
  onTestFinished(() => server.close());
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  onTestFinished(() => page.close());
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(`${server.url}/${query}`);
  await page.locator('.stage[data-tab="started"]').waitFor();
  await page.locator('.chat[data-chat="ready"]').waitFor();
  return { page, errors };
}

const tabText = (page: Page, id: string) =>
  page.frameLocator('iframe[name="tab"]').locator(`#${id}`).textContent();
const say = async (page: Page, text: string) => {
  await page.getByRole('textbox', { name: 'Write a message' }).fill(text);
  await page.keyboard.press('Enter');
};

test('the real teams-js takes the page for its host and gets context and token', async () => {
  const { page, errors } = await open(`?person=${ben.id}&theme=dark&lang=ar&page=pledges`);

  expect(JSON.parse((await tabText(page, 'context')) ?? '')).toEqual({
    locale: 'ar',
    page: 'home',
    subPage: 'pledges',
    person: ben.id,
    tenant: TENANT,
    clipboard: false,
  });
  expect(await tabText(page, 'theme')).toBe('dark');
  expect(decodeJwt((await tabText(page, 'token')) ?? '')['oid']).toBe(ben.id);
  expect(errors).toEqual([]);
});

test('a theme reaches the running tab, another person and language start it anew', async () => {
  const { page } = await open();
  const frame = page.frameLocator('iframe[name="tab"]');
  await page.locator('iframe').evaluate((tab: HTMLIFrameElement) => {
    tab.contentWindow?.document.body.setAttribute('data-same', '');
  });

  await page.getByLabel('Theme').selectOption('High contrast');
  await frame.locator('#theme', { hasText: 'contrast' }).waitFor();
  expect(await frame.locator('body[data-same]').count()).toBe(1);

  await page.getByLabel('Person').selectOption(ben.id);
  await frame.locator('#context', { hasText: ben.id }).waitFor();
  expect(await frame.locator('body[data-same]').count()).toBe(0);
  await page.getByLabel('Language').selectOption('ar');
  await frame.locator('#context', { hasText: '"locale":"ar"' }).waitFor();
  expect(new URL(page.url()).search).toBe(`?person=${ben.id}&theme=contrast&lang=ar&width=full`);
});

test('the tab opens a page of its own through its host and by a deep link', async () => {
  const { page } = await open();
  const frame = page.frameLocator('iframe[name="tab"]');

  await frame.getByRole('button', { name: 'Navigate' }).click();
  await frame.locator('#context', { hasText: '"subPage":"learn"' }).waitFor();
  await frame.getByRole('button', { name: 'Link' }).click();
  await frame.locator('#context', { hasText: '"subPage":"settings"' }).waitFor();

  const calls = await page.evaluate(() =>
    (
      window as unknown as { localTeams: { calls: { func: string; known: boolean }[] } }
    ).localTeams.calls
      .filter(({ known }) => !known)
      .map(({ func }) => func),
  );
  expect(calls).toEqual([]);
});

test('a tapped card is replaced in place, keeps the focus and is announced', async () => {
  const { page, errors } = await open(`?person=${ada.id}`);
  await say(page, 'check in');
  const button = page.getByRole('button', { name: 'I did it' });

  await button.click();

  const replaced = page.getByRole('log').getByText('Noted, Ada.');
  await replaced.waitFor();
  expect(await button.count()).toBe(0);
  expect(await page.getByRole('log').getByRole('listitem').count()).toBe(2);
  await page.getByRole('status').filter({ hasText: 'Card updated. Noted, Ada.' }).waitFor();
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('body');
  expect(errors).toEqual([]);
});

test('words that answer a tap are shown, and the card can be tapped again', async () => {
  const { page } = await open();
  await say(page, 'check in');

  await page.getByRole('button', { name: 'Not mine' }).click();

  await page.locator('.notice', { hasText: 'This card is not yours.' }).waitFor();
  expect(await page.getByRole('button', { name: 'I did it' }).isEnabled()).toBe(true);
});

test('a link on a card to a page of the app opens it in the tab', async () => {
  const { page } = await open();
  await say(page, 'check in');

  await page.getByRole('link', { name: 'Open in the tab' }).click();

  const frame = page.frameLocator('iframe[name="tab"]');
  const context = frame.locator('#context', { hasText: '"subPage":"pledges"' });
  await context.waitFor();
  expect(await context.count()).toBe(1);
});

test('without the app nothing can be written, and installing it brings the greeting', async () => {
  const { page } = await open();

  await page.getByRole('button', { name: 'Remove the app' }).click();
  await page.getByText('Ada Ingham does not have Alongside.').waitFor();
  expect(await page.getByRole('textbox', { name: 'Write a message' }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Install the app' }).click();

  await page.getByText('Hello again').waitFor();
  expect(await page.getByRole('textbox', { name: 'Write a message' }).isEnabled()).toBe(true);
});

test('a chat that was written before is there after a reload', async () => {
  const { page } = await open();
  await say(page, 'check in');
  await page.getByRole('button', { name: 'I did it' }).click();
  await page.getByRole('log').getByText('Noted, Ada.').waitFor();

  await page.reload();

  await page.getByRole('log').getByText('Noted, Ada.').waitFor();
  expect(await page.getByRole('log').getByRole('listitem').count()).toBe(2);
});

test('moving the clock shows the new product time', async () => {
  const { page } = await open();
  const before = await page.locator('.clock time').getAttribute('datetime');

  await page.getByRole('button', { name: '+7 days' }).click();
  await page.locator('.notice', { hasText: 'It is now' }).waitFor();

  const after = await page.locator('.clock time').getAttribute('datetime');
  const movedDays = (Date.parse(after ?? '') - Date.parse(before ?? '')) / 86_400_000;
  expect(movedDays).toBeGreaterThanOrEqual(7);
  expect(movedDays).toBeLessThan(7.01);
});

test.each([320, 860, 1400])('nothing is wider than a window of %i px', async (width) => {
  const { page } = await open('?width=320');
  await say(page, 'check in');
  await page.getByRole('button', { name: 'I did it' }).waitFor();

  await page.setViewportSize({ width, height: 800 });

  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
    width,
  );
});
