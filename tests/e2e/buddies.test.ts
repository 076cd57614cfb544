import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalTeams, startLocalTeams } from '../support/local-teams.ts';

let teams: LocalTeams;

beforeAll(async () => {
  teams = await startLocalTeams();
});

afterAll(() => teams.end());

test('one asks by a link, the other agrees to Alongside and accepts, the first confirms; they share, and it ends quietly', async () => {
  const freya = await teams.personWhoseNoteSays(/new to Alongside/);
  const nneka = await teams.personWhoseNoteSays(/Organiser of Women in Engineering/);
  await teams.agree(freya.id);

  const asker = await teams.open(freya.id, { subPage: 'learn/buddies' });
  await asker.tab.getByRole('button', { name: 'Ask somebody' }).click();
  const words = await asker.tab.getByRole('textbox', { name: 'Words to send' }).inputValue();
  const page = /learn\/buddies\/[\w-]+/.exec(decodeURIComponent(words))?.[0] ?? '';
  expect(page).toMatch(/[\w-]{43}$/);
  await asker.tab.getByRole('button', { name: 'Close' }).click();

  // The invitation is still there after the welcome.
  const other = await teams.open(nneka.id, { subPage: page });
  await other.tab.getByRole('button', { name: /agree/i }).click();
  await other.tab.getByText(`${freya.name} asks you to be their ally buddy.`).waitFor();
  await other.tab.getByRole('button', { name: 'Accept' }).click();
  await other.tab.getByRole('heading', { name: /^You accepted\./ }).waitFor();

  await asker.page.goto(`${teams.program.url}/?person=${freya.id}&page=learn/buddies`);
  await asker.tab.getByText(`${nneka.name} accepted. Is this who you asked?`).waitFor();
  await asker.tab.getByRole('button', { name: 'Yes, this is who I asked' }).click();
  await asker.tab.getByRole('heading', { name: nneka.name }).waitFor();

  await asker.tab.getByRole('button', { name: `Share something with ${nneka.name}` }).click();
  await asker.tab.getByRole('textbox', { name: 'Your words' }).fill('I did: let people finish');
  await asker.tab.getByRole('button', { name: `Share with ${nneka.name}` }).click();
  await asker.tab.getByRole('listitem').getByText('I did: let people finish').waitFor();

  await other.tab.getByRole('link', { name: 'To ally buddies' }).click();
  await other.tab.getByText('I did: let people finish').waitFor();
  await other.tab.getByRole('button', { name: `End being buddies with ${freya.name}` }).click();
  await other.tab.getByRole('alertdialog').getByRole('button', { name: 'End' }).click();
  await other.tab.getByText('You have no buddy yet.', { exact: false }).waitFor();

  await asker.page.goto(`${teams.program.url}/?person=${freya.id}&page=learn/buddies`);
  await asker.tab.getByText('You have no buddy yet.', { exact: false }).waitFor();
  for (const { id } of [freya, nneka]) {
    expect(JSON.stringify(await teams.program.messages(id))).not.toContain('budd');
  }
}, 120_000);
