import { decideBand, isFresh } from './disclosure/band-cells.ts';
import { FEWEST_IN_A_CELL } from './disclosure/choose-cells.ts';
import { pastOf, type ReleasedBand } from './disclosure/past-bands.ts';
import type { Month } from './month.ts';

/**
 * What organisers are told about their allies together, of one whole month: how many had a pledge for this ERG, and how
 * many answered a check-in about one.
 */
export const ERG_MEASURES = ['pledge', 'checkIn'] as const;
export type ErgMeasure = (typeof ERG_MEASURES)[number];

/** The figures of one ERG for one month, frozen. `allies`: who was one in that month and still was when it was counted. */
export type ErgFigures =
  | { readonly month: Month; readonly state: 'too-few' }
  | ({
      readonly month: Month;
      readonly state: 'shown';
      readonly allies: number;
    } & Readonly<Record<ErgMeasure, ReleasedBand>>);

/** Figures of an earlier month beside the allies of now: how many joined and left in between. */
export interface EarlierFigures {
  readonly figures: ErgFigures;
  readonly joined: number;
  readonly left: number;
}

/**
 * Bands of the counts of one month, by the rules of every release (`disclosure/`), beside the bands that were set in
 * earlier months. Whether anything is shown depends on the number of allies alone.
 */
export function ergFigures(
  month: Month,
  counted: { readonly allies: number } & Readonly<Record<ErgMeasure, number>>,
  earlier: readonly EarlierFigures[],
): ErgFigures {
  const { allies: people } = counted;
  if (people < FEWEST_IN_A_CELL) return { month, state: 'too-few' };
  const band = (measure: ErgMeasure) => {
    const known = earlier.flatMap(({ figures, joined, left }) =>
      isShownFresh(figures, measure) ? [{ ...figures[measure], joined, left }] : [],
    );
    return decideBand(month, { people, count: counted[measure], past: pastOf(people, known) });
  };
  return {
    month,
    state: 'shown',
    allies: people,
    pledge: band('pledge'),
    checkIn: band('checkIn'),
  };
}

/** Whether a band of these figures was set in their own month: then its people have to be remembered. */
export function hasFreshBand(figures: ErgFigures): boolean {
  return ERG_MEASURES.some((measure) => isShownFresh(figures, measure));
}

function isShownFresh(
  figures: ErgFigures,
  measure: ErgMeasure,
): figures is Extract<ErgFigures, { state: 'shown' }> {
  return figures.state === 'shown' && isFresh(figures[measure], figures.month);
}
