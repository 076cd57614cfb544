import type { FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectNoBarriers } from '../support/barriers-in-tab.ts';
import { type LocalTeams, startLocalTeams } from '../support/local-teams.ts';
import { goTo, tabOf } from '../support/look-in-tab.ts';
import { pledge, TO_CHALLENGE_JOKES } from '../support/take-part.ts';

/** For what may take a moment on a busy machine. */
const PATIENTLY = { timeout: 30_000 };

let teams: LocalTeams;
/** Somebody who agreed and pledged to challenge jokes. */
let freya: string;

beforeAll(async () => {
  teams = await startLocalTeams();
  ({ id: freya } = await teams.personWhoseNoteSays(/new to Alongside/));
  await teams.agree(freya);
  await pledge(teams.program, freya, TO_CHALLENGE_JOKES);
  // So that there are lessons of an ERG with a long name among the others.
  const listed = await teams.program.api(freya, 'GET', '/api/ergs');
  const { ergs } = (await listed.json()) as {
    ergs: { id: string; name: string; joinPolicy: string }[];
  };
  const [longest] = ergs
    .filter(({ joinPolicy }) => joinPolicy === 'open')
    .toSorted((one, other) => other.name.length - one.name.length);
  const home = await teams.program.api(freya, 'GET', '/api/home');
  const { membershipsRevision: revision } = (await home.json()) as { membershipsRevision: number };
  const joined = await teams.program.api(freya, 'POST', `/api/ergs/${longest?.id}/join`, {
    revision,
    showToAllies: false,
  });
  expect(joined.status).toBe(200);
});

afterAll(() => teams.end());

test('a lesson from Home is read to its end and done, and stands in my progress', async () => {
  const { tab } = await teams.open(freya);
  await tab.getByText('Because you pledged to speak up').waitFor(PATIENTLY);
  await tab.getByRole('link', { name: /^Read it: / }).click();
  await tab.getByRole('heading', { level: 2, name: 'A question to think about' }).waitFor();
  const title = await tab.getByRole('heading', { level: 1 }).innerText();
  await tab.getByRole('heading', { level: 2, name: 'Where to get help here' }).waitFor();
  await tab.getByRole('button', { name: 'Done', exact: true }).click();
  await tab.getByRole('heading', { level: 2, name: 'What comes next' }).waitFor();

  await tab.getByRole('link', { name: 'Lessons', exact: true }).click();
  await tab.getByRole('link', { name: 'My progress', exact: true }).click();
  const learnt = tab.getByRole('region', { name: 'What I learnt' });
  await learnt.getByRole('link', { name: title }).waitFor();
  await tab.getByRole('link', { name: 'Home', exact: true }).click();
  await tab.getByRole('heading', { name: 'Something to learn' }).waitFor();
  expect(await tab.getByRole('link', { name: `Read it: ${title}` }).count()).toBe(0);
});

test('a scene is played to its end by keyboard alone', async () => {
  const { page, tab } = await teams.open(freya, { subPage: 'learn/lessons/joke-at-lunch' });
  await tab.getByRole('button', { name: 'Begin' }).waitFor();
  await pressUntilFocused(page, tab, 'Begin');
  await page.keyboard.press('Enter');
  const focused = () => tab.locator(':focus').innerText();
  await expect.poll(focused).toBe('The situation');
  // Whatever one does first, a few replies later there is an end.
  for (let replies = 0; replies < 4; replies += 1) {
    if ((await tab.getByRole('heading', { name: 'To take along' }).count()) > 0) break;
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(focused).toBe('What that does');
  }
  await tab.getByRole('heading', { name: 'To take along' }).waitFor();
  await tab.getByRole('heading', { name: 'Other ways it could have gone' }).waitFor();
  await pressUntilFocused(page, tab, 'Done');
  await page.keyboard.press('Enter');
  await tab.getByText(/^It stands in your progress/).waitFor();
});

/** Walks on by Tab until this button has the focus, as somebody without a mouse does. */
async function pressUntilFocused(page: Page, tab: FrameLocator, name: string): Promise<void> {
  const button = tab.getByRole('button', { name, exact: true });
  // From the tab's own page on, wherever the focus was.
  if ((await tab.locator(':focus').count()) === 0) await tab.locator('h1').focus();
  for (let presses = 0; presses < 60; presses += 1) {
    if (await button.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`No press of Tab reached ${name}.`);
}

const PAGES = [
  ['learn/lessons', 'All lessons'],
  ['learn/lessons/listen-ask', 'A question to think about'],
  ['learn/lessons/joke-at-lunch', 'Before you begin'],
  ['learn/progress', 'What I tried'],
] as const;

// The other themes, and every other page, are looked at by `every-page-in-themes.test.tsx`.
test('axe finds nothing on what there is to learn, and nothing scrolls sideways at 320 px', async () => {
  const opened = await teams.open(freya);
  for (const [subPage, heading] of PAGES) {
    await goTo(tabOf(opened.page), `/${subPage}`);
    await opened.tab.getByRole('heading', { level: 2, name: heading }).waitFor(PATIENTLY);
    await expectNoBarriers(opened, subPage);
  }
});

test('a lesson from a card is read, written about, and stands in my progress in my own words', async () => {
  const { tab, chat } = await teams.open(freya);
  const box = chat.getByRole('textbox');
  await box.fill('learn');
  await box.press('Enter');
  const card = chat.locator('.ac-adaptiveCard').filter({ hasText: 'Practise a scene' }).last();
  await card.waitFor(PATIENTLY);
  await card.getByText('Read it', { exact: true }).click();
  await tab
    .getByRole('heading', { level: 2, name: 'A question to think about' })
    .waitFor(PATIENTLY);
  const title = await tab.getByRole('heading', { level: 1 }).innerText();
  expect(await card.innerText()).toContain(title);

  await tab.getByRole('button', { name: 'Write about it' }).click();
  await tab.getByRole('textbox').fill('Next time I wait for two breaths.');
  await tab.getByRole('button', { name: 'Save entry' }).click();
  await tab.getByText('Saved in your journal.').first().waitFor();
  await tab.getByRole('button', { name: 'Done', exact: true }).click();
  await tab.getByText(/^It stands in your progress/).waitFor();

  await tab.getByRole('link', { name: 'Lessons', exact: true }).click();
  await tab.getByRole('link', { name: 'My progress', exact: true }).click();
  const learnt = tab.getByRole('region', { name: 'What I learnt' });
  await learnt.getByRole('link', { name: title }).waitFor();
  const own = tab.getByRole('region', { name: 'In my own words' });
  await own.getByText('Next time I wait for two breaths.').waitFor();
  await own.getByRole('link', { name: title }).waitFor();
});

test('one asks by a link, the other agrees to Alongside and accepts, the first confirms; they share, and it ends quietly', async () => {
  const asking = await teams.personWhoseNoteSays(/new to Alongside/);
  const nneka = await teams.personWhoseNoteSays(/Organiser of Women in Engineering/);

  const asker = await teams.open(asking.id, { subPage: 'learn/buddies' });
  await asker.tab.getByRole('button', { name: 'Ask somebody' }).click();
  const words = await asker.tab.getByRole('textbox', { name: 'Words to send' }).inputValue();
  const page = /learn\/buddies\/[\w-]+/.exec(decodeURIComponent(words))?.[0] ?? '';
  expect(page).toMatch(/[\w-]{43}$/);
  await asker.tab.getByRole('button', { name: 'Close' }).click();

  // The invitation is still there after the welcome.
  const other = await teams.open(nneka.id, { subPage: page });
  await other.tab.getByRole('button', { name: /agree/i }).click();
  await other.tab.getByText(`${asking.name} asks you to be their ally buddy.`).waitFor();
  await other.tab.getByRole('button', { name: 'Accept' }).click();
  await other.tab.getByRole('heading', { name: /^You accepted\./ }).waitFor();

  await asker.page.goto(`${teams.program.url}/?person=${asking.id}&page=learn/buddies`);
  await asker.tab.getByText(`${nneka.name} accepted. Is this who you asked?`).waitFor();
  await asker.tab.getByRole('button', { name: 'Yes, this is who I asked' }).click();
  await asker.tab.getByRole('heading', { name: nneka.name }).waitFor();

  await asker.tab.getByRole('button', { name: `Share something with ${nneka.name}` }).click();
  await asker.tab.getByRole('textbox', { name: 'Your words' }).fill('I did: let people finish');
  await asker.tab.getByRole('button', { name: `Share with ${nneka.name}` }).click();
  await asker.tab.getByRole('listitem').getByText('I did: let people finish').waitFor();

  await other.tab.getByRole('link', { name: 'To ally buddies' }).click();
  await other.tab.getByText('I did: let people finish').waitFor();
  await other.tab.getByRole('button', { name: `End being buddies with ${asking.name}` }).click();
  await other.tab.getByRole('alertdialog').getByRole('button', { name: 'End' }).click();
  await other.tab.getByText('You have no buddy yet.', { exact: false }).waitFor();

  await asker.page.goto(`${teams.program.url}/?person=${asking.id}&page=learn/buddies`);
  await asker.tab.getByText('You have no buddy yet.', { exact: false }).waitFor();
  for (const { id } of [asking, nneka]) {
    expect(JSON.stringify(await teams.program.messages(id))).not.toContain('budd');
  }
}, 120_000);
