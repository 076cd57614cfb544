import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { json, problem } from '../../support/fake-api.ts';
import { findBarriers } from '../../support/find-barriers.ts';
import { givenHome, NOT_AGREED } from '../../support/homes.ts';
import { openTab } from '../../support/open-tab.tsx';
import { apiThatRuns } from './run-api.ts';

const REQUESTS = 'GET /api/ergs/e1/run/requests';
const card = () => page.getByRole('link', { name: 'Prism' });

/** An API of somebody who runs Prism, which so many people ask to join. */
function apiWithRequests(requested: number) {
  const api = apiThatRuns();
  api.on(REQUESTS, () => json({ requests: [], requested }));
  return api;
}

test('whoever runs an ERG is led to it, with how many requests wait, and from there to them', async () => {
  await page.viewport(1200, 800);
  const tab = await openTab(apiWithRequests(3));
  await page.getByRole('link', { name: 'ERGs you run' }).click();
  await expect.element(page.getByText('3 requests wait')).toBeVisible();
  await card().click();
  expect(tab.path()).toBe('/run/e1/requests');
});

test('where no request waits, the card leads to the roster', async () => {
  const tab = await openTab(apiWithRequests(0), { at: '/run' });
  await expect.element(page.getByText('No request waits')).toBeVisible();
  await card().click();
  expect(tab.path()).toBe('/run/e1/roster');
});

test('a number that cannot be read leaves the card as it is', async () => {
  const api = apiThatRuns();
  api.on(REQUESTS, () => problem('unexpected'));
  await openTab(api, { at: '/run' });
  await expect.element(card()).toBeVisible();
  expect(page.getByRole('alert').elements()).toEqual([]);
});

test('whoever runs none is not led here, and is told how one comes to', async () => {
  const api = apiThatRuns();
  api.on('GET /api/home', () => json(givenHome()));
  await openTab(api, { at: '/run' });
  await expect.element(page.getByText('You do not run an ERG', { exact: false })).toBeVisible();
  expect(page.getByRole('link', { name: /Run|ERGs you run/ }).elements()).toEqual([]);
});

test('an organiser who has not agreed is welcomed first', async () => {
  const api = apiThatRuns();
  api.on('GET /api/home', () => json(NOT_AGREED));
  await openTab(api, { at: '/run/e1/roster' });
  await expect.element(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(api.requests('GET /api/ergs/e1/run*')).toEqual([]);
});

test('somebody who organises and is an admin has room for all pages in the narrowest pane', async () => {
  await page.viewport(320, 800);
  const api = apiWithRequests(1);
  const runs = [{ ergId: 'e1', name: 'Prism', picture: '🌈' }];
  api.on('GET /api/home', () => json(givenHome({ admin: true, runs })));
  await openTab(api, { at: '/run' });
  await expect.element(page.getByRole('link', { name: 'Run', exact: true })).toBeVisible();
  await expect.element(page.getByRole('link', { name: 'Admin' })).toBeVisible();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
});

describe.each([1200, 320])('at %i px', (width) => {
  test.each(['default', 'dark', 'contrast'] as const)(
    'nothing stands in the way of anybody, in the theme %s',
    async (theme) => {
      await page.viewport(width, 800);
      await openTab(apiWithRequests(3), { at: '/run', theme });
      await expect.element(page.getByText('3 requests wait')).toBeVisible();
      expect(await findBarriers()).toEqual([]);
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
    },
  );
});
