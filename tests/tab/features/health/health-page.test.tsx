import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { ChangeMessageRulesBody, HealthReply } from '../../../../shared/contract/health.ts';
import { fakeApi, type FakeApi, json, problem } from '../../support/fake-api.ts';
import { findBarriers } from '../../support/find-barriers.ts';
import { givenHome, NOT_AGREED } from '../../support/homes.ts';
import { openTab } from '../../support/open-tab.tsx';

const WELL: HealthReply = {
  today: '2026-03-03',
  rules: { messages: 'on', quietDates: [], installation: 'greeting', revision: 4 },
  days: [
    {
      date: '2026-03-03',
      due: 1280,
      sent: 1270,
      retried: 20,
      blocked: 'few',
      givenUp: 0,
      withinFiveMinutes: 95,
    },
    {
      date: '2026-03-02',
      due: 'few',
      sent: 'few',
      retried: 0,
      blocked: 0,
      givenUp: 0,
      withinFiveMinutes: null,
    },
  ],
  failures: { total: 0, more: false, oldestAt: null, reasons: [] },
  packsWaiting: 0,
};
const FAILING: HealthReply = {
  ...WELL,
  failures: {
    total: 20,
    more: false,
    oldestAt: '2026-03-01T09:12:00.000Z',
    reasons: [
      { reason: 'throttled', count: 20 },
      { reason: 'something-new', count: 'few' },
    ],
  },
  packsWaiting: 30,
};

/** An API for an admin that keeps the rules it is sent, and refuses an old revision. */
function apiWith(first: HealthReply): FakeApi {
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
    health = { ...health, failures: { ...WELL.failures } };
    return json({ people, more: false });
  });
  return api;
}

const button = (name: string) => page.getByRole('button', { name, exact: true });
const rulesSent = (api: FakeApi) =>
  api
    .requests('PUT /api/admin/message-rules')
    .map(({ body }) => (body as ChangeMessageRulesBody).rules);

test('an admin reads first whether messages get through, then the days in rounded numbers', async () => {
  await openTab(apiWith(WELL), { at: '/health' });
  await expect.element(page.getByText('Messages are getting through.')).toBeVisible();
  const row = (name: RegExp) => page.getByRole('row', { name });
  await expect.element(row(/Tuesday 3 March.*1,280.*1,270.*20.*fewer than 10.*95%/)).toBeVisible();
  await expect.element(row(/Monday 2 March.*fewer than 10.*too few to say/)).toBeVisible();
  await expect.element(page.getByText('Nothing was given up.')).toBeVisible();
});

test('what was given up is tried again with one tap, and the page says how it went', async () => {
  const api = apiWith(FAILING);
  await openTab(api, { at: '/health' });
  await expect.element(page.getByText('Teams had too much to do: 20')).toBeVisible();
  await expect.element(page.getByText('Another reason: fewer than 10')).toBeVisible();
  await expect.element(page.getByText(/30 packs of about 50 people/)).toBeVisible();
  await button('Try again').click();
  await expect.element(page.getByText('Handed on: 20 people').first()).toBeVisible();
  await expect.element(page.getByText('Nothing was given up.')).toBeVisible();
});

test('trying again that fails says so, and can be repeated', async () => {
  const api = apiWith(FAILING);
  api.on('POST /api/admin/failures/retry', () => problem('busy'));
  await openTab(api, { at: '/health' });
  await button('Try again').click();
  await expect.element(page.getByText('Title of busy')).toBeVisible();
  await expect.element(button('Try again')).toBeVisible();
});

test('messages are stopped for everybody only after a question, and started again without', async () => {
  const api = apiWith(WELL);
  await openTab(api, { at: '/health' });
  const messages = page.getByRole('switch', { name: 'The bot writes to people' });
  await messages.click();
  await button('Keep them on').click();
  await expect.element(messages).toBeChecked();
  expect(rulesSent(api)).toEqual([]);

  await messages.click();
  await button('Stop for everybody').click();
  await expect.element(page.getByText('Messages are stopped for everybody.')).toBeVisible();
  await messages.click();
  await expect.element(page.getByText('Messages are getting through.')).toBeVisible();
  expect(rulesSent(api).map(({ messages: state }) => state)).toEqual(['stopped', 'on']);
});

test('quiet dates and a silent installation are saved as they are changed', async () => {
  const api = apiWith(WELL);
  await openTab(api, { at: '/health' });
  await page.getByLabelText('From', { exact: true }).fill('2026-12-24');
  await page.getByLabelText('Through', { exact: true }).fill('2027-01-01');
  await button('Add').click();
  await expect.element(page.getByText('24 December to 1 January 2027')).toBeVisible();
  await page.getByRole('switch', { name: 'Install without a greeting' }).click();
  await expect
    .poll(() => rulesSent(api).at(-1))
    .toEqual({
      messages: 'on',
      quietDates: [{ from: '2026-12-24', through: '2027-01-01' }],
      installation: 'silent',
    });
});

test('what another admin changed meanwhile is not written over, and shown', async () => {
  const api = apiWith(WELL);
  await openTab(api, { at: '/health' });
  await expect
    .element(page.getByRole('switch', { name: 'Install without a greeting' }))
    .toBeVisible();
  api.on('PUT /api/admin/message-rules', () => problem('changed-meanwhile'));
  await page.getByRole('switch', { name: 'Install without a greeting' }).click();
  await expect.element(page.getByText(/Another admin changed this in the meantime/)).toBeVisible();
});

test('a page that cannot be loaded says so and can be tried again', async () => {
  const api = apiWith(WELL);
  api.on('GET /api/admin/health', () => problem('unexpected'));
  await openTab(api, { at: '/health' });
  await expect.element(page.getByText('Title of unexpected')).toBeVisible();
  api.on('GET /api/admin/health', () => json(WELL));
  await button('Try again').click();
  await expect.element(page.getByText('Messages are getting through.')).toBeVisible();
});

test('only admins are led here; an admin who does not take part gets here too', async () => {
  const api = fakeApi();
  api.on('GET /api/home', () => json(givenHome()));
  await openTab(api, { at: '/' });
  await expect.element(page.getByRole('link', { name: 'Home' })).toBeVisible();
  expect(page.getByRole('link', { name: 'Health' }).elements()).toEqual([]);

  const stranger = apiWith(WELL);
  stranger.on('GET /api/home', () => json({ ...NOT_AGREED, admin: true }));
  await openTab(stranger, { at: '/health' });
  await expect.element(page.getByText('Messages are getting through.')).toBeVisible();
});

test('nothing stands in the way of anybody, wide and narrow', async () => {
  for (const width of [1200, 320]) {
    await page.viewport(width, 800);
    await openTab(apiWith(FAILING), { at: '/health' });
    await expect.element(button('Try again')).toBeVisible();
    expect(await findBarriers()).toEqual([]);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
  }
});
