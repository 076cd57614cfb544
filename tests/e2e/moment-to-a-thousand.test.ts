import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startAzurite } from '../../infra/local/azurite-process.ts';
import { ChatEntry } from '../../infra/local/connector/chat-log.ts';
import { DEMO_TENANT_ID, demoPeople } from '../../infra/local/demo-organisation.ts';
import { checkStorage } from '../../infra/operate/check-storage.ts';
import { atOnce } from '../../shared/commands/at-once.ts';
import { giveConsent } from '../../shared/commands/give-consent.ts';
import { joinErg } from '../../shared/commands/join-erg.ts';
import { CONSENT_VERSION } from '../../shared/domain/person.ts';
import { createAzureStorage } from '../../shared/store/azure-storage.ts';
import { doInMemory } from '../support/do-in-memory.ts';
import { type ListedPerson, type LocalTeams, startLocalTeams } from '../support/local-teams.ts';
import { RHYTHM } from '../support/take-part.ts';
import { valueOf } from '../support/outcomes.ts';

const ALLIES = 1000;
const AT_ONCE = 16;
/** Teams takes 50 messages a second: telling and correcting alone take 40 seconds. */
const LONGEST_MS = 240_000;

const allies = demoPeople(ALLIES).slice(-ALLIES);

let teams: LocalTeams;
let nneka: ListedPerson;

beforeAll(async () => {
  teams = await startLocalTeams(ALLIES);
  nneka = await teams.personWhoseNoteSays(/Organiser of Women in Engineering/);
  await teams.agree(nneka.id);
  const directory = await teams.program.api(nneka.id, 'GET', '/api/ergs');
  const { ergs } = (await directory.json()) as { ergs: { id: string; joinPolicy: string }[] };
  const open = ergs.filter(({ joinPolicy }) => joinPolicy === 'open').map(({ id }) => id);
  await atOnce(allies, AT_ONCE, async ({ id: person }) => {
    await teams.program.local('POST', '/local/install', { person, installed: true });
  });
  await becomeAllies(open);
  await teams.goToNextMorning();
}, LONGEST_MS);

afterAll(() => teams.end());

/** All of them agree, and join the ERGs in turn. */
async function becomeAllies(ergs: readonly string[]): Promise<void> {
  // Finds the one that the program started.
  const { connectionString } = await startAzurite({ dataDir: teams.program.dataDir });
  const storage = createAzureStorage({ kind: 'connection-string', connectionString });
  await doInMemory(storage, async (deps) => {
    for (const [n, { id, name }] of allies.entries()) {
      const asker = { key: { tenantId: DEMO_TENANT_ID, userId: id }, name, language: 'en' };
      valueOf(await giveConsent(deps, asker, { version: CONSENT_VERSION, rhythm: RHYTHM }));
      const erg = ergs[n % ergs.length] ?? '';
      valueOf(await joinErg(deps, asker, erg, { seen: 0, showToAllies: true }));
    }
  });
  expect(await checkStorage(storage, new Date().toISOString())).toEqual([]);
}

interface Telling {
  readonly kind: string;
  readonly id: string | undefined;
  /** Everything on the card. */
  readonly words: string;
}

/** What became of the moment in each ally's chat, in order: read off the connector's record of all chats at once. */
function tellings(): ReadonlyMap<string, readonly Telling[]> {
  const lines = readFileSync(path.join(teams.program.dataDir, 'messages.jsonl'), 'utf8');
  const found = new Map<string, readonly Telling[]>(allies.map(({ id }) => [id, []]));
  for (const words of lines.split('\n').filter((line) => line.includes('Something happened'))) {
    const { personId, kind, activity } = ChatEntry.parse(JSON.parse(words));
    const before = found.get(personId);
    if (before !== undefined) found.set(personId, [...before, { kind, id: activity.id, words }]);
  }
  return found;
}

/** The band beside one line of the report, as two numbers. */
async function band(tab: FrameLocator, line: string): Promise<readonly number[]> {
  const term = tab.getByRole('term').filter({ hasText: new RegExp(`^${line}`) });
  const definition = term.locator('xpath=following-sibling::dd[1]');
  const words = await definition.innerText();
  return words.split(' to ').map((text) => Number(text.replaceAll(',', '')));
}

test(
  'a moment goes to 1,001 people after its five minutes, and a correction to the cards that they have',
  async () => {
    const { program } = teams;
    const { tab } = await teams.open(nneka.id);
    await tab.getByRole('link', { name: 'ERGs you run' }).click();
    await tab.getByRole('link', { name: 'Women in Engineering' }).click();
    await tab.getByRole('link', { name: 'News', exact: true }).click();
    await tab.getByRole('button', { name: 'New', exact: true }).click();
    await tab.getByRole('menuitem', { name: 'Moment from scratch' }).click();
    await tab.getByRole('textbox', { name: 'Title' }).fill('A hard day for many of us');
    await tab
      .getByRole('textbox', { name: 'If this touches you' })
      .fill('Take the day as you need it.');
    await tab
      .getByRole('textbox', { name: 'If you want to support' })
      .fill('Move what can wait, and do not ask for reasons.');
    const card = tab.getByRole('region', { name: 'The card' });
    for (const words of ['Something happened', 'A hard day for many of us', 'Move what can wait']) {
      await card.getByText(words, { exact: false }).waitFor();
    }
    await tab.getByRole('button', { name: 'Save draft' }).click();

    // First the people are counted; the number on the button is the number.
    await tab.getByRole('button', { name: 'Count the people' }).click();
    await tab.getByRole('button', { name: 'Send to 1,001' }).waitFor();
    await tab.getByText('It is for 1,001 people.', { exact: false }).waitFor();
    await tab.getByRole('button', { name: 'Send to 1,001' }).click();

    // It is held, and can be stopped; nobody is told.
    await tab.getByRole('heading', { name: 'Not sent yet' }).waitFor();
    await tab.getByRole('button', { name: 'Stop', exact: true }).waitFor();
    await program.local('POST', '/local/clock', { advance: 'PT4M' });
    await tab.getByText(/^It goes to 1,001 people in 0:\d\d\./).waitFor();
    expect([...tellings().values()].flat()).toEqual([]);

    // Then it goes out, and one sees how far it is.
    const ally = allies.at(-1)?.id ?? '';
    const reader = await teams.open(ally);
    await program.local('POST', '/local/clock', { advance: 'PT1M' });
    await tab.getByRole('heading', { name: 'How it is going' }).waitFor();
    const told: (readonly number[])[] = [];
    await expect
      .poll(
        async () => {
          told.push(await band(tab, 'Told'));
          return told.at(-1);
        },
        { timeout: 60_000, interval: 500 },
      )
      .toEqual([975, 1001]);
    // It was seen on its way, and never went back.
    expect(new Set(told.map(([from]) => from)).size).toBeGreaterThan(2);
    expect(told).toEqual(told.toSorted(([one = 0], [other = 0]) => one - other));
    await expect.poll(toldTimes, { timeout: 30_000, interval: 500 }).toEqual([ALLIES, 1]);

    // One of them reads it in the chat, and on Home.
    const message = reader.chat.locator('.ac-adaptiveCard', {
      hasText: 'A hard day for many of us',
    });
    await message.waitFor();
    expect(await message.innerText()).not.toContain('Nneka');
    await reader.tab.getByRole('heading', { name: 'A hard day for many of us' }).waitFor();
    const before = tellings();

    // She corrects it: the same cards have the new words.
    await tab.getByRole('button', { name: 'Correct the words' }).click();
    const dialog = tab.getByRole('dialog', { name: 'Correct the words' });
    await dialog.getByRole('textbox', { name: 'Title' }).fill('A hard day, and where to find help');
    await dialog.getByRole('button', { name: 'Correct it' }).click();
    await dialog.waitFor({ state: 'detached' });
    await expect
      .poll(() => band(tab, 'Cards that show the correction'), { timeout: 60_000, interval: 500 })
      .toEqual([975, 1001]);
    await reader.chat
      .locator('.ac-adaptiveCard', { hasText: 'A hard day, and where to find help' })
      .waitFor();
    await message.waitFor({ state: 'detached' });

    await expect.poll(toldTimes, { timeout: 30_000, interval: 500 }).toEqual([ALLIES, 2]);
    for (const [person, [sent, updated, ...more]] of tellings()) {
      expect(sent).toEqual(before.get(person)?.[0]);
      expect([updated?.kind, updated?.id, more]).toEqual(['updated', sent?.id, []]);
      expect(updated?.words).toContain('A hard day, and where to find help');
      expect(updated?.words).not.toContain('A hard day for many of us');
    }
  },
  LONGEST_MS,
);

/** How many allies have the card, and how many entries of it each of them has: one number where all have as many. */
function toldTimes(): readonly number[] {
  const times = [...tellings().values()].map((of) => of.length).filter((count) => count > 0);
  return [times.length, ...new Set(times)];
}
