import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { json, noConnection, problem } from '../../support/fake-api.ts';
import { findBarriers } from '../../support/find-barriers.ts';
import { openTab } from '../../support/open-tab.tsx';
import { allDone, ally, organisersApi, peopleIn } from './roster-api.ts';

const AT = '/run/e1/requests';
const LIST = 'GET /api/ergs/e1/run/requests';
const ANSWERS = 'POST /api/ergs/e1/run/requests/answers';
const UNDO = 'POST /api/ergs/e1/run/requests/undo';

const button = (name: string) => page.getByRole('button', { name, exact: true });
const choose = (name: string) => page.getByRole('checkbox', { name: `Choose ${name}` });
const said = (text: string) => page.getByRole('status').getByText(text);

function apiWithRequests(count: number) {
  const api = organisersApi();
  const requests = Array.from({ length: Math.min(50, count) }, (_, n) => ally(n + 1));
  api.on(LIST, () => json({ requests, requested: count }));
  api.on(ANSWERS, allDone);
  api.on(UNDO, allDone);
  return api;
}

test('a request is approved with one tap, stays on its row with what was done, and can be undone there', async () => {
  await page.viewport(1200, 800);
  const api = apiWithRequests(2);
  await openTab(api, { at: AT });
  await expect.element(page.getByText('2 requests wait')).toBeVisible();

  await button('Approve Person 1').click();
  const row = page.getByRole('row', { name: /Person 1/ });
  await expect.element(row).toMatchTextContent('Approved');
  await expect.element(said('1 request approved')).toBeInTheDocument();
  expect(api.requests(ANSWERS)[0]?.body).toEqual({ answer: 'approve', userIds: ['u1'] });

  await button('Undo for Person 1').click();
  await expect.element(button('Approve Person 1')).toBeVisible();
  expect(api.requests(UNDO)[0]?.body).toEqual({ acts: [{ userId: 'u1', act: 7 }] });
  await expect.element(said('Undone for Person 1. Nobody was told anything.')).toBeInTheDocument();
});

test('a decline is told to nobody when it is undone too late; the row says that they were told', async () => {
  await page.viewport(1200, 800);
  const api = apiWithRequests(1);
  api.on(UNDO, () => json({ outcomes: [{ userId: 'u1', outcome: 'told-already' }] }));
  await openTab(api, { at: AT });
  await button('Decline Person 1').click();
  await button('Undo for Person 1').click();
  await expect.element(page.getByText('They were told', { exact: true })).toBeVisible();
  expect(button('Undo for Person 1').elements()).toEqual([]);
});

test('many are chosen and approved together, twenty-five at a time', async () => {
  await page.viewport(1200, 800);
  const api = apiWithRequests(50);
  await openTab(api, { at: AT });
  await page.getByRole('checkbox', { name: 'Choose all on this page' }).click();
  await button('Approve 50').click();
  await expect.element(said('50 requests approved')).toBeInTheDocument();
  expect(api.requests(ANSWERS).map((request) => peopleIn(request).length)).toEqual([25, 25]);
  expect(page.getByText('Approved', { exact: true }).elements()).toHaveLength(50);
});

test('one that fails stays with its reason and can be tried again; the others are done', async () => {
  await page.viewport(1200, 800);
  const api = apiWithRequests(2);
  api.on(ANSWERS, () =>
    json({
      outcomes: [
        { userId: 'u1', outcome: 'busy' },
        { userId: 'u2', outcome: 'done', act: 7 },
      ],
    }),
  );
  await openTab(api, { at: AT });
  await choose('Person 1').click();
  await choose('Person 2').click();
  await button('Approve 2').click();
  const failed = page.getByRole('row', { name: /Person 1/ });
  await expect.element(failed).toMatchTextContent('Not done yet, try again');
  await expect.element(page.getByRole('row', { name: /Person 2/ })).toMatchTextContent('Approved');
  api.on(ANSWERS, allDone);
  await button('Approve Person 1').click();
  await expect.element(failed).toMatchTextContent('Approved');
});

test('where nothing could be sent, every row says so and nothing is lost', async () => {
  await page.viewport(1200, 800);
  const api = apiWithRequests(1);
  api.on(ANSWERS, () => noConnection());
  await openTab(api, { at: AT });
  await button('Approve Person 1').click();
  await expect.element(page.getByText('Could not be sent, try again')).toBeVisible();
});

test('nothing waits, the list cannot be read, and somebody who is no organiser: each says so', async () => {
  const api = organisersApi();
  api.on(LIST, () => json({ requests: [], requested: 0 }));
  await openTab(api, { at: AT });
  await expect.element(page.getByRole('heading', { name: 'No request waits' })).toBeVisible();
});

test('somebody who organises it no more is told so', async () => {
  const api = organisersApi();
  api.on(LIST, () => problem('not-allowed'));
  await openTab(api, { at: AT });
  await expect.element(page.getByRole('alert')).toMatchTextContent('Title of not-allowed');
});

test.each(['default', 'dark', 'contrast'] as const)(
  'nobody meets a barrier in a list of hostile names, %s, wide and narrow',
  async (theme) => {
    const api = organisersApi();
    const names = ['<b>Bold</b>', '\u202eevil', 'x'.repeat(300), 'نور الحداد'];
    api.on(LIST, () =>
      json({ requests: names.map((name, n) => ally(n, name)), requested: names.length }),
    );
    for (const width of [1200, 320]) {
      await page.viewport(width, 800);
      await openTab(api, { at: AT, theme });
      await expect.element(page.getByText('<b>Bold</b>').first()).toBeVisible();
      expect(await findBarriers()).toEqual([]);
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
    }
  },
);
