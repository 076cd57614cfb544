import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { chooseLanguage } from '../../../tab/app/languages.ts';
import { findBarriers } from '../support/find-barriers.ts';
import { fakeApi, json, noConnection } from '../support/fake-api.ts';
import { givenHome, pledgeView } from '../support/homes.ts';
import { openTab } from '../support/open-tab.tsx';

function apiOfSomebody() {
  const api = fakeApi();
  api.on('GET /api/home', () => json(givenHome({ pledges: [pledgeView()] })));
  return api;
}

const title = () => page.getByRole('heading', { level: 1 });

test('the title takes the focus when the page changes, and is left alone when the tab opens', async () => {
  await openTab(apiOfSomebody());
  await expect.element(title()).toHaveTextContent('Nothing today');
  await expect.element(title()).not.toHaveFocus();
  await page.getByRole('link', { name: 'Settings' }).click();
  await expect.element(title()).toHaveTextContent('Settings');
  await expect.element(title()).toHaveFocus();
  await expect
    .element(page.getByRole('link', { name: 'Settings' }))
    .toHaveAttribute('aria-current', 'page');
  expect(document.title).toBe('Settings · Alongside');
});

test('the colours follow Teams while the tab is open', async () => {
  const tab = await openTab(apiOfSomebody());
  await expect.element(title()).toBeVisible();
  const colour = () => getComputedStyle(title().element()).color;
  const light = colour();
  tab.changeTheme('dark');
  await expect.poll(colour).not.toBe(light);
});

test.each(['default', 'dark', 'contrast'] as const)(
  'the name of a page can be read while one points at it, in the theme %s',
  async (theme) => {
    const tab = await openTab(apiOfSomebody());
    tab.changeTheme(theme);
    const link = page.getByRole('link', { name: 'Settings' });
    await link.click();
    await expect.element(link).toHaveAttribute('aria-current', 'page');
    await link.hover();
    await expect.element(title()).toBeVisible();
    expect(await findBarriers()).toEqual([]);
    const icon = link.element().querySelector('svg');
    const { color, backgroundColor } = getComputedStyle(link.element());
    expect(color).not.toBe(backgroundColor);
    expect(icon === null ? undefined : getComputedStyle(icon).color).toBe(color);
  },
);

test('a path that leads nowhere says so and leads home', async () => {
  const tab = await openTab(apiOfSomebody(), { at: '/nowhere' });
  await expect.element(title()).toHaveTextContent('This page is not here');
  await page.getByRole('link', { name: 'Go to Home' }).click();
  expect(tab.path()).toBe('/');
});

test('a lost connection is said quietly, and mends by itself', async () => {
  const api = fakeApi();
  api.on('GET /api/home', () => noConnection());
  await openTab(api);
  const bar = page.getByText('No connection. Trying again…').first();
  await expect.element(bar).toBeVisible();
  api.on('GET /api/home', () => json(givenHome({ pledges: [pledgeView()] })));
  window.dispatchEvent(new Event('online'));
  await expect.element(title()).toHaveTextContent('Nothing today');
  await expect.element(page.getByRole('status')).toHaveTextContent('Connected again.');
});

test('at 320 px nothing is wider than the window', async () => {
  await page.viewport(320, 640);
  await openTab(apiOfSomebody());
  await expect.element(title()).toBeVisible();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
});

test.each([
  ['en-us', { texts: 'en', formats: 'en-US', direction: 'ltr' }],
  ['en-xa', { texts: 'en-XA', formats: 'en-XA', direction: 'ltr' }],
  ['ar-xb', { texts: 'ar-XB', formats: 'ar-XB', direction: 'rtl' }],
  ['tlh-KX', { texts: 'en', formats: 'en', direction: 'ltr' }],
  ['not a locale', { texts: 'en', formats: 'en', direction: 'ltr' }],
])('Teams in %s gets %o', (locale, expected) => {
  expect(chooseLanguage(locale, { pseudoLanguages: true })).toEqual(expected);
});

test.each(['en-XA', 'ar-XB'])('nobody real gets %s', (locale) => {
  expect(chooseLanguage(locale)).toEqual({ texts: 'en', formats: 'en', direction: 'ltr' });
});
