import { beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { problem } from '../../support/fake-api.ts';
import { findBarriers } from '../../support/find-barriers.ts';
import { openTab } from '../../support/open-tab.tsx';
import { runView } from '../../support/run-view.ts';
import { apiWithRun } from './run-api.ts';

const AT = '/run/e1/people';
const organisers = () => page.getByRole('list', { name: 'Organisers' });
const button = (name: string) => page.getByRole('button', { name, exact: true });
const dialog = () => page.getByRole('alertdialog');
const picker = () => dialog().getByRole('combobox', { name: 'Colleague' });

// Looking for barriers takes a second, and what fades in has them on its way.
const SLOW = { timeout: 10_000, interval: 400 };

beforeEach(() => page.viewport(1200, 800));

/** Finds somebody in the dialog that is open, and chooses them. */
async function pick(typed: string, name: string): Promise<void> {
  await picker().fill(typed);
  await page.getByRole('option', { name: new RegExp(name) }).click();
  await expect.element(picker()).toHaveValue(name);
}

test('it says who runs the ERG, since when, and who appointed them', async () => {
  await openTab(apiWithRun(), { at: AT });
  await expect
    .element(organisers())
    .toMatchTextContent('Ana Almeida (you)Appointed by an admin on 12 January 2026');
  await expect
    .element(organisers())
    .toMatchTextContent('Bo Berg Added by an organiser on 2 February 2026');
  await expect
    .element(page.getByText('Everyone in your organisation', { exact: false }))
    .toBeVisible();
});

test('a colleague is found by name and becomes an organiser, once somebody was chosen', async () => {
  const api = apiWithRun();
  await openTab(api, { at: AT });
  await button('Add an organiser').click();
  await dialog().getByRole('button', { name: 'Add' }).click();
  await expect.element(dialog()).toMatchTextContent('Choose somebody from the list.');
  await picker().fill('zz');
  await expect.element(dialog().getByRole('status')).toMatchTextContent('Nobody found for “zz”');
  await pick('ce', 'Cem Celik');
  await dialog().getByRole('button', { name: 'Add' }).click();
  await expect.element(organisers()).toMatchTextContent('Cem Celik');
  await expect.element(page.getByText('Cem Celik is an organiser now.').first()).toBeVisible();
  expect(api.requests('POST /api/ergs/e1/run/organisers')[0]?.body).toEqual({ userId: 'u-cem' });
});

test('a colleague is chosen by keyboard alone', async () => {
  await openTab(apiWithRun(), { at: AT });
  await button('Add an organiser').click();
  await picker().click();
  await userEvent.keyboard('cl');
  await expect.element(page.getByRole('option', { name: 'Cleo Costa' })).toBeVisible();
  await userEvent.keyboard('{ArrowDown}{Enter}');
  await expect.element(picker()).toHaveValue('Cleo Costa');
});

test('handing over says what it means, and leads to what one still runs', async () => {
  const api = apiWithRun();
  const tab = await openTab(api, { at: AT });
  await button('Hand over').click();
  await expect.element(dialog()).toMatchTextContent('you will not see its roster or requests');
  await pick('ce', 'Cem Celik');
  await dialog().getByRole('button', { name: 'Hand over' }).click();
  await expect.element(page.getByText('You do not run an ERG')).toBeVisible();
  expect(tab.path()).toBe('/run');
  expect(api.requests('POST /api/ergs/e1/run/hand-over')[0]?.body).toEqual({ userId: 'u-cem' });
});

test('a fellow organiser is removed after a question', async () => {
  await openTab(apiWithRun(), { at: AT });
  await button('Remove Bo Berg').click();
  await expect.element(dialog()).toMatchTextContent('Remove Bo Berg as an organiser?');
  await dialog().getByRole('button', { name: 'Remove' }).click();
  await expect.element(organisers()).not.toMatchTextContent('Bo Berg');
});

test('the last organiser is told that the ERG then waits for an admin', async () => {
  const [you] = runView().organisers;
  const api = apiWithRun(runView({ organisers: you === undefined ? [] : [you] }));
  const tab = await openTab(api, { at: AT });
  await button('Stop organising').click();
  await expect.element(dialog()).toMatchTextContent('It then waits for an admin');
  await dialog().getByRole('button', { name: 'Stop organising' }).click();
  await expect.element(page.getByText('You do not run an ERG')).toBeVisible();
  expect(tab.path()).toBe('/run');
});

test('a sponsor is named and removed', async () => {
  await openTab(apiWithRun(), { at: AT });
  await button('Name a sponsor').click();
  await pick('cl', 'Cleo Costa');
  await dialog().getByRole('button', { name: 'Name as sponsor' }).click();
  await expect.element(button('Change')).toBeVisible();
  await button('Remove the sponsor').click();
  await dialog().getByRole('button', { name: 'Remove the sponsor' }).click();
  await expect.element(button('Name a sponsor')).toBeVisible();
});

test('a refusal stands in the question, and what was chosen stays', async () => {
  const api = apiWithRun();
  api.on('POST /api/ergs/e1/run/organisers', () => problem('too-many-organisers'));
  await openTab(api, { at: AT });
  await button('Add an organiser').click();
  await pick('ce', 'Cem Celik');
  await dialog().getByRole('button', { name: 'Add' }).click();
  await expect.element(dialog()).toMatchTextContent('Title of too-many-organisers');
  await expect.element(picker()).toHaveValue('Cem Celik');
});

test('whoever runs it no longer is told so', async () => {
  await openTab(apiWithRun(runView({ organisers: [] })), { at: AT });
  await expect.element(page.getByText('This ERG is not yours to run')).toBeVisible();
});

describe.each([1200, 320])('at %i px', (width) => {
  test.each(['default', 'dark', 'contrast'] as const)(
    'page and question stand in nobody’s way, in the theme %s',
    async (theme) => {
      await page.viewport(width, 800);
      await openTab(apiWithRun(), { at: AT, theme });
      await expect.element(organisers()).toBeVisible();
      expect(await findBarriers()).toEqual([]);
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
      await button('Add an organiser').click();
      await picker().fill('c');
      await expect.element(page.getByRole('option').first()).toBeVisible();
      await expect.poll(findBarriers, SLOW).toEqual([]);
    },
  );
});
