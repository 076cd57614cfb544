/** The value below which this share of numbers lies: `rank(0.5, …)` is the median, the upper one where there are two. */
export function rank(share: number, numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** The number in the middle. */
export function median(numbers: readonly number[]): number {
  return rank(0.5, numbers);
}
