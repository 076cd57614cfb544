import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { fakeApi, json, nothing, problem, type FakeApi } from '../../support/fake-api.ts';
import { findBarriers } from '../../support/find-barriers.ts';
import { givenHome, NOT_AGREED } from '../../support/homes.ts';
import { openTab } from '../../support/open-tab.tsx';

function apiOfSomebodyNew(): FakeApi {
  const api = fakeApi();
  api.on('GET /api/home', () => json(NOT_AGREED));
  api.on('GET /api/catalogue', () => json({ templates: [] }));
  api.on('POST /api/consent', () => {
    api.on('GET /api/home', () => json(givenHome()));
    return nothing();
  });
  return api;
}

const agree = () => page.getByRole('button', { name: 'I agree, start' });

test('a first visit says what is stored and who sees it, and shows no other page', async () => {
  await openTab(apiOfSomebodyNew());
  await expect
    .element(page.getByRole('heading', { level: 1, name: 'Welcome to Alongside' }))
    .toBeVisible();
  const stored = page.getByRole('table', { name: 'What Alongside stores and who can see it' });
  const own = stored.getByRole('row').filter({ hasText: 'Your private notes' });
  await expect.element(own.getByRole('cell')).toHaveTextContent('Only you');
  await expect.element(own.getByText('Your journal')).toBeVisible();
  const shared = stored.getByRole('row').filter({ hasText: 'What you share with an ally buddy' });
  await expect.element(shared.getByText('Your buddy', { exact: true })).toBeVisible();
  const membership = stored.getByRole('row').filter({ hasText: 'That you joined an ERG' });
  await expect.element(membership.getByText('The organisers of the ERG')).toBeVisible();
  await expect
    .element(membership.getByText('Other allies of the ERG, only if you choose it'))
    .toBeVisible();
  await expect.element(page.getByRole('navigation')).not.toBeInTheDocument();
});

test('nothing is sent before somebody agrees', async () => {
  const api = apiOfSomebodyNew();
  await openTab(api);
  await page.getByRole('radio', { name: 'Two' }).click();
  expect(api.seen.filter(({ method }) => method !== 'GET')).toEqual([]);
});

test('agreeing sends the version that was read and the rhythm, and leads to the first pledge', async () => {
  const api = apiOfSomebodyNew();
  const tab = await openTab(api);
  await page.getByRole('radio', { name: 'Two' }).click();
  await page.getByRole('combobox', { name: 'Day', exact: true }).selectOptions('Thursday');
  await page.getByLabelText('Time', { exact: true }).fill('14:15');
  const zone = page.getByRole('combobox', { name: 'Time zone' });
  await zone.click();
  await userEvent.keyboard('new york');
  await page.getByRole('option', { name: 'America/New York' }).click();
  await agree().click();
  await expect.poll(() => tab.path()).toBe('/pledges/new');
  expect(api.requests('POST /api/consent').map(({ body }) => body)).toEqual([
    { version: 2, rhythm: { budget: 2, day: 4, time: '14:15', zone: 'America/New_York' } },
  ]);
  await expect.element(page.getByRole('navigation')).toBeVisible();
});

test('somebody who came by a link to another page finds that page after agreeing', async () => {
  const tab = await openTab(apiOfSomebodyNew(), { at: '/settings' });
  await agree().click();
  await expect.element(page.getByRole('heading', { level: 1, name: 'Settings' })).toHaveFocus();
  expect(tab.path()).toBe('/settings');
});

test('an agreement that cannot be saved says so and stays where it is', async () => {
  const api = apiOfSomebodyNew();
  api.on('POST /api/consent', () => problem('unexpected'));
  await openTab(api);
  await page.getByRole('radio', { name: 'Three' }).click();
  await agree().click();
  await expect.element(page.getByRole('alert')).toMatchTextContent('Detail of unexpected');
  await expect.element(page.getByRole('radio', { name: 'Three' })).toBeChecked();
  await expect.element(agree()).toBeEnabled();
});

test('nothing on the welcome is in the way', async () => {
  await openTab(apiOfSomebodyNew());
  await expect.element(agree()).toBeVisible();
  expect(await findBarriers()).toEqual([]);
});
