import { type DeliveryCounts, LAG_BOUNDS_MINUTES } from './delivery-counts.ts';

/** Numbers below this are not told apart: who takes part is not to be read from them. */
const FEWEST_TOLD = 10;

/** A number as an admin sees it: none, `few` (fewer than ten), or rounded to the nearest ten. */
export type RoundedCount = number | 'few';

/** Rounds a number of people or messages. */
export function roundedCount(count: number): RoundedCount {
  if (count === 0) return 0;
  return count < FEWEST_TOLD ? 'few' : Math.round(count / 10) * 10;
}

/** Percent of messages that went out within so long of their time, rounded to five. */
export interface SharesWithin {
  readonly oneMinute: number;
  readonly fiveMinutes: number;
  readonly fifteenMinutes: number;
  readonly oneHour: number;
}

/** How soon messages went out; undefined where fewer than ten went out at all. */
export function sharesWithin({ sent, lags }: DeliveryCounts): SharesWithin | undefined {
  if (sent < FEWEST_TOLD) return undefined;
  const share = (minutes: (typeof LAG_BOUNDS_MINUTES)[number]) => {
    const classes = LAG_BOUNDS_MINUTES.indexOf(minutes) + 1;
    const within = lags.slice(0, classes).reduce((sum, count) => sum + count, 0);
    return Math.round((within / sent) * 20) * 5;
  };
  return {
    oneMinute: share(1),
    fiveMinutes: share(5),
    fifteenMinutes: share(15),
    oneHour: share(60),
  };
}
