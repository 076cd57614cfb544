/** How long what is kept may be older than the truth, in milliseconds: per replica, per key. */
export const PUBLICATION_AGE_MS = 60_000;

/** What was read for some ids, at most a minute old. */
export interface PublicationCache<Value, Ids extends readonly string[] = [tenantId: string]> {
  get(...ids: Ids): Promise<Value>;
  /** Reads anew the next time: something was decided about it here. */
  forget(...ids: Ids): void;
}

/**
 * Keeps what a function gave for some ids for at most a minute of real time. Calls that come while it is being
 * read share the one read; a read that failed is not kept.
 * @param most how many are kept at the most, where there may be very many; what is forgotten is only read again
 */
export function createPublicationCache<Value, Ids extends readonly string[]>(
  read: (...ids: Ids) => Promise<Value>,
  realMs: () => number,
  most: number = Infinity,
): PublicationCache<Value, Ids> {
  const kept = new Map<string, { readonly readAtMs: number; readonly value: Promise<Value> }>();
  return {
    get(...ids) {
      const key = ids.join(' ');
      const known = kept.get(key);
      if (known !== undefined && realMs() - known.readAtMs < PUBLICATION_AGE_MS) return known.value;
      if (kept.size >= most) kept.clear();
      const value = read(...ids);
      kept.set(key, { readAtMs: realMs(), value });
      value.catch(() => {
        if (kept.get(key)?.value === value) kept.delete(key);
      });
      return value;
    },
    forget(...ids) {
      kept.delete(ids.join(' '));
    },
  };
}
