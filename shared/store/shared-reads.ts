/** How old what a program knows of what is told may be, in real milliseconds: a stop holds within this time. */
const FRESH_MS = 2000;

/** How many values are remembered. */
const MOST_KEPT = 500;

/**
 * Reads that many ask for at once: one in two seconds for each key, shared by all who ask in that time. A read that
 * failed is told to all who waited for it, and not kept.
 */
export function createSharedReads<Value>(realMs: () => number): {
  get(key: string, read: () => Promise<Value>): Promise<Value>;
} {
  const kept = new Map<string, { readonly atMs: number; readonly value: Promise<Value> }>();
  return {
    get(key, read) {
      const known = kept.get(key);
      if (known !== undefined && realMs() - known.atMs < FRESH_MS) return known.value;
      const value = read();
      kept.delete(key);
      kept.set(key, { atMs: realMs(), value });
      value.catch(() => {
        if (kept.get(key)?.value === value) kept.delete(key);
      });
      for (const oldest of kept.keys()) {
        if (kept.size <= MOST_KEPT) break;
        kept.delete(oldest);
      }
      return value;
    },
  };
}
