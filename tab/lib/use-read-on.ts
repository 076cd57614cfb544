import { useEffect, useRef, type RefObject } from 'react';

/**
 * Reading on in a list that grew: after `mark` the first item that comes takes the focus, since the button that fetched
 * it may be gone. `count` is how many items there are; `item` finds them below `list`, and each can take the focus.
 * `onCame` is told how many came.
 */
export function useReadOn<List extends HTMLElement>(
  count: number,
  item: string,
  onCame: (count: number) => void,
): { readonly list: RefObject<List | null>; readonly mark: () => void } {
  const list = useRef<List>(null);
  const first = useRef<number | undefined>(undefined);
  const came = useRef(onCame);
  useEffect(() => {
    came.current = onCame;
  });
  useEffect(() => {
    const from = first.current;
    if (from === undefined || count <= from) return;
    first.current = undefined;
    came.current(count - from);
    list.current?.querySelectorAll<HTMLElement>(item)[from]?.focus();
  }, [count, item]);
  return {
    list,
    mark: () => {
      first.current = count;
    },
  };
}
