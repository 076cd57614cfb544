import { beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { ReleasedMonth } from '../../../../shared/contract/organisation.ts';
import { fakeApi, json, problem } from '../../support/fake-api.ts';
import { findBarriers } from '../../support/find-barriers.ts';
import { dueView, givenHome, NOT_AGREED, pledgeView } from '../../support/homes.ts';
import { openTab } from '../../support/open-tab.tsx';
import { A_YEAR, apiOfManager, ownMonth } from './organisation-api.ts';

const AT = '/organisation';

const SEES_EVERY_PAGE = {
  admin: true,
  runs: [{ ergId: 'e1', name: 'Prism', picture: '🌈' }],
};

const region = (name: string) => page.getByRole('region', { name, exact: true });
const link = (name: string) => page.getByRole('link', { name, exact: true });
const text = (part: string) => page.getByText(part, { exact: false });
const entry = () => page.getByRole('navigation').getByRole('link', { name: /^My org/ });

beforeEach(() => page.viewport(1200, 800));

/** The bands that the chart of a measure draws, from the left. */
function barsOf(measure: string): readonly Element[] {
  const bars = `[data-measure="${measure}"] rect:not([fill="transparent"])`;
  return [...document.querySelectorAll(bars)];
}

/** The charts come after everything else. */
async function expectBars(measure: string, count: number): Promise<void> {
  await expect.poll(() => barsOf(measure), { timeout: 10_000 }).toHaveLength(count);
}

test('a manager opens their page from the navigation, and reads their own next step first', async () => {
  const pledge = pledgeView();
  const api = apiOfManager(
    { months: [ownMonth('2026-10', { pledge: { from: 35, to: 39, asOf: '2026-09' } })] },
    { due: [dueView(pledge)], pledges: [pledge] },
  );
  await openTab(api);
  await entry().click();
  await expect
    .element(page.getByRole('heading', { level: 1 }))
    .toHaveTextContent('My organisation');
  await expect.element(entry()).toHaveAttribute('aria-current', 'page');
  const own = region('Your own next step');
  await expect.element(own).toMatchTextContent('One question waits for you.');
  // Somebody may look over the shoulder: not which pledge.
  await expect.element(own).not.toMatchTextContent(pledge.title);
  await expect.element(link('Answer on Home')).toHaveAttribute('href', '/');
  const newest = region('October 2026');
  await expect.element(newest).toMatchTextContent('Of 80 people below you');
  await expect.element(newest).toMatchTextContent('With an active pledge35 to 39 of 80');
  await expect.element(newest).toMatchTextContent('about 44 to 49 %');
  await expect.element(newest).toMatchTextContent('As in September 2026');
  await expect.element(newest).toMatchTextContent('Checked in20 to 24 of 80about 25 to 30 %');
  await expect.element(newest).toMatchTextContent('Learned something0 to 4 of 80');
  await expect.element(text('Not a target; please don’t ask who.')).toBeVisible();
  expect(page.getByRole('table').elements()).toEqual([]);
  expect(await findBarriers()).toEqual([]);
});

test.each([
  ['no pledge leads to making one', [], 'You have no pledge in hand.', 'Make a pledge'],
  ['nothing to do is said so', [pledgeView()], 'Nothing today.', 'Look at your pledges'],
])('%s', async (_what, pledges, words, way) => {
  await openTab(apiOfManager({ months: [] }, { pledges }), { at: AT });
  await expect.element(region('Your own next step')).toMatchTextContent(words);
  await expect.element(link(way)).toBeVisible();
});

test('a group that is not shown alone is told of within the nearest around it, and why', async () => {
  const month: ReleasedMonth = {
    ...ownMonth('2026-10', { people: 240 }),
    group: 'around',
    headedBy: 'Ana Example',
  };
  await openTab(apiOfManager({ months: [month, ownMonth('2026-09')] }), { at: AT });
  const newest = region('October 2026');
  await expect.element(newest).toMatchTextContent('within that of Ana Example');
  await expect
    .element(newest)
    .toMatchTextContent(
      'Shown alone, this group would leave fewer than ten people by themselves. Only the organisation chart decides this, never anyone’s answers.',
    );
  await expect.element(newest).toMatchTextContent('Of 240 people below Ana Example');
  expect(page.getByRole('table').elements()).toEqual([]);
});

test('without a shown group around it stands the whole organisation', async () => {
  const month: ReleasedMonth = { ...ownMonth('2026-10', { people: 1240 }), group: 'around' };
  await openTab(apiOfManager({ months: [month] }), { at: AT });
  const newest = region('October 2026');
  await expect.element(newest).toMatchTextContent('within the whole organisation');
  await expect.element(newest).toMatchTextContent('Of 1,240 people in the organisation');
});

test('where nothing is shown it says why', async () => {
  await openTab(apiOfManager({ months: [{ month: '2026-10', group: 'none' }] }), { at: AT });
  const newest = region('October 2026');
  await expect.element(newest).toMatchTextContent('Nothing is shown for October 2026');
  await expect.element(newest).toMatchTextContent('Only the organisation chart decides this');
});

test('a year stands as sentences, as charts and as a table that says the same', async () => {
  await openTab(apiOfManager({ months: [...A_YEAR] }), { at: AT });
  const months = region('Month by month');
  await expect
    .element(months)
    .toMatchTextContent(
      'With an active pledgeFrom November 2025 to October 2026 the group went from 10–\u206014 of 80 to 25–\u206029 of 80.',
    );
  const table = months.getByRole('table', { name: 'The same numbers as a table' });
  const row = (name: string) => table.getByRole('row', { name: new RegExp(name) });
  await expect.element(row('October 2026')).toMatchTextContent('October 20268025–2925–2925–29');
  await expect.element(row('May 2026')).toMatchTextContent('May 2026Not shown');
  expect(table.getByRole('row').elements()).toHaveLength(1 + 12);
  const shown = A_YEAR.filter(({ group }) => group === 'own').length;
  for (const measure of ['pledge', 'checkin', 'learning']) {
    await expectBars(measure, shown);
  }
  expect(await findBarriers()).toEqual([]);
});

test('the bars of a chart lie where the bands of the table lie, over an axis from zero', async () => {
  await openTab(apiOfManager({ months: [...A_YEAR] }), { at: AT });
  await expectBars('pledge', 11);
  const expected = A_YEAR.toReversed().flatMap((month) =>
    month.group === 'own' ? [[month.pledge.from, month.pledge.to]] : [],
  );
  // The axis may be drawn after the bars, and both once more when the width is known.
  await expect
    .poll(() => chartAsDrawn('pledge'))
    .toEqual({ ticks: ['0', '20', '40', '60', '80'], bands: expected });
});

/** The axis of a chart, and from where to where its bars reach on it, in whole people. */
function chartAsDrawn(measure: string) {
  const chart = document.querySelector(`[data-measure="${measure}"]`);
  const of = (what: string) => [...(chart?.querySelectorAll(`.fui-cart__yAxis ${what}`) ?? [])];
  const ticks = of('text').map(({ textContent }) => textContent);
  const lines = of('.tick').map((tick) =>
    Number(/,([\d.]+)\)/.exec(tick.getAttribute('transform') ?? '')?.[1]),
  );
  const zero = lines[0] ?? Number.NaN;
  const top = lines.at(-1) ?? Number.NaN;
  const countAt = (y: number) => Math.round((Number(ticks.at(-1)) * (zero - y)) / (zero - top));
  const bands = barsOf(measure).map((rect) => {
    const y = Number(rect.getAttribute('y'));
    return [countAt(y + Number(rect.getAttribute('height'))), countAt(y)];
  });
  return { ticks, bands };
}

test('before the first release it says when numbers come', async () => {
  await openTab(apiOfManager({ months: [] }), { at: AT });
  await expect
    .element(text('The first numbers come a day after this month has ended.'))
    .toBeVisible();
  expect(await findBarriers()).toEqual([]);
});

test('who leads another group now is told when its numbers come', async () => {
  await openTab(apiOfManager({ months: [], leadsAnother: true }), { at: AT });
  await expect
    .element(
      text('You lead another group than at the last release. Its numbers come with the next one.'),
    )
    .toBeVisible();
  expect(text('The first numbers come').elements()).toEqual([]);
});

test('while the numbers are on their way there is their shape, the own next step already', async () => {
  const api = apiOfManager({ months: [] });
  const { promise, resolve } = Promise.withResolvers<Response>();
  api.on('GET /api/organisation', () => promise);
  await openTab(api, { at: AT });
  await expect.element(region('Your own next step')).toBeVisible();
  await expect.element(page.getByLabelText('Loading')).toBeInTheDocument();
  resolve(json({ months: [ownMonth('2026-10')] }));
  await expect.element(region('October 2026')).toBeVisible();
});

test('numbers that cannot be read are asked for again', async () => {
  const api = apiOfManager({ months: [] });
  api.on('GET /api/organisation', () => problem('unexpected'));
  await openTab(api, { at: AT });
  await expect.element(page.getByRole('alert')).toMatchTextContent('Title of unexpected');
  api.on('GET /api/organisation', () => json({ months: [ownMonth('2026-10')] }));
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect.element(region('October 2026')).toBeVisible();
});

test('whom nobody reports to any more is told kindly, and the page goes from the navigation', async () => {
  const api = apiOfManager({ months: [] });
  api.on('GET /api/organisation', () => problem('not-allowed'));
  await openTab(api);
  await entry().click();
  await expect
    .element(text('This page is for people with reports in the directory.'))
    .toBeVisible();
  await expect.element(link('Go to Home')).toBeVisible();
  await expect.poll(() => entry().elements()).toEqual([]);
  expect(await findBarriers()).toEqual([]);
});

test('who has no reports does not see the page among the others', async () => {
  const api = fakeApi();
  api.on('GET /api/home', () => json(givenHome()));
  api.on('GET /api/organisation/mine', () => json({ isManager: false }));
  await openTab(api);
  await expect.poll(() => api.requests('GET /api/organisation/mine')).toHaveLength(1);
  await expect.element(link('Settings')).toBeVisible();
  expect(entry().elements()).toEqual([]);
});

test('nothing about reports is asked before somebody agreed', async () => {
  const api = fakeApi();
  api.on('GET /api/home', () => json({ ...NOT_AGREED, admin: true }));
  api.on('GET /api/organisation/mine', () => json({ isManager: true }));
  await openTab(api, { at: '/admin/organisation' });
  await expect.element(link('Admin')).toBeVisible();
  expect(api.requests('GET /api/organisation/mine')).toEqual([]);
  expect(entry().elements()).toEqual([]);
});

test('home does not wait for whether somebody has reports', async () => {
  const api = apiOfManager({ months: [] });
  api.on('GET /api/organisation/mine', () => new Promise<Response>(() => {}));
  await openTab(api);
  await expect.element(link('Make a pledge')).toBeVisible();
  expect(entry().elements()).toEqual([]);
});

test.each([641, 800])(
  'with all pages in the navigation nothing is wider than %i px',
  async (width) => {
    await page.viewport(width, 700);
    await openTab(apiOfManager({ months: [...A_YEAR] }, SEES_EVERY_PAGE), { at: AT });
    await expect.element(entry()).toHaveTextContent('My organisation');
    await expectBars('learning', 11);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
  },
);

test.each(['default', 'dark', 'contrast'] as const)(
  'in a narrow pane each chart has its table, and nothing stands beside the page, in the theme %s',
  async (theme) => {
    await page.viewport(320, 700);
    await openTab(apiOfManager({ months: [...A_YEAR] }, SEES_EVERY_PAGE), { at: AT, theme });
    await expect.element(entry()).toHaveTextContent('My org');
    await expectBars('learning', 11);
    expect(page.getByRole('table').elements()).toHaveLength(3);
    const table = page.getByRole('table', { name: 'Checked in, as a table' });
    await expect
      .element(table.getByRole('row', { name: /October/ }))
      .toMatchTextContent('October 20268025–29');
    const { scrollWidth, clientWidth } = document.documentElement;
    expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
    expect(await findBarriers()).toEqual([]);
  },
);
