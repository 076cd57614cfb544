import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoPeople } from '../../infra/local/demo-organisation.ts';
import { type ListedPerson, type LocalTeams, startLocalTeams } from '../support/local-teams.ts';
import { pledge } from '../support/take-part.ts';

/** For what may take a moment on a busy machine. */
const PATIENTLY = { timeout: 30_000 };

let teams: LocalTeams;
let admin: ListedPerson;
let head: ListedPerson;

beforeAll(async () => {
  teams = await startLocalTeams();
  admin = await teams.personWhoseNoteSays(/^Admin/);
  head = await teams.personWhoseNoteSays(/Head of a department/);
  for (const { id } of [admin, head]) await teams.agree(id);
});

afterAll(() => teams.end());

/** The demo directory, in which everybody below one person is below the one above them. */
function directoryWithout(managerId: string): string {
  const file = fileURLToPath(new URL('../../infra/local/demo/people.csv', import.meta.url));
  const [header = '', ...rows] = readFileSync(file, 'utf8').trimEnd().split('\n');
  const above =
    rows
      .find((row) => row.startsWith(managerId))
      ?.split(',')
      .at(-2) ?? '';
  const moved = rows.map((row) => row.replace(`,${managerId},`, `,${above},`));
  return [header, ...moved].join('\n');
}

test('a manager looks at a year of their group, and loses the page when the directory says that they lead nobody', async () => {
  const { page, tab } = await teams.open(head.id);
  await tab.getByRole('link', { name: 'My organisation' }).click();
  await tab.getByRole('heading', { level: 1, name: 'My organisation' }).waitFor(PATIENTLY);
  await tab.getByText('Of 44 people below you').waitFor(PATIENTLY);
  expect(await tab.getByRole('row').count()).toBe(13);

  const admins = await teams.open(admin.id, { subPage: 'admin/directory' });
  await admins.tab.getByRole('heading', { name: 'A file with everybody' }).waitFor(PATIENTLY);
  await admins.tab.locator('input[type=file]').setInputFiles({
    name: 'people.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(directoryWithout(head.id)),
  });
  await admins.tab.getByRole('button', { name: /^Import 120 people/ }).click(PATIENTLY);
  await admins.tab.getByRole('heading', { name: 'The directory is up to date' }).waitFor(PATIENTLY);

  await page.reload();
  await tab.getByRole('heading', { level: 1 }).waitFor(PATIENTLY);
  const answer = await teams.program.api(head.id, 'GET', '/api/organisation');
  expect(answer.status).toBe(403);
  expect(await tab.getByRole('link', { name: 'My organisation' }).count()).toBe(0);
}, 120_000);

test('an admin looks at the whole organisation', async () => {
  const { tab } = await teams.open(admin.id, { subPage: 'admin/organisation' });
  await tab.getByText('Of 119 people in the organisation').waitFor(PATIENTLY);
  expect(await tab.getByText('Managers whose group is shown alone: 8 of 22.').count()).toBe(1);
}, 60_000);

const person = demoPeople().find(({ roles, guest }) => roles.length === 0 && !guest)?.id ?? '';
const sent = async () =>
  (await teams.program.messages(person)).filter(({ kind }) => kind === 'sent');
const goToNextCheckIn = () =>
  teams.program.local('POST', '/local/clock', { to: 'next-check-in', person });

/** Lives a day in steps that end in everybody's window. */
async function liveADay(): Promise<void> {
  for (let step = 0; step < 6; step += 1) {
    await teams.program.local('POST', '/local/clock', { advance: 'PT4H' });
  }
}

test('an admin stops messages for everybody: the check-in of that day waits, and comes when they start again', async () => {
  await teams.agree(person);
  await pledge(teams.program, person);
  const before = (await sent()).length;

  const { page, tab } = await teams.open(admin.id);
  await tab.getByRole('link', { name: 'Admin' }).click();
  const parts = tab.getByRole('navigation', { name: 'What admins look after' });
  await parts.getByRole('link', { name: 'Settings' }).click();
  await tab.getByRole('switch', { name: 'The bot writes to people' }).click();
  await tab.getByRole('button', { name: 'Stop for everybody' }).click();
  await parts.getByRole('link', { name: 'Messages' }).click();
  await tab.getByRole('heading', { name: 'Messages are stopped' }).waitFor();
  await page.close();

  // The question is due, and a day goes by.
  await expect(goToNextCheckIn()).rejects.toThrow('Nothing is planned that would bring');
  await liveADay();
  expect(await sent()).toHaveLength(before);

  const later = await teams.open(admin.id, { subPage: 'health' });
  await later.tab.getByRole('button', { name: 'Start again' }).click();
  await later.tab.getByText('Messages are stopped for everybody.').waitFor({ state: 'hidden' });
  await later.page.close();
  await goToNextCheckIn();
  const came = (await sent()).slice(before);
  expect(came.map(({ activity }) => activity.summary)).toEqual(['A check-in from Alongside']);
});
