import {
  createContext,
  useContext,
  useEffect,
  useRef,
  useState,
  type ReactNode,
  type RefObject,
} from 'react';

/** Which page had the focus last. */
interface LastPageMemory {
  read(): string | undefined;
  write(page: string): void;
}

const LastPage = createContext<LastPageMemory | undefined>(undefined);

/** Remembers which page had the focus last, so that a page moves it only when the person came from another. */
export function PageFocus({ children }: { readonly children: ReactNode }) {
  const [last] = useState(createMemory);
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
    const cameFrom = last.read();
    last.write(page);
    if (cameFrom === undefined || cameFrom === page) return;
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [page, last]);
  return heading;
}

function createMemory(): LastPageMemory {
  let last: string | undefined;
  return {
    read: () => last,
    write(page) {
      last = page;
    },
  };
}
