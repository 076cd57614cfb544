import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { PledgeView } from '../../../../shared/contract/pledges.ts';
import { json, problem } from '../../support/fake-api.ts';
import { findBarriers } from '../../support/find-barriers.ts';
import { givenHome, pledgeView } from '../../support/homes.ts';
import { openTab } from '../../support/open-tab.tsx';
import { apiWith } from './pledge-api.ts';

function pledges(count: number): PledgeView[] {
  return Array.from({ length: count }, (_, index) =>
    pledgeView({ id: `0195a1f0-0000-7000-8000-00000000001${index}`, title: `Pledge ${index}` }),
  );
}

const link = (name: string) => page.getByRole('link', { name, exact: true });
const text = (part: string) => page.getByText(part, { exact: false });
const button = (name: string) => page.getByRole('button', { name, exact: true });
const heading = (name: string) => page.getByRole('heading', { level: 2, name });

test('without a pledge the list says what one is and leads to the first', async () => {
  const tab = await openTab(apiWith(givenHome()), { at: '/pledges' });
  await expect.element(heading('No pledge yet')).toBeVisible();
  await link('Make a pledge').click();
  expect(tab.path()).toBe('/pledges/new');
});

test('what needs a choice comes first, then what is in progress, then what is paused', async () => {
  const home = givenHome({
    pledges: [
      pledgeView({ id: 'a', title: 'Paused one', life: 'paused' }),
      pledgeView({ id: 'b', title: 'Running one' }),
      pledgeView({ id: 'c', title: 'Ended one', periodOver: true }),
    ],
  });
  await openTab(apiWith(home), { at: '/pledges' });
  await expect.element(heading('Paused')).toBeVisible();
  const titles = page.getByRole('heading', { level: 3 }).elements();
  expect(titles.map((title) => title.textContent)).toEqual([
    'Ended one',
    'Running one',
    'Paused one',
  ]);
  await expect.element(text('Next question on Tuesday 17 March')).toBeVisible();
});

test('with three active ones it says that three are enough, and another is still possible', async () => {
  await openTab(apiWith(givenHome({ pledges: pledges(3) })), { at: '/pledges' });
  await expect.element(text('Three are enough for most people.')).toBeVisible();
  await expect.element(link('Make a pledge')).toBeVisible();
});

test.for(['/pledges', '/pledges/new', '/pledges/new?template=listen-hear-out'])(
  'with five active ones there is no way to make another at %s, and the reason is said',
  async (at) => {
    await openTab(apiWith(givenHome({ pledges: pledges(5) })), { at });
    await expect.element(text('Five active pledges are the most')).toBeVisible();
    await expect.element(link('Make a pledge')).not.toBeInTheDocument();
    await expect.element(button('Pledge')).not.toBeInTheDocument();
  },
);

test('past pledges come when asked for, a page at a time, and reading goes on with the first new one', async () => {
  const api = apiWith(givenHome({ pledges: pledges(1) }));
  const ended = (id: string) => pledgeView({ id, title: `Past ${id}`, life: 'completed' });
  api.on('GET /api/pledges/past', () => json({ pledges: [ended('1')], continuation: 'x y' }));
  api.on('GET /api/pledges/past?continuation=x%20y', () => json({ pledges: [ended('2')] }));
  await openTab(api, { at: '/pledges' });
  await expect.element(link('Pledge 0')).toBeVisible();
  expect(api.requests('GET /api/pledges/past*')).toHaveLength(0);
  await button('Show past pledges').click();
  await expect.element(link('Past 1')).toBeVisible();
  await button('Show more').click();
  await expect.element(link('Past 2')).toHaveFocus();
  await expect.element(button('Show more')).not.toBeInTheDocument();
});

test('past pledges that cannot be fetched say so and can be tried again', async () => {
  const api = apiWith(givenHome());
  api.on('GET /api/pledges/past', () => problem('unexpected'));
  await openTab(api, { at: '/pledges?past=1' });
  await expect.element(page.getByRole('alert')).toMatchTextContent('Title of unexpected');
  api.on('GET /api/pledges/past', () => json({ pledges: [] }));
  await button('Try again').click();
  await expect.element(text('Nothing here yet.')).toBeVisible();
});

test.for(['default', 'dark', 'contrast'] as const)(
  'the list has no barriers in the theme %s',
  async (theme) => {
    const home = givenHome({ pledges: [...pledges(2), pledgeView({ id: 'p', life: 'paused' })] });
    await openTab(apiWith(home), { at: '/pledges', theme });
    await expect.element(heading('Paused')).toBeVisible();
    expect(await findBarriers()).toEqual([]);
  },
);

test('a card under the pointer can still be read in the contrast theme', async () => {
  await openTab(apiWith(givenHome({ pledges: pledges(1) })), { at: '/pledges', theme: 'contrast' });
  await link('Pledge 0').hover();
  expect(await findBarriers()).toEqual([]);
});
