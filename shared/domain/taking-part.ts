import { daysOf, type Month } from './month.ts';
import { type Pledge, RECENT_CHECK_INS } from './pledge.ts';

/**
 * What somebody did with these pledges in a month. `lookFurther`: of those the last check-ins beside the pledge are all
 * younger than the month, so that only its older ones can tell.
 */
export function takenPart(
  pledges: readonly Pledge[],
  month: Month,
): {
  readonly pledge: boolean;
  readonly checkedIn: boolean;
  readonly lookFurther: readonly string[];
} {
  const { first, last } = daysOf(month);
  const begun = pledges.filter((pledge) => pledge.startedOn <= last);
  return {
    pledge: begun.some((pledge) => wentOnAt(pledge, first)),
    checkedIn: begun.some(({ recent }) =>
      recent.some(({ answeredAt }) => answeredAt.slice(0, 7) === month),
    ),
    lookFurther: begun
      .filter(
        ({ recent }) =>
          recent.length === RECENT_CHECK_INS &&
          recent.every(({ answeredAt }) => answeredAt.slice(0, 7) > month),
      )
      .map(({ id }) => id),
  };
}

/** Whether a pledge that had begun was active on this day or later. */
function wentOnAt({ life, endsOn }: Pledge, day: string): boolean {
  if (endsOn < day) return false;
  switch (life.state) {
    case 'active':
      return true;
    case 'paused':
      return life.since >= day;
    case 'completed':
    case 'let-go':
      return life.on >= day;
  }
}
