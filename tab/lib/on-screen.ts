import { useCallback, useEffect, useRef } from 'react';

/** Tells whether the component is still there: who has gone elsewhere meanwhile is not taken back. */
export function useIsOnScreen(): () => boolean {
  const isThere = useRef(false);
  useEffect(() => {
    isThere.current = true;
    return () => {
      isThere.current = false;
    };
  }, []);
  return useCallback(() => isThere.current, []);
}
