import { v7 as uuidV7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoPeople } from '../../infra/local/demo-organisation.ts';
import type { LocalProgram } from '../support/local-program.ts';
import { type LocalTeams, startLocalTeams } from '../support/local-teams.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

let teams: LocalTeams;
let program: LocalProgram;

beforeAll(async () => {
  teams = await startLocalTeams();
  ({ program } = teams);
});

afterAll(() => teams.end());

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
  await teams.agree(person);
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

  const { page, tab } = await teams.open(admin);
  await tab.getByRole('link', { name: 'Admin' }).click();
  const parts = tab.getByRole('navigation', { name: 'What admins look after' });
  await parts.getByRole('link', { name: 'Settings' }).click();
  await tab.getByRole('switch', { name: 'The bot writes to people' }).click();
  await tab.getByRole('button', { name: 'Stop for everybody' }).click();
  await parts.getByRole('link', { name: 'Messages' }).click();
  await tab.getByRole('heading', { name: 'Messages are stopped' }).waitFor();

  await page.close();

  // Whatever day it is today: the question is due within eight days.
  await liveEightDays(before);
  expect(await sent()).toHaveLength(before);

  const later = await teams.open(admin, { subPage: 'health' });
  await later.tab.getByRole('button', { name: 'Start again' }).click();
  await later.tab.getByText('Messages are stopped for everybody.').waitFor({ state: 'hidden' });
  await later.page.close();
  await liveEightDays(before);
  const came = (await sent()).slice(before);
  expect(came.map(({ activity }) => activity.summary)).toEqual(['A check-in from Alongside']);
});
