import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { json, problem } from '../../support/fake-api.ts';
import { findBarriers } from '../../support/find-barriers.ts';
import { openTab } from '../../support/open-tab.tsx';
import { apiThatRuns, prism } from './run-api.ts';

const AT = '/run/e1/profile';
const SAVE = 'PUT /api/ergs/e1/run/profile';
const STATE = 'PUT /api/ergs/e1/run/state';

const button = (name: string) => page.getByRole('button', { name, exact: true });
const field = (name: string) => page.getByRole('textbox', { name });
const text = (part: string) => page.getByText(part, { exact: false });

test('what is written is saved with the revision that was seen', async () => {
  const api = apiThatRuns();
  const { profile } = prism();
  api.on(SAVE, () => json(prism({ profile: { ...profile, purpose: 'New.' }, revision: 5 })));
  await openTab(api, { at: AT });
  await field('What it is for').fill('New.');
  await field('Tags').fill('pride, , rainbow,pride');
  await button('Save').click();
  await expect.element(text('Saved')).toBeVisible();
  expect(api.requests(SAVE)[0]?.body).toEqual({
    revision: 4,
    profile: { ...profile, purpose: 'New.', tags: ['pride', 'rainbow'] },
  });
});

test('a name that another ERG has is said beside the name', async () => {
  const api = apiThatRuns();
  api.on(SAVE, () => problem('name-taken'));
  await openTab(api, { at: AT });
  await field('Name').fill('Mosaic');
  await button('Save').click();
  await expect.element(field('Name')).toHaveAccessibleDescription(/Detail of name-taken/);
});

test('what somebody else changed meanwhile is told, and what was typed stays', async () => {
  const api = apiThatRuns();
  api.on(SAVE, () => problem('changed-meanwhile'));
  await openTab(api, { at: AT });
  await field('What it is for').fill('Mine.');
  const theirs = prism({ revision: 5 });
  const profile = { ...theirs.profile, purpose: 'Theirs.' };
  api.on('GET /api/ergs/e1/run', () => json({ ...theirs, profile }));
  await button('Save').click();
  await expect.element(text('What you wrote is still here.')).toBeVisible();
  await expect.element(field('What it is for')).toHaveValue('Mine.');

  await button('Keep what I wrote').click();
  api.on(SAVE, () => json({ ...theirs, revision: 6 }));
  await button('Save').click();
  await expect.element(text('Saved')).toBeVisible();
  expect(api.requests(SAVE)[1]?.body).toMatchObject({ revision: 5 });
});

test('what somebody else wrote in other fields stays, where what was typed is kept', async () => {
  const api = apiThatRuns();
  api.on(SAVE, () => problem('changed-meanwhile'));
  await openTab(api, { at: AT });
  await field('Contact').fill('mine@example.com');
  const theirs = prism({ revision: 5 });
  const profile = { ...theirs.profile, purpose: 'Theirs.' };
  api.on('GET /api/ergs/e1/run', () => json({ ...theirs, profile }));
  await button('Save').click();
  await button('Keep what I wrote').click();
  await expect.element(field('Contact')).toHaveValue('mine@example.com');
  await expect.element(field('What it is for')).toHaveValue('Theirs.');

  const together = { ...profile, contact: 'mine@example.com' };
  api.on(SAVE, () => json({ ...theirs, profile: together, revision: 6 }));
  await button('Save').click();
  await expect.element(text('Saved')).toBeVisible();
  expect(api.requests(SAVE)[1]?.body).toEqual({ revision: 5, profile: together });
});

test('what is saved by somebody else can be loaded instead', async () => {
  const api = apiThatRuns();
  api.on(SAVE, () => problem('changed-meanwhile'));
  await openTab(api, { at: AT });
  await field('What it is for').fill('Mine.');
  const theirs = prism({ revision: 5 });
  api.on('GET /api/ergs/e1/run', () =>
    json({ ...theirs, profile: { ...theirs.profile, purpose: 'Theirs.' } }),
  );
  await button('Save').click();
  await button('Load what is saved').click();
  await expect.element(field('What it is for')).toHaveValue('Theirs.');
});

test('it is archived after a question that says what stays', async () => {
  const api = apiThatRuns();
  api.on(STATE, () => json(prism({ state: 'archived', revision: 5 })));
  await openTab(api, { at: AT });
  await button('Archive').click();
  const dialog = page.getByRole('alertdialog', { name: 'Archive Prism?' });
  await dialog.getByRole('button', { name: 'Archive' }).click();
  await expect.element(button('Bring back')).toBeVisible();
  expect(api.requests(STATE)[0]?.body).toEqual({ revision: 4, state: 'archived' });
});

test.each([1200, 320])('nobody meets a barrier at %i px', async (width) => {
  await page.viewport(width, 800);
  await openTab(apiThatRuns(), { at: AT, theme: width === 320 ? 'dark' : 'contrast' });
  await expect.element(button('Save')).toBeVisible();
  expect(await findBarriers()).toEqual([]);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
});

test('the ERGs that one runs stand on a page of their own', async () => {
  await openTab(apiThatRuns(), { at: '/run' });
  await page.getByRole('link', { name: 'Prism' }).click();
  await expect.element(page.getByRole('heading', { level: 1 })).toMatchTextContent('Prism: Roster');
});

test('what is written shows in the card of the directory at once', async () => {
  await page.viewport(1200, 800);
  await openTab(apiThatRuns(), { at: AT });
  const card = page.getByRole('complementary', { name: 'In the directory' });
  await field('Name').fill('Prism North');
  await field('Tags').fill('pride, leeds');
  await expect.element(card).toMatchTextContent('Prism North');
  await expect.element(card).toMatchTextContent('pride · leeds');
});

test('what is written and not saved is still there after a look elsewhere, and can be given up', async () => {
  await page.viewport(1200, 800);
  await openTab(apiThatRuns(), { at: AT });
  await field('Contact').fill('new@example.com');
  await page.getByRole('link', { name: 'People' }).click();
  await page.getByRole('link', { name: 'Profile' }).click();
  await expect.element(field('Contact')).toHaveValue('new@example.com');
  await button('Discard changes').click();
  await expect.element(field('Contact')).toHaveValue('prism@example.com');
  await expect.element(button('Discard changes')).not.toBeInTheDocument();
});
