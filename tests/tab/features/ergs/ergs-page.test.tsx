import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { ErgListing, MembershipView } from '../../../../shared/contract/ergs.ts';
import { fakeApi, json, problem, type FakeApi } from '../../support/fake-api.ts';
import { findBarriers } from '../../support/find-barriers.ts';
import { givenHome } from '../../support/homes.ts';
import { openTab } from '../../support/open-tab.tsx';
import { listing, membership } from './erg-api.ts';

const link = (name: string) => page.getByRole('link', { name, exact: true });
const button = (name: string) => page.getByRole('button', { name, exact: true });
const text = (part: string) => page.getByText(part, { exact: false });
const search = () => page.getByRole('searchbox', { name: 'Search by name, tag or place' });

function apiWithErgs(
  ergs: readonly ErgListing[],
  memberships: readonly MembershipView[] = [],
): FakeApi {
  const api = fakeApi();
  api.on('GET /api/home', () => json(givenHome({ memberships: [...memberships] })));
  api.on('GET /api/ergs', () => json({ ergs }));
  return api;
}

const THREE = [
  listing({ id: 'e1', name: 'Prism', size: { from: 0, to: 9 } }),
  listing({ id: 'e2', name: 'Mosaïque', tags: ['culture'], joinPolicy: 'on-request' }),
  listing({
    id: 'e3',
    name: 'Carers',
    tags: ['families'],
    places: ['Málaga'],
    joinPolicy: 'by-invitation',
    size: { from: 10_000 },
  }),
];

test('while the directory is on its way, its shape is there', async () => {
  const reply = Promise.withResolvers<Response>();
  const api = apiWithErgs([]);
  api.on('GET /api/ergs', () => reply.promise);
  await openTab(api, { at: '/ergs' });
  await expect.element(page.getByRole('heading', { level: 1 })).toHaveTextContent('ERGs');
  await expect.element(page.getByLabelText('Loading')).toBeVisible();
  reply.resolve(json({ ergs: THREE }));
  await expect.element(link('Prism')).toBeVisible();
});

test('an organisation without ERGs is told so', async () => {
  await openTab(apiWithErgs([]), { at: '/ergs' });
  await expect.element(text('No ERGs here yet')).toBeVisible();
});

test('a directory that cannot be fetched says so, and trying again brings it', async () => {
  const api = apiWithErgs(THREE);
  api.on('GET /api/ergs', () => problem('unexpected'));
  await openTab(api, { at: '/ergs' });
  await expect.element(page.getByRole('alert')).toMatchTextContent('Title of unexpected');
  api.on('GET /api/ergs', () => json({ ergs: THREE }));
  await button('Try again').click();
  await expect.element(link('Prism')).toBeVisible();
});

test('each ERG says how to join and how large it is, in bands; mine are marked', async () => {
  const mine = [membership({ ergId: 'e1' }), membership({ ergId: 'e2', state: 'requested' })];
  await openTab(apiWithErgs(THREE, mine), { at: '/ergs' });
  const row = (name: string) => page.getByRole('listitem').filter({ has: link(name) });
  await expect.element(row('Prism')).toMatchTextContent('Fewer than 10 allies · Open to join');
  await expect.element(row('Prism')).toMatchTextContent('You joined');
  await expect.element(row('Mosaïque')).toMatchTextContent('25 to 49 allies · Join on request');
  await expect.element(row('Mosaïque')).toMatchTextContent('You asked to join');
  await expect.element(row('Carers')).toMatchTextContent('10,000 or more allies · By invitation');
  await expect.element(row('Carers')).not.toMatchTextContent('You');
  await button('Only mine').click();
  await expect.element(row('Carers')).not.toBeInTheDocument();
  await expect.element(row('Mosaïque')).toBeVisible();
});

test.for([
  ['mosaique', 'Mosaïque'],
  ['FAMIL', 'Carers'],
  ['malaga', 'Carers'],
  ['leeds pride', 'Prism'],
] as const)('searching for "%s" finds %s alone', async ([wanted, name]) => {
  await openTab(apiWithErgs(THREE), { at: '/ergs' });
  await search().fill(wanted);
  await expect.element(text('1 ERG').first()).toBeVisible();
  await expect.element(link(name)).toBeVisible();
});

test('what was searched for is still there on the way back from an ERG', async () => {
  const api = apiWithErgs(THREE);
  const tab = await openTab(api, { at: '/ergs' });
  await search().fill('prism');
  await expect.poll(() => tab.path()).toBe('/ergs?q=prism');
});

test('a search without a find says so and leads back to all', async () => {
  await openTab(apiWithErgs(THREE), { at: '/ergs?q=zebra' });
  await expect.element(text('No ERG fits “zebra”')).toBeVisible();
  await button('Show all').click();
  await expect.element(link('Prism')).toBeVisible();
  await expect.element(search()).toHaveValue('');
});

test('a long directory has pages of 24', async () => {
  const many = Array.from({ length: 30 }, (_, index) =>
    listing({ id: `m${index}`, name: `Group ${index}` }),
  );
  await openTab(apiWithErgs(many), { at: '/ergs' });
  await expect.element(link('Group 23')).toBeVisible();
  await expect.element(link('Group 24')).not.toBeInTheDocument();
  await button('Next').click();
  await expect.element(link('Group 24')).toBeVisible();
  await expect.element(link('Group 23')).not.toBeInTheDocument();
  await expect.element(button('Next')).toHaveAttribute('aria-disabled', 'true');
  await search().fill('group 3');
  await expect.element(link('Group 3')).toBeVisible();
});

test.for(['default', 'dark', 'contrast'] as const)(
  'the directory has no barriers in the theme %s',
  async (theme) => {
    await openTab(apiWithErgs(THREE, [membership()]), { at: '/ergs', theme });
    await expect.element(link('Prism')).toBeVisible();
    expect(await findBarriers()).toEqual([]);
  },
);

test('a card under the pointer can still be read in the contrast theme', async () => {
  await openTab(apiWithErgs(THREE), { at: '/ergs', theme: 'contrast' });
  await link('Prism').hover();
  expect(await findBarriers()).toEqual([]);
});
