import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { FiguresReply, MonthFigures } from '../../../../shared/contract/figures.ts';
import { json, problem } from '../../support/fake-api.ts';
import { findBarriers } from '../../support/find-barriers.ts';
import { openTab } from '../../support/open-tab.tsx';
import { apiThatRuns } from './run-api.ts';

const AT = '/run/e1/figures';
const FIGURES = 'GET /api/ergs/e1/run/figures';

const text = (part: string) => page.getByText(part, { exact: false });
const region = (name: string) => page.getByRole('region', { name });

function shown(month: string, asOf = month): MonthFigures {
  return {
    month,
    state: 'shown',
    allies: 80,
    pledge: { from: 35, to: 39, asOf },
    checkIn: { from: 20, to: 24, asOf: month },
  };
}

function apiWithFigures(figures: Partial<FiguresReply>) {
  const api = apiThatRuns();
  api.on(FIGURES, () => json({ last: '2026-10', isCounting: false, months: [], ...figures }));
  return api;
}

test('the last month stands first, the others in a table, and how they are made below', async () => {
  await page.viewport(1200, 800);
  const few: MonthFigures = { month: '2026-08', state: 'too-few' };
  const months = [shown('2026-10', '2026-09'), shown('2026-09'), few];
  await openTab(apiWithFigures({ months }), { at: AT });

  const newest = region('October 2026');
  await expect.element(newest).toMatchTextContent('Of 80 allies');
  await expect.element(newest).toMatchTextContent('Had a pledge for this ERG35 to 39');
  await expect.element(newest).toMatchTextContent('As in September 2026');
  await expect.element(newest).toMatchTextContent('Answered a check-in about one20 to 24');
  const row = page.getByRole('row', { name: /September 2026/ });
  await expect.element(row).toMatchTextContent('September 20268035 to 3920 to 24');
  await expect.element(page.getByRole('row', { name: /August/ })).toMatchTextContent('Fewer than');
  await expect.element(text('Not a target; please don’t ask who.')).toBeVisible();
  expect(await findBarriers()).toEqual([]);
});

test('of too few allies nothing is shown, and it says why', async () => {
  const months: MonthFigures[] = [{ month: '2026-10', state: 'too-few' }];
  await openTab(apiWithFigures({ months }), { at: AT });
  const newest = region('October 2026');
  await expect.element(newest).toMatchTextContent('Only the number of allies decides this');
  expect(page.getByRole('table').elements()).toEqual([]);
});

test('a month that is being counted comes by itself', async () => {
  const api = apiWithFigures({ isCounting: true });
  await openTab(api, { at: AT });
  await expect
    .element(page.getByRole('status').first())
    .toMatchTextContent('October 2026 is being counted');
  api.on(FIGURES, () => json({ last: '2026-10', isCounting: false, months: [shown('2026-10')] }));
  await expect.element(region('October 2026'), { timeout: 6000 }).toBeVisible();
  expect(text('is being counted').elements()).toEqual([]);
});

test('figures that cannot be read are asked for again', async () => {
  const api = apiThatRuns();
  api.on(FIGURES, () => problem('busy'));
  await openTab(api, { at: AT });
  await expect.element(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  api.on(FIGURES, () => json({ last: '2026-10', isCounting: false, months: [shown('2026-10')] }));
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect.element(region('October 2026')).toBeVisible();
});

test('in a narrow pane nothing stands beside the page', async () => {
  await page.viewport(320, 700);
  const months = [shown('2026-10'), shown('2026-09')];
  await openTab(apiWithFigures({ months }), { at: AT });
  await expect.element(region('October 2026')).toBeVisible();
  const { scrollWidth, clientWidth } = document.documentElement;
  expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
  expect(await findBarriers()).toEqual([]);
});
