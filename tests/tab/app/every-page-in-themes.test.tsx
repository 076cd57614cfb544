import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { FLUENT_THEMES } from '../../../tab/app/theme.ts';
import { findBarriers, findBarriersOfColour } from '../support/find-barriers.ts';
import { EVERY_PAGE, openPage } from '../support/open-page.ts';

/** The colour of the ground that the heading stands on, as the theme has it. */
function ground(): string {
  const heading = page.getByRole('heading', { level: 1 }).first().element();
  return getComputedStyle(heading).getPropertyValue('--colorNeutralBackground2');
}

test.each(EVERY_PAGE)(
  'the page %s on a wide screen has no barriers, in any theme',
  async (path, api) => {
    await page.viewport(1200, 800);
    const { tab } = await openPage(path, api(), 'en-gb');
    expect(await findBarriers()).toEqual([]);
    for (const theme of ['dark', 'contrast'] as const) {
      tab.changeTheme(theme);
      await expect.poll(ground).toBe(FLUENT_THEMES[theme].colorNeutralBackground2);
      // Colours may still be on their way.
      await expect.poll(findBarriersOfColour, { message: theme, timeout: 5_000 }).toEqual([]);
    }
  },
);
