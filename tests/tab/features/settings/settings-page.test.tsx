import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { ChangeSettingsBody } from '../../../../shared/contract/settings.ts';
import type { QuietDates } from '../../../../shared/domain/quiet-dates.ts';
import { fakeApi, json, nothing, problem, type FakeApi } from '../../support/fake-api.ts';
import { findBarriers } from '../../support/find-barriers.ts';
import { givenHome, NOT_AGREED } from '../../support/homes.ts';
import { openTab } from '../../support/open-tab.tsx';

/** An API that keeps the settings it is sent, and refuses an old revision. */
function apiWithSettings(): FakeApi {
  const api = fakeApi();
  let home = givenHome();
  api.on('GET /api/home', () => json(home));
  api.on('GET /api/help', () => json({ places: {}, revision: 0 }));
  api.on('PUT /api/settings', ({ body }) => {
    const { revision, settings } = body as ChangeSettingsBody;
    if (revision !== home.settingsRevision) return problem('changed-meanwhile');
    home = { ...home, settings, settingsRevision: revision + 1 };
    return json({ settings, settingsRevision: home.settingsRevision });
  });
  return api;
}

const NOON = '2026-03-02T12:00:00.000Z';

const sent = (api: FakeApi) =>
  api.requests('PUT /api/settings').map(({ body }) => (body as ChangeSettingsBody).settings);
const radio = (name: string) => page.getByRole('radio', { name, exact: true });
const button = (name: string) => page.getByRole('button', { name, exact: true });

test('a change is saved by itself, and can be undone', async () => {
  const api = apiWithSettings();
  await openTab(api, { at: '/settings' });
  await radio('Three').click();
  await button('Undo').click();
  await expect.element(page.getByText('The change was taken back').first()).toBeVisible();
  await expect.element(radio('One')).toBeChecked();
  expect(sent(api).map(({ budget }) => budget)).toEqual([3, 1]);
});

test('changes made quickly one after the other all arrive', async () => {
  const api = apiWithSettings();
  await openTab(api, { at: '/settings' });
  await radio('Two').click();
  await page.getByRole('combobox', { name: 'Day', exact: true }).selectOptions('Friday');
  await page.getByRole('switch', { name: "Show my own words in the bot's messages" }).click();
  await expect.element(button('Undo')).toBeVisible();
  expect(sent(api).at(-1)).toMatchObject({ budget: 2, day: 5, showWords: true });
});

test('ERGs that one joined can be muted, one by one', async () => {
  const api = apiWithSettings();
  const mine = (ergId: string, name: string, state: 'active' | 'requested') =>
    ({ ergId, name, state, since: NOON, showToAllies: true, muted: false }) as const;
  const memberships = [
    mine('e1', 'Prism', 'active'),
    mine('e2', 'Parents', 'active'),
    mine('e3', 'Veterans', 'requested'),
  ];
  api.on('GET /api/home', () => json(givenHome({ memberships, membershipsRevision: 4 })));
  api.on('PUT /api/ergs/e2/membership', () =>
    json({
      memberships: memberships.map((each) => ({ ...each, muted: each.ergId === 'e2' })),
      membershipsRevision: 5,
    }),
  );
  await openTab(api, { at: '/settings' });
  const mute = (name: string) => page.getByRole('switch', { name, exact: true });
  await mute('Parents').click();
  await expect.element(mute('Parents')).toBeChecked();
  await expect.element(mute('Prism')).not.toBeChecked();
  await expect.element(mute('Veterans')).not.toBeInTheDocument();
  expect(api.requests('PUT /api/ergs/e2/membership')[0]?.body).toEqual({
    revision: 4,
    showToAllies: true,
    muted: true,
  });
});

test('whoever joined no ERG has nothing to mute', async () => {
  await openTab(apiWithSettings(), { at: '/settings' });
  await expect.element(button('Download my data')).toBeVisible();
  await expect.element(page.getByRole('heading', { name: 'Muted ERGs' })).not.toBeInTheDocument();
});

test('leaving the page at once still saves the change', async () => {
  const api = apiWithSettings();
  await openTab(api, { at: '/settings' });
  await radio('None').click();
  await page.getByRole('link', { name: 'Home' }).click();
  await expect.poll(() => sent(api).map(({ budget }) => budget)).toEqual([0]);
});

test('messages are paused until a date, two weeks away unless changed', async () => {
  const api = apiWithSettings();
  await openTab(api, { at: '/settings' });
  await radio('Paused until a date').click();
  const until = page.getByLabelText('Messages come back on');
  await expect.element(until).toHaveValue('2026-03-17');
  await until.fill('2026-04-01');
  await expect
    .poll(() => sent(api).at(-1)?.messages)
    .toEqual({
      state: 'paused',
      until: '2026-04-01',
    });
});

test('a change that cannot be saved stays on the page and can be sent again', async () => {
  const api = apiWithSettings();
  const answers = [problem('unexpected')];
  const works = json({ settings: givenHome().settings, settingsRevision: 5 });
  api.on('PUT /api/settings', () => answers.pop() ?? works);
  await openTab(api, { at: '/settings' });
  await radio('Stopped').click();
  await expect.element(page.getByRole('alert')).toMatchTextContent('Detail of unexpected');
  await expect.element(radio('Stopped')).toBeChecked();
  await button('Try again').click();
  await expect.element(button('Undo')).toBeVisible();
  expect(sent(api).map(({ messages }) => messages.state)).toEqual(['stopped', 'stopped']);
});

test('settings that were changed elsewhere are fetched again, and the page says so', async () => {
  const api = apiWithSettings();
  api.on('PUT /api/settings', () => {
    const changed = { ...givenHome().settings, budget: 3 as const };
    api.on('GET /api/home', () => json(givenHome({ settings: changed, settingsRevision: 6 })));
    return problem('changed-meanwhile');
  });
  await openTab(api, { at: '/settings' });
  await radio('None').click();
  await expect.element(page.getByRole('alert')).toMatchTextContent('changed somewhere else');
  await expect.element(radio('Three')).toBeChecked();
});

test('my data comes as one zip, as the API made it', async () => {
  const api = apiWithSettings();
  const zip = new Uint8Array([0x50, 0x4b, 0x05, 0x06, 0x00, 0xff]);
  api.on(
    'GET /api/me/export.zip',
    () => new Response(zip, { headers: { 'Content-Type': 'application/zip' } }),
  );
  const file = Promise.withResolvers<{ name: string; content: Promise<Response> }>();
  // A real click would put a file into the downloads of whoever runs the test.
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(
    this: HTMLAnchorElement,
  ) {
    file.resolve({ name: this.download, content: fetch(this.href) });
  });
  await openTab(api, { at: '/settings' });
  await button('Download my data').click();
  const { name, content } = await file.promise;
  expect(name).toBe('alongside-my-data-2026-03-03.zip');
  expect(new Uint8Array(await (await content).arrayBuffer())).toEqual(zip);
});

test('whoever comes for their data is there at once', async () => {
  await openTab(apiWithSettings(), { at: '/settings/data' });
  await expect.element(page.getByRole('heading', { name: 'Your data' })).toHaveFocus();
  await expect.element(button('Download my data')).toBeInViewport();
});

test('erasing asks once, says what stays, offers the data first, and can be left', async () => {
  const api = apiWithSettings();
  await openTab(api, { at: '/settings' });
  await button('Withdraw consent and erase').click();
  const dialog = page.getByRole('alertdialog', { name: 'Erase everything?' });
  await expect.element(dialog).toMatchTextContent('cannot be undone');
  await expect.element(dialog).toMatchTextContent('What Alongside cannot reach');
  await expect
    .element(dialog.getByRole('button', { name: 'Download my data first' }))
    .toBeVisible();
  await button('Keep everything').click();
  await expect.element(dialog).not.toBeInTheDocument();
  await expect.element(button('Withdraw consent and erase')).toHaveFocus();
  expect(api.requests('DELETE /api/me')).toEqual([]);
});

test('after erasing, the welcome is there, and drafts are gone', async () => {
  const api = apiWithSettings();
  api.on('DELETE /api/me', () => {
    api.on('GET /api/home', () => json(NOT_AGREED));
    return nothing();
  });
  await openTab(api, { at: '/settings' });
  window.sessionStorage.setItem('alongside.draft.pledge', '"mine"');
  await button('Withdraw consent and erase').click();
  await button('Erase everything').click();
  await expect
    .element(page.getByRole('heading', { level: 1, name: 'Welcome to Alongside' }))
    .toBeVisible();
  expect(window.sessionStorage.getItem('alongside.draft.pledge')).toBeNull();
});

test('an erasure that fails says so in the dialog and keeps it open', async () => {
  const api = apiWithSettings();
  api.on('DELETE /api/me', () => problem('unexpected'));
  await openTab(api, { at: '/settings' });
  await button('Withdraw consent and erase').click();
  await button('Erase everything').click();
  const dialog = page.getByRole('alertdialog');
  await expect.element(dialog.getByRole('alert')).toMatchTextContent('Detail of unexpected');
  await expect.element(button('Erase everything')).toBeEnabled();
});

test('nothing in the settings is in the way', async () => {
  await openTab(apiWithSettings(), { at: '/settings' });
  await radio('Paused until a date').click();
  await expect.element(button('Undo')).toBeVisible();
  expect(await findBarriers()).toEqual([]);
});

test('quiet dates are added, refused beside the date that is wrong, and removed again', async () => {
  const api = apiWithSettings();
  await openTab(api, { at: '/settings' });
  const from = page.getByLabelText('From', { exact: true });
  const through = page.getByLabelText('Through', { exact: true });
  await button('Add').click();
  await expect.element(from).toHaveAccessibleDescription('Choose the first day.');
  await expect.element(from).toBeInvalid();
  await from.fill('2026-08-03');
  await expect.element(through).toHaveValue('2026-08-03');
  await through.fill('2026-08-01');
  await button('Add').click();
  await expect.element(through).toHaveAccessibleDescription('The last day comes before the first.');
  await expect.element(from).toBeValid();
  await through.fill('2026-11-03');
  await expect.element(through).toHaveAccessibleDescription('92 days are the most at once.');
  await through.fill('2026-08-14');
  await expect.element(through).toBeValid();
  expect(sent(api)).toEqual([]);
  await button('Add').click();
  await expect.element(page.getByText('3 August to 14 August')).toBeVisible();
  await expect
    .poll(() => sent(api).at(-1)?.quietDates)
    .toEqual([{ from: '2026-08-03', through: '2026-08-14' }]);
  await expect.element(from).toHaveValue('');
  await from.fill('2026-08-05');
  await button('Add').click();
  await expect.element(from).toHaveAccessibleDescription('These days are in the list already.');

  await button('Remove 3 August to 14 August').click();
  await expect.element(from).toHaveFocus();
  await expect.poll(() => sent(api).at(-1)?.quietDates).toEqual([]);
  await button('Undo').click();
  await expect.element(button('Remove 3 August to 14 August')).toBeVisible();
  await expect.element(page.getByText('The change was taken back').first()).toBeVisible();
  expect(sent(api).at(-1)?.quietDates).toEqual([{ from: '2026-08-03', through: '2026-08-14' }]);
});

/** An API of somebody who has these quiet dates on 3 March 2026. */
function apiWithQuietDates(quietDates: readonly QuietDates[]): FakeApi {
  const api = apiWithSettings();
  const home = givenHome();
  api.on('GET /api/home', () => json({ ...home, settings: { ...home.settings, quietDates } }));
  return api;
}

test('quiet dates that are over are not shown, and go with the next change of anything', async () => {
  const lastMonth = { from: '2026-02-01', through: '2026-03-02' };
  const now = { from: '2026-03-01', through: '2026-03-03' };
  const api = apiWithQuietDates([lastMonth, now]);
  await openTab(api, { at: '/settings' });
  await expect.element(page.getByText('1 March to 3 March')).toBeVisible();
  expect(page.getByText('1 February').elements()).toEqual([]);
  await radio('Three').click();
  await expect.poll(() => sent(api).map(({ quietDates }) => quietDates)).toEqual([[now]]);
});

test('with as many quiet dates as there may be, one is removed before another is added', async () => {
  const quietDates = Array.from({ length: 12 }, (_, index) => {
    const date = `2026-04-${String(index + 10)}`;
    return { from: date, through: date };
  });
  await openTab(apiWithQuietDates(quietDates), { at: '/settings' });
  await expect.element(page.getByText(/12 stretches are the most/)).toBeVisible();
  expect(button('Add').elements()).toEqual([]);
  await button('Remove 12 April').click();
  await expect.element(button('Remove 13 April')).toHaveFocus();
  await expect.element(button('Add')).toBeVisible();
});

test.each([320, 1200])('quiet dates stand in nobody’s way at %i px', async (width) => {
  await page.viewport(width, 800);
  const quietDates = [{ from: '2026-12-24', through: '2027-01-06' }];
  await openTab(apiWithQuietDates(quietDates), { at: '/settings' });
  await button('Add').click();
  await expect.element(page.getByText('Choose the first day.')).toBeVisible();
  expect(await findBarriers()).toEqual([]);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
});
