import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type {
  AdminObservanceView,
  DateObservanceBody,
  ShowObservanceBody,
  WriteObservanceBody,
} from '../../../../shared/contract/year.ts';
import { fakeApi, type FakeApi, json, problem } from '../../support/fake-api.ts';
import { findBarriers } from '../../support/find-barriers.ts';
import { givenHome } from '../../support/homes.ts';
import { openTab } from '../../support/open-tab.tsx';

const AT = '/admin/year';
const SHOWN = 'PUT /api/admin/year/shown';
const DATES = 'PUT /api/admin/year/dates';
const OWN = 'PUT /api/admin/year/own/*';
const OWN_ID = '0195a000-0000-7000-8000-000000000001';

function anObservance(fields: Partial<AdminObservanceView> = {}): AdminObservanceView {
  const days = { first: '2026-12-25', last: '2026-12-25' };
  return {
    id: 'christmas',
    title: 'Christmas',
    sentence: 'The feast of the birth of Jesus.',
    source: 'By custom',
    hidden: false,
    mayMoveByADay: false,
    times: [{ year: 2026, nth: 1, days, changed: false }],
    ...fields,
  };
}

const VESAK = anObservance({
  id: 'vesak',
  title: 'Vesak',
  times: [
    { year: 2026, nth: 1, changed: false },
    { year: 2027, nth: 1, changed: false },
  ],
});
const FOUNDERS = anObservance({
  id: OWN_ID,
  title: 'Founders’ week',
  sentence: 'The week in which we began.',
  own: { first: '2026-06-01', last: '2026-06-05', yearly: true },
  times: [
    { year: 2026, nth: 1, days: { first: '2026-06-01', last: '2026-06-05' }, changed: false },
  ],
});

/** An API of which every change is kept. */
function apiWithYear(): FakeApi {
  let observances: readonly AdminObservanceView[] = [FOUNDERS, anObservance(), VESAK];
  let revision = 3;
  const api = fakeApi();
  const year = () => json({ observances, revision });
  const change = (id: string, fields: Partial<AdminObservanceView>) => {
    revision += 1;
    observances = observances.map((one) => (one.id === id ? { ...one, ...fields } : one));
    return year();
  };
  api.on('GET /api/home', () => json(givenHome({ admin: true })));
  api.on('GET /api/admin/year', year);
  api.on(SHOWN, ({ body }) => {
    const { observanceId, shown } = body as ShowObservanceBody;
    return change(observanceId, { hidden: !shown });
  });
  api.on(DATES, ({ body }) => {
    const { observanceId, year: of, nth, days } = body as DateObservanceBody;
    const time = { year: of, nth, changed: days !== undefined };
    return change(observanceId, { times: [days === undefined ? time : { ...time, days }] });
  });
  api.on(OWN, ({ body }) => {
    const { title, sentence, first, last, yearly } = body as WriteObservanceBody;
    observances = [
      ...observances,
      anObservance({ id: 'new', title, sentence, own: { first, last, yearly } }),
    ];
    return change('new', {});
  });
  api.on(`DELETE /api/admin/year/own/${OWN_ID}?revision=3`, () => {
    observances = observances.filter(({ id }) => id !== OWN_ID);
    revision += 1;
    return new Response(null, { status: 204 });
  });
  return api;
}

const button = (name: string) => page.getByRole('button', { name, exact: true });
const heading = (name: string) => page.getByRole('heading', { name, exact: true });
const text = (part: string) => page.getByText(part, { exact: false });
const field = (name: RegExp) => page.getByRole('textbox', { name });
// A field for a date has no role of its own.
const day = (name: string) => page.getByLabelText(name, { exact: false });

test('an observance is hidden with one tap, and shown again by the way back', async () => {
  const api = apiWithYear();
  await openTab(api, { at: AT });
  await button('Hide Christmas').click();
  await expect.element(button('Show Christmas')).toBeVisible();
  await expect.element(text('“Christmas” is hidden').first()).toBeVisible();
  await page.getByText('Undo', { exact: true }).click();
  await expect.element(button('Hide Christmas')).toBeVisible();
  expect(api.requests(SHOWN).map(({ body }) => body)).toEqual([
    { observanceId: 'christmas', shown: false, revision: 3 },
    { observanceId: 'christmas', shown: true, revision: 4 },
  ]);
});

test('an observance is added, with who will see it', async () => {
  const api = apiWithYear();
  await openTab(api, { at: AT });
  await button('Add an observance').click();
  await expect.element(text('Everyone in your organisation')).toBeVisible();
  await field(/^Title/).fill('Night shift day');
  await field(/^What it is/).fill('A day for everyone who works at night.');
  await day('First day').fill('2026-05-04');
  await expect.element(day('Last day')).toHaveValue('2026-05-04');
  await page.getByRole('checkbox', { name: /each year/ }).click();
  await button('Save').click();
  await expect.element(heading('Night shift day')).toBeVisible();
  await expect.element(page.getByRole('alertdialog')).not.toBeInTheDocument();
  await expect.element(button('Add an observance')).toHaveFocus();
  expect(api.requests(OWN)[0]?.body).toEqual({
    title: 'Night shift day',
    sentence: 'A day for everyone who works at night.',
    first: '2026-05-04',
    last: '2026-05-04',
    yearly: true,
    revision: 3,
  });
});

test('an own observance is removed, and comes back as it was', async () => {
  const api = apiWithYear();
  await openTab(api, { at: AT });
  await button('Remove Founders’ week').click();
  await expect.element(heading('Founders’ week')).not.toBeInTheDocument();
  await page.getByText('Undo', { exact: true }).click();
  await expect.element(heading('Founders’ week')).toBeVisible();
  expect(api.requests(OWN)[0]).toMatchObject({
    body: { title: 'Founders’ week', first: '2026-06-01', yearly: true, revision: 4 },
  });
});

test('something that nobody can compute is dated, and that is taken back', async () => {
  const api = apiWithYear();
  await openTab(api, { at: AT });
  await expect.element(text('2026: no date yet')).toBeVisible();
  await button('Change dates of Vesak').click();
  await day('First day').fill('2026-05-31');
  await button('Save').click();
  await expect.element(text('31 May 2026, set here')).toBeVisible();
  await button('Change dates of Vesak').click();
  await button('Take back what was set').click();
  await expect.element(text('2026: no date yet')).toBeVisible();
  const time = { observanceId: 'vesak', year: 2026, nth: 1 };
  expect(api.requests(DATES).map(({ body }) => body)).toEqual([
    { ...time, days: { first: '2026-05-31', last: '2026-05-31' }, revision: 3 },
    { ...time, revision: 4 },
  ]);
});

test('what another admin changed meanwhile is said, and shown as it is now', async () => {
  const api = apiWithYear();
  await openTab(api, { at: AT });
  await expect.element(button('Hide Christmas')).toBeVisible();
  api.on(SHOWN, () => problem('changed-meanwhile'));
  api.on('GET /api/admin/year', () => json({ observances: [VESAK], revision: 9 }));
  await button('Hide Christmas').click();
  await expect.element(page.getByRole('alert')).toMatchTextContent('Title of changed-meanwhile');
  await expect.element(heading('Christmas')).not.toBeInTheDocument();
});

test('what does not fit is said in the dialog, and what was written stays', async () => {
  const api = apiWithYear();
  api.on(OWN, () => problem('unexpected'));
  await openTab(api, { at: AT });
  await button('Edit Founders’ week').click();
  await field(/^Title/).fill('Founders’ day');
  await button('Save').click();
  await expect.element(page.getByRole('alert')).toMatchTextContent('Title of unexpected');
  await expect.element(field(/^Title/)).toHaveValue('Founders’ day');
});

test('the list is searched, and what cannot be fetched is fetched again', async () => {
  const api = apiWithYear();
  api.on('GET /api/admin/year', () => problem('unexpected'));
  await openTab(api, { at: AT });
  await expect.element(text('Title of unexpected')).toBeVisible();
  api.on('GET /api/admin/year', () => json({ observances: [anObservance(), VESAK], revision: 3 }));
  await button('Try again').click();
  await page.getByRole('searchbox', { name: 'Search the year' }).fill('ves');
  await expect.element(heading('Vesak')).toBeVisible();
  await expect.element(heading('Christmas')).not.toBeInTheDocument();
});

test('whoever is no admin is told so', async () => {
  const api = apiWithYear();
  api.on('GET /api/home', () => json(givenHome()));
  await openTab(api, { at: AT });
  await expect.element(text('This is not open to you')).toBeVisible();
  expect(api.requests('GET /api/admin/year')).toEqual([]);
});

test.each([320, 1200])('nothing is in the way at %i px', async (width) => {
  await page.viewport(width, 800);
  await openTab(apiWithYear(), { at: AT });
  await expect.element(heading('Christmas')).toBeVisible();
  expect(await findBarriers()).toEqual([]);
});
