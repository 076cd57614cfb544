import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { isAt, PATTERNS } from '../../../tab/app/pages.tsx';
import { loadLook } from '../../../tab/app/theme.ts';
import { EVERY_PAGE } from '../support/every-page.ts';
import { findBarriers, findBarriersOfColour } from '../support/find-barriers.ts';
import { openPage } from '../support/open-page.ts';

/** The colour of the ground that the heading stands on, as the theme has it. */
function ground(): string {
  const heading = page.getByRole('heading', { level: 1 }).first().element();
  return getComputedStyle(heading).getPropertyValue('--colorNeutralBackground2');
}

/** What shows the same page as another pattern. */
const SAME_PAGE = ['/learn', '/run/:id', '/admin', '/settings/data'];

test('the pages that are looked at are all that there are', () => {
  const looked = EVERY_PAGE.map(([path]) => path);
  const left = PATTERNS.filter((pattern) => !looked.some((path) => isAt(pattern, path)));
  expect(left).toEqual(SAME_PAGE);
});

test.each(EVERY_PAGE)(
  'the page %s on a wide screen has no barriers, in any theme',
  async (path, api) => {
    await page.viewport(1200, 800);
    const { tab } = await openPage(path, api(), 'en-gb');
    expect(await findBarriers()).toEqual([]);
    for (const theme of ['dark', 'contrast'] as const) {
      tab.changeTheme(theme);
      const { fluent } = await loadLook(theme);
      await expect.poll(ground).toBe(fluent.colorNeutralBackground2);
      // Colours may still be on their way.
      await expect.poll(findBarriersOfColour, { message: theme, timeout: 5_000 }).toEqual([]);
    }
  },
);
