import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalTeams, startLocalTeams } from '../support/local-teams.ts';

let teams: LocalTeams;

beforeAll(async () => {
  teams = await startLocalTeams();
});

afterAll(() => teams.end());

/** What was done with the cards of this heading in somebody's chat: `sent`, and `updated` in place. */
async function cardsSaying(person: string, heading: string): Promise<readonly string[]> {
  const entries = await teams.program.messages(person);
  return entries
    .filter(({ activity }) => JSON.stringify(activity).includes(heading))
    .map(({ kind }) => kind);
}

test('somebody asks to join; an organiser hears that requests wait, and answers; the person hears it and stands on the roster', async () => {
  const { program } = teams;
  const freya = await teams.personWhoseNoteSays(/new to Alongside/);
  const tomasz = await teams.personWhoseNoteSays(/Head of a department/);
  const nneka = await teams.personWhoseNoteSays(/Organiser of Women in Engineering/);
  for (const { id } of [freya, tomasz, nneka]) await teams.agree(id);
  await teams.goToNextMorning();

  // The organiser has people ask from now on.
  const organiser = await teams.open(nneka.id);
  await organiser.tab.getByRole('link', { name: 'ERGs you run' }).click();
  await organiser.tab.getByRole('link', { name: 'Women in Engineering' }).click();
  await organiser.tab.getByText('0 allies').waitFor();
  await organiser.tab.getByRole('link', { name: 'Profile' }).click();
  await organiser.tab.getByRole('radio', { name: /^On request/ }).check();
  await organiser.tab.getByRole('button', { name: 'Save', exact: true }).click();
  await organiser.tab.getByText('Saved', { exact: true }).first().waitFor();

  // Two ask; each is told that it is with the organisers.
  const asker = await teams.open(freya.id);
  const other = await teams.open(tomasz.id);
  for (const { tab } of [asker, other]) {
    await tab.getByRole('link', { name: 'ERGs', exact: true }).click();
    await tab.getByRole('link', { name: /^Women in Engineering/ }).click();
    await tab.getByRole('button', { name: 'Ask to join' }).click();
    const asking = tab.getByRole('region', { name: /join/i });
    await asking.getByText('Nneka Obiorah', { exact: false }).first().waitFor();
    await asking.getByRole('button', { name: 'Send the request' }).click();
    await tab.getByText(/^You asked to join\./).waitFor();
  }

  // One card tells the organiser how many wait, and not who; its button opens them in the tab.
  await program.local('POST', '/local/clock', { advance: 'PT6M' });
  const card = organiser.chat.locator('.ac-adaptiveCard', { hasText: 'Requests to join' });
  await card.waitFor();
  const words = await card.innerText();
  expect(words).toContain('Requests to join wait for you: 2.');
  for (const { name } of [freya, tomasz]) expect(words).not.toContain(name.split(' ')[0]);
  await card.getByRole('link', { name: 'Open requests' }).click();
  const { tab } = organiser;
  await tab.getByRole('heading', { level: 1, name: 'Women in Engineering: Requests' }).waitFor();
  await tab.getByText('2 people wait for an answer, the longest wait first.').waitFor();

  // She approves one and declines the other; the card says that nothing waits any more.
  await tab.getByRole('button', { name: 'Approve Freya Thistlewood' }).click();
  await tab
    .getByRole('row', { name: /Freya Thistlewood/ })
    .getByText('Approved')
    .waitFor();
  await tab.getByRole('button', { name: 'Decline Tomasz Wieliczko' }).click();
  await tab
    .getByRole('row', { name: /Tomasz Wieliczko/ })
    .getByText('Declined')
    .waitFor();
  await tab.getByText('Nobody waits for an answer.').waitFor();
  await card.getByText('Dealt with: no request waits.').waitFor();
  expect(await cardsSaying(nneka.id, 'Requests to join')).toEqual(['sent', 'updated']);

  // Nobody is told while it can be undone; then each hears it on one card.
  expect(await cardsSaying(freya.id, 'You are an ally now')).toEqual([]);
  await program.local('POST', '/local/clock', { advance: 'PT11M' });
  await asker.chat.locator('.ac-adaptiveCard', { hasText: 'You are an ally now' }).waitFor();
  await other.chat.locator('.ac-adaptiveCard', { hasText: 'About your request' }).waitFor();
  expect(await cardsSaying(freya.id, 'You are an ally now')).toEqual(['sent']);
  expect(await cardsSaying(tomasz.id, 'About your request')).toEqual(['sent']);

  // The roster has her name, and his not.
  await tab.getByRole('link', { name: 'Roster', exact: true }).click();
  await tab.getByText('1 ally', { exact: true }).waitFor();
  await tab.getByRole('row', { name: /Freya Thistlewood/ }).waitFor();
  expect(await tab.getByRole('row', { name: /Tomasz Wieliczko/ }).count()).toBe(0);
  await asker.page.reload();
  await asker.tab.getByRole('link', { name: 'ERGs', exact: true }).click();
  await asker.tab.getByRole('link', { name: /^Women in Engineering/ }).click();
  await asker.tab.getByText('You joined as an ally.').waitFor();
});
