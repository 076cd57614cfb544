import { beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { WholeReply } from '../../../../shared/contract/organisation.ts';
import { json, nothing, problem } from '../../support/fake-api.ts';
import { findBarriers } from '../../support/find-barriers.ts';
import { givenHome } from '../../support/homes.ts';
import { openTab } from '../../support/open-tab.tsx';
import { A_YEAR, apiOfAdmin, wholeMonth, wholeReply } from './organisation-api.ts';

const AT = '/admin/organisation';
const WHOLE = 'GET /api/organisation/whole';
const RELEASE = 'POST /api/organisation/releases';

const region = (name: string) => page.getByRole('region', { name, exact: true });
const button = (name: string) => page.getByRole('button', { name, exact: true });
const text = (part: string) => page.getByText(part, { exact: false });

beforeEach(() => page.viewport(1200, 800));

/** An API that keeps what it is told. */
function apiThatKeeps(first: Partial<WholeReply> = {}) {
  let whole = wholeReply(first);
  const api = apiOfAdmin(whole);
  api.on(WHOLE, () => json(whole));
  api.on(RELEASE, () => {
    whole = { ...whole, release: 'running' };
    return nothing();
  });
  return {
    ...api,
    change(fields: Partial<WholeReply>) {
      whole = { ...whole, ...fields };
    },
  };
}

test('an admin reads of the whole organisation, and how many groups are shown alone', async () => {
  await openTab(apiThatKeeps(), { at: '/admin/ergs' });
  await page.getByRole('link', { name: 'Participation' }).click();
  await expect.element(page.getByRole('heading', { level: 1 })).toHaveTextContent('Participation');
  await expect.element(text('October 2026 is released.')).toBeVisible();
  const newest = region('October 2026');
  await expect.element(newest).toMatchTextContent('Of 1,240 people in the organisation');
  await expect.element(newest).toMatchTextContent('about 17 %');
  await expect.element(newest).toMatchTextContent('shown alone: 38 of 61');
  const table = page.getByRole('table', { name: 'The same numbers as a table' });
  await expect
    .element(table.getByRole('row', { name: /September/ }))
    .toMatchTextContent('September 20261,240310–314205–2091,100–1,104');
  expect(button('Release October 2026 now').elements()).toEqual([]);
  expect(await findBarriers()).toEqual([]);
});

test.each(['early', 'overdue'] as const)(
  'a month whose release is %s is released after one question, and its numbers come by themselves',
  async (release) => {
    const api = apiThatKeeps({ months: [wholeMonth('2026-09')], release });
    await openTab(api, { at: AT });
    await button('Release October 2026 now').click();
    const question = page.getByRole('alertdialog');
    await expect.element(question).toMatchTextContent('This cannot be undone.');
    expect(api.requests(RELEASE)).toEqual([]);
    await button('Cancel').click();
    await expect.element(button('Release October 2026 now')).toHaveFocus();
    expect(api.requests(RELEASE)).toEqual([]);

    await button('Release October 2026 now').click();
    await button('Release').click();
    await expect.element(text('October 2026 is being counted.')).toBeVisible();
    expect(api.requests(RELEASE).map(({ body }) => body)).toEqual([{ month: '2026-10' }]);
    await expect.element(page.getByRole('heading', { name: 'The last month' })).toHaveFocus();
    api.change(wholeReply());
    await expect.element(region('October 2026'), { timeout: 6000 }).toBeVisible();
    await expect.element(text('October 2026 is released.')).toBeVisible();
  },
);

test('a release that did not begin says why, and can be asked for again', async () => {
  const api = apiThatKeeps({ release: 'overdue' });
  api.on(RELEASE, () => problem('not-ready'));
  await openTab(api, { at: AT });
  await button('Release October 2026 now').click();
  await button('Release').click();
  await expect.element(page.getByRole('alert')).toMatchTextContent('Title of not-ready');
  await expect.element(button('Release October 2026 now')).toBeVisible();
  expect(await findBarriers()).toEqual([]);
});

test('of too few people nothing is shown, and before the first release it says when', async () => {
  const api = apiThatKeeps({ months: [{ month: '2026-10', group: 'none' }] });
  await openTab(api, { at: AT });
  await expect.element(region('October 2026')).toMatchTextContent('too few people');
  api.change({ months: [], release: 'overdue' });
  await openTab(api, { at: AT });
  await expect.element(text('The first numbers come').first()).toBeVisible();
});

test('a page that cannot be loaded has the shape of it first, then can be tried again', async () => {
  const api = apiThatKeeps();
  const { promise, resolve } = Promise.withResolvers<Response>();
  api.on(WHOLE, () => promise);
  await openTab(api, { at: AT });
  await expect.poll(() => api.requests(WHOLE)).toHaveLength(1);
  await expect.element(page.getByLabelText('Loading')).toBeInTheDocument();
  api.on(WHOLE, () => json(wholeReply()));
  resolve(problem('unexpected'));
  await expect.element(page.getByRole('alert')).toMatchTextContent('Title of unexpected');
  await button('Try again').click();
  await expect.element(region('October 2026')).toBeVisible();
});

test('who is no admin is told so, and nothing is asked for', async () => {
  const api = apiThatKeeps();
  api.on('GET /api/home', () => json(givenHome()));
  await openTab(api, { at: AT });
  await expect.element(text('for those who run Alongside')).toBeVisible();
  expect(api.requests(WHOLE)).toEqual([]);
});

test('the table of all measures has room as soon as there is one', async () => {
  await page.viewport(641, 700);
  const months = A_YEAR.map(({ month }) => wholeMonth(month));
  await openTab(apiThatKeeps({ months }), { at: AT });
  await expect
    .element(page.getByRole('table', { name: 'The same numbers as a table' }))
    .toBeVisible();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(641);
});

test.each(['default', 'dark', 'contrast'] as const)(
  'in a narrow pane nothing stands beside the page, in the theme %s',
  async (theme) => {
    await page.viewport(320, 700);
    const months = A_YEAR.map(({ month }) => wholeMonth(month));
    await openTab(apiThatKeeps({ months, release: 'early' }), { at: AT, theme });
    await expect.element(region('October 2026')).toBeVisible();
    expect(page.getByRole('table').elements()).toHaveLength(3);
    const { scrollWidth, clientWidth } = document.documentElement;
    expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
    expect(await findBarriers()).toEqual([]);
  },
);

test('the smallest group is told, and raised among the settings', async () => {
  const tab = await openTab(apiThatKeeps({ fewest: 25 }), { at: AT });
  await expect.element(text('Groups of fewer than 25 people are not shown alone.')).toBeVisible();
  await page.getByRole('link', { name: 'Open the settings' }).click();
  expect(tab.path()).toBe('/admin/settings');
});
