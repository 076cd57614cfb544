import { beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { CreateNewsBody, NewsStateView } from '../../../../shared/contract/news.ts';
import { fakeApi, json, problem } from '../../support/fake-api.ts';
import { findBarriers } from '../../support/find-barriers.ts';
import { givenHome } from '../../support/homes.ts';
import { openTab } from '../../support/open-tab.tsx';
import { apiWithNews, MOMENT, newsView } from './news-api.ts';

const NEWS = newsView();
const AT = `/run/e1/news/${NEWS.id}`;
const SENT = {
  recipients: 2914,
  sendFrom: '2026-03-03T10:05:00.000Z',
  until: '2026-03-17T10:00:00.000Z',
};
const READY: NewsStateView = {
  state: 'ready',
  byAdmin: false,
  recipients: 2914,
  timing: { today: 6, 'within-week': 2, later: 0, never: 2 },
  confirmUntil: '2026-03-03T11:00:00.000Z',
};
const HOLDING: NewsStateView = { state: 'holding', ...SENT };
const SENDING: NewsStateView = {
  state: 'sending',
  ...SENT,
  progress: {
    sent: { from: 1500, to: 1529 },
    waiting: { from: 300, to: 329 },
    notTold: { from: 90, to: 119 },
    failed: { from: 0, to: 29 },
    open: { from: 960, to: 989 },
    corrected: null,
  },
};
const STOPPED_IN_TIME: NewsStateView = { state: 'stopped', inHold: true, ...SENT };

const button = (name: string) => page.getByRole('button', { name, exact: true });

beforeEach(() => page.viewport(1200, 800));

describe('an organiser', () => {
  test('writes beside the card as it will look, and saves', async () => {
    const api = apiWithNews(NEWS);
    await openTab(api, { at: AT });
    const card = page.getByRole('region', { name: 'The card' });
    await expect.element(card.getByText('Take the time that you need.')).toBeVisible();
    expect(card.element().textContent).toMatch(/If this touches you.*If you want to support/);

    await userEvent.fill(page.getByLabelText('If you want to support'), 'Move the meeting.');
    await expect.element(card.getByText('Move the meeting.')).toBeVisible();
    await expect.element(page.getByText('Save your words first.')).toBeVisible();
    await userEvent.click(button('Save draft'));
    await expect.element(page.getByText('Save your words first.')).not.toBeInTheDocument();
    expect(api.acts()).toEqual([
      {
        do: 'change',
        revision: 1,
        content: { ...MOMENT, ifYouWantToSupport: 'Move the meeting.' },
        days: 14,
      },
    ]);
  });

  test('counts the people, reads when they are told, and sends to exactly that number', async () => {
    const api = apiWithNews(NEWS, {
      prepare: { state: 'preparing', byAdmin: false },
      confirm: HOLDING,
    });
    await openTab(api, { at: AT });
    await expect.element(page.getByText(/about 2,910 now/)).toBeVisible();
    await userEvent.click(button('Count the people'));
    await expect.element(page.getByText(/Counting the people\. This takes/)).toBeVisible();
    api.set(READY);
    await expect.element(button('Send to 2,914'), { timeout: 5000 }).toBeVisible();
    await expect.element(page.getByText('When they are told, an estimate')).toBeVisible();
    await expect.element(page.getByText('About 6 in 10: today')).toBeVisible();
    await expect.element(page.getByText(/next week's message early/)).toBeVisible();
    expect(await findBarriers()).toEqual([]);

    await userEvent.click(button('Send to 2,914'));
    await expect.element(page.getByText(/2,914 people in [45]:\d\d/)).toBeVisible();
    expect(api.acts()).toMatchObject([{ do: 'prepare' }, { do: 'confirm', revision: 2 }]);
  });

  test('stops it in the hold, and can go on or change the words', async () => {
    const api = apiWithNews(newsView({ life: HOLDING }), { stop: STOPPED_IN_TIME });
    await openTab(api, { at: AT });
    await userEvent.click(button('Stop'));
    await expect.element(page.getByText(/Stopped in time: nobody was told/)).toBeVisible();
    await expect.element(button('Go on')).toBeVisible();
    await userEvent.click(button('Change the words'));
    await expect.element(page.getByRole('textbox', { name: 'Title' })).toBeVisible();
  });

  test('reads how the telling goes in bands, and corrects the words', async () => {
    const api = apiWithNews(newsView({ life: SENDING }));
    await openTab(api, { at: AT });
    await expect.element(page.getByText('1,500 to 1,529')).toBeVisible();
    await expect.element(page.getByText(/shown as bands/)).toBeVisible();
    await userEvent.click(button('Correct the words'));
    const dialog = page.getByRole('dialog');
    await userEvent.fill(dialog.getByRole('textbox', { name: 'Title' }), 'After the storm');
    await userEvent.click(dialog.getByRole('button', { name: 'Correct it' }));
    await expect
      .element(page.getByRole('heading', { level: 1, name: 'After the storm' }))
      .toBeVisible();
    expect(api.acts()).toMatchObject([
      { do: 'correct', revision: 1, content: { title: 'After the storm' } },
    ]);
  });

  test('of something that few people get reads no numbers', async () => {
    const life = { ...SENDING, recipients: 7, progress: null };
    await openTab(apiWithNews(newsView({ life })), { at: AT });
    await expect.element(page.getByText(/Fewer than 10 people get it/)).toBeVisible();
  });

  test('who is refused by the API is told that this page is for organisers', async () => {
    const api = fakeApi();
    api.on('GET /api/home', () => json(givenHome()));
    api.on(`GET /api${AT.replace('/run/e1', '/ergs/e1/run')}`, () => problem('not-allowed'));
    await openTab(api, { at: AT });
    await expect.element(page.getByText('This page is for organisers')).toBeVisible();
  });

  test.each([320, 1200])('finds no barrier and no sideways scroll at %i pixels', async (width) => {
    await page.viewport(width, 800);
    for (const life of [NEWS.life, READY, HOLDING, SENDING, STOPPED_IN_TIME]) {
      await openTab(apiWithNews(newsView({ life })), { at: AT });
      await expect.element(page.getByRole('heading', { level: 1 }).last()).toBeVisible();
      await expect.element(page.getByRole('region', { name: 'The card' }).last()).toBeVisible();
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
      document.body.replaceChildren();
    }
    await openTab(apiWithNews(newsView({ life: SENDING })), { at: AT });
    await expect.element(page.getByText('1,500 to 1,529')).toBeVisible();
    expect(await findBarriers()).toEqual([]);
  });
});

describe('the list', () => {
  test('shows each with its state, and begins a new one from a draft that ships', async () => {
    const api = apiWithNews(newsView({ life: SENDING }));
    const bodies: CreateNewsBody[] = [];
    api.on('POST /api/ergs/e1/run/news', ({ body }) => {
      const made = body as CreateNewsBody;
      bodies.push(made);
      const { id, content, days } = made;
      api.on(`GET /api/ergs/e1/run/news/${id}`, () => json(newsView({ id, content, days })));
      return json(newsView({ id, content, days }));
    });
    const tab = await openTab(api, { at: '/run/e1/news' });
    await expect.element(page.getByRole('link', { name: 'After the floods' })).toBeVisible();
    await expect.element(page.getByText('Sent', { exact: true })).toBeVisible();
    expect(await findBarriers()).toEqual([]);

    await userEvent.click(button('New'));
    await userEvent.click(page.getByRole('menuitem', { name: 'Moment: A draft that ships' }));
    await userEvent.click(button('Save draft'));
    await expect
      .element(page.getByRole('heading', { level: 1, name: 'A draft that ships' }))
      .toBeVisible();
    expect(bodies).toMatchObject([{ content: { title: 'A draft that ships' }, days: 14 }]);
    expect(tab.path()).toBe(`/run/e1/news/${bodies[0]?.id}`);
  });

  test('that is empty says what waits under New', async () => {
    const api = apiWithNews(NEWS);
    api.on('GET /api/ergs/e1/run/news', () => json({ news: [], drafts: [], everybody: 0 }));
    await openTab(api, { at: '/run/e1/news' });
    await expect.element(page.getByText('Nothing written yet')).toBeVisible();
  });

  test('that could not be read offers to try again', async () => {
    const api = apiWithNews(NEWS);
    api.on('GET /api/ergs/e1/run/news', () => problem('busy'));
    await openTab(api, { at: '/run/e1/news' });
    await expect.element(button('Try again')).toBeVisible();
  });
});

test('an admin sees what they were asked to publish, and declines it', async () => {
  const api = fakeApi();
  const { id } = NEWS;
  const asked = [{ id, ergId: 'e1', erg: 'Prism', title: MOMENT.title, askedAt: NEWS.now }];
  api.on('GET /api/home', () => json(givenHome({ admin: true })));
  api.on('GET /api/admin/news', () => json({ moments: asked }));
  const path = `/api/admin/ergs/e1/news/${id}`;
  api.on(`GET ${path}`, () =>
    json(newsView({ life: { state: 'asked', askedAt: '2026-03-02T10:00:00.000Z' } })),
  );
  api.on(`PATCH ${path}`, () => {
    asked.length = 0;
    return json(newsView());
  });
  await openTab(api, { at: '/admin/news' });
  await userEvent.click(page.getByRole('link', { name: 'After the floods' }));
  await expect.element(button('Count the people')).toBeVisible();
  await userEvent.click(button('Decline'));
  await expect.element(page.getByText('Nothing to publish')).toBeVisible();
  expect(api.requests(`PATCH ${path}`).map(({ body }) => body)).toEqual([
    { do: 'decline', revision: 1 },
  ]);
});
