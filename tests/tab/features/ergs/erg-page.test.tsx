import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
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

test('an ERG is muted and unmuted with a switch that says what it does', async () => {
  const api = apiWithErg(ergPage(), [membership({ showToAllies: true })]);
  await openTab(api, { at: AT });
  const mute = page.getByRole('switch', { name: 'Mute this ERG' });
  await expect.element(text('Nobody else can see this.')).toBeVisible();
  await mute.click();
  await expect.element(mute).toBeChecked();
  await mute.click();
  await expect.element(mute).not.toBeChecked();
  expect(api.requests(SHOW).map(({ body }) => body)).toEqual([
    { revision: 2, showToAllies: true, muted: true },
    { revision: 3, showToAllies: true, muted: false },
  ]);
});

test('somebody who only asked to join has nothing to mute', async () => {
  await openTab(apiWithErg(ergPage(), [membership({ state: 'requested' })]), { at: AT });
  await expect.element(text('You asked to join.')).toBeVisible();
  await expect.element(page.getByRole('switch', { name: 'Mute' })).not.toBeInTheDocument();
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

test('something wrong is told to the admins, with a reason, and nobody learns who said so', async () => {
  const api = apiWithErg();
  const REPORT = 'POST /api/reports';
  api.on(REPORT, () => problem('unexpected'));
  await openTab(api, { at: AT });
  await button('Something wrong with this?').click();
  const dialog = page.getByRole('dialog', { name: 'Something wrong with this?' });
  await expect.element(dialog).toMatchTextContent('The admins of Alongside');
  await expect.element(dialog).toMatchTextContent('does not keep who sent this');
  await button('Send').click();
  await expect.element(dialog).toMatchTextContent('Choose what it is.');
  await page.getByRole('radio', { name: 'It is not true, or out of date' }).click();
  await page.getByLabelText('In your words, if you like').fill('It closed last year.');
  expect(await findBarriers()).toEqual([]);
  const beside = document.elementFromPoint(2, 2) ?? document.body;
  await userEvent.click(beside, { position: { x: 2, y: 2 } });
  await expect
    .element(page.getByLabelText('In your words, if you like'))
    .toHaveValue('It closed last year.');
  await button('Send').click();
  await expect.element(dialog).toMatchTextContent('Detail of unexpected');
  api.on(REPORT, () => json({ id: 'r1' }));
  await button('Try again').click();
  await expect.element(page.getByRole('dialog', { name: 'Thank you' })).toBeVisible();
  const [first, second] = api.requests(REPORT).map(({ body }) => body as { id: string });
  expect(second).toEqual({
    id: first?.id,
    about: { kind: 'erg', ergId: 'e1' },
    reason: 'wrong',
    words: 'It closed last year.',
  });
  await button('Close').click();
  await expect.element(button('Something wrong with this?')).toHaveFocus();
});

/** Prism, joined by invitation, and an invitation of mine. */
function invitedApi() {
  const api = apiWithErg(ergPage({ joinPolicy: 'by-invitation' }));
  const invitation = {
    ergId: 'e1',
    name: 'Prism',
    picture: '🌈',
    until: '2026-05-02T10:00:00.000Z',
  };
  api.on('GET /api/home', () =>
    json(givenHome({ invitations: [invitation], membershipsRevision: 2 })),
  );
  return api;
}

test('whoever is invited by name joins at once, whatever the policy', async () => {
  const api = invitedApi();
  const mine = membership({ state: 'active' });
  api.on(JOIN, () => json({ memberships: [mine], membershipsRevision: 3 }));
  await openTab(api, { at: AT });
  await expect.element(text('Its organisers invite you to join as an ally.')).toBeVisible();
  await button('Join').click();
  await panel('Join Prism?').getByRole('button', { name: 'Join' }).click();
  await expect.element(text('You joined as an ally.')).toBeVisible();
});

test('no thanks takes the invitation away, and says so', async () => {
  const api = invitedApi();
  api.on('DELETE /api/ergs/e1/invitation', () => new Response(null, { status: 204 }));
  await openTab(api, { at: AT });
  await button('No thanks').click();
  await expect.element(text('Its organisers invite people.')).toBeVisible();
  await expect.element(heading('Your part')).toHaveFocus();
  await expect
    .element(page.getByRole('status').getByText('The invitation is gone.'))
    .toBeInTheDocument();
});

test('a link lets one join at once, also where a request waits', async () => {
  const api = apiWithErg(ergPage({ joinPolicy: 'on-request' }), [
    membership({ state: 'requested' }),
  ]);
  api.on('GET /api/ergs/e1/links/SECRET', () => json({ ergId: 'e1', name: 'Prism' }));
  api.on(JOIN, () => json({ memberships: [membership()], membershipsRevision: 3 }));
  await openTab(api, { at: `${AT}/SECRET` });
  await expect.element(text('You have an invitation')).toBeVisible();
  await button('Join').click();
  await panel('Join Prism?').getByRole('button', { name: 'Join' }).click();
  await expect.element(text('You joined as an ally.')).toBeVisible();
  expect(api.requests(JOIN)[0]?.body).toEqual({
    revision: 2,
    showToAllies: false,
    invitation: 'SECRET',
  });
});

test('a link that is over says so, and the page is as it is for everybody', async () => {
  const api = apiWithErg(ergPage({ joinPolicy: 'by-invitation' }));
  api.on('GET /api/ergs/e1/links/SECRET', () => problem('link-over'));
  await openTab(api, { at: `${AT}/SECRET` });
  await expect.element(text('The invitation link that brought you here is over.')).toBeVisible();
  await expect.element(text('Its organisers invite people.')).toBeVisible();
  expect(await findBarriers()).toEqual([]);
});
