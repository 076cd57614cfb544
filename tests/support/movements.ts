import type { Page } from 'playwright-core';

/** One thing that moved. */
export interface Movement {
  readonly what: string;
  readonly durationMs: number;
  readonly forEver: boolean;
}

declare global {
  interface Window {
    movements: Movement[];
  }
}

/** Writes down, in every frame and from its first line on, whatever begins to move, by script or by style. */
export async function writeDownMovements(page: Page): Promise<void> {
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

/** What could begin to move on the page as it stands, by its styles. Runs in the page. */
export function couldMove(): Movement[] {
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
