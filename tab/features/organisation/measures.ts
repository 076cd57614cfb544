import type { DatedBand } from '../../../shared/contract/band.ts';
import type { ReleasedMonth, WholeMonth } from '../../../shared/contract/organisation.ts';

/** What is told of a group. */
const MEASURES = ['pledge', 'checkin', 'learning'] as const;
export type Measure = (typeof MEASURES)[number];

/** One month, of a group or of the whole organisation. */
export type Month = ReleasedMonth | WholeMonth;

/** A month whose bands are shown. */
export type ShownMonth = Exclude<Month, { group: 'none' }>;

/** The bands that a month shows, in the order in which they are read. */
export function bandsOf(
  month: ShownMonth,
): readonly { readonly measure: Measure; readonly band: DatedBand }[] {
  return MEASURES.map((measure) => ({ measure, band: month[measure] }));
}
