import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { findBarriers } from '../../support/find-barriers.ts';
import { givenHome, pledgeView } from '../../support/homes.ts';
import { openTab } from '../../support/open-tab.tsx';
import { apiWithLessons, lessonLine, SCENE_LINE } from '../learn/learn-api.ts';

test('Home has the next lesson and why, below what is in hand', async () => {
  const home = givenHome({ pledges: [pledgeView()] });
  await openTab(apiWithLessons([lessonLine()], { home }));
  const part = page.getByRole('region', { name: 'Something to learn' });
  await expect.element(part.getByText('Because you pledged to listen')).toBeVisible();
  await expect
    .element(part.getByRole('link', { name: 'Read it: Ask what you cannot see' }))
    .toBeVisible();
  const headings = page
    .getByRole('heading', { level: 2 })
    .elements()
    .map((one) => one.textContent);
  expect(headings.indexOf('Something to learn')).toBe(headings.indexOf('Your pledges') + 1);
  expect(await findBarriers()).toEqual([]);
});

test('later on Home brings another one, announced and with the focus; after the last there is none', async () => {
  await openTab(apiWithLessons([lessonLine(), SCENE_LINE]));
  await page.getByRole('button', { name: 'Later: Ask what you cannot see' }).click();
  await expect
    .element(page.getByRole('link', { name: 'Practise: The joke at lunch' }))
    .toBeVisible();
  await expect.element(page.getByRole('heading', { name: 'Something to learn' })).toHaveFocus();
  await page.getByRole('button', { name: 'Later: The joke at lunch' }).click();
  await expect
    .element(page.getByRole('region', { name: 'Something to learn' }))
    .not.toBeInTheDocument();
});
