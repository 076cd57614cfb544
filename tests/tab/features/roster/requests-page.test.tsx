import { beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { json, problem } from '../../support/fake-api.ts';
import { findBarriers } from '../../support/find-barriers.ts';
import { openTab } from '../../support/open-tab.tsx';
import { apiWithPeople, somePeople } from './roster-api.ts';

const AT = '/run/e1/requests';
const ANSWERS = 'POST /api/ergs/e1/run/requests/answers';
const grid = () => page.getByRole('grid', { name: 'Requests to join' });
const row = (name: string) => grid().getByRole('row', { name: new RegExp(name) });
const button = (name: string) => page.getByRole('button', { name, exact: true });
const chooseAll = () => page.getByRole('checkbox', { name: 'Choose everybody on this page' });
const said = () => page.getByRole('status');

// Looking for barriers takes a second, and what fades in has them on its way.
const SLOW = { timeout: 10_000, interval: 400 };

beforeEach(() => page.viewport(1200, 800));

test('a request is approved on its row, where the undo takes the focus and gives the request back', async () => {
  const api = apiWithPeople({ requests: somePeople(3) });
  await openTab(api, { at: AT });
  await expect.element(page.getByText(/3 people wait for an answer/)).toBeVisible();
  await button('Approve Ally 001').click();
  await expect.element(row('Ally 001')).toMatchTextContent('Approved');
  await expect.element(said()).toMatchTextContent('Ally 001 is approved.');
  await expect.element(button('Undo: Ally 001')).toHaveFocus();
  await expect.element(page.getByText(/2 people wait for an answer/)).toBeVisible();
  await button('Undo: Ally 001').click();
  await expect.element(row('Ally 001')).toMatchTextContent('Undone');
  await expect.element(button('Approve Ally 001')).toBeVisible();
  expect(api.requests(ANSWERS)[0]?.body).toEqual({ answer: 'approve', userIds: ['u-Ally-1'] });
  expect(api.requests('POST /api/ergs/e1/run/requests/undo')[0]?.body).toEqual({
    acts: [{ userId: 'u-Ally-1', act: 7 }],
  });
});

test('what somebody who is declined is told stands beside the buttons', async () => {
  const api = apiWithPeople({ requests: somePeople(1) });
  await openTab(api, { at: AT });
  await expect
    .element(page.getByText(/the group cannot take them just now.*ask again after 30 days/))
    .toBeVisible();
  await button('Decline Ally 001').click();
  await expect.element(row('Ally 001')).toMatchTextContent('Declined');
});

test('the box for everybody is of those who can still be chosen', async () => {
  await openTab(apiWithPeople({ requests: somePeople(3) }), { at: AT });
  await button('Approve Ally 001').click();
  await expect.element(row('Ally 001')).toMatchTextContent('Approved');
  await chooseAll().click();
  await expect.element(chooseAll()).toBeChecked();
  await expect.element(button('Approve 2')).toBeVisible();
  await chooseAll().click();
  await expect.element(chooseAll()).not.toBeChecked();
  await expect.element(page.getByRole('checkbox', { name: 'Choose Ally 002' })).not.toBeChecked();
});

test('who is taken out of everybody chosen is alone in that, whatever was clicked before', async () => {
  await openTab(apiWithPeople({ requests: somePeople(3) }), { at: AT });
  await grid().getByRole('columnheader', { name: 'Name' }).click();
  for (const name of ['Ally 001', 'Ally 002', 'Ally 003']) {
    await page.getByRole('checkbox', { name: `Choose ${name}` }).click();
  }
  await expect.element(chooseAll()).toBeChecked();
  await page.getByRole('checkbox', { name: 'Choose Ally 002' }).click();
  await expect.element(page.getByRole('checkbox', { name: 'Choose Ally 001' })).toBeChecked();
  await expect.element(page.getByRole('checkbox', { name: 'Choose Ally 002' })).not.toBeChecked();
  await expect.element(button('Approve 2')).toBeVisible();
});

test('hundreds are answered in batches of 25, and those that failed are tried again', async () => {
  const api = apiWithPeople({ requests: somePeople(120) });
  api.outcomeOf = (userId) => (userId === 'u-Ally-7' ? 'busy' : 'done');
  await openTab(api, { at: AT });
  await button('Choose 120 who ask').click();
  await button('Approve 120').click();
  await expect.poll(() => api.requests(ANSWERS).length, { timeout: 40_000 }).toBe(5);
  await expect
    .element(page.getByText('119 people approved. 1 was not; the row says why.').first())
    .toBeVisible();
  const sent = api.requests(ANSWERS).map(({ body }) => (body as { userIds: string[] }).userIds);
  expect(sent.map(({ length }) => length)).toEqual([25, 25, 25, 25, 20]);
  expect(new Set(sent.flat()).size).toBe(120);
  await expect.element(row('Ally 007')).toMatchTextContent('Alongside was busy.');
  api.outcomeOf = () => 'done';
  await button('Try again: Ally 007').click();
  await expect.element(row('Ally 007')).toMatchTextContent('Approved');
}, 60_000);

test('an act on many says how far it is, and can be stopped between two batches', async () => {
  const api = apiWithPeople({ requests: somePeople(50) });
  const { promise, resolve } = Promise.withResolvers<void>();
  const outcomes = somePeople(25).map(({ userId }) => ({ userId, outcome: 'done', act: 7 }));
  api.on(ANSWERS, async () => {
    await promise;
    return json({ outcomes });
  });
  await openTab(api, { at: AT });
  await chooseAll().click();
  await button('Approve 50').click();
  await expect.element(page.getByRole('progressbar')).toBeVisible();
  await expect.element(page.getByText('0 of 50 approved')).toBeVisible();
  await button('Stop').click();
  resolve();
  await expect
    .element(page.getByText('25 people approved. 25 are left as they were.').first())
    .toBeVisible();
  expect(api.requests(ANSWERS)).toHaveLength(1);
  await expect.element(button('Approve Ally 030')).toBeVisible();
});

test('an API that is gone ends it; what was not reached can be tried again, the rest is as it was', async () => {
  const api = apiWithPeople({ requests: somePeople(40) });
  api.on(ANSWERS, () => problem('unexpected'));
  await openTab(api, { at: AT });
  await chooseAll().click();
  await button('Decline 40').click();
  await expect.element(page.getByText('Title of unexpected')).toBeVisible();
  await expect.element(row('Ally 001')).toMatchTextContent('Not reached.');
  await expect.element(button('Decline Ally 030')).toBeVisible();
  expect(api.requests(ANSWERS)).toHaveLength(1);
});

test('whom another organiser answered first is left alone, and the row says so', async () => {
  const api = apiWithPeople({ requests: somePeople(2) });
  api.outcomeOf = () => 'changed-meanwhile';
  await openTab(api, { at: AT });
  await button('Approve Ally 001').click();
  await expect.element(row('Ally 001')).toMatchTextContent('another organiser, were first');
  await expect.element(button('Approve Ally 001')).not.toBeInTheDocument();
  await expect.element(page.getByText(/1 person waits for an answer/)).toBeVisible();
});

test('answers stay with their undo while the organiser looks at another page', async () => {
  const api = apiWithPeople({ requests: somePeople(2) });
  await openTab(api, { at: AT });
  await button('Approve Ally 002').click();
  await expect.element(button('Undo: Ally 002')).toBeVisible();
  api.on('GET /api/ergs/e1/run/requests*', () => json({ requests: somePeople(1), requested: 1 }));
  await page.getByRole('link', { name: 'Roster' }).click();
  await expect.element(page.getByText('No allies yet')).toBeVisible();
  await page.getByRole('link', { name: 'Requests' }).click();
  await expect.element(row('Ally 001')).toBeVisible();
  await expect.element(button('Undo: Ally 002')).toBeVisible();
});

test('where nobody asks, that is said', async () => {
  await openTab(apiWithPeople({}), { at: AT });
  await expect.element(page.getByText('No request waits')).toBeVisible();
  await expect.element(page.getByText('Nobody waits for an answer.')).toBeVisible();
});

describe.each([1200, 320])('at %i px', (width) => {
  test.each(['default', 'dark', 'contrast'] as const)(
    'requests, answered and failed ones, stand in nobody’s way, in the theme %s',
    async (theme) => {
      await page.viewport(width, 800);
      const api = apiWithPeople({ requests: somePeople(8) });
      api.outcomeOf = (userId) => (userId.endsWith('3') ? 'busy' : 'done');
      await openTab(api, { at: AT, theme });
      await chooseAll().click();
      await button('Approve 8').click();
      await expect.element(page.getByText(/7 people approved/).first()).toBeVisible();
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
      await expect.poll(findBarriers, SLOW).toEqual([]);
    },
  );
});
