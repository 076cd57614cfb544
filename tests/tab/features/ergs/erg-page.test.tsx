import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { json, problem } from '../../support/fake-api.ts';
import { findBarriers } from '../../support/find-barriers.ts';
import { givenHome } from '../../support/homes.ts';
import { openTab } from '../../support/open-tab.tsx';
import { apiWithErg, ergPage, membership, organiser } from './erg-api.ts';

const AT = '/ergs/e1';
const JOIN = 'POST /api/ergs/e1/join';
const LEAVE = 'POST /api/ergs/e1/leave';
const SHOW = 'PUT /api/ergs/e1/membership';

const button = (name: string) => page.getByRole('button', { name, exact: true });
const text = (part: string) => page.getByText(part, { exact: false });
const heading = (name: string) => page.getByRole('heading', { level: 2, name });
const showMe = () => page.getByRole('switch', { name: 'Show me to other allies' });
const panel = (name: string) => page.getByRole('region', { name });

test('it says what the ERG is for, who runs it, what allies are asked to do and where to find it', async () => {
  const erg = ergPage({
    sponsor: { name: 'Imani' },
    teamUrl: 'https://teams.microsoft.com/l/team/x',
  });
  await openTab(apiWithErg(erg), { at: AT });
  await expect.element(text('A place to be yourself.')).toBeVisible();
  await expect.element(text('25 to 49 allies · Open to join')).toBeVisible();
  const people = page.getByRole('list', { name: 'Who runs it' });
  await expect.element(people).toMatchTextContent('Ana · organiser since 12 January 2026');
  await expect.element(text('Sponsor: Imani')).toBeVisible();
  await expect.element(text('Use the name that people give you.')).toBeVisible();
  await expect
    .element(page.getByRole('link', { name: 'prism@example.com' }))
    .toHaveAttribute('href', 'mailto:prism@example.com');
  await expect.element(button('Open its team')).toBeVisible();
  await expect.element(button('Open its channel')).not.toBeInTheDocument();
});

test('an appointment by an admin is shown, and that nobody runs it', async () => {
  const admins = { ...organiser('Ana'), appointedBy: 'admin' } as const;
  await openTab(apiWithErg(ergPage({ organisers: [admins] })), { at: AT });
  await expect
    .element(page.getByRole('list', { name: 'Who runs it' }))
    .toMatchTextContent('Ana · appointed by an admin on 12 January 2026');
  expect(page.getByRole('link', { name: 'Run this ERG' }).elements()).toEqual([]);
});

test('an ERG that nobody runs says so', async () => {
  await openTab(apiWithErg(ergPage({ organisers: [] })), { at: AT });
  await expect.element(text('Nobody runs it now.')).toBeVisible();
});

test('its organisers are led to running it', async () => {
  const api = apiWithErg();
  api.on('GET /api/home', () =>
    json(givenHome({ runs: [{ ergId: 'e1', name: 'Prism', picture: '🌈' }] })),
  );
  const tab = await openTab(api, { at: AT });
  await page.getByRole('link', { name: 'Run this ERG' }).click();
  expect(tab.path()).toBe('/run/e1/roster');
});

test('before joining it names everyone who will see it; other allies only if that is chosen', async () => {
  const api = apiWithErg();
  await openTab(api, { at: AT });
  await button('Join').click();
  await expect.element(heading('Join Prism?')).toHaveFocus();
  expect(api.requests(JOIN)).toHaveLength(0);
  const confirm = panel('Join Prism?');
  await expect.element(showMe()).not.toBeChecked();
  await expect.element(confirm).toMatchTextContent('Ana and Bo, who organise it');
  await expect.element(confirm).not.toMatchTextContent('Other allies of Prism');
  await showMe().click();
  await expect.element(confirm).toMatchTextContent('Other allies of Prism');
  await showMe().click();
  await confirm.getByRole('button', { name: 'Join' }).click();
  await expect.element(text('You joined as an ally.')).toBeVisible();
  await expect.element(heading('Your part')).toHaveFocus();
  expect(api.requests(JOIN)[0]?.body).toEqual({ revision: 2, showToAllies: false });
});

test('an ERG with many organisers speaks of them by their role', async () => {
  const organisers = Array.from({ length: 6 }, (_, index) => organiser(`Person ${index}`));
  await openTab(apiWithErg(ergPage({ organisers })), { at: AT });
  await button('Join').click();
  await expect.element(panel('Join Prism?')).toMatchTextContent('The organisers of Prism');
});

test('not now sends nothing', async () => {
  const api = apiWithErg();
  await openTab(api, { at: AT });
  await button('Join').click();
  await button('Not now').click();
  await expect.element(button('Join')).toBeVisible();
  expect(api.requests('POST /api/*')).toHaveLength(0);
});

test('on request one asks to join, and can take the request back', async () => {
  const api = apiWithErg(ergPage({ joinPolicy: 'on-request' }));
  await openTab(api, { at: AT });
  await button('Ask to join').click();
  await button('Send the request').click();
  await expect.element(text('You asked to join.')).toBeVisible();
  await button('Take the request back').click();
  await expect.element(button('Ask to join')).toBeVisible();
  expect(api.requests(LEAVE)[0]?.body).toEqual({ revision: 3 });
});

test('by invitation there is nothing to press, and it is explained', async () => {
  await openTab(apiWithErg(ergPage({ joinPolicy: 'by-invitation' })), { at: AT });
  await expect.element(text('Its organisers invite people.')).toBeVisible();
  await expect.element(button('Join')).not.toBeInTheDocument();
  await expect.element(button('Ask to join')).not.toBeInTheDocument();
});

test('leaving is immediate and asks for no reason', async () => {
  const api = apiWithErg(ergPage(), [membership()]);
  await openTab(api, { at: AT });
  await expect.element(text('nobody is notified')).toBeVisible();
  await button('Leave').click();
  await expect.element(button('Join')).toBeVisible();
  expect(api.requests(LEAVE)[0]?.body).toEqual({ revision: 2 });
});

test('quick changes run one after the other, each with the revision that the one before left behind', async () => {
  const api = apiWithErg(ergPage(), [membership()]);
  await openTab(api, { at: AT });
  await showMe().click();
  await expect.element(showMe()).toBeChecked();
  await button('Leave').click();
  await expect.element(button('Join')).toBeVisible();
  expect(api.requests(SHOW)[0]?.body).toEqual({ revision: 2, showToAllies: true });
  expect(api.requests(LEAVE)[0]?.body).toEqual({ revision: 3 });
});

test('when joining fails nothing has changed, and trying again joins', async () => {
  const api = apiWithErg();
  api.on(JOIN, () => problem('unexpected'));
  await openTab(api, { at: AT });
  await button('Join').click();
  await showMe().click();
  await button('Join').click();
  await expect.element(page.getByRole('alert')).toMatchTextContent('Detail of unexpected');
  await expect.element(showMe()).toBeChecked();
  const joined = [membership({ showToAllies: true })];
  api.on(JOIN, () => json({ memberships: joined, membershipsRevision: 3 }));
  await button('Try again').click();
  await expect.element(text('You joined as an ally.')).toBeVisible();
  expect(api.requests(JOIN).at(-1)?.body).toEqual({ revision: 2, showToAllies: true });
});

test('what was changed elsewhere is fetched, said, and the next try carries the new revision', async () => {
  const api = apiWithErg(ergPage(), [membership()]);
  await openTab(api, { at: AT });
  await expect.element(button('Leave')).toBeVisible();
  api.on(LEAVE, () => problem('changed-meanwhile'));
  api.on('GET /api/home', () =>
    json(givenHome({ memberships: [membership()], membershipsRevision: 9 })),
  );
  await button('Leave').click();
  await expect.element(page.getByRole('alert')).toMatchTextContent('changed somewhere else');
  api.on(LEAVE, () => {
    api.on('GET /api/home', () => json(givenHome({ membershipsRevision: 10 })));
    return json({ memberships: [], membershipsRevision: 10 });
  });
  await button('Leave').click();
  await expect.element(button('Join')).toBeVisible();
  expect(api.requests(LEAVE).at(-1)?.body).toEqual({ revision: 9 });
});

test('an ERG that is not there says so; one that cannot be fetched can be tried again', async () => {
  const api = apiWithErg();
  api.on('GET /api/ergs/e1', () => problem('unexpected'));
  await openTab(api, { at: AT });
  await expect.element(page.getByRole('alert')).toMatchTextContent('Title of unexpected');
  api.on('GET /api/ergs/e1', () => problem('not-found'));
  await button('Try again').click();
  await expect
    .element(page.getByRole('heading', { level: 1 }))
    .toHaveTextContent('This ERG is not here');
});

test('the page of an ERG has no barriers, the last look before joining among it', async () => {
  await openTab(apiWithErg(ergPage({ sponsor: { name: 'Imani' } })), { at: AT, theme: 'dark' });
  await button('Join').click();
  await expect.element(showMe()).toBeVisible();
  expect(await findBarriers()).toEqual([]);
});

test('the page of an ERG that I joined has no barriers', async () => {
  await openTab(apiWithErg(ergPage(), [membership()]), { at: AT, theme: 'contrast' });
  await expect.element(button('Leave')).toBeVisible();
  expect(await findBarriers()).toEqual([]);
});
