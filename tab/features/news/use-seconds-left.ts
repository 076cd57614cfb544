import { useEffect, useState } from 'react';

/** Seconds from `now` (as the API said it with its answer) to `until`, counted down on the page; never below 0. */
export function useSecondsLeft(now: string, until: string): number {
  const [tick, setTick] = useState({ now, elapsedMs: 0 });
  useEffect(() => {
    const sinceMs = performance.now();
    const timer = window.setInterval(
      () => setTick({ now, elapsedMs: performance.now() - sinceMs }),
      1000,
    );
    return () => window.clearInterval(timer);
  }, [now]);
  // A newer answer starts anew.
  const elapsedMs = tick.now === now ? tick.elapsedMs : 0;
  return Math.max(0, Math.ceil((Date.parse(until) - Date.parse(now) - elapsedMs) / 1000));
}
