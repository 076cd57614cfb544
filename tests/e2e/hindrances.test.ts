import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DemoPages, demoPages } from '../support/demo-pages.ts';
import { type LocalTeams, startLocalTeams } from '../support/local-teams.ts';
import { giveTabTheWindow, goTo, putHindrancesInto, tabOf } from '../support/look-in-tab.ts';
import { couldMove, type Movement, writeDownMovements } from '../support/movements.ts';

/** Longer than this somebody sees it move. */
const BLINK_MS = 20;
/** What moves once takes no longer. */
const SHORT_MS = 500;
/** Nothing may come and go more often than three times a second (WCAG 2.2, 2.3.1). */
const LEAST_PERIOD_MS = 1000 / 3;

let teams: LocalTeams;
let pages: DemoPages;
let walk: Promise<Walk> | undefined;

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

/** What was seen on a walk through pages. */
interface Walk {
  readonly movements: readonly Movement[];
  /** By page, and by what was enlarged; nothing where nothing hinders. */
  readonly hindrances: Readonly<Record<string, readonly string[]>>;
}

/**
 * Opens these people's pages, each enlarged in one way and in the other, changes a pledge, which brings a message, and opens
 * and closes a dialog; gives what hindered, and all that moved meanwhile.
 */
async function walkThrough(
  people: DemoPages['everybody'],
  reducedMotion: 'reduce' | 'no-preference',
): Promise<Walk> {
  const movements: Movement[] = [];
  const hindrances: Record<string, readonly string[]> = {};
  for (const { person, paths } of people) {
    const page = await teams.newPage({ ...AT_200, reducedMotion });
    await writeDownMovements(page);
    await page.goto(`${teams.program.url}/?person=${person}`);
    await page.frameLocator('iframe[name=tab]').getByRole('heading', { level: 1 }).waitFor();
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
      if (enlarged.length > 0) hindrances[`${path}, the page`] = enlarged;
      await page.setViewportSize(WHOLE);
      await tab.evaluate(() => new Promise(requestAnimationFrame));
      const largeText = await tab.evaluate(hindrancesHere, 2);
      if (largeText.length > 0) hindrances[`${path}, its text`] = largeText;
      movements.push(...(await tab.evaluate(couldMove)));
    }
    // Last, since its message lies over what is below for some seconds.
    if (paths.includes(pages.pledge)) {
      await goTo(tab, pages.pledge);
      await changePledge(tab);
    }
    movements.push(...(await tab.evaluate(() => window.movements)));
    await page.close();
  }
  return { movements, hindrances };
}

/** Pauses and resumes, each said in a message, and asks to delete, but keeps it. */
async function changePledge(tab: Frame): Promise<void> {
  await tab.getByRole('button', { name: 'Pause' }).click();
  await tab.getByRole('button', { name: 'Resume' }).click();
  await tab.getByRole('button', { name: 'Pause' }).waitFor();
  await tab.getByRole('button', { name: 'Delete' }).click();
  await tab.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();
  await tab.getByRole('alertdialog').waitFor({ state: 'detached' });
}

function told(movements: readonly Movement[]): readonly string[] {
  return [...new Set(movements.map(({ what, durationMs }) => `${what}: ${durationMs} ms`))];
}

/** Through everybody's pages, with less motion asked for: walked once for all that look at it. */
function walkEverywhere(): Promise<Walk> {
  walk ??= walkThrough(pages.everybody, 'reduce');
  return walk;
}

test('with the page or its text alone at 200% nothing is cut off or covered, and the focus is seen wherever it goes', async () => {
  const { hindrances } = await walkEverywhere();
  expect(hindrances).toEqual({});
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

test('with less motion asked for, nothing moves on any page, in a dialog or a message', async () => {
  const { movements: seen } = await walkEverywhere();
  expect(seen.length).toBeGreaterThan(0);
  expect(told(seen.filter(({ durationMs }) => durationMs > BLINK_MS))).toEqual([]);
});

test('otherwise what moves is short, and what goes on while something loads does not flash', async () => {
  const walked = await walkThrough(pages.everybody.slice(0, 1), 'no-preference');
  expect(walked.hindrances).toEqual({});
  const seen = walked.movements;
  const long = seen.filter(({ durationMs, forEver }) => !forEver && durationMs > SHORT_MS);
  const fast = seen.filter(({ durationMs, forEver }) => forEver && durationMs < LEAST_PERIOD_MS);
  expect(told(long)).toEqual([]);
  expect(told(fast)).toEqual([]);
  // That it was looked at: the dialog moves.
  expect(seen.some(({ what }) => what.startsWith('Animation of'))).toBe(true);
});
