/** Lets so many pieces of work in at the same time; the others wait in the order in which they came. */
export type Gate = <Outcome>(work: () => Promise<Outcome>) => Promise<Outcome>;

/** A gate for `most` (≥ 1) at the same time. */
export function createGate(most: number): Gate {
  let inside = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (inside < most) inside += 1;
    // Whoever leaves hands their place over.
    else await new Promise<void>((enter) => waiting.push(enter));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) inside -= 1;
      else next();
    }
  };
}
