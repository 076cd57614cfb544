import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { YearEntryView } from '../../../../shared/contract/year.ts';
import { fakeApi, type FakeApi, json, problem } from '../../support/fake-api.ts';
import { findBarriers } from '../../support/find-barriers.ts';
import { givenHome } from '../../support/homes.ts';
import { openTab } from '../../support/open-tab.tsx';

const AT = '/learn/year';
const YEAR = 'GET /api/year?from=2026-03-03';

function anEntry(fields: Partial<YearEntryView> = {}): YearEntryView {
  return {
    id: 'women',
    title: 'International Women’s Day',
    sentence: 'A day for the rights of women.',
    first: '2026-03-08',
    last: '2026-03-08',
    mayMoveByADay: false,
    lessons: [],
    events: [],
    ...fields,
  };
}

const ENTRIES = [
  anEntry({
    id: 'ramadan',
    title: 'Ramadan',
    sentence: 'The month of fasting.',
    first: '2026-02-18',
    last: '2026-03-19',
    mayMoveByADay: true,
  }),
  anEntry({
    lessons: [
      { id: 'l1', ergId: 'e1', ergName: 'Women at Work', title: 'Where to begin', minutes: 5 },
    ],
    events: [
      {
        id: 'v1',
        ergId: 'e1',
        ergName: 'Women at Work',
        title: 'Breakfast for everyone',
        startsAt: '2026-03-08T08:30:00.000Z',
        zone: 'Europe/London',
      },
    ],
  }),
  anEntry({
    id: 'pride',
    title: 'Pride Month',
    sentence: 'A month of pride.',
    first: '2026-06-01',
    last: '2026-06-30',
    region: 'Many cities',
  }),
];

function apiWithYear(entries: readonly YearEntryView[] = ENTRIES): FakeApi {
  const api = fakeApi();
  api.on('GET /api/home', () => json(givenHome()));
  api.on(YEAR, () => json({ from: '2026-03-03', through: '2027-03-02', entries }));
  return api;
}

const button = (name: string) => page.getByRole('button', { name, exact: true });
const heading = (name: string, level = 3) =>
  page.getByRole('heading', { name, level, exact: true });
const region = (name: string) => page.getByRole('region', { name, exact: true });
const text = (part: string) => page.getByText(part, { exact: false });
const search = () => page.getByRole('searchbox', { name: 'Search the year' });

test('what is now stands first, then the months, each with its days and its sentence', async () => {
  await openTab(apiWithYear(), { at: AT });
  await expect.element(heading('The year', 1)).toBeVisible();
  await expect.element(region('Now').getByText('18 February to 19 March')).toBeVisible();
  await expect.element(region('Now').getByText(/with the sighting of the moon/)).toBeVisible();
  const march = region('March 2026');
  await expect.element(march.getByText(/Sunday,? 8 March/)).toBeVisible();
  await expect.element(march.getByText('A day for the rights of women.')).toBeVisible();
  await expect
    .element(region('June 2026').getByText('All of June 2026 · Many cities'))
    .toBeVisible();
});

test('what ERGs have for it leads to the lesson and to the ERG of the event', async () => {
  await openTab(apiWithYear(), { at: AT });
  const more = page.getByRole('list', { name: 'What ERGs have for International Women’s Day' });
  await expect
    .element(more.getByRole('link', { name: 'Where to begin' }))
    .toHaveAttribute('href', '/learn/groups/e1/l1');
  await expect
    .element(more.getByRole('link', { name: 'Breakfast for everyone' }))
    .toHaveAttribute('href', '/ergs/e1');
  await expect.element(more.getByText('Women at Work · 8 March 2026, 08:30')).toBeVisible();
});

test('the year is searched by word and narrowed by month, which is said, and all of it comes back', async () => {
  await openTab(apiWithYear(), { at: AT });
  await search().fill('prid');
  await expect.element(page.getByRole('status').getByText('1 shown')).toBeInTheDocument();
  await expect.element(heading('Ramadan')).not.toBeInTheDocument();
  await page.getByRole('combobox', { name: 'Month', exact: true }).selectOptions('March 2026');
  await expect.element(text('Nothing found')).toBeVisible();
  await button('Show all').click();
  await expect.element(heading('Ramadan')).toBeVisible();
  await page.getByRole('combobox', { name: 'Month', exact: true }).selectOptions('March 2026');
  await expect.element(heading('Pride Month')).not.toBeInTheDocument();
  await expect.element(heading('Ramadan')).toBeVisible();
});

test('those with something to do are shown alone, and it is said where there are none', async () => {
  await openTab(apiWithYear(), { at: AT });
  await button('With something to do').click();
  await expect.element(heading('International Women’s Day')).toBeVisible();
  await expect.element(heading('Pride Month')).not.toBeInTheDocument();
  await search().fill('pride');
  await expect.element(text('No ERG has an event or a lesson here yet.')).toBeVisible();
});

test('a year in which nothing stands says so', async () => {
  await openTab(apiWithYear([]), { at: AT });
  await expect.element(text('Nothing in the year yet')).toBeVisible();
});

test('what cannot be fetched says so, and is fetched again', async () => {
  const api = apiWithYear();
  api.on(YEAR, () => problem('unexpected'));
  await openTab(api, { at: AT });
  await expect.element(text('Title of unexpected')).toBeVisible();
  api.on(YEAR, () => json({ from: '2026-03-03', through: '2027-03-02', entries: ENTRIES }));
  await button('Try again').click();
  await expect.element(heading('Ramadan')).toBeVisible();
});

test.each([320, 1200])('nothing is in the way at %i px', async (width) => {
  await page.viewport(width, 800);
  await openTab(apiWithYear(), { at: AT });
  await expect.element(heading('Ramadan')).toBeVisible();
  expect(await findBarriers()).toEqual([]);
});
