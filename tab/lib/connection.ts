/** Whether the API could be reached by the last request. */
export interface Connection {
  report(reached: boolean): void;
  isLost(): boolean;
  subscribe(listener: () => void): () => void;
}

/** A connection that is good until a request says otherwise. */
export function createConnection(): Connection {
  let lost = false;
  const listeners = new Set<() => void>();
  return {
    report(reached) {
      if (lost === !reached) return;
      lost = !reached;
      for (const listener of listeners) listener();
    },
    isLost: () => lost,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
