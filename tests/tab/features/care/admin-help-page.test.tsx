import { expect, onTestFinished, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { ChangeHelpBody, HelpReply } from '../../../../shared/contract/help.ts';
import { fakeApi, type FakeApi, json, problem } from '../../support/fake-api.ts';
import { findBarriers } from '../../support/find-barriers.ts';
import { givenHome } from '../../support/homes.ts';
import { openTab } from '../../support/open-tab.tsx';

const AT = '/admin/help';
const SAVE = 'PUT /api/admin/help';

function apiWithHelp(places: HelpReply['places'] = {}): FakeApi {
  let help: HelpReply = { places, revision: 3 };
  const api = fakeApi();
  api.on('GET /api/home', () => json(givenHome({ admin: true })));
  api.on('GET /api/admin/help', () => json(help));
  api.on('GET /api/help', () => json(help));
  api.on(SAVE, ({ body }) => {
    help = { places: (body as ChangeHelpBody).places, revision: help.revision + 1 };
    return json(help);
  });
  return api;
}

const button = (name: string) => page.getByRole('button', { name, exact: true });
const text = (part: string) => page.getByText(part, { exact: false });
const field = (place: string, name: string) =>
  page.getByRole('group', { name: place, exact: true }).getByLabelText(name);

test('what is written is saved, and a place of which nothing is written is not set', async () => {
  const api = apiWithHelp({ hr: { label: 'People team', text: 'They listen first.' } });
  await openTab(api, { at: AT });
  await expect.element(field('HR', 'What it is called')).toHaveValue('People team');
  await expect.element(text('Everyone in your organisation')).toBeVisible();
  await field('Emergency', 'What it is called').fill('In an emergency');
  await field('Emergency', 'Phone').fill('+44 113 496 0000');
  await button('Save').click();
  await expect.element(text('Saved.').first()).toBeVisible();
  expect(api.requests(SAVE)[0]?.body).toEqual({
    revision: 3,
    places: {
      hr: { label: 'People team', text: 'They listen first.' },
      emergency: { label: 'In an emergency', text: '', phone: '+44 113 496 0000' },
    },
  });
});

test('a place without a name is not sent, and says so beside it', async () => {
  const api = apiWithHelp();
  await openTab(api, { at: AT });
  await field('Counselling', 'Phone').fill('0113');
  await button('Save').click();
  await expect.element(text('Write what it is called')).toBeVisible();
  expect(api.requests(SAVE)).toEqual([]);
});

test('what another admin changed meanwhile is said, and saving again replaces it', async () => {
  const api = apiWithHelp();
  const save = (answer: () => Response) => api.on(SAVE, answer);
  await openTab(api, { at: AT });
  await field('HR', 'What it is called').fill('Mine');
  api.on('GET /api/admin/help', () =>
    json({ places: { hr: { label: 'Theirs', text: '' } }, revision: 4 }),
  );
  save(() => problem('changed-meanwhile'));
  await button('Save').click();
  await expect.element(page.getByRole('alert')).toMatchTextContent('Yours is still here');
  await expect.element(field('HR', 'What it is called')).toHaveValue('Mine');
  save(() => json({ places: { hr: { label: 'Mine', text: '' } }, revision: 5 }));
  await button('Save').click();
  await expect.element(text('Saved.').first()).toBeVisible();
  expect(api.requests(SAVE).at(-1)?.body).toMatchObject({ revision: 4 });
});

test('what was fetched again while somebody writes is not replaced without a word; theirs can be shown', async () => {
  const api = apiWithHelp({ hr: { label: 'People team', text: '' } });
  await openTab(api, { at: AT });
  await field('HR', 'What it is called').fill('Mine');
  api.on('GET /api/admin/help', () =>
    json({ places: { hr: { label: 'Theirs', text: '' } }, revision: 4 }),
  );
  // Back after a while in another window: what is shown is fetched again.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 });
  onTestFinished(() => void vi.useRealTimers());
  window.dispatchEvent(new Event('visibilitychange'));
  await expect.poll(() => api.requests('GET /api/admin/help').length).toBe(2);
  api.on(SAVE, () => problem('changed-meanwhile'));
  await button('Save').click();
  await expect.element(page.getByRole('alert')).toMatchTextContent('Another admin changed this');
  expect(api.requests(SAVE)[0]?.body).toMatchObject({ revision: 3 });
  await button('Show theirs instead').click();
  await expect.element(field('HR', 'What it is called')).toHaveValue('Theirs');
  await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
});

test('what does not fit is said at its field', async () => {
  const api = apiWithHelp({ hr: { label: 'People team', text: '' } });
  api.on(SAVE, async () => {
    const refusal = (await problem('invalid').json()) as object;
    const fields = [{ path: 'places.hr.url', reason: 'not-an-address' }];
    return new Response(JSON.stringify({ ...refusal, fields }), {
      status: 400,
      headers: { 'Content-Type': 'application/problem+json' },
    });
  });
  await openTab(api, { at: AT });
  await field('HR', 'Link').fill('http://intranet');
  await button('Save').click();
  const hr = page.getByRole('group', { name: 'HR', exact: true });
  await expect.element(hr).toMatchTextContent('Write an address that begins with https.');
  await expect.element(field('HR', 'Link')).toBeInvalid();
  await expect.element(field('Emergency', 'Link')).not.toBeInvalid();
  await expect.element(field('HR', 'Link')).toHaveValue('http://intranet');
});

test('what cannot be fetched or saved can be tried again, and what was written stays', async () => {
  const api = apiWithHelp();
  api.on('GET /api/admin/help', () => problem('unexpected'));
  await openTab(api, { at: AT });
  await expect.element(text('Detail of unexpected')).toBeVisible();
  api.on('GET /api/admin/help', () => json({ places: {}, revision: 3 }));
  await button('Try again').click();
  await field('HR', 'What it is called').fill('People team');
  api.on(SAVE, () => problem('unexpected'));
  await button('Save').click();
  await expect.element(page.getByRole('alert')).toMatchTextContent('Detail of unexpected');
  await expect.element(field('HR', 'What it is called')).toHaveValue('People team');
});

test.each([320, 1200])('nothing is in the way at %i px', async (width) => {
  await page.viewport(width, 800);
  await openTab(apiWithHelp(), { at: AT });
  await expect.element(button('Save')).toBeVisible();
  expect(await findBarriers()).toEqual([]);
});

test('in Settings everybody reads where to get help, with a link and a number to call', async () => {
  const places = {
    reporting: {
      label: 'Speak-up line',
      text: 'Outside the company.',
      url: 'https://speak.example/x',
    },
    emergency: { label: 'Security', text: '', phone: '+44 (0)113 496' },
  };
  await openTab(apiWithHelp(places), { at: '/settings' });
  await expect.element(text('A note here is not a report; nobody is alerted.')).toBeVisible();
  await expect
    .element(page.getByRole('link', { name: 'speak.example' }))
    .toHaveAttribute('href', 'https://speak.example/x');
  await expect
    .element(page.getByRole('link', { name: 'Call +44 (0)113 496' }))
    .toHaveAttribute('href', 'tel:+440113496');
});

test('where nothing is set it says so, and where it cannot be fetched it can be fetched again', async () => {
  const api = apiWithHelp();
  api.on('GET /api/help', () => problem('unexpected'));
  await openTab(api, { at: '/settings' });
  await expect.element(text('could not be fetched just now')).toBeVisible();
  api.on('GET /api/help', () => json({ places: {}, revision: 0 }));
  await button('Fetch again').click();
  await expect.element(text('has not set this up yet')).toBeVisible();
});
