import { createContext, useContext, useEffect, useRef, type ReactNode, type RefObject } from 'react';

const LastPage = createContext<RefObject<string | undefined> | undefined>(undefined);

/** Remembers which page had the focus last, so that a page moves it only when the person came from another. */
export function PageFocus({ children }: { readonly children: ReactNode }) {
  const last = useRef<string | undefined>(undefined);
  return <LastPage value={last}>{children}</LastPage>;
}

/**
 * A ref for the heading of the page `page` (its path): it gets the focus when the person comes from another
 * page, and stays alone when the tab has just opened or the page only changes its state.
 */
export function useHeadingFocus(page: string): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  const last = useContext(LastPage);
  useEffect(() => {
    if (last === undefined) return;
    const cameFrom = last.current;
    last.current = page;
    if (cameFrom === undefined || cameFrom === page) return;
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [page, last]);
  return heading;
}
