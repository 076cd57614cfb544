import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { fakeApi, problem } from '../support/fake-api.ts';
import { findBarriers } from '../support/find-barriers.ts';
import { openTab } from '../support/open-tab.tsx';

test('whose organisation tries it with others first is told so, kindly, with nothing to try again', async () => {
  const api = fakeApi();
  api.on('GET /api/home', () => problem('pilot-only'));
  await openTab(api);
  await expect
    .element(page.getByRole('heading', { level: 1, name: 'Alongside is not open to you yet' }))
    .toBeVisible();
  await expect.element(page.getByText(/with a small group first/).first()).toBeVisible();
  await expect.element(page.getByRole('button')).not.toBeInTheDocument();
  expect(await findBarriers()).toEqual([]);
});
