/** How long what ERGs publish may be older than the truth, in milliseconds: per replica, per tenant. */
export const PUBLICATION_AGE_MS = 60_000;

/**
 * Keeps what a function gave for a key for at most a minute of real time. Calls that come while it is being
 * read share the one read; a read that failed is not kept.
 */
export function createPublicationCache<Value>(
  read: (key: string) => Promise<Value>,
  realMs: () => number,
): { readonly get: (key: string) => Promise<Value>; readonly forget: (key: string) => void } {
  const kept = new Map<string, { readonly readAtMs: number; readonly value: Promise<Value> }>();
  return {
    get(key) {
      const known = kept.get(key);
      if (known !== undefined && realMs() - known.readAtMs < PUBLICATION_AGE_MS) return known.value;
      const value = read(key);
      kept.set(key, { readAtMs: realMs(), value });
      value.catch(() => {
        if (kept.get(key)?.value === value) kept.delete(key);
      });
      return value;
    },
    forget(key) {
      kept.delete(key);
    },
  };
}
