import { beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { json, problem } from '../../support/fake-api.ts';
import { findBarriers } from '../../support/find-barriers.ts';
import { openTab } from '../../support/open-tab.tsx';
import { apiWithPeople, somePeople } from './roster-api.ts';

const AT = '/run/e1/roster';
const title = () => page.getByRole('heading', { level: 1 });
const grid = () => page.getByRole('grid', { name: 'Allies' });
const button = (name: string) => page.getByRole('button', { name, exact: true });
const choose = (name: string) => page.getByRole('checkbox', { name: `Choose ${name}` });
const said = () => page.getByRole('status');

// Looking for barriers takes a second, and what fades in has them on its way.
const SLOW = { timeout: 10_000, interval: 400 };

// Names that somebody chose to do harm or that happen to be unusual.
const HOSTILE = [
  { userId: 'h1', name: '<img src=x onerror="alert(1)">', since: '2026-02-10T09:00:00.000Z' },
  { userId: 'h2', name: '\u202Eevil\u202E right to left', since: '2026-02-10T09:00:00.000Z' },
  { userId: 'h3', name: 'N'.repeat(300), since: '2026-02-10T09:00:00.000Z' },
  { userId: 'h4', name: 'مريم الخطيب', since: '2026-02-10T09:00:00.000Z' },
];

beforeEach(() => page.viewport(1200, 800));

test('an organiser reads how many allies there are, who they are and since when, a page at a time', async () => {
  await openTab(apiWithPeople({ allies: somePeople(120) }), { at: AT });
  await expect.element(page.getByText('120 allies')).toBeVisible();
  await expect.element(title()).toMatchTextContent('Prism: Roster');
  await expect
    .element(grid().getByRole('row', { name: /Ally 001 10 February 2026/ }))
    .toBeVisible();
  expect(grid().getByRole('row').elements()).toHaveLength(51);
  await button('Next').click();
  await expect.element(grid().getByRole('row', { name: /Ally 051/ })).toBeVisible();
  await expect.element(said()).toMatchTextContent('Page 2');
  await button('Previous').click();
  await expect.element(grid().getByRole('row', { name: /Ally 001/ })).toBeVisible();
});

test('somebody is found by a name, and how many were found is said', async () => {
  const api = apiWithPeople({ allies: [...somePeople(60), ...somePeople(2, 'Ben')] });
  await openTab(api, { at: AT });
  const search = page.getByRole('searchbox', { name: 'Search by name' });
  await search.fill('ben');
  await expect.element(said()).toMatchTextContent('2 people found');
  await expect.element(grid().getByRole('row', { name: /Ben 002/ })).toBeVisible();
  expect(grid().getByRole('row').elements()).toHaveLength(3);
  expect(api.requests('GET /api/ergs/e1/run/roster?find=ben')).toHaveLength(1);
  await search.fill('nobody so called');
  await expect.element(page.getByText('Nobody found for “nobody so called”')).toBeVisible();
});

test('removing asks first what it means, then stands on the row with its undo', async () => {
  const api = apiWithPeople({ allies: somePeople(3) });
  await openTab(api, { at: AT });
  await button('Remove Ally 002').click();
  const dialog = page.getByRole('alertdialog', { name: 'Remove 1 person from the roster?' });
  await expect.element(dialog).toMatchTextContent('Ally 002');
  await expect.element(dialog).toMatchTextContent('They may ask again after 30 days.');
  await expect.poll(findBarriers, SLOW).toEqual([]);
  await dialog.getByRole('button', { name: 'Remove 1' }).click();
  const row = grid().getByRole('row', { name: /Ally 002/ });
  await expect.element(row).toMatchTextContent('Removed');
  await expect.element(said()).toMatchTextContent('Ally 002 is removed.');
  await expect.element(page.getByText('2 allies')).toBeVisible();
  await expect.element(choose('Ally 002')).toBeDisabled();
  await button('Undo: Ally 002').click();
  await expect.element(row).toMatchTextContent('Undone');
  await expect.element(page.getByText('3 allies')).toBeVisible();
  expect(api.requests('POST /api/ergs/e1/run/roster/undo')[0]?.body).toEqual({
    acts: [{ userId: 'u-Ally-2', act: 8 }],
  });
});

test('a question that is not answered with yes changes nothing', async () => {
  const api = apiWithPeople({ allies: somePeople(1) });
  await openTab(api, { at: AT });
  await button('Remove Ally 001').click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();
  await expect.element(button('Remove Ally 001')).toBeVisible();
  expect(api.requests('POST /api/ergs/e1/run/roster/remove')).toEqual([]);
});

test('whoever is chosen stays chosen over the pages, and all of them go at once', async () => {
  const api = apiWithPeople({ allies: somePeople(60) });
  await openTab(api, { at: AT });
  await choose('Ally 001').click();
  await button('Next').click();
  await choose('Ally 055').click();
  await button('Remove 2').click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByRole('button', { name: 'Remove 2' }).click();
  await expect.element(page.getByText('2 people removed.').first()).toBeVisible();
  expect(api.requests('POST /api/ergs/e1/run/roster/remove')[0]?.body).toEqual({
    userIds: ['u-Ally-1', 'u-Ally-55'],
  });
  await button('Undo 2').click();
  await expect.element(page.getByText('60 allies')).toBeVisible();
});

test('who was told meanwhile cannot be brought back, and the row says that they are removed', async () => {
  const api = apiWithPeople({ allies: somePeople(1) });
  await openTab(api, { at: AT });
  await button('Remove Ally 001').click();
  await button('Remove 1').click();
  await expect.element(button('Undo: Ally 001')).toBeVisible();
  api.outcomeOf = () => 'told-already';
  await button('Undo: Ally 001').click();
  await expect.element(said()).toMatchTextContent('some know by now');
  await expect.element(button('Undo: Ally 001')).not.toBeInTheDocument();
  await expect.element(grid().getByRole('row', { name: /Ally 001/ })).toMatchTextContent('Removed');
});

test('a roster without anybody says so, and one that is not there or not mine too', async () => {
  const api = apiWithPeople({});
  const tab = await openTab(api, { at: AT });
  await expect.element(page.getByText('No allies yet')).toBeVisible();
  expect(tab.path()).toBe(AT);
});

test.each([
  ['not-allowed', 'This ERG is not yours to run'],
  ['not-found', 'This ERG is not here'],
  ['unexpected', 'Title of unexpected'],
] as const)('a roster that is refused as %s says why', async (code, words) => {
  const api = apiWithPeople({});
  api.on('GET /api/ergs/e1/run/roster*', () => problem(code));
  await openTab(api, { at: AT });
  await expect.element(page.getByText(words)).toBeVisible();
});

test('a roster that cannot be read can be asked for again', async () => {
  const api = apiWithPeople({});
  api.on('GET /api/ergs/e1/run/roster*', () => problem('unexpected'));
  await openTab(api, { at: AT });
  await expect.element(button('Try again')).toBeVisible();
  api.on('GET /api/ergs/e1/run/roster*', () =>
    json({ allies: somePeople(1), count: 1, requested: 0 }),
  );
  await button('Try again').click();
  await expect.element(page.getByText('1 ally')).toBeVisible();
});

test('while the roster is on its way there is its shape', async () => {
  const api = apiWithPeople({ allies: somePeople(1) });
  const { promise, resolve } = Promise.withResolvers<Response>();
  api.on('GET /api/ergs/e1/run/roster*', () => promise);
  await openTab(api, { at: AT });
  await expect.element(page.getByLabelText('Loading')).toBeInTheDocument();
  resolve(json({ allies: somePeople(1), count: 1, requested: 0 }));
  await expect.element(page.getByText('1 ally')).toBeVisible();
});

describe.each([1200, 320])('at %i px', (width) => {
  test.each(['default', 'dark', 'contrast'] as const)(
    'names of every kind stand in nobody’s way, in the theme %s',
    async (theme) => {
      await page.viewport(width, 800);
      const api = apiWithPeople({ allies: [...HOSTILE, ...somePeople(4)] });
      await openTab(api, { at: AT, theme });
      await expect.element(page.getByText('<img src=x onerror="alert(1)">')).toBeVisible();
      await expect.element(page.getByText('مريم الخطيب')).toHaveAttribute('dir', 'auto');
      expect(document.querySelector('img')).toBeNull();
      await choose('Ally 001').click();
      await expect.element(page.getByRole('link', { name: 'Invite people' })).toBeVisible();
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
      await expect.element(button('Remove 1')).toBeVisible();
      await expect.poll(findBarriers, SLOW).toEqual([]);
    },
  );
});

test('a narrow pane has a list that does the same', async () => {
  await page.viewport(320, 800);
  const api = apiWithPeople({ allies: somePeople(3) });
  await openTab(api, { at: AT });
  await choose('everybody on this page').click();
  await button('Remove 3').click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove 3' }).click();
  const list = page.getByRole('list', { name: 'Allies' });
  await expect.element(list.getByRole('listitem').first()).toMatchTextContent('Removed');
  await button('Undo: Ally 001').click();
  await expect.element(list.getByRole('listitem').first()).toMatchTextContent('Undone');
});
