import { beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { ChangeMessageRulesBody, HealthReply } from '../../../../shared/contract/health.ts';
import { fakeApi, type FakeApi, json, problem } from '../../support/fake-api.ts';
import { findBarriers } from '../../support/find-barriers.ts';
import { givenHome, NOT_AGREED } from '../../support/homes.ts';
import { openTab } from '../../support/open-tab.tsx';
import { healthDay, healthReply, SOME_FAILURES } from './health-replies.ts';

const WELL = healthReply();
const FAILING = healthReply({
  failures: SOME_FAILURES,
  waiting: { packs: 30, broadcasts: 'few', projections: 0 },
});
const STOPPED = healthReply({ rules: { ...WELL.rules, messages: 'stopped' } });
const NOTHING_YET = healthReply({ days: WELL.days.map(({ date }) => healthDay(date)) });

/** An API for an admin that keeps the rules it is sent, and refuses an old revision. */
function apiWith(first: HealthReply): FakeApi & { change(fields: Partial<HealthReply>): void } {
  const api = fakeApi();
  let health = first;
  api.on('GET /api/home', () => json(givenHome({ admin: true })));
  api.on('GET /api/admin/health', () => json(health));
  api.on('PUT /api/admin/message-rules', ({ body }) => {
    const { revision, rules } = body as ChangeMessageRulesBody;
    if (revision !== health.rules.revision) return problem('changed-meanwhile');
    health = { ...health, rules: { ...rules, revision: revision + 1 } };
    return json(health.rules);
  });
  api.on('POST /api/admin/failures/retry', () => {
    const { total: people } = health.failures;
    health = { ...health, failures: WELL.failures };
    return json({ people, more: false });
  });
  return {
    ...api,
    change(fields) {
      health = { ...health, ...fields };
    },
  };
}

const button = (name: string) => page.getByRole('button', { name, exact: true });
const title = () => page.getByRole('heading', { level: 1 });
const toDo = () => page.getByRole('heading', { level: 2, name: 'What needs doing' });
const rulesSent = (api: FakeApi) =>
  api
    .requests('PUT /api/admin/message-rules')
    .map(({ body }) => (body as ChangeMessageRulesBody).rules);

// Wide enough for tables, unless a test says otherwise.
beforeEach(() => page.viewport(1200, 800));

test('an admin reads first whether messages get through, then the days in rounded numbers', async () => {
  await openTab(apiWith(WELL), { at: '/health' });
  await expect.element(page.getByText('Messages are getting through.')).toBeVisible();
  await expect.element(page.getByText('Nothing. No message was given up.')).toBeVisible();
  const table = page.getByRole('table', { name: /Messages by day/ });
  const row = (name: RegExp) => table.getByRole('row', { name });
  await expect.element(row(/Tuesday 3 March 1,280 1,270 20 fewer than 10 0/)).toBeVisible();
  await expect.element(row(/Sunday 1 March 0 0 0 0 0/)).toBeVisible();
  expect(table.getByRole('row').elements()).toHaveLength(8);
  await expect.element(page.getByText('Nothing waits for a worker now.')).toBeVisible();
});

test('how soon messages went out is told of days with enough of them', async () => {
  await openTab(apiWith(WELL), { at: '/health' });
  const table = page.getByRole('table', { name: /How soon/ });
  await expect
    .element(table.getByRole('row', { name: 'Tuesday 3 March 60% 95% 100% 100%' }))
    .toBeVisible();
  expect(table.getByRole('row', { name: /Monday 2 March/ }).elements()).toEqual([]);
});

test('while the figures are on their way there is their shape', async () => {
  const api = apiWith(WELL);
  const { promise, resolve } = Promise.withResolvers<Response>();
  api.on('GET /api/admin/health', () => promise);
  await openTab(api, { at: '/health' });
  await expect.element(title()).toMatchTextContent('Messages');
  await expect.element(page.getByLabelText('Loading')).toBeInTheDocument();
  resolve(json(WELL));
  await expect.element(page.getByText('Messages are getting through.')).toBeVisible();
});

test('before anything was sent the page says so, and the settings are a link away', async () => {
  const tab = await openTab(apiWith(NOTHING_YET), { at: '/health' });
  await expect
    .element(page.getByText('Nothing has been sent in the last seven days.'))
    .toBeVisible();
  await expect.element(page.getByText('When messages go out, each day stands here.')).toBeVisible();
  expect(page.getByRole('table').elements()).toEqual([]);
  await page.getByRole('link', { name: 'Open the settings' }).click();
  expect(tab.path()).toBe('/admin/settings');
});

test('a page that cannot be loaded says so and can be tried again', async () => {
  const api = apiWith(WELL);
  api.on('GET /api/admin/health', () => problem('unexpected'));
  await openTab(api, { at: '/health' });
  await expect.element(page.getByRole('alert')).toMatchTextContent('Title of unexpected');
  api.on('GET /api/admin/health', () => json(WELL));
  await button('Try again').click();
  await expect.element(page.getByText('Messages are getting through.')).toBeVisible();
});

test('what was given up is tried again with one tap, and the page says how it went', async () => {
  await openTab(apiWith(FAILING), { at: '/health' });
  await expect
    .element(page.getByText('Messages are getting through; some were given up.'))
    .toBeVisible();
  const reasons = page.getByRole('list', { name: 'Why' });
  await expect.element(reasons).toMatchTextContent('Teams had too much to do: 20');
  await expect.element(reasons).toMatchTextContent('Another reason: fewer than 10');
  await expect.element(page.getByText(/The oldest is of Sunday 1 March\./)).toBeVisible();
  await expect
    .element(
      page.getByText(
        'Waiting for a worker now: 30 packs of about 50 people and fewer than 10 steps of announcements.',
      ),
    )
    .toBeVisible();
  await button('Try again').click();
  await expect.element(page.getByText('Handed on: 20 people').first()).toBeVisible();
  await expect.element(page.getByText('Nothing. No message was given up.')).toBeVisible();
  await expect.element(toDo()).toHaveFocus();
});

test('where there are more than one tap hands on, the page says so and keeps the button', async () => {
  const api = apiWith(FAILING);
  api.change({ failures: { ...SOME_FAILURES, total: 1000, more: true } });
  api.on('POST /api/admin/failures/retry', () => json({ people: 1000, more: true }));
  await openTab(api, { at: '/health' });
  await expect
    .element(page.getByText(/more than these 1,000; the oldest of these is of Sunday 1 March/))
    .toBeVisible();
  await button('Try again').click();
  await expect
    .element(page.getByText(/Handed on: 1,000 people\. There are more/).first())
    .toBeVisible();
  await expect.element(button('Try again')).toHaveFocus();
});

test('where another admin was first, the page says that there was nothing left', async () => {
  const api = apiWith(FAILING);
  await openTab(api, { at: '/health' });
  await expect.element(button('Try again')).toBeVisible();
  api.change({ failures: WELL.failures });
  await button('Try again').click();
  await expect.element(page.getByText('There was nothing left to try').first()).toBeVisible();
});

test('trying again that fails says so, and can be repeated', async () => {
  const api = apiWith(FAILING);
  const works = json({ people: 20, more: false });
  api.on('POST /api/admin/failures/retry', () => problem('unexpected'));
  await openTab(api, { at: '/health' });
  await button('Try again').click();
  await expect.element(page.getByRole('alert')).toMatchTextContent('Title of unexpected');
  api.on('POST /api/admin/failures/retry', () => works);
  await button('Try again').click();
  await expect.element(page.getByText('Handed on: 20 people').first()).toBeVisible();
  await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
});

test('while messages are stopped there is one thing to do: start again, and then try again', async () => {
  const api = apiWith(STOPPED);
  api.change({ failures: SOME_FAILURES });
  await openTab(api, { at: '/health' });
  await expect.element(page.getByText('Messages are stopped for everybody.')).toBeVisible();
  await expect.element(page.getByText(/Start messages again; then/)).toBeVisible();
  expect(button('Try again').elements()).toEqual([]);
  await button('Start again').click();
  await expect.element(page.getByText('The bot writes to people again').first()).toBeVisible();
  await expect.element(button('Try again')).toBeVisible();
  await expect.element(toDo()).toHaveFocus();
  expect(rulesSent(api).map(({ messages }) => messages)).toEqual(['on']);
});

test('starting again that fails says so where it was asked for, and can be repeated', async () => {
  const api = apiWith(STOPPED);
  const answers = [problem('unexpected')];
  const works = json({ ...WELL.rules, revision: 5 });
  api.on('PUT /api/admin/message-rules', () => answers.pop() ?? works);
  await openTab(api, { at: '/health' });
  await button('Start again').click();
  await expect.element(page.getByRole('alert')).toMatchTextContent('Title of unexpected');
  expect(page.getByRole('alert').elements()).toHaveLength(1);
  await button('Start again').click();
  await expect.element(page.getByText('Messages are getting through.')).toBeVisible();
});

test('only admins are led here; whoever else comes by the address is refused, and nothing is asked', async () => {
  const api = fakeApi();
  api.on('GET /api/home', () => json(givenHome()));
  const tab = await openTab(api, { at: '/health' });
  await expect.element(title()).toMatchTextContent('This is not open to you');
  expect(page.getByRole('link', { name: 'Admin' }).elements()).toEqual([]);
  expect(api.requests('GET /api/admin/health')).toEqual([]);
  await page.getByRole('link', { name: 'Go to Home' }).click();
  expect(tab.path()).toBe('/');
});

test('somebody who is an admin no longer sees why the page is closed', async () => {
  const api = apiWith(WELL);
  api.on('GET /api/admin/health', () => problem('not-allowed'));
  await openTab(api, { at: '/health' });
  await expect.element(page.getByRole('alert')).toMatchTextContent('Title of not-allowed');
});

test('an admin is led here from Home, and gets here without taking part', async () => {
  await page.viewport(400, 800);
  const tab = await openTab(apiWith(WELL), { at: '/' });
  await page.getByRole('link', { name: 'Admin' }).click();
  await page.getByRole('combobox', { name: 'What admins look after' }).selectOptions('Messages');
  await expect.element(title()).toHaveFocus();
  expect(tab.path()).toBe('/health');
});

test('an admin who has not agreed to take part sees it all the same', async () => {
  const api = apiWith(WELL);
  api.on('GET /api/home', () => json({ ...NOT_AGREED, admin: true }));
  await openTab(api, { at: '/health' });
  await expect.element(page.getByText('Messages are getting through.')).toBeVisible();
});

test('a pane that is too narrow for a table has the days below one another, and never scrolls sideways', async () => {
  await page.viewport(320, 800);
  await openTab(apiWith(FAILING), { at: '/health' });
  const day = page.getByRole('list', { name: /Messages by day/ }).getByRole('listitem');
  await expect.element(day.first()).toMatchTextContent(/Tuesday 3 March.*Sent1,270/);
  expect(day.elements()).toHaveLength(7);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
  await page.viewport(1200, 800);
  await expect.element(page.getByRole('table', { name: /Messages by day/ })).toBeVisible();
});

describe.each([1200, 320])('at %i px', (width) => {
  test.each([
    ['well', WELL, 'default'],
    ['failing', FAILING, 'default'],
    ['failing', FAILING, 'dark'],
    ['failing', FAILING, 'contrast'],
    ['stopped', STOPPED, 'default'],
    ['stopped', STOPPED, 'dark'],
    ['stopped', STOPPED, 'contrast'],
    ['before anything was sent', NOTHING_YET, 'default'],
  ] as const)(
    '%s: nothing stands in the way of anybody, in the theme $2',
    async (_what, health, theme) => {
      await page.viewport(width, 800);
      await openTab(apiWith(health), { at: '/health', theme });
      await expect.element(page.getByRole('link', { name: 'Open the settings' })).toBeVisible();
      expect(await findBarriers()).toEqual([]);
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
    },
  );
});
