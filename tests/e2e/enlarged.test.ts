import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DemoPages, demoPages } from '../support/demo-pages.ts';
import { type LocalTeams, startLocalTeams } from '../support/local-teams.ts';
import { giveTabTheWindow, goTo, lookInTab } from '../support/look-in-tab.ts';

let teams: LocalTeams;
let pages: DemoPages;

beforeAll(async () => {
  teams = await startLocalTeams();
  pages = await demoPages(teams);
});

afterAll(() => teams.end());

const WAYS = [
  // A window of 1280 × 1024 at 200%: half as many CSS px, each of them four of the screen's.
  { way: 'the page at 200%', window: { width: 640, height: 512 }, scale: 2, times: 1 },
  { way: 'text alone at 200%', window: { width: 1280, height: 1024 }, scale: 1, times: 2 },
] as const;

test.each(WAYS)(
  'with $way nothing is cut off or covered, and the focus is seen wherever it goes',
  async ({ window: viewport, scale, times }) => {
    const found: Record<string, unknown> = {};
    for (const { person, paths } of pages.everybody) {
      const { page } = await teams.open(person, { viewport, scale });
      await giveTabTheWindow(page);
      const tab = await lookInTab(page);
      for (const path of paths) {
        await goTo(tab, path);
        // From now on pages show where the focus is.
        await tab.locator('body').evaluate(() => window.focus());
        await page.keyboard.press('Tab');
        const here = await tab.evaluate((enlargedBy) => {
          const { hindrances: find } = window;
          const putBack = enlargedBy === 1 ? () => {} : find.enlargeText(enlargedBy);
          window.scrollTo(0, 0);
          const hindrances = {
            cutOff: find.findCutOff(),
            overlaps: find.findOverlaps(),
            smallTargets: find.findSmallTargets(),
            lostFocus: find.findLostFocus(),
            chartsWithoutTable: find.findChartsWithoutTable(),
          };
          putBack();
          return Object.entries(hindrances).flatMap(([kind, ones]) =>
            ones.map((one) => `${kind}: ${one}`),
          );
        }, times);
        if (here.length > 0) found[path] = here;
      }
      await page.close();
    }
    expect(found).toEqual({});
  },
);
