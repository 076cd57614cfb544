import { type RefObject, useLayoutEffect, useRef } from 'react';

/**
 * A ref for the bar that stays in sight at the top of the window: pages know its height as `--bar-height`, also where its
 * links take several lines, so that nothing that gets the focus is scrolled under it.
 */
export function useBarHeight(): RefObject<HTMLElement | null> {
  const bar = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const element = bar.current;
    if (element === null) return;
    const { style } = document.documentElement;
    const observer = new ResizeObserver(() => {
      style.setProperty('--bar-height', `${element.offsetHeight}px`);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      style.removeProperty('--bar-height');
    };
  }, []);
  return bar;
}
