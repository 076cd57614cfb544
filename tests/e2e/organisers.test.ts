import type { FrameLocator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoPeople } from '../../infra/local/demo-organisation.ts';
import type { GivenHome } from '../../shared/contract/home.ts';
import type { RunView } from '../../shared/contract/run.ts';
import { type ListedPerson, type LocalTeams, startLocalTeams } from '../support/local-teams.ts';

/** For what may take a moment on a busy machine. */
const PATIENTLY = { timeout: 20_000 };

/** Who ask besides the demo cast. */
const COLLEAGUES = 30;

let teams: LocalTeams;
let admin: ListedPerson;
let freya: ListedPerson;
let priya: ListedPerson;
let tomasz: ListedPerson;
let nneka: ListedPerson;
let women: string;

beforeAll(async () => {
  teams = await startLocalTeams(COLLEAGUES);
  admin = await teams.personWhoseNoteSays(/^Admin/);
  freya = await teams.personWhoseNoteSays(/new to Alongside/);
  priya = await teams.personWhoseNoteSays(/Manager of 14/);
  tomasz = await teams.personWhoseNoteSays(/Head of a department/);
  nneka = await teams.personWhoseNoteSays(/Organiser of Women in Engineering/);
  for (const { id } of [admin, freya, priya, tomasz, nneka]) await teams.agree(id);
  await teams.goToNextMorning();
  women = (await ask<GivenHome>(nneka.id, 'GET', '/api/home')).runs[0]?.ergId ?? '';
});

afterAll(() => teams.end());

async function ask<Reply>(person: string, method: string, path: string, body?: object) {
  const response = await teams.program.api(person, method, path, body);
  expect(response.status, `${method} ${path}`).toBe(200);
  return (await response.json()) as Reply;
}

/** Chooses a colleague by the beginning of their name. */
async function pick(within: FrameLocator, label: string, name: string): Promise<void> {
  await within.getByRole('combobox', { name: label }).fill(name.split(' ')[0] ?? '');
  await within.getByRole('option', { name }).click();
}

/** Opens a part of running an ERG, through the pages that lead there. */
async function run(tab: FrameLocator, erg: string, part: string): Promise<void> {
  await tab
    .getByRole('navigation', { name: 'Pages' })
    .getByRole('link', { name: 'ERGs you run' })
    .click();
  await tab.getByRole('link', { name: erg }).click();
  await tab.getByRole('link', { name: part, exact: true }).click();
  await tab.getByRole('heading', { level: 1, name: `${erg}: ${part}` }).waitFor();
}

test('an organiser makes an ally a fellow organiser and stops; when the last one stops, the ERG waits for an admin', async () => {
  // An admin creates an ERG and appoints who runs it.
  const admins = await teams.open(admin.id);
  await admins.tab.getByRole('link', { name: 'Admin' }).click();
  await admins.tab.getByRole('button', { name: 'New ERG' }).click();
  await admins.tab.getByRole('textbox', { name: 'Name' }).fill('Night Shift');
  await admins.tab.getByRole('textbox', { name: 'What it is for' }).fill('For who works at night.');
  await pick(admins.tab, 'Who organises it', priya.name);
  await admins.tab.getByRole('button', { name: 'Create', exact: true }).click();
  await admins.tab.getByText('Night Shift is there now').first().waitFor();

  // Freya joins it as an ally, and runs nothing.
  const allys = await teams.open(freya.id);
  await allys.tab.getByRole('link', { name: 'ERGs', exact: true }).click();
  await allys.tab.getByRole('link', { name: /^Night Shift/ }).click();
  await allys.tab.getByRole('button', { name: 'Join', exact: true }).click();
  const joining = allys.tab.getByRole('region', { name: /join/i });
  await joining.getByText(priya.name).first().waitFor();
  await joining.getByRole('button', { name: /^Join/ }).click();
  await allys.tab.getByText('You joined as an ally.').waitFor();
  expect(await allys.tab.getByRole('link', { name: 'ERGs you run' }).count()).toBe(0);

  // Priya makes her a fellow organiser, and stops.
  const first = await teams.open(priya.id);
  await run(first.tab, 'Night Shift', 'People');
  await pick(first.tab, 'A colleague', freya.name);
  await first.tab.getByRole('button', { name: 'Add as an organiser' }).click();
  await first.tab.getByText('Freya Thistlewood is an organiser now').first().waitFor();
  await first.tab.getByRole('button', { name: 'Stop organising' }).click();
  const question = first.tab.getByRole('alertdialog', { name: 'Stop organising this ERG?' });
  expect(await question.innerText()).not.toContain('You are the last organiser');
  await question.getByRole('button', { name: 'Stop organising' }).click();
  await first.tab.getByText('You do not organise this ERG any more').first().waitFor();
  await first.tab.getByRole('link', { name: 'ERGs you run' }).waitFor({ state: 'detached' });

  // Freya runs it now, and hands over to Tomasz.
  await allys.page.reload();
  await run(allys.tab, 'Night Shift', 'Roster');
  await allys.tab.getByRole('row', { name: /Freya Thistlewood/ }).waitFor();
  await run(allys.tab, 'Night Shift', 'People');
  await pick(allys.tab, 'A colleague', tomasz.name);
  await allys.tab.getByRole('button', { name: 'Hand my part over' }).click();
  await allys.tab
    .getByRole('alertdialog', { name: 'Hand over to Tomasz Wieliczko?' })
    .getByRole('button', { name: 'Hand over' })
    .click();
  await allys.tab.getByText('You handed over to Tomasz Wieliczko').first().waitFor();
  await allys.tab.getByRole('link', { name: 'ERGs you run' }).waitFor({ state: 'detached' });
  const refused = await teams.program.api(freya.id, 'GET', `/api/ergs/${await nightShift()}/run`);
  expect(refused.status).toBe(403);

  // Tomasz is the last one. He is told what it means, and stops.
  const last = await teams.open(tomasz.id);
  await run(last.tab, 'Night Shift', 'People');
  await last.tab.getByRole('button', { name: 'Stop organising' }).click();
  const warning = last.tab.getByRole('alertdialog', { name: 'Stop organising this ERG?' });
  expect(await warning.innerText()).toContain('You are the last organiser');
  await warning.getByRole('button', { name: 'Stop organising' }).click();
  await last.tab.getByRole('link', { name: 'ERGs you run' }).waitFor({ state: 'detached' });

  // It waits for an admin, and its page says so to everybody.
  await admins.page.reload();
  await admins.tab.getByRole('link', { name: 'Admin' }).click();
  const waiting = admins.tab.getByRole('list', { name: 'Waiting for an organiser' });
  await waiting.getByRole('link', { name: 'Night Shift' }).waitFor();
  await last.tab.getByRole('link', { name: 'ERGs', exact: true }).click();
  await last.tab.getByRole('link', { name: /^Night Shift/ }).click();
  await last.tab.getByText('Nobody runs it now.', { exact: false }).waitFor();

  // The admin appoints somebody, and nothing waits any more.
  await waiting.getByRole('button', { name: 'Appoint somebody for Night Shift' }).click();
  const appointing = admins.tab.getByRole('alertdialog', { name: /Night Shift/ });
  await pick(admins.tab, 'Who organises it', nneka.name);
  await appointing.getByRole('button', { name: 'Appoint', exact: true }).click();
  await admins.tab.getByText('Nneka Obiorah organises Night Shift now').first().waitFor();
  await waiting.waitFor({ state: 'detached' });
});

async function nightShift(): Promise<string> {
  const { ergs } = await ask<{ ergs: { id: string; name: string }[] }>(
    freya.id,
    'GET',
    '/api/ergs',
  );
  return ergs.find(({ name }) => name === 'Night Shift')?.id ?? '';
}

/** How often a card with this heading came to somebody, and how often one was brought up to date. */
async function cards(person: string, heading: string): Promise<readonly string[]> {
  const entries = await teams.program.messages(person);
  return entries
    .filter(({ activity }) => JSON.stringify(activity).includes(heading))
    .map(({ kind }) => kind);
}

test('two organisers answer the same requests at once: each sees what came of it, and everybody is answered once', async () => {
  const { program } = teams;
  await ask(nneka.id, 'POST', `/api/ergs/${women}/run/organisers`, { userId: priya.id });
  const { profile, revision } = await ask<RunView>(nneka.id, 'GET', `/api/ergs/${women}/run`);
  const onRequest = { ...profile, joinPolicy: 'on-request' };
  await ask(nneka.id, 'PUT', `/api/ergs/${women}/run/profile`, { revision, profile: onRequest });

  const many = demoPeople(COLLEAGUES).slice(-COLLEAGUES);
  for (const { id } of [...many, freya]) {
    if (id !== freya.id) {
      await program.local('POST', '/local/install', { person: id, installed: true });
      await teams.agree(id);
    }
    const home = await ask<GivenHome>(id, 'GET', '/api/home');
    const wish = { revision: home.membershipsRevision, showToAllies: false };
    await ask(id, 'POST', `/api/ergs/${women}/join`, wish);
  }
  await program.local('POST', '/local/clock', { advance: 'PT6M' });

  const one = await teams.open(nneka.id, { subPage: `run/${women}/requests` });
  const other = await teams.open(priya.id, { subPage: `run/${women}/requests` });
  for (const { tab, chat } of [one, other]) {
    await tab.getByText('31 people wait for an answer, the longest wait first.').waitFor();
    await chat.getByText('Requests to join wait for you: 31.').waitFor();
  }

  // One approves while the other declines the same person.
  await Promise.all([
    one.tab.getByRole('button', { name: 'Approve Freya Thistlewood' }).click(),
    other.tab.getByRole('button', { name: 'Decline Freya Thistlewood' }).click(),
  ]);
  const said = (tab: FrameLocator) =>
    tab
      .getByRole('row', { name: /Freya Thistlewood/ })
      .getByText(/^(Approved|Declined|They, or another organiser, were first\.)$/)
      .innerText();
  const outcomes = await Promise.all([said(one.tab), said(other.tab)]);
  const isApproved = outcomes[0] === 'Approved';
  expect(outcomes).toEqual(
    isApproved
      ? ['Approved', 'They, or another organiser, were first.']
      : ['They, or another organiser, were first.', 'Declined'],
  );

  // Both approve everybody else at once.
  for (const { tab } of [one, other]) {
    await tab.getByRole('checkbox', { name: 'Choose everybody on this page' }).click();
    await tab.getByRole('button', { name: 'Approve 30' }).waitFor();
  }
  await Promise.all(
    [one, other].map(({ tab }) => tab.getByRole('button', { name: 'Approve 30' }).click()),
  );
  for (const { tab } of [one, other]) await tab.getByText('30 people approved.').first().waitFor();

  for (const { tab } of [one, other]) await tab.getByText('Nobody waits for an answer.').waitFor();

  // The cards of both say that nothing waits any more, whoever dealt with it.
  for (const { chat } of [one, other]) {
    await chat.getByText('Dealt with: no request waits.').waitFor();
  }

  // The roster has everybody once.
  const allies = isApproved ? 31 : 30;
  await one.tab.getByRole('link', { name: 'Roster', exact: true }).click();
  await one.tab.getByText(`${allies} allies`, { exact: true }).waitFor();
  // The first row names the columns.
  await expect.poll(() => one.tab.getByRole('row').count(), PATIENTLY).toBe(allies + 1);

  // Everybody hears once.
  await program.local('POST', '/local/clock', { advance: 'PT11M' });
  for (const { id } of many) {
    await expect.poll(() => cards(id, 'You are an ally now'), PATIENTLY).toEqual(['sent']);
  }
  const [heard, unheard] = isApproved
    ? ['You are an ally now', 'About your request']
    : ['About your request', 'You are an ally now'];
  await expect.poll(() => cards(freya.id, heard), PATIENTLY).toEqual(['sent']);
  expect(await cards(freya.id, unheard)).toEqual([]);
});

test('of two organisers who write the same profile, the second is told kindly and loses nothing', async () => {
  const one = await teams.open(nneka.id, { subPage: `run/${women}/profile` });
  const other = await teams.open(priya.id, { subPage: `run/${women}/profile` });
  const field = (tab: FrameLocator, name: string) => tab.getByRole('textbox', { name });
  const save = (tab: FrameLocator) => tab.getByRole('button', { name: 'Save', exact: true });
  await field(one.tab, 'What it is for').fill('For women who build, and for who stands by them.');
  await field(other.tab, 'Contact').fill('write-to-us@brightwater.example');
  await field(other.tab, 'Tags').fill('women, building');

  await save(one.tab).click();
  await one.tab.getByText('Saved', { exact: true }).first().waitFor();
  await save(other.tab).click();
  await other.tab
    .getByText('Somebody else changed the profile meanwhile. What you wrote is still here.')
    .waitFor();
  expect(await field(other.tab, 'Contact').inputValue()).toBe('write-to-us@brightwater.example');
  expect(await field(other.tab, 'Tags').inputValue()).toBe('women, building');

  // What she wrote is kept over what the first one wrote elsewhere, and saved with it.
  await other.tab.getByRole('button', { name: 'Keep what I wrote' }).click();
  await save(other.tab).click();
  await other.tab.getByText('Saved', { exact: true }).first().waitFor();
  const { profile } = await ask<RunView>(nneka.id, 'GET', `/api/ergs/${women}/run`);
  expect(profile).toMatchObject({
    purpose: 'For women who build, and for who stands by them.',
    contact: 'write-to-us@brightwater.example',
    tags: ['women', 'building'],
  });
  await one.page.reload();
  await expect
    .poll(() => field(one.tab, 'Contact').inputValue(), PATIENTLY)
    .toBe('write-to-us@brightwater.example');
});
