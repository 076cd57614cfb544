/** Chance that is the same in every run: a linear congruential generator, from 0 up to but not 1. */
export function seededChance(seed: number): () => number {
  let state = seed;
  return () => {
    // Multiplier and increment of Numerical Recipes.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
