import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { PublishedNews } from '../../../../shared/contract/news.ts';
import { fakeApi, json } from '../../support/fake-api.ts';
import { findBarriers } from '../../support/find-barriers.ts';
import { givenHome } from '../../support/homes.ts';
import { openTab } from '../../support/open-tab.tsx';
import { membership } from '../ergs/erg-api.ts';
import { MOMENT } from '../news/news-api.ts';

const STANDS = { since: '2026-03-03T09:00:00.000Z', until: '2026-03-17T09:00:00.000Z' };
const moment: PublishedNews = { id: 'm1', content: MOMENT, ...STANDS };

test('a moment stands on Home while it lasts, If this touches you first', async () => {
  const api = fakeApi();
  api.on('GET /api/home', () => json(givenHome({ moments: [moment] })));
  await openTab(api);
  const card = page.getByRole('article', { name: 'After the floods' });
  await expect.element(card.getByText('Take the time that you need.')).toBeVisible();
  expect(card.element().textContent).toMatch(/If this touches you.*If you want to support/);
  await expect.element(card.getByText('Here until 17 March 2026')).toBeVisible();
  expect(await findBarriers()).toEqual([]);
});

test('long words open in place', async () => {
  const api = fakeApi();
  const content = { ...MOMENT, ifYouWantToSupport: `${'Take a task over. '.repeat(30)}The end.` };
  api.on('GET /api/home', () => json(givenHome({ moments: [{ ...moment, content }] })));
  await openTab(api);
  await expect.element(page.getByText('Take the time that you need.')).toBeVisible();
  expect(page.getByText(/The end\./).elements()).toEqual([]);
  await userEvent.click(page.getByRole('button', { name: 'Read all of it' }));
  await expect.element(page.getByText(/The end\./)).toBeVisible();
});

test('news of an ERG says of which, and words with markup or turned direction are only words', async () => {
  const api = fakeApi();
  const text = '<img src=x onerror=alert(1)> \u202Etxet';
  const news = [
    {
      id: 'n1',
      ergId: 'e1',
      content: { kind: 'announcement', title: 'Spring', text } as const,
      ...STANDS,
    },
  ];
  api.on('GET /api/home', () => json(givenHome({ memberships: [membership()], news })));
  await openTab(api);
  const card = page.getByRole('article', { name: 'Spring' });
  await expect.element(card.getByText('<img src=x onerror=alert(1)>')).toBeVisible();
  await expect.element(card.getByText(/From Prism/)).toBeVisible();
  expect(document.querySelector('article img')).toBeNull();
});
