import { type Browser, chromium } from 'playwright-core';
import { v7 as uuidV7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoPeople } from '../../infra/local/demo-organisation.ts';
import { CHROMIUM_FLAGS, findChromium } from '../support/find-chromium.ts';
import {
  type LocalProgram,
  removeDataDir,
  startProgram,
  temporaryDataDir,
} from '../support/local-program.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

const dataDir = temporaryDataDir();
let program: LocalProgram;
let browser: Browser;

beforeAll(async () => {
  program = await startProgram(dataDir);
  browser = await chromium.launch({ executablePath: findChromium(), args: [...CHROMIUM_FLAGS] });
});

afterAll(async () => {
  await browser.close();
  expect(await program.interrupt()).toBe(0);
  removeDataDir(dataDir);
});

const person = demoPeople().find(({ roles, guest }) => roles.length === 0 && !guest)?.id ?? '';
const admin = demoPeople().find(({ roles }) => roles.includes('Alongside.Admin'))?.id ?? '';

const sent = async () => (await program.messages(person)).filter(({ kind }) => kind === 'sent');

/** Lives eight days in steps that end in everybody's window each day, or until a message comes. */
async function liveEightDays(before: number): Promise<void> {
  for (let step = 0; step < 48; step += 1) {
    await program.local('POST', '/local/clock', { advance: 'PT4H' });
    if ((await sent()).length > before) return;
  }
}

test('an admin stops messages for everybody: the check-in of that day waits, and comes when they start again', async () => {
  const rhythm = { budget: 1, day: 2, time: '09:00', zone: 'Europe/London' };
  await program.api(person, 'POST', '/api/consent', { version: 1, rhythm });
  const pledged = await program.api(person, 'POST', '/api/pledges', {
    id: uuidV7(),
    pillar: 'listen',
    form: { kind: 'own-words', words: 'Let people finish.' },
    source: { kind: 'own' },
    cadence: 'weekly',
    endsOn: new Date(Date.now() + 84 * DAY_MS).toISOString().slice(0, 10),
  });
  expect(pledged.status).toBe(200);
  const before = (await sent()).length;

  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(20_000);
  await page.goto(`${program.url}/?person=${admin}`);
  const tab = page.frameLocator('iframe[name=tab]');
  await tab.getByRole('link', { name: 'Admin' }).click();
  await tab.getByRole('link', { name: 'Messages' }).click();
  await tab.getByRole('switch', { name: 'The bot writes to people' }).click();
  await tab.getByRole('button', { name: 'Stop for everybody' }).click();
  await tab.getByRole('heading', { name: 'Messages are stopped' }).waitFor();

  // Whatever day it is today: the question is due within eight days.
  await liveEightDays(before);
  expect(await sent()).toHaveLength(before);

  await tab.getByRole('button', { name: 'Start again' }).click();
  await tab.getByText('Messages are stopped for everybody.').waitFor({ state: 'hidden' });
  await liveEightDays(before);
  const came = (await sent()).slice(before);
  expect(came.map(({ activity }) => activity.summary)).toEqual(['A check-in from Alongside']);
});
