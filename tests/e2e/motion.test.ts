import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DemoPages, demoPages } from '../support/demo-pages.ts';
import { type LocalTeams, startLocalTeams } from '../support/local-teams.ts';
import { goTo, tabOf } from '../support/look-in-tab.ts';

/** Longer than this somebody sees it move. */
const BLINK_MS = 20;
/** What moves once takes no longer. */
const SHORT_MS = 500;
/** Nothing may come and go more often than three times a second (WCAG 2.2, 2.3.1). */
const LEAST_PERIOD_MS = 1000 / 3;

/** One thing that moved. */
interface Movement {
  readonly what: string;
  readonly durationMs: number;
  readonly forEver: boolean;
}

declare global {
  interface Window {
    movements: Movement[];
  }
}

let teams: LocalTeams;
let pages: DemoPages;

beforeAll(async () => {
  teams = await startLocalTeams();
  pages = await demoPages(teams);
});

afterAll(() => teams.end());

/** Writes down, in every frame and from its first line on, whatever begins to move, by script or by style. */
async function writeDownMovements(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.movements = [];
    const note = (target: Element | null, animation: Animation) => {
      const { effect } = animation;
      const timing = effect?.getComputedTiming();
      if (timing === undefined || !(effect instanceof KeyframeEffect)) return;
      // Fluent counts how long a message stays by an animation that nobody can see.
      if (effect.getKeyframes().every(({ opacity }) => opacity === '0')) return;
      const kind = animation.constructor.name;
      const whose = `${target?.tagName.toLowerCase()}.${target?.classList.item(0)}`;
      window.movements.push({
        what: `${kind} of ${whose}`,
        // Without its delay, in which nothing moves yet.
        durationMs: Number(timing.duration),
        forEver: timing.iterations === Infinity,
      });
    };
    const { animate } = Element.prototype;
    Element.prototype.animate = function noted(...given) {
      const animation = animate.apply(this, given);
      note(this, animation);
      return animation;
    };
    const onEvent = ({ target }: Event) => {
      if (!(target instanceof Element)) return;
      for (const animation of target.getAnimations({ subtree: true })) note(target, animation);
    };
    document.addEventListener('animationstart', onEvent, true);
    document.addEventListener('transitionrun', onEvent, true);
  });
}

/** What could begin to move on the page as it stands, by its styles. */
function couldMove(): Movement[] {
  const longest = (times: string) =>
    Math.max(...times.split(', ').map((time) => Number.parseFloat(time) * 1000));
  const elements = [...document.body.querySelectorAll('*')].filter((element) => {
    // Fluent counts how long a message stays by the animation of an element that has no size.
    const { width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0;
  });
  return elements.flatMap((element) =>
    [undefined, '::before', '::after'].flatMap((part) => {
      const style = getComputedStyle(element, part);
      const what = `${element.tagName.toLowerCase()}.${element.classList.item(0)}${part ?? ''}`;
      const forEver = style.animationIterationCount.includes('infinite');
      const turns =
        style.animationName === 'none'
          ? []
          : [
              {
                what: `animation of ${what}`,
                durationMs: longest(style.animationDuration),
                forEver,
              },
            ];
      const change = {
        what: `transition of ${what}`,
        durationMs: longest(style.transitionDuration),
        forEver: false,
      };
      return [...turns, change];
    }),
  );
}

/** Opens these people's pages, changes a pledge, which brings a message, and opens and closes a dialog; gives all that moved meanwhile. */
async function usePages(
  people: DemoPages['everybody'],
  reducedMotion: 'reduce' | 'no-preference',
): Promise<readonly Movement[]> {
  const seen: Movement[] = [];
  for (const { person, paths } of people) {
    const page = await teams.newPage({ reducedMotion });
    await writeDownMovements(page);
    await page.goto(`${teams.program.url}/?person=${person}`);
    await page.frameLocator('iframe[name=tab]').getByRole('heading', { level: 1 }).waitFor();
    const tab = tabOf(page);
    for (const path of paths) {
      await goTo(tab, path);
      seen.push(...(await tab.evaluate(couldMove)));
      if (path === pages.pledge) await changePledge(tab);
    }
    seen.push(...(await tab.evaluate(() => window.movements)));
    await page.close();
  }
  return seen;
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

test('with less motion asked for, nothing moves on any page, in a dialog or a message', async () => {
  const seen = await usePages(pages.everybody, 'reduce');
  expect(seen.length).toBeGreaterThan(0);
  expect(told(seen.filter(({ durationMs }) => durationMs > BLINK_MS))).toEqual([]);
});

test('otherwise what moves is short, and what goes on while something loads does not flash', async () => {
  const seen = await usePages(pages.everybody.slice(0, 1), 'no-preference');
  const long = seen.filter(({ durationMs, forEver }) => !forEver && durationMs > SHORT_MS);
  const fast = seen.filter(({ durationMs, forEver }) => forEver && durationMs < LEAST_PERIOD_MS);
  expect(told(long)).toEqual([]);
  expect(told(fast)).toEqual([]);
  // That it was looked at: the dialog moves.
  expect(seen.some(({ what }) => what.startsWith('Animation of'))).toBe(true);
});
