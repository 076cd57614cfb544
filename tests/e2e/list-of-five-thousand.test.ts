import { readFile } from 'node:fs/promises';
import type { FrameLocator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoPeople } from '../../infra/local/demo-organisation.ts';
import type { GivenHome } from '../../shared/contract/home.ts';
import type { RosterReply } from '../../shared/contract/roster.ts';
import type { RunView } from '../../shared/contract/run.ts';
import { type ListedPerson, type LocalTeams, startLocalTeams } from '../support/local-teams.ts';

const COLLEAGUES = 1800;
/** A worker looks at 5,000 rows, and invites 1,801 people. */
const WORKED_OFF = { timeout: 100_000 };
const LONGEST_MS = 240_000;

let teams: LocalTeams;
let freya: ListedPerson;
let nneka: ListedPerson;
let allies: readonly ListedPerson[];
let erg: string;

beforeAll(async () => {
  teams = await startLocalTeams(COLLEAGUES);
  freya = await teams.personWhoseNoteSays(/new to Alongside/);
  nneka = await teams.personWhoseNoteSays(/Organiser of Women in Engineering/);
  allies = [
    await teams.personWhoseNoteSays(/Manager of 14/),
    await teams.personWhoseNoteSays(/Head of a department/),
  ];
  for (const { id } of [freya, nneka, ...allies]) await teams.agree(id);
  await teams.goToNextMorning();

  erg = (await ask<GivenHome>(nneka, 'GET', '/api/home')).runs[0]?.ergId ?? '';
  for (const ally of allies) {
    const { membershipsRevision: revision } = await ask<GivenHome>(ally, 'GET', '/api/home');
    await ask(ally, 'POST', `/api/ergs/${erg}/join`, { revision, showToAllies: false });
  }
  const { profile, revision } = await ask<RunView>(nneka, 'GET', `/api/ergs/${erg}/run`);
  const byInvitation = { ...profile, joinPolicy: 'by-invitation' };
  await ask(nneka, 'PUT', `/api/ergs/${erg}/run/profile`, { revision, profile: byInvitation });
});

afterAll(() => teams.end());

async function ask<Reply>(person: ListedPerson, method: string, path: string, body?: object) {
  const response = await teams.program.api(person.id, method, path, body);
  expect(response.status, `${method} ${path}`).toBe(200);
  return (await response.json()) as Reply;
}

const FORMULA = '=HYPERLINK("https://evil.example","Click me")';
const MARKUP = '<img src=x onerror="alert(1)">';

/** What stands in the column `mail`, row by row, and what is to become of it. */
function rows(): readonly { readonly mail: string; readonly fate: string }[] {
  const colleagues = demoPeople(COLLEAGUES).slice(-COLLEAGUES);
  const each = (fate: string, mails: readonly string[]) => mails.map((mail) => ({ mail, fate }));
  const some = (count: number, mailOf: (n: number) => string) =>
    Array.from({ length: count }, (_, n) => mailOf(n));
  return [
    ...each('Invited', ['Freya.Thistlewood@Brightwater.example']),
    ...each(
      'Invited',
      colleagues.map(({ mail }) => mail),
    ),
    ...each('Already in', ['priya.venkatraman@brightwater.example']),
    ...each('Already in', ['tomasz.wieliczko@brightwater.example']),
    ...each(
      'Not found in the directory',
      some(3100, (n) => `nobody.${n}@elsewhere.example`),
    ),
    ...each('No address', [FORMULA, MARKUP, '@SUM(1+1)', 'priya venkatraman', '']),
    ...each(
      'No address',
      some(55, (n) => `no address ${n}`),
    ),
    ...each(
      'Repeats another row',
      colleagues.slice(0, 37).map(({ mail }) => mail.toUpperCase()),
    ),
  ];
}

function csvOf(mails: readonly string[]): Buffer {
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  // Whatever else the list has is not looked at.
  const lines = mails.map((mail, n) => `${cell(n % 2 === 0 ? FORMULA : MARKUP)},${cell(mail)}`);
  return Buffer.from(['Name,E-Mail', ...lines].join('\r\n'));
}

/** Shows the rows with one fate alone, and gives the numbers of those on the first page. */
async function rowsWith(tab: FrameLocator, fate: string): Promise<readonly number[]> {
  await tab.getByLabel('Show').selectOption({ label: fate });
  const table = tab.getByRole('grid', { name: 'Row by row' });
  const cells = table.getByRole('gridcell');
  await expect
    .poll(
      async () => {
        const fates = (await cells.allInnerTexts()).filter((_, index) => index % 2 === 1);
        return fates.length > 0 && fates.every((one) => one === fate);
      },
      { timeout: 20_000 },
    )
    .toBe(true);
  const texts = await cells.allInnerTexts();
  return texts.filter((_, index) => index % 2 === 0).map((text) => Number(text.replace(',', '')));
}

/** The ERGs to which somebody is invited. */
async function invitationsOf(person: ListedPerson): Promise<readonly string[]> {
  const { invitations } = await ask<GivenHome>(person, 'GET', '/api/home');
  return invitations.map(({ name }) => name);
}

test(
  'a list of 5,000 with bad rows shows what becomes of each, invites whom it can, and puts nobody on the roster',
  async () => {
    const list = rows();
    expect(list).toHaveLength(5000);
    const { page, tab } = await teams.open(nneka.id, { subPage: `run/${erg}/roster` });
    const ran: string[] = [];
    page.on('dialog', (dialog) => {
      ran.push(dialog.message());
      void dialog.dismiss();
    });
    await tab.getByText('2 allies', { exact: true }).waitFor();
    await tab.getByRole('link', { name: 'Invite people' }).click();
    const choosing = page.waitForEvent('filechooser');
    await tab.getByRole('button', { name: 'Choose a file' }).click();
    const chooser = await choosing;
    await chooser.setFiles({
      name: 'our list.csv',
      mimeType: 'text/csv',
      buffer: csvOf(list.map(({ mail }) => mail)),
    });

    // It is looked up while one watches, and nothing happens to anybody.
    await tab.getByRole('heading', { name: 'Looking up who is on your list' }).waitFor();
    await tab.getByRole('progressbar', { name: /^[\d,]+ of 5,000 rows$/ }).waitFor();
    await tab.getByRole('heading', { name: 'What becomes of your list' }).waitFor(WORKED_OFF);
    await tab
      .getByText(
        '1,801 people to invite, 2 already in, 3,100 not found in the directory, 60 rows without an address, and 37 rows that repeat another.',
        { exact: true },
      )
      .waitFor();
    await tab.getByText('Nothing has happened to anybody yet.', { exact: false }).waitFor();
    expect(await invitationsOf(freya)).toEqual([]);

    // The fate of every row, as the spreadsheet numbers them: the first row has the names of the columns.
    expect(await rowsWith(tab, 'Already in')).toEqual([1803, 1804]);
    const malformed = await rowsWith(tab, 'No address');
    expect(malformed.slice(0, 5)).toEqual([4905, 4906, 4907, 4908, 4909]);
    expect((await rowsWith(tab, 'To invite')).slice(0, 2)).toEqual([2, 3]);
    const shown = await tab.locator('body').innerText();
    for (const words of ['HYPERLINK', 'onerror', '@SUM', 'elsewhere.example']) {
      expect(shown).not.toContain(words);
    }

    await tab.getByRole('button', { name: 'Invite 1,801 people' }).click();
    await tab.getByRole('heading', { name: 'Inviting' }).waitFor();
    await tab.getByRole('progressbar', { name: /^[\d,]+ of 5,000 rows$/ }).waitFor();
    await tab.getByRole('heading', { name: 'Your list is done' }).waitFor(WORKED_OFF);
    await tab
      .getByText(
        '1,801 people invited, 2 already in, 3,100 not found in the directory, 60 rows without an address, and 37 rows that repeat another.',
        { exact: true },
      )
      .waitFor();

    // The report says of each row what became of it, and nothing else of the list.
    const downloading = page.waitForEvent('download');
    await tab.getByRole('button', { name: 'Download what became of every row' }).click();
    const report = await readFile(await (await downloading).path(), 'utf8');
    const [, ...lines] = report.trim().split(/\r?\n/);
    expect(lines).toEqual(list.map(({ fate }, n) => `${n + 2},${fate}`));

    expect(ran).toEqual([]);

    // Freya is invited; nobody is on the roster who was not.
    expect(await invitationsOf(freya)).toEqual(['Women in Engineering']);
    const { count, allies: onIt } = await ask<RosterReply>(
      nneka,
      'GET',
      `/api/ergs/${erg}/run/roster`,
    );
    expect(count).toBe(2);
    expect(onIt.map(({ userId }) => userId).toSorted()).toEqual(
      allies.map(({ id }) => id).toSorted(),
    );
  },
  LONGEST_MS,
);

test('who was invited finds the invitation in the chat and in the tab, says yes, and only then stands on the roster', async () => {
  const invited = await teams.open(freya.id);
  await teams.program.local('POST', '/local/clock', { advance: 'PT5M' });
  const card = invited.chat.locator('.ac-adaptiveCard', { hasText: 'An invitation' });
  await card.waitFor();
  expect(await card.innerText()).not.toContain('Women in Engineering');
  await card.getByRole('link', { name: 'See the group' }).click();
  await invited.tab
    .getByText('Its organisers invite you to join as an ally.', { exact: false })
    .waitFor();

  const { page, tab } = await teams.open(nneka.id, { subPage: `run/${erg}/roster` });
  await tab.getByText('2 allies', { exact: true }).waitFor();
  expect(await tab.getByRole('row', { name: /Freya/ }).count()).toBe(0);

  await invited.tab.getByRole('button', { name: 'Join', exact: true }).click();
  const joining = invited.tab.getByRole('region', { name: /join/i });
  await joining.getByRole('button', { name: /^Join/ }).click();
  await invited.tab.getByText('You joined as an ally.').waitFor();

  await page.reload();
  await tab.getByText('3 allies', { exact: true }).waitFor();
  await tab.getByRole('row', { name: /Freya Thistlewood/ }).waitFor();
});
