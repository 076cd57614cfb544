import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { json, problem } from '../../support/fake-api.ts';
import { findBarriers } from '../../support/find-barriers.ts';
import { openTab } from '../../support/open-tab.tsx';
import { allDone, ally, organisersApi } from './roster-api.ts';

const AT = '/run/e1/roster';
const LIST = 'GET /api/ergs/e1/run/roster';
const REMOVE = 'POST /api/ergs/e1/run/roster/remove';
const UNDO = 'POST /api/ergs/e1/run/roster/undo';

const button = (name: string) => page.getByRole('button', { name, exact: true });
const search = () => page.getByRole('searchbox', { name: 'Find by the start of any word of a name' });
const choose = (name: string) => page.getByRole('checkbox', { name: `Choose ${name}` });

function apiWithAllies() {
  const api = organisersApi();
  api.on(LIST, () =>
    json({ allies: [ally(1), ally(2)], continuation: 'c2', count: 2914, requested: 3 }),
  );
  api.on(`${LIST}?continuation=c2`, () => json({ allies: [ally(3)] }));
  api.on(`${LIST}?find=be`, () => json({ allies: [ally(9, 'Ana Bell')] }));
  api.on(`${LIST}?find=zz`, () => json({ allies: [] }));
  api.on(REMOVE, allDone);
  api.on(UNDO, allDone);
  return api;
}

test('it says how many allies there are, and goes through them page by page', async () => {
  await page.viewport(1200, 800);
  await openTab(apiWithAllies(), { at: AT });
  await expect.element(page.getByText('2,914 allies')).toBeVisible();
  await button('Next').click();
  await expect.element(page.getByText('Person 3')).toBeVisible();
  await button('Previous').click();
  await expect.element(page.getByText('Person 1')).toBeVisible();
});

test('somebody is found by the start of a word of their name; nobody found says so', async () => {
  await page.viewport(1200, 800);
  const api = apiWithAllies();
  await openTab(api, { at: AT });
  await search().fill('be');
  await expect.element(page.getByText('Ana Bell')).toBeVisible();
  await search().fill('zz');
  await expect.element(page.getByText('begins with “zz”', { exact: false })).toBeVisible();
  expect(api.requests(`${LIST}?find=b`)).toEqual([]);
});

test('somebody is removed after a question, and brought back on the row', async () => {
  await page.viewport(1200, 800);
  const api = apiWithAllies();
  await openTab(api, { at: AT });
  await button('Remove Person 1').click();
  const dialog = page.getByRole('alertdialog', { name: 'Remove Person 1?' });
  await expect.element(dialog).toMatchTextContent('told kindly, without a reason');
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect.element(page.getByRole('row', { name: /Person 1/ })).toMatchTextContent('Removed');
  expect(api.requests(REMOVE)[0]?.body).toEqual({ userIds: ['u1'] });
  await button('Undo for Person 1').click();
  await expect.element(button('Remove Person 1')).toBeVisible();
});

test('whoever was chosen on one page stays so on another', async () => {
  await page.viewport(1200, 800);
  const api = apiWithAllies();
  await openTab(api, { at: AT });
  await choose('Person 2').click();
  await button('Next').click();
  await choose('Person 3').click();
  await button('Remove 2').click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await expect.element(page.getByRole('row', { name: /Person 3/ })).toMatchTextContent('Removed');
  expect(api.requests(REMOVE)[0]?.body).toEqual({ userIds: ['u2', 'u3'] });
});

test('a question that is not answered with yes changes nothing', async () => {
  await page.viewport(1200, 800);
  const api = apiWithAllies();
  await openTab(api, { at: AT });
  await button('Remove Person 1').click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();
  expect(api.requests(REMOVE)).toEqual([]);
});

test('an empty roster and one that cannot be read say so', async () => {
  const api = organisersApi();
  api.on(LIST, () => json({ allies: [], count: 0, requested: 0 }));
  await openTab(api, { at: AT });
  await expect.element(page.getByText('Nobody has joined yet.', { exact: false })).toBeVisible();
});

test('a roster that cannot be read can be asked for again', async () => {
  const api = organisersApi();
  api.on(LIST, () => problem('unexpected'));
  await openTab(api, { at: AT });
  await expect.element(page.getByRole('alert')).toMatchTextContent('Title of unexpected');
  api.on(LIST, () => json({ allies: [ally(1)], count: 1, requested: 0 }));
  await button('Try again').click();
  await expect.element(page.getByText('1 ally')).toBeVisible();
});

test('in a narrow pane it is a list with the same abilities, without a barrier', async () => {
  await page.viewport(320, 800);
  const api = apiWithAllies();
  await openTab(api, { at: AT });
  await choose('Person 1').click();
  await expect.element(button('Remove 1')).toBeVisible();
  expect(await findBarriers()).toEqual([]);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
});
