import { once } from 'node:events';
import { connect } from 'node:net';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PageSetup } from '../../infra/local/page-setup.ts';
import type { LocalPerson } from '../../infra/local/people.ts';
import { type Playground, startPlayground } from '../../infra/local/start-playground.ts';
import type { GivenHome } from '../../shared/contract/home.ts';
import { CHROMIUM_FLAGS, findChromium } from '../support/find-chromium.ts';
import { goOnIn } from '../support/after-first-start.ts';
import {
  type LocalProgram,
  removeDataDir,
  startProgram,
  temporaryDataDir,
} from '../support/local-program.ts';
import { agree, pledge } from '../support/take-part.ts';

const dataDir = temporaryDataDir();
let program: LocalProgram;
let playground: Playground;
let browser: Browser;
let person: LocalPerson;

beforeAll(async () => {
  program = await startProgram(dataDir, { env: goOnIn(dataDir) });
  const people = await program.local<readonly LocalPerson[]>('GET', '/local/people');
  const found = people.find(({ note }) => /working remotely/.test(note));
  if (found === undefined) throw new Error('Nobody works remotely.');
  person = found;
  const setup = await program.local<PageSetup>('GET', '/local/setup');
  playground = await startPlayground({
    botUrl: `${program.url.replace('localhost', '127.0.0.1')}/api/messages`,
    dataDir,
    tenantId: setup.tenantId,
    bot: { id: setup.botId, name: setup.appName },
    personId: person.id,
    people,
  });
  browser = await chromium.launch({ executablePath: findChromium(), args: [...CHROMIUM_FLAGS] });
});

afterAll(async () => {
  await browser.close();
  await playground.stop();
  await program.interrupt();
  removeDataDir(dataDir);
});

async function home(): Promise<GivenHome> {
  return (await (await program.api(person.id, 'GET', '/api/home')).json()) as GivenHome;
}

test('a question is answered in the Agents Playground, and its card changes in place', async () => {
  await agree(program, person.id);
  await pledge(program, person.id);
  await program.local('POST', '/local/clock', { to: 'next-check-in', person: person.id });
  expect((await home()).due).toHaveLength(1);

  const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
  page.setDefaultTimeout(30_000);
  await page.goto(playground.url);
  const box = page.locator('[data-lexical-editor=true]').first();
  // Its editor takes keys, not values.
  await box.click();
  await page.keyboard.type('check in');
  await page.keyboard.press('Enter');

  const card = page.locator('.ac-adaptiveCard');
  const didIt = card.getByRole('button', { name: 'I did it' });
  await didIt.waitFor();
  const cards = await card.count();
  await didIt.click();

  await card.filter({ hasText: 'Noted' }).waitFor();
  expect(await didIt.count()).toBe(0);
  expect(await card.count()).toBe(cards);
  const { due, pledges } = await home();
  expect(due).toEqual([]);
  expect(pledges[0]?.recent[0]?.answer).toBe('did-it');
});

test('the Agents Playground is reachable on 127.0.0.1 only', async () => {
  const port = Number(new URL(playground.url).port);
  const opens = async (host: string): Promise<boolean> => {
    const socket = connect({ host, port });
    try {
      await once(socket, 'connect');
      return true;
    } catch (error) {
      if (error instanceof Error && 'code' in error) return false;
      throw error;
    } finally {
      socket.destroy();
    }
  };
  expect(await opens('127.0.0.1')).toBe(true);
  // Another address of the same machine: who listens to the network answers there too.
  expect(await opens('127.0.0.2')).toBe(false);
  expect(await opens('::1')).toBe(false);
});
