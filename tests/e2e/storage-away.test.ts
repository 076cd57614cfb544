import { afterAll, beforeAll, expect, test } from 'vitest';
import { startAzurite } from '../../infra/local/azurite-process.ts';
import type { GivenHome } from '../../shared/contract/home.ts';
import { type LocalTeams, startLocalTeams } from '../support/local-teams.ts';

let teams: LocalTeams;

beforeAll(async () => {
  teams = await startLocalTeams();
});

afterAll(() => teams.end());

/** How long the tab and the server try by themselves before a person is told. */
const TOLD_MS = 45_000;
/** How long the tab may take to notice that storage is back. */
const BACK_MS = 60_000;

test('while storage is away people are told kindly, and once it is back everything is there without a reload', async () => {
  const { program } = teams;
  const { dataDir } = program;
  const nour = await teams.personWhoseNoteSays(/working remotely/);
  await teams.agree(nour.id);
  const pledging = await teams.open(nour.id, { subPage: 'pledges/new' });
  const looking = await teams.open(nour.id, { movableClock: true });
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
  const home = (await (await program.api(nour.id, 'GET', '/api/home')).json()) as GivenHome;
  expect(home.pledges.map(({ title }) => title)).toEqual(['Let people finish']);

  // The other window has it, too, by itself. (The tab looks every half minute.)
  await looking.tab.getByRole('link', { name: 'Home', exact: true }).click();
  await looking.page.clock.fastForward(30_000);
  await looking.tab.getByText('Let people finish').first().waitFor({ timeout: BACK_MS });
});
