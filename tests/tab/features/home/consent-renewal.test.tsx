import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { fakeApi, json, problem } from '../../support/fake-api.ts';
import { findBarriers } from '../../support/find-barriers.ts';
import { givenHome, pledgeView } from '../../support/homes.ts';
import { openTab } from '../../support/open-tab.tsx';

const older = (state: 'asked' | 'not-now') =>
  givenHome({
    consentVersion: 1,
    renewal: { version: 2, state },
    pledges: [pledgeView()],
  });

function apiWith(state: 'asked' | 'not-now') {
  const api = fakeApi();
  api.on('GET /api/home', () => json(older(state)));
  api.on('GET /api/help', () => json({ places: {}, revision: 0 }));
  return api;
}

const panel = page.getByRole('region', { name: 'Something new since you agreed' });

test('Home asks once about what is new, in words, and *Not now* ends it', async () => {
  const api = apiWith('asked');
  api.on('POST /api/consent/renewal', () => json(older('not-now')));
  await openTab(api);
  await expect.element(panel).toMatchTextContent('Since you agreed on 10 February 2026');
  await expect.element(panel).toMatchTextContent('a private journal');
  expect(await findBarriers()).toEqual([]);
  await panel.getByRole('button', { name: 'Not now' }).click();
  await expect.element(panel).not.toBeInTheDocument();
  await expect.element(page.getByRole('heading', { level: 1 })).toHaveFocus();
  expect(api.requests('POST /api/consent/renewal')[0]?.body).toEqual({
    version: 2,
    answer: 'not-now',
  });
});

test('who said not now finds it in Settings, and agrees there', async () => {
  const api = apiWith('not-now');
  api.on('POST /api/consent/renewal', () => json(givenHome({ pledges: [pledgeView()] })));
  await openTab(api, { at: '/settings/data' });
  await expect.element(panel).toMatchTextContent('You said not now');
  expect(await findBarriers()).toEqual([]);
  await panel.getByRole('button', { name: 'Agree' }).click();
  await expect.element(panel).not.toBeInTheDocument();
  await expect.element(page.getByText('You agreed. It is all open now.').first()).toBeVisible();
});

test('an answer that cannot be stored stays, and can be sent again', async () => {
  const api = apiWith('asked');
  api.on('POST /api/consent/renewal', () => problem('unexpected'));
  await openTab(api);
  await panel.getByRole('button', { name: 'Agree' }).click();
  await expect.element(panel.getByRole('alert')).toMatchTextContent('Detail of unexpected');
  api.on('POST /api/consent/renewal', () => json(givenHome({ pledges: [pledgeView()] })));
  await panel.getByRole('button', { name: 'Try again' }).click();
  await expect.element(panel).not.toBeInTheDocument();
});
