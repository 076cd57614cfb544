import { type DeliveryCounts, LAG_BOUNDS_MINUTES } from './delivery-counts.ts';

/** Numbers below this are not told apart: who takes part is not to be read from them. */
export const FEWEST_TOLD = 10;

/** A number as an admin sees it: none, `few` (fewer than ten), or rounded to the nearest ten. */
export type RoundedCount = number | 'few';

/** Rounds a number of people or messages. */
export function roundedCount(count: number): RoundedCount {
  if (count === 0) return 0;
  return count < FEWEST_TOLD ? 'few' : Math.round(count / 10) * 10;
}

/**
 * The share of messages that went out within so many minutes of their time, in percent rounded to five; undefined where
 * fewer than ten went out at all. `minutes` is one of `LAG_BOUNDS_MINUTES`.
 */
export function shareWithin(
  { sent, lags }: DeliveryCounts,
  minutes: (typeof LAG_BOUNDS_MINUTES)[number],
): number | undefined {
  if (sent < FEWEST_TOLD) return undefined;
  const classes = LAG_BOUNDS_MINUTES.indexOf(minutes) + 1;
  const within = lags.slice(0, classes).reduce((sum, count) => sum + count, 0);
  return Math.round((within / sent) * 20) * 5;
}
