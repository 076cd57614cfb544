import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DemoPages, demoPages } from '../support/demo-pages.ts';
import { type LocalTeams, startLocalTeams } from '../support/local-teams.ts';
import { giveTabTheWindow, goTo, putHindrancesInto, tabOf } from '../support/look-in-tab.ts';

let teams: LocalTeams;
let pages: DemoPages;

beforeAll(async () => {
  teams = await startLocalTeams();
  pages = await demoPages(teams);
});

afterAll(() => teams.end());

/** Everything that hinders on the page as it stands, or with its text so many times as large. */
function hindrancesHere(times: number): readonly string[] {
  const { hindrances: find } = window;
  const putBack = times === 1 ? () => {} : find.enlargeText(times);
  // The link past the navigation lies over it while it has the focus.
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  window.scrollTo(0, 0);
  const found = {
    clipped: find.findClipped(),
    cutDown: find.findCutDown(),
    overlap: find.findOverlaps(),
    smallTarget: find.findSmallTargets(),
    lostFocus: find.findLostFocus(),
    chartWithoutTable: find.findChartsWithoutTable(),
  };
  putBack();
  return Object.entries(found).flatMap(([kind, ones]) => ones.map((one) => `${kind}: ${one}`));
}

/** A window of 1280 × 1024 at 200%: half as many CSS px, each of them four of the screen's. */
const AT_200 = { viewport: { width: 640, height: 512 }, scale: 2 };
/** The same window, in which text alone is enlarged. */
const WHOLE = { width: 1280, height: 1024 };

test('with the page or its text alone at 200% nothing is cut off or covered, and the focus is seen wherever it goes', async () => {
  const found: Record<string, unknown> = {};
  for (const { person, paths } of pages.everybody) {
    const { page } = await teams.open(person, AT_200);
    await giveTabTheWindow(page);
    const tab = tabOf(page);
    await putHindrancesInto(tab);
    for (const path of paths) {
      await page.setViewportSize(AT_200.viewport);
      await goTo(tab, path);
      // From now on pages show where the focus is.
      await tab.locator('body').evaluate(() => window.focus());
      await page.keyboard.press('Tab');
      const enlarged = await tab.evaluate(hindrancesHere, 1);
      if (enlarged.length > 0) found[`${path}, the page`] = enlarged;
      await page.setViewportSize(WHOLE);
      await tab.evaluate(() => new Promise(requestAnimationFrame));
      const largeText = await tab.evaluate(hindrancesHere, 2);
      if (largeText.length > 0) found[`${path}, its text`] = largeText;
    }
    await page.close();
  }
  expect(found).toEqual({});
});

test('a page on which everything hinders is found out', async () => {
  const page = await teams.newPage();
  await page.setContent(`
    <style>
      .bar { position: fixed; inset: 0 0 auto; height: 50px; background: white }
      .mute:focus { outline: none }
      .tiny { inline-size: 10px; block-size: 10px; padding: 0; border: 0 }
    </style>
    <div class="bar"></div>
    <button>Under the bar</button>
    <p style="margin-top: 60px; width: 50px; overflow: hidden; white-space: nowrap">Words without room</p>
    <p>Words above</p><p style="margin-top: -34px">Words below</p>
    <button class="tiny" aria-label="One"></button><button class="tiny" aria-label="Two"></button>
    <a class="mute" href="#here">Without a sign</a>
    <section><div data-measure="pledge"></div></section>`);
  await putHindrancesInto(page.mainFrame());
  await page.keyboard.press('Tab');
  expect(await page.evaluate(hindrancesHere, 1)).toEqual([
    'clipped: cut: p Words without room',
    'overlap: "Words above" and "Words below"',
    'smallTarget: button One: 10 × 10',
    'smallTarget: button Two: 10 × 10',
    'lostFocus: hidden: button Under the bar',
    'lostFocus: not shown: a Without a sign',
    'chartWithoutTable: pledge',
  ]);
});
