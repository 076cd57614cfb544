/** Real time as work in hand needs it. Tests and simulations bring their own. */
export interface Timers {
  /** Does something again and again until the function that it gives is called. */
  every(ms: number, act: () => void): () => void;
  /** A signal that is aborted after so long, and the function that gives it up before. */
  after(ms: number): { readonly signal: AbortSignal; readonly cancel: () => void };
}

/** The machine's own timers. */
export const MACHINE_TIMERS: Timers = {
  every(ms, act) {
    const timer = setInterval(act, ms);
    return () => clearInterval(timer);
  },
  after(ms) {
    const ending = new AbortController();
    const timer = setTimeout(() => ending.abort(new Error('The time is over.')), ms);
    return { signal: ending.signal, cancel: () => clearTimeout(timer) };
  },
};
