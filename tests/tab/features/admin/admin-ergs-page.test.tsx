import { beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { AdminErgView, CreateErgBody, RunView } from '../../../../shared/contract/run.ts';
import { type FakeApi, fakeApi, json, nothing, problem } from '../../support/fake-api.ts';
import { findBarriers } from '../../support/find-barriers.ts';
import { givenHome, NOT_AGREED } from '../../support/homes.ts';
import { openTab } from '../../support/open-tab.tsx';
import { runView } from '../../support/run-view.ts';

const CREATE = 'POST /api/admin/ergs';
const APPOINT = 'POST /api/admin/ergs/e1/organisers';
const button = (name: string) => page.getByRole('button', { name, exact: true });
const link = (name: string) => page.getByRole('link', { name, exact: true });
const list = (name: string) => page.getByRole('list', { name });
const dialog = () => page.getByRole('alertdialog');
const title = () => page.getByRole('heading', { level: 1 });

// Looking for barriers takes a second, and what fades in has them on its way.
const SLOW = { timeout: 10_000, interval: 400 };

function adminErg(fields: Partial<AdminErgView> = {}): AdminErgView {
  return {
    id: 'e1',
    name: 'Prism',
    picture: '🌈',
    state: 'active',
    organisers: 2,
    size: { from: 25, to: 49 },
    revision: 4,
    ...fields,
  };
}

const ERGS = [
  adminErg({ id: 'e2', name: 'Mosaic', organisers: 0 }),
  adminErg(),
  adminErg({ id: 'e3', name: 'Old Guard', state: 'archived', organisers: 1 }),
];

/** An API for an admin of these ERGs; `e1` keeps what is done to it. */
function apiWithErgs(ergs: readonly AdminErgView[] = ERGS): FakeApi {
  const api = fakeApi();
  let erg = runView();
  const change = (fields: Partial<RunView>) => {
    erg = { ...erg, ...fields, revision: erg.revision + 1 };
    return json(erg);
  };
  api.on('GET /api/home', () => json(givenHome({ admin: true })));
  api.on('GET /api/admin/ergs', () => json({ ergs }));
  api.on('GET /api/admin/ergs/e1', () => json(erg));
  api.on('GET /api/admin/people*', () =>
    json({ people: [{ userId: 'u-cem', name: 'Cem Celik', place: 'Leeds' }] }),
  );
  api.on(APPOINT, () =>
    change({
      organisers: [
        ...erg.organisers,
        {
          userId: 'u-cem',
          name: 'Cem Celik',
          since: '2026-03-03T10:00:00.000Z',
          appointedBy: 'admin',
          isYou: false,
        },
      ],
    }),
  );
  api.on('DELETE /api/admin/ergs/e1/organisers/*', ({ path }) => {
    change({ organisers: erg.organisers.filter(({ userId }) => !path.endsWith(userId)) });
    return nothing();
  });
  api.on('PUT /api/ergs/e1/run/state', ({ body }) =>
    change({ state: (body as { state: RunView['state'] }).state }),
  );
  api.on(CREATE, ({ body }) => {
    const { id, profile } = body as CreateErgBody;
    const created = { ...runView(), id, profile };
    api.on(`GET /api/admin/ergs/${id}`, () => json(created));
    return json(created);
  });
  return api;
}

async function pick(): Promise<void> {
  await page.getByRole('combobox', { name: /Colleague|First organiser/ }).fill('ce');
  await page.getByRole('option', { name: /Cem Celik/ }).click();
}

beforeEach(() => page.viewport(1200, 900));

test('an admin sees first which ERGs nobody runs, then all of them, and never who is an ally', async () => {
  const tab = await openTab(apiWithErgs(), { at: '/admin' });
  const waiting = list('Waiting for an organiser');
  await expect.element(waiting).toMatchTextContent('MosaicNobody runs it');
  expect(waiting.getByRole('listitem').elements()).toHaveLength(1);
  await expect.element(list('All ERGs')).toMatchTextContent('Prism2 organisers · 25 to 49 allies');
  await expect.element(list('All ERGs')).toMatchTextContent('Old Guard Archived');
  await link('Appoint somebody for Mosaic').first().click();
  expect(tab.path()).toBe('/admin/ergs/e2');
});

test('an ERG is found by the beginning of a word of its name', async () => {
  await openTab(apiWithErgs(), { at: '/admin' });
  const search = page.getByRole('searchbox', { name: 'Search by name' });
  await search.fill('gua');
  await expect.element(page.getByRole('status')).toMatchTextContent('1 ERG');
  await expect.element(list('All ERGs')).not.toMatchTextContent('Prism');
  await search.fill('zz');
  await expect.element(page.getByText('No ERG is called “zz”')).toBeVisible();
});

test('somebody is appointed, after reading what they will see and who will see them', async () => {
  const api = apiWithErgs();
  await openTab(api, { at: '/admin/ergs/e1' });
  await button('Appoint an organiser').click();
  await expect.element(dialog()).toMatchTextContent('You cannot appoint yourself.');
  await pick();
  await dialog().getByRole('button', { name: 'Appoint' }).click();
  await expect
    .element(list('Organisers'))
    .toMatchTextContent('Cem CelikAppointed by an admin on 3 March 2026');
  expect(api.requests(APPOINT)[0]?.body).toEqual({ userId: 'u-cem' });
});

test('an admin who chooses themselves is told why not', async () => {
  const api = apiWithErgs();
  api.on(APPOINT, () => problem('not-yourself'));
  await openTab(api, { at: '/admin/ergs/e1' });
  await button('Appoint an organiser').click();
  await pick();
  await dialog().getByRole('button', { name: 'Appoint' }).click();
  await expect.element(dialog()).toMatchTextContent('Title of not-yourself');
});

test('an organiser is removed, and the ERG archived and brought back, each after a question', async () => {
  await openTab(apiWithErgs(), { at: '/admin/ergs/e1' });
  await button('Remove Bo Berg').click();
  await dialog().getByRole('button', { name: 'Remove' }).click();
  await expect.element(list('Organisers')).not.toMatchTextContent('Bo Berg');
  await button('Remove Ana Almeida').click();
  await expect.element(dialog()).toMatchTextContent('Nobody else runs Prism.');
  await dialog().getByRole('button', { name: 'Cancel' }).click();
  await button('Archive').click();
  await dialog().getByRole('button', { name: 'Archive' }).click();
  await expect.element(page.getByText('This ERG is archived')).toBeVisible();
  await button('Bring it back').click();
  await dialog().getByRole('button', { name: 'Bring it back' }).click();
  await expect.element(button('Archive')).toBeVisible();
});

test('an ERG is created with its first organiser, and only once, however often it is sent', async () => {
  const api = apiWithErgs();
  const answers = [problem('unexpected')];
  const tab = await openTab(api, { at: '/admin/ergs/new' });
  await button('Create').click();
  await expect.element(page.getByRole('textbox', { name: 'Name' })).toHaveFocus();
  await expect.element(page.getByText('Choose somebody from the list.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Name' }).fill('Tide');
  await page.getByRole('textbox', { name: 'Picture' }).fill('🌊');
  await page.getByRole('textbox', { name: 'What it is for' }).fill('For everyone by the sea.');
  await pick();
  api.on(CREATE, ({ body }) => {
    const { id, profile } = body as CreateErgBody;
    const created = { ...runView(), id, profile };
    api.on(`GET /api/admin/ergs/${id}`, () => json(created));
    return answers.pop() ?? json(created);
  });
  await button('Create').click();
  await expect.element(page.getByRole('alert')).toMatchTextContent('Title of unexpected');
  await button('Try again').click();
  await expect.element(title()).toMatchTextContent('Tide');
  const [one, again] = api.requests(CREATE).map(({ body }) => body as CreateErgBody);
  expect(one).toMatchObject({
    organiserId: 'u-cem',
    profile: { name: 'Tide', joinPolicy: 'open' },
  });
  expect(again).toEqual(one);
  expect(tab.path()).toBe(`/admin/ergs/${one?.id ?? ''}`);
});

test('a name that is taken, and oneself as the organiser, are told beside the field', async () => {
  const api = apiWithErgs();
  await openTab(api, { at: '/admin/ergs/new' });
  await page.getByRole('textbox', { name: 'Name' }).fill('Prism');
  await page.getByRole('textbox', { name: 'Picture' }).fill('🌊');
  await page.getByRole('textbox', { name: 'What it is for' }).fill('For everyone.');
  await pick();
  api.on(CREATE, () => problem('name-taken'));
  await button('Create').click();
  await expect.element(page.getByText('Another ERG has this name')).toBeVisible();
  api.on(CREATE, () => problem('not-yourself'));
  await button('Create').click();
  await expect.element(page.getByText(/An admin does not appoint themselves/)).toBeVisible();
});

test('an organisation without ERGs gets the way to the first one', async () => {
  await openTab(apiWithErgs([]), { at: '/admin' });
  await expect.element(page.getByText('No ERGs yet')).toBeVisible();
  await expect.element(link('Create an ERG')).toBeVisible();
});

test('a list that cannot be loaded says so, and an ERG that is not there too', async () => {
  const api = apiWithErgs();
  api.on('GET /api/admin/ergs', () => problem('unexpected'));
  await openTab(api, { at: '/admin' });
  await expect.element(page.getByText('Title of unexpected')).toBeVisible();
});

test('an ERG that is not there leads back to all', async () => {
  await openTab(apiWithErgs(), { at: '/admin/ergs/gone' });
  await expect.element(page.getByText('This ERG is not here.', { exact: false })).toBeVisible();
});

test('an admin who has not agreed to take part gets here all the same', async () => {
  const api = apiWithErgs();
  api.on('GET /api/home', () => json({ ...NOT_AGREED, admin: true }));
  await openTab(api, { at: '/admin/ergs/e1' });
  await expect.element(list('Organisers')).toMatchTextContent('Bo Berg');
});

test('whoever is no admin is told so, and nothing is asked', async () => {
  const api = apiWithErgs();
  api.on('GET /api/home', () => json(givenHome()));
  await openTab(api, { at: '/admin/ergs/new' });
  await expect.element(page.getByText('This is not open to you')).toBeVisible();
  expect(api.requests('GET /api/admin*')).toEqual([]);
});

describe.each([1200, 320])('at %i px', (width) => {
  test.each([
    ['/admin', 'default'],
    ['/admin', 'dark'],
    ['/admin', 'contrast'],
    ['/admin/ergs/e1', 'default'],
    ['/admin/ergs/e1', 'contrast'],
    ['/admin/ergs/new', 'default'],
    ['/admin/ergs/new', 'contrast'],
  ] as const)('%s stands in nobody’s way, in the theme %s', async (at, theme) => {
    await page.viewport(width, 900);
    await openTab(apiWithErgs(), { at, theme });
    await expect.element(page.getByText(/Archived|Bo Berg|First organiser/).first()).toBeVisible();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
    await expect.poll(findBarriers, SLOW).toEqual([]);
  });
});
