import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { ReportView } from '../../../../shared/contract/reports.ts';
import { fakeApi, type FakeApi, json, problem } from '../../support/fake-api.ts';
import { findBarriers } from '../../support/find-barriers.ts';
import { givenHome } from '../../support/homes.ts';
import { openTab } from '../../support/open-tab.tsx';

const AT = '/admin/reports';
const LIST = 'GET /api/admin/reports';

function report(n: number, fields: Partial<ReportView> = {}): ReportView {
  return {
    id: `r${n}`,
    about: { kind: 'ask' },
    reason: 'hurtful',
    words: `What was said ${n}`,
    at: '2026-03-02T12:00:00.000Z',
    content: {
      words: [`Title ${n}`, 'Why it is asked'],
      erg: { id: 'e1', name: 'Prism' },
      state: 'shown',
      revision: 4,
    },
    ...fields,
  };
}

function apiWithReports(...before: ReportView[]): FakeApi {
  let reports = before;
  const api = fakeApi();
  api.on('GET /api/home', () => json(givenHome({ admin: true })));
  api.on(LIST, () => json({ reports }));
  for (const { id } of before) {
    api.on(`POST /api/admin/reports/${id}/resolve`, ({ body }) => {
      reports = reports.filter((one) => one.id !== id);
      const wanted = (body as { do: string }).do;
      return json({ outcome: wanted === 'withdraw' ? 'withdrawn' : 'kept' });
    });
  }
  return api;
}

const button = (name: string) => page.getByRole('button', { name, exact: true });
const text = (part: string) => page.getByText(part, { exact: false });

test('each report says what was said, and what the content of which ERG says now', async () => {
  await openTab(apiWithReports(report(1)), { at: AT });
  await expect.element(page.getByRole('heading', { name: 'Ask · Prism' })).toBeVisible();
  await expect.element(text('It hurts or leaves people out')).toBeVisible();
  await expect.element(text('What was said 1')).toBeVisible();
  await expect.element(text('Title 1')).toBeVisible();
});

test('content is withdrawn after a question, by the revision that was seen; the list takes the focus', async () => {
  const api = apiWithReports(report(1), report(2));
  await openTab(api, { at: AT });
  await button('Withdraw').first().click();
  await expect.element(text('not that somebody said so')).toBeVisible();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Withdraw' }).click();
  await expect.element(text('What was said 1')).not.toBeInTheDocument();
  await expect.element(text('What was said 2')).toBeVisible();
  await expect.element(page.getByRole('region', { name: 'Reports' })).toHaveFocus();
  expect(api.requests('POST /api/admin/reports/r1/resolve')[0]?.body).toEqual({
    do: 'withdraw',
    revision: 4,
  });
});

test('content is left as it is; then nothing is there to look at', async () => {
  const api = apiWithReports(report(1));
  await openTab(api, { at: AT });
  await button('Leave as it is').click();
  await expect.element(text('Nothing to look at')).toBeVisible();
  expect(api.requests('POST /api/admin/reports/r1/resolve')[0]?.body).toMatchObject({ do: 'keep' });
});

test('a built-in suggestion, and content that is gone, cannot be withdrawn', async () => {
  const fixed: ReportView['content'] = { words: ['Speak up'], state: 'fixed', revision: 0 };
  const { content: _gone, ...gone } = report(2, { words: '' });
  await openTab(apiWithReports(report(1, { about: { kind: 'template' }, content: fixed }), gone), {
    at: AT,
  });
  await expect.element(text('belongs to Alongside itself')).toBeVisible();
  await expect.element(text('It is not there any more.')).toBeVisible();
  await expect.element(text('Nothing was added in words.')).toBeVisible();
  await expect.element(button('Withdraw')).not.toBeInTheDocument();
  await expect.element(button('Done with it').first()).toBeVisible();
});

test('what was changed meanwhile is shown as it is now', async () => {
  const api = apiWithReports(report(1));
  let looks = 0;
  api.on(LIST, () => {
    looks += 1;
    const words = [`Version ${looks}`];
    const now: ReportView['content'] = { words, state: 'shown', revision: looks };
    return json({ reports: [report(1, { content: now })] });
  });
  api.on('POST /api/admin/reports/r1/resolve', () => problem('changed-meanwhile'));
  await openTab(api, { at: AT });
  await button('Withdraw').click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Withdraw' }).click();
  await expect.element(page.getByRole('alert')).toMatchTextContent('You see it as it is now');
  await expect.element(text('Version 2')).toBeVisible();
});

test('older ones are fetched below; a list that cannot be fetched can be tried again', async () => {
  const api = apiWithReports();
  api.on(LIST, () => problem('unexpected'));
  await openTab(api, { at: AT });
  await expect.element(text('Detail of unexpected')).toBeVisible();
  api.on(LIST, () => json({ reports: [report(1)], continuation: 'c2' }));
  api.on(`${LIST}?continuation=c2`, () => json({ reports: [report(2)] }));
  await button('Try again').click();
  await button('Show more').click();
  await expect.element(text('What was said 2')).toBeVisible();
  await expect.element(text('What was said 1')).toBeVisible();
  await expect.element(button('Show more')).not.toBeInTheDocument();
  await expect.element(page.getByRole('article').nth(1)).toHaveFocus();
});

test('whoever is no admin is told so, and nothing is asked for them', async () => {
  const api = fakeApi();
  api.on('GET /api/home', () => json(givenHome()));
  await openTab(api, { at: AT });
  await expect.element(text('for those who run Alongside')).toBeVisible();
  expect(api.requests(LIST)).toEqual([]);
});

test.each([320, 1200])('nothing is in the way at %i px', async (width) => {
  await page.viewport(width, 800);
  await openTab(apiWithReports(report(1)), { at: AT });
  await expect.element(text('What was said 1')).toBeVisible();
  expect(await findBarriers()).toEqual([]);
});
