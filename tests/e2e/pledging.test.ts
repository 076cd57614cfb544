import type { FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startAzurite } from '../../infra/local/azurite-process.ts';
import type { GivenHome } from '../../shared/contract/home.ts';
import { expectNoBarriers } from '../support/barriers-in-tab.ts';
import type { LocalProgram } from '../support/local-program.ts';
import { type LocalTeams, startLocalTeams } from '../support/local-teams.ts';

let teams: LocalTeams;
let program: LocalProgram;

beforeAll(async () => {
  teams = await startLocalTeams();
  ({ program } = teams);
});

afterAll(() => teams.end());

const THEMES = ['default', 'dark', 'contrast'] as const;

/** The colour that everything in the tab stands on. */
function backgroundOf(tab: FrameLocator): Promise<string> {
  return tab.locator('body').evaluate((body) => {
    const surface = body.querySelector('.fui-FluentProvider') ?? body;
    return getComputedStyle(surface).backgroundColor;
  });
}

// One page in every theme inside the real frame is enough: `tests/tab/app/every-page-in-themes.test.tsx` looks at all of them.
test('axe finds nothing on the first visit in any theme, and nothing scrolls sideways at 320 px', async () => {
  const freya = await teams.personWhoseNoteSays(/new to Alongside/);
  const opened = await teams.open(freya.id);
  const { page, tab } = opened;
  await tab.getByRole('heading', { level: 1, name: 'Welcome to Alongside' }).waitFor();
  const backgrounds = new Set<string>();
  for (const theme of THEMES) {
    await page.getByLabel('Theme').selectOption(theme);
    await expect
      .poll(() => backgroundOf(tab), { message: `the theme ${theme}` })
      .not.toSatisfy((colour: string) => backgrounds.has(colour));
    backgrounds.add(await backgroundOf(tab));
    await expectNoBarriers(opened, theme);
  }
});

test('a first pledge goes from the tab to the bot and back', async () => {
  const freya = await teams.personWhoseNoteSays(/new to Alongside/);
  const { page, tab, chat } = await teams.open(freya.id, { movableClock: true });

  // First visit and consent.
  await tab.getByRole('heading', { level: 1, name: 'Welcome to Alongside' }).waitFor();
  const home = await program.api(freya.id, 'GET', '/api/home');
  expect(await home.json()).toMatchObject({ consent: 'none' });
  await tab.getByRole('button', { name: 'I agree, start' }).click();

  // A pledge from the catalogue: one prefilled screen, done at once.
  await tab.getByRole('link', { name: /^Let people finish/ }).click();
  await tab.getByRole('button', { name: 'Pledge', exact: true }).click();
  await tab.getByRole('heading', { level: 1, name: 'Let people finish' }).waitFor();
  await tab.getByRole('heading', { name: 'Answers so far' }).waitFor();

  // An ERG, joined as an ally; the screen names who will see it.
  await tab.getByRole('link', { name: 'ERGs', exact: true }).click();
  await tab.getByRole('link', { name: /^Women in Engineering/ }).click();
  await tab.getByRole('button', { name: 'Join', exact: true }).click();
  const joining = tab.getByRole('region', { name: /join/i });
  await expect.poll(() => joining.innerText()).toContain('Nneka Obiorah');
  await joining.getByRole('button', { name: /^Join/ }).click();
  await tab.getByRole('button', { name: /leave/i }).waitFor();

  // The clock is moved to the next check-in, and a card comes into the chat beside the tab.
  await tab.getByRole('link', { name: 'Home', exact: true }).click();
  await page.getByRole('button', { name: 'Next check-in' }).click();
  const card = chat.locator('.ac-adaptiveCard', { hasText: 'A moment to check in' });
  await card.waitFor();
  expect(await card.innerText()).toContain('Let people finish');
  expect(await card.innerText()).not.toContain('Women in Engineering');

  // Home asks the same question; one tap on the card answers it there and here, without a reload.
  // (The tab looks every half minute while nothing is due.)
  await page.clock.fastForward(30_000);
  await tab.getByRole('button', { name: 'I did it' }).waitFor();
  await card.getByRole('button', { name: 'I did it' }).click();
  await chat.locator('.ac-adaptiveCard', { hasText: 'Noted' }).waitFor();
  expect(await chat.getByText('A moment to check in').count()).toBe(0);
  await tab.getByText(/Nothing today/).waitFor();

  const after = (await (await program.api(freya.id, 'GET', '/api/home')).json()) as {
    pledges: { recent: { answer: string }[] }[];
  };
  expect(after.pledges[0]?.recent[0]?.answer).toBe('did-it');
  const sent = await program.messages(freya.id);
  expect(sent.filter((entry) => entry.kind === 'sent' && isCheckIn(entry.activity))).toHaveLength(
    1,
  );
});

function isCheckIn(activity: object): boolean {
  return 'summary' in activity && activity.summary === 'A check-in from Alongside';
}

test('a pledge is made by keyboard alone', async () => {
  const nour = await teams.personWhoseNoteSays(/working remotely/);
  const { page, tab } = await teams.open(nour.id);
  await tab.getByRole('heading', { level: 1, name: 'Welcome to Alongside' }).waitFor();
  await pressUntilFocused(page, tab, 'button', 'I agree, start');
  await page.keyboard.press('Enter');
  await tab.getByRole('heading', { level: 1, name: 'Make a pledge' }).waitFor();
  await pressUntilFocused(page, tab, 'link', /^Challenge jokes/);
  await page.keyboard.press('Enter');
  await tab.getByRole('button', { name: 'Pledge', exact: true }).waitFor();
  await pressUntilFocused(page, tab, 'button', 'Pledge');
  await page.keyboard.press('Enter');
  await expect
    .poll(async () => {
      const home = await program.api(nour.id, 'GET', '/api/home');
      return ((await home.json()) as { pledges: { title: string }[] }).pledges.map(
        (it) => it.title,
      );
    })
    .toEqual(['Challenge jokes that put people down']);
});

/** Presses Tab until the named control has the focus, as somebody without a mouse does. */
async function pressUntilFocused(
  page: Page,
  tab: FrameLocator,
  role: 'button' | 'link',
  name: string | RegExp,
): Promise<void> {
  const wanted = tab.getByRole(role, {
    name,
    ...(typeof name === 'string' ? { exact: true } : {}),
  });
  await wanted.waitFor();
  // Into the tab first: the focus starts in the frame around it.
  await tab.locator('body').evaluate((body) => body.ownerDocument.defaultView?.focus());
  for (let presses = 0; presses < 80; presses += 1) {
    if (await wanted.evaluate((element) => element === element.ownerDocument.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reached ${String(name)}.`);
}

test('the bot answers in the chat, and everything it says leads on', async () => {
  const freya = await teams.personWhoseNoteSays(/new to Alongside/);
  const { page } = await teams.open(freya.id);
  const box = page.getByPlaceholder('Write a message');
  for (const [words, answer] of [
    ['hi', /I can/i],
    ['hlep', /I can/i],
    ['what is the weather', /I can/i],
  ] as const) {
    const before = await page.locator('.chat .ac-adaptiveCard').count();
    await box.fill(words);
    await box.press('Enter');
    const last = page.locator('.chat .ac-adaptiveCard').last();
    // Another card, such as the greeting, may come in between.
    const answered = async () =>
      (await page.locator('.chat .ac-adaptiveCard').count()) > before ? last.innerText() : '';
    await expect.poll(answered, { timeout: 20_000 }).toMatch(answer);
    expect(await last.getByRole('button').or(last.getByRole('link')).count()).toBeGreaterThan(0);
  }
});

test('somebody else tapping on a card, a made-up tap and a second tap change nothing', async () => {
  const freya = await teams.personWhoseNoteSays(/new to Alongside/);
  const nour = await teams.personWhoseNoteSays(/working remotely/);
  const answered = (await (await program.api(freya.id, 'GET', '/api/home')).json()) as {
    pledges: { id: string; recent: { date: string }[] }[];
  };
  const [pledge] = answered.pledges;
  const data = { pledgeId: pledge?.id, date: pledge?.recent[0]?.date, answer: 'not-this-time' };

  const tapAs = (person: string, tapped: object) =>
    program.local<{ answer: { kind: string } }>('POST', '/local/messages', {
      person,
      action: { verb: 'check-in.answer', data: tapped },
    });
  const others = await tapAs(nour.id, data);
  const madeUp = await tapAs(freya.id, { ...data, date: '2099-01-01' });
  const nonsense = await tapAs(freya.id, { answer: ['?'] });
  await tapAs(freya.id, data);
  expect([others.answer.kind, nonsense.answer.kind]).toEqual(['message', 'message']);
  expect(['card', 'message']).toContain(madeUp.answer.kind);

  const after = await (await program.api(freya.id, 'GET', '/api/home')).json();
  expect((after as typeof answered).pledges).toEqual(answered.pledges);
});

test('a guest is told in plain words that Alongside is not open to guests', async () => {
  const guest = await teams.personWhoseNoteSays(/guest/i);
  const { tab } = await teams.open(guest.id);
  const told = tab.getByText('Alongside is not open to guests here');
  await expect.poll(() => told.isVisible(), { timeout: 20_000 }).toBe(true);
});

test('a deep link opens the right page', async () => {
  const freya = await teams.personWhoseNoteSays(/new to Alongside/);
  const { tab } = await teams.open(freya.id, { subPage: 'settings' });
  const heading = tab.getByRole('heading', { level: 1 });
  await expect.poll(() => heading.innerText(), { timeout: 20_000 }).toBe('Settings');
});

test('opened outside Teams, the tab explains itself and offers a way into Teams', async () => {
  const page = await teams.newPage();
  await page.goto(`${program.url}/tab/`);
  const link = page.getByRole('link', { name: /Teams/ });
  await link.waitFor();
  expect(await link.getAttribute('href')).toContain('https://teams.microsoft.com/l/app/');
});

test('the tab follows the theme of Teams while it runs', async () => {
  const freya = await teams.personWhoseNoteSays(/new to Alongside/);
  const { page, tab } = await teams.open(freya.id);
  await tab.getByRole('heading', { level: 1 }).waitFor();
  const light = await backgroundOf(tab);
  await page.getByLabel('Theme').selectOption({ label: 'Dark' });
  await expect.poll(() => backgroundOf(tab)).not.toBe(light);
});

/** How long the tab and the server try by themselves before a person is told. */
const TOLD_MS = 45_000;
/** How long the tab may take to notice that storage is back. */
const BACK_MS = 60_000;

test('while storage is away people are told kindly, and once it is back everything is there without a reload', async () => {
  const { dataDir } = program;
  const priya = await teams.personWhoseNoteSays(/Manager of 14/);
  await teams.agree(priya.id);
  const pledging = await teams.open(priya.id, { subPage: 'pledges/new' });
  const looking = await teams.open(priya.id, { movableClock: true });
  await looking.tab.getByRole('heading', { level: 1 }).waitFor();
  await pledging.tab.getByRole('link', { name: /^Let people finish/ }).click();
  const pledge = pledging.tab.getByRole('button', { name: 'Pledge', exact: true });
  await pledge.waitFor();

  // Finds the one that the program started.
  await (await startAzurite({ dataDir })).stop();

  // A pledge on its way, and in another window what was not loaded yet.
  await pledge.click();
  await looking.tab.getByRole('link', { name: 'Pledges', exact: true }).click();
  await looking.tab.getByRole('button', { name: 'Show past pledges' }).click();

  // Both say that Alongside is busy, that nothing is lost, and how to try again.
  const told = looking.tab.getByRole('alert').filter({ hasText: 'Alongside is busy' });
  await told.waitFor({ timeout: TOLD_MS });
  expect(await told.innerText()).toContain('What you saved is safe.');
  expect(await told.getByRole('button', { name: 'Try again' }).isVisible()).toBe(true);
  // The pledge can be sent again as it stands.
  const refused = pledging.tab.getByRole('alert').filter({ hasText: 'Alongside is busy' });
  await refused.waitFor({ timeout: TOLD_MS });
  await pledge.waitFor();

  await startAzurite({ dataDir });

  // Nobody touches the page, and it comes.
  await looking.tab.getByText(/^Nothing here yet/).waitFor({ timeout: BACK_MS });
  expect(await told.count()).toBe(0);

  await pledge.click();
  await pledging.tab.getByRole('heading', { level: 1, name: 'Let people finish' }).waitFor();
  await pledging.tab.getByRole('heading', { name: 'Answers so far' }).waitFor();
  const home = (await (await program.api(priya.id, 'GET', '/api/home')).json()) as GivenHome;
  expect(home.pledges.map(({ title }) => title)).toEqual(['Let people finish']);

  // The other window has it, too, by itself. (The tab looks every half minute.)
  await looking.tab.getByRole('link', { name: 'Home', exact: true }).click();
  await looking.page.clock.fastForward(30_000);
  await looking.tab.getByText('Let people finish').first().waitFor({ timeout: BACK_MS });
});
