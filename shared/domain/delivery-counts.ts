/** The upper bounds of how late messages were, in minutes; the last class holds what was later. */
export const LAG_BOUNDS_MINUTES = [1, 5, 15, 60, 360] as const;

/** What delivery counted on one day. Nobody is named, and nothing of it is shown as it is. */
export interface DeliveryCounts {
  readonly due: number;
  readonly sent: number;
  readonly retried: number;
  readonly blocked: number;
  readonly givenUp: number;
  /** Messages by how late they were: one number a bound, and one for what was later than all. */
  readonly lags: readonly number[];
}

/** Nothing was counted. */
export const NO_COUNTS: DeliveryCounts = {
  due: 0,
  sent: 0,
  retried: 0,
  blocked: 0,
  givenUp: 0,
  lags: [...LAG_BOUNDS_MINUTES, 0].map(() => 0),
};

/** The class of how late a message was. */
export function lagClass(lagMs: number): number {
  const found = LAG_BOUNDS_MINUTES.findIndex((minutes) => lagMs <= minutes * 60_000);
  return found === -1 ? LAG_BOUNDS_MINUTES.length : found;
}

/** Two counts together. */
export function addCounts(one: DeliveryCounts, other: DeliveryCounts): DeliveryCounts {
  return {
    due: one.due + other.due,
    sent: one.sent + other.sent,
    retried: one.retried + other.retried,
    blocked: one.blocked + other.blocked,
    givenUp: one.givenUp + other.givenUp,
    lags: NO_COUNTS.lags.map((_, index) => (one.lags[index] ?? 0) + (other.lags[index] ?? 0)),
  };
}
