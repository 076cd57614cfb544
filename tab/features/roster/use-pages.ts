import { useState } from 'react';

/** Going forth and back through a list whose pages are known by where each goes on. */
export interface Pages {
  /** Where the present page begins; undefined for the first. */
  readonly continuation: string | undefined;
  readonly isFirst: boolean;
  next(continuation: string): void;
  previous(): void;
  /** Begins anew: something else is looked for. */
  restart(): void;
}

/** The way through the pages of one list. */
export function usePages(): Pages {
  const [way, setWay] = useState<readonly string[]>([]);
  return {
    continuation: way.at(-1),
    isFirst: way.length === 0,
    next: (continuation) => setWay((before) => [...before, continuation]),
    previous: () => setWay((before) => before.slice(0, -1)),
    restart: () => setWay([]),
  };
}
