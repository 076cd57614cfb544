import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { BuddiesReply, ShareView } from '../../../../shared/contract/buddies.ts';
import { fakeApi, json, nothing, problem } from '../../support/fake-api.ts';
import { findBarriers } from '../../support/find-barriers.ts';
import { givenHome, NOT_AGREED } from '../../support/homes.ts';
import { openTab } from '../../support/open-tab.tsx';

/** Buttons that were busy a moment ago change their colour slowly. */
const PATIENTLY = { timeout: 10_000 };
const NOBODY: BuddiesReply = { buddies: [], asks: [], saidYes: [] };
const SINCE = '2026-03-02T10:00:00.000Z';
const UNTIL = '2026-03-16T10:00:00.000Z';
const BO = { id: 'p1', name: 'Bo Lind', since: SINCE };
const LINK = { id: 'p1', name: 'Bo Lind', until: UNTIL, state: 'open' };

const button = (name: string | RegExp) =>
  page.getByRole('button', { name, ...(typeof name === 'string' ? { exact: true } : {}) });
const text = (part: string) => page.getByText(part, { exact: false });

/** The API of somebody with these buddies, as they change. */
function buddiesApi(before: BuddiesReply, shares: readonly ShareView[] = []) {
  const api = fakeApi();
  let between = before;
  let shared = shares;
  api.on('GET /api/home', () => json(givenHome()));
  api.on('GET /api/buddies', () => json(between));
  api.on('GET /api/buddies/p1/shares', () => json({ shares: shared }));
  return {
    api,
    now(next: BuddiesReply, nextShares: readonly ShareView[] = []) {
      between = next;
      shared = nextShares;
    },
  };
}

test('somebody without a buddy asks by a link, whose words are shown once', async () => {
  await page.viewport(320, 900);
  const { api, now } = buddiesApi(NOBODY);
  const ask = { id: 'p1', askedAt: SINCE, until: UNTIL };
  api.on('POST /api/buddies', () => {
    now({ ...NOBODY, asks: [ask] });
    return json({ ask, secret: 's', teamsUrl: 'https://teams.example/l/s' });
  });
  await openTab(api, { at: '/learn/buddies' });
  await expect.element(text('You have no buddy yet.')).toBeVisible();
  await expect.poll(findBarriers, PATIENTLY).toEqual([]);
  await button('Ask somebody').click();
  await expect
    .element(page.getByRole('textbox', { name: 'Words to send' }))
    .toHaveValue(expect.stringContaining('https://teams.example/l/s'));
  await expect.poll(findBarriers, PATIENTLY).toEqual([]);
  await button('Close').click();
  api.on('DELETE /api/buddies/p1', () => {
    now(NOBODY);
    return nothing();
  });
  await button(/^Withdraw your link/).click();
  await expect.element(page.getByRole('heading', { name: 'Your buddies' })).toHaveFocus();
  await expect.element(text('Waiting')).not.toBeInTheDocument();
});

test('who accepted is confirmed, and the focus goes on', async () => {
  const asks = [{ id: 'p1', askedAt: SINCE, until: UNTIL, acceptedBy: 'Bo Lind' }];
  const { api, now } = buddiesApi({ ...NOBODY, asks });
  api.on('POST /api/buddies/p1/confirm', () => {
    now({ ...NOBODY, buddies: [BO] });
    return json({ ...NOBODY, buddies: [BO] });
  });
  await openTab(api, { at: '/learn/buddies' });
  await expect.element(text('Bo Lind accepted. Is this who you asked?')).toBeVisible();
  await button('Yes, this is who I asked').click();
  await expect.element(page.getByRole('heading', { name: 'Bo Lind' })).toBeVisible();
  await expect.element(page.getByRole('heading', { name: 'Your buddies' })).toHaveFocus();
});

test('something is shared, taken back, and being buddies is ended after a question', async () => {
  const { api, now } = buddiesApi({ ...NOBODY, buddies: [BO] });
  const buddies = { ...NOBODY, buddies: [BO] };
  api.on('POST /api/buddies/p1/shares', ({ body }) => {
    const { id, words } = body as { id: string; words: string };
    const share = { id, words, mine: true, at: SINCE };
    now(buddies, [share]);
    return json(share);
  });
  api.on('DELETE /api/buddies/p1/shares/*', () => {
    now(buddies);
    return nothing();
  });
  await openTab(api, { at: '/learn/buddies' });
  await button('Share something with Bo Lind').click();
  await expect.element(text('Leave out who it happened to.')).toBeVisible();
  await expect.element(text('Bo Lind, your buddy')).toBeVisible();
  await page.getByRole('textbox', { name: 'Your words' }).fill('I did: listen');
  await expect.poll(findBarriers, PATIENTLY).toEqual([]);
  await button('Share with Bo Lind').click();
  const list = page.getByRole('list', { name: 'What you and Bo Lind shared' });
  await expect.element(list.getByText('I did: listen', { exact: true })).toBeVisible();
  await button(/^Take back what you shared/).click();
  await expect.element(text('Nothing is shared yet.')).toBeVisible();

  api.on('DELETE /api/buddies/p1', () => {
    now(NOBODY);
    return nothing();
  });
  await button('End being buddies with Bo Lind').click();
  await expect.element(text('This cannot be undone.')).toBeVisible();
  expect(api.requests('DELETE /api/buddies/p1')).toHaveLength(0);
  await button('End').last().click();
  await expect.element(text('You have no buddy yet.')).toBeVisible();
});

test('a failed load says so and is tried again', async () => {
  const { api } = buddiesApi(NOBODY);
  api.on('GET /api/buddies', () => problem('unexpected'));
  await openTab(api, { at: '/learn/buddies' });
  await expect.element(text('Title of unexpected')).toBeVisible();
  api.on('GET /api/buddies', () => json(NOBODY));
  await button('Try again').click();
  await expect.element(text('You have no buddy yet.')).toBeVisible();
});

test('whoever has not agreed sees the welcome first, and then the invitation', async () => {
  const { api } = buddiesApi(NOBODY);
  api.on('GET /api/home', () => json(NOT_AGREED));
  api.on('GET /api/buddies/links/s', () => json(LINK));
  api.on('POST /api/consent', () => {
    api.on('GET /api/home', () => json(givenHome()));
    return json(givenHome());
  });
  await openTab(api, { at: '/learn/buddies/s' });
  await button(/agree/i).click();
  await expect.element(text('Bo Lind asks you to be their ally buddy.')).toBeVisible();
  await expect.poll(findBarriers, PATIENTLY).toEqual([]);
  api.on('POST /api/buddies/links/s/accept', () => {
    api.on('GET /api/buddies/links/s', () => json({ ...LINK, state: 'said-yes' }));
    return json({ ...LINK, state: 'said-yes' });
  });
  await button('Accept').click();
  await expect.element(page.getByRole('heading', { name: /^You accepted\./ })).toHaveFocus();
});

test('a link that is over says so, with a way on', async () => {
  const { api } = buddiesApi(NOBODY);
  api.on('GET /api/buddies/links/s', () => problem('link-over'));
  await openTab(api, { at: '/learn/buddies/s' });
  await expect.element(text('This link is over')).toBeVisible();
  await expect.element(page.getByRole('link', { name: 'To ally buddies' })).toBeVisible();
});
