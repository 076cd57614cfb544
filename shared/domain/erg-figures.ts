import { type Band, bandOf, FEWEST_PEOPLE } from './band.ts';
import { daysOf, type Month } from './month.ts';
import { type Pledge, RECENT_CHECK_INS } from './pledge.ts';

/**
 * What organisers are told about their allies together, of one whole month: how many had a pledge for this ERG, and how
 * many answered a check-in about one.
 */
export const ERG_MEASURES = ['pledge', 'checkIn'] as const;
export type ErgMeasure = (typeof ERG_MEASURES)[number];

/** A band as it is shown, and the month in which it was set. */
export interface ShownBand extends Band {
  readonly asOf: Month;
}

/** The figures of one ERG for one month, frozen. `allies`: who was one in that month and still was when it was counted. */
export type ErgFigures =
  | { readonly month: Month; readonly state: 'too-few' }
  | ({
      readonly month: Month;
      readonly state: 'shown';
      readonly allies: number;
    } & Readonly<Record<ErgMeasure, ShownBand>>);

/** Figures of an earlier month beside the allies of now: how many people joined or left in between. */
export interface EarlierFigures {
  readonly figures: ErgFigures;
  readonly changed: number;
}

/** A band that is this near is kept: a change of a few people must not show what they did. */
const NEAR = 5;

/**
 * Bands of the counts of one month. A band that was set while the allies were nearly the same is kept (disclosure.md,
 * rule 4): the nearest one, if fewer than five people joined or left since, unless the count is further outside it than
 * their number explains. Kept bands are not compared with: small steps would add up. Whether anything is shown
 * depends on the number of allies alone.
 */
export function ergFigures(
  month: Month,
  counted: { readonly allies: number } & Readonly<Record<ErgMeasure, number>>,
  earlier: readonly EarlierFigures[],
): ErgFigures {
  const { allies } = counted;
  const shown = (measure: ErgMeasure): ShownBand | undefined =>
    keptBand(measure, counted, earlier) ?? freshBand(month, counted[measure], allies);
  const pledge = shown('pledge');
  const checkIn = shown('checkIn');
  if (pledge === undefined || checkIn === undefined) return { month, state: 'too-few' };
  return { month, state: 'shown', allies, pledge, checkIn };
}

/** Whether a band of these figures was set in their own month: then its people have to be remembered. */
export function hasFreshBand(figures: ErgFigures): boolean {
  return ERG_MEASURES.some((measure) => isFresh(figures, measure));
}

function isFresh(figures: ErgFigures, measure: ErgMeasure): boolean {
  return figures.state === 'shown' && figures[measure].asOf === figures.month;
}

function freshBand(asOf: Month, count: number, allies: number): ShownBand | undefined {
  const band = bandOf(count, allies);
  return band === undefined ? undefined : { ...band, asOf };
}

function keptBand(
  measure: ErgMeasure,
  counted: { readonly allies: number } & Readonly<Record<ErgMeasure, number>>,
  earlier: readonly EarlierFigures[],
): ShownBand | undefined {
  const { allies, [measure]: count } = counted;
  // Of those that are equally near the latest.
  const [nearest] = earlier
    .filter(({ figures }) => isFresh(figures, measure))
    .toSorted(
      (one, other) =>
        one.changed - other.changed || (one.figures.month < other.figures.month ? 1 : -1),
    );
  if (nearest === undefined || nearest.figures.state !== 'shown') return undefined;
  const { changed, figures } = nearest;
  const band = figures[measure];
  if (changed >= NEAR || allies < FEWEST_PEOPLE) return undefined;
  if (count < band.from - changed || count > band.to + changed) return undefined;
  if (band.to <= allies) return band;
  const last = bandOf(allies, allies);
  return last === undefined ? undefined : { ...last, asOf: band.asOf };
}

/**
 * What somebody did for an ERG in a month. `look-further`: the last check-ins beside a pledge are all younger than the
 * month, so that only its older ones can tell.
 */
export function linkedIn(
  pledges: readonly Pledge[],
  ergId: string,
  month: Month,
): {
  readonly pledge: boolean;
  readonly checkedIn: boolean;
  readonly lookFurther: readonly string[];
} {
  const { first, last } = daysOf(month);
  const linked = pledges.filter((pledge) => pledge.ergId === ergId && pledge.startedOn <= last);
  return {
    pledge: linked.some((pledge) => wentOnAt(pledge, first)),
    checkedIn: linked.some(({ recent }) =>
      recent.some(({ answeredAt }) => answeredAt.slice(0, 7) === month),
    ),
    lookFurther: linked
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
