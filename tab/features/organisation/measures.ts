import type {
  ParticipationBand,
  ReleasedMonth,
  WholeMonth,
} from '../../../shared/contract/organisation.ts';

/** Of the people below a manager three things are told; of the whole organisation one more. */
const MEASURES = ['pledge', 'checkin', 'learning', 'ally'] as const;
export type Measure = (typeof MEASURES)[number];

/** One month, of a group or of the whole organisation. */
export type Month = ReleasedMonth | WholeMonth;

/** A month whose bands are shown. */
export type ShownMonth = Exclude<Month, { group: 'none' }>;

/** The bands that a month shows, in the order in which they are read. */
export function bandsOf(
  month: ShownMonth,
): readonly { readonly measure: Measure; readonly band: ParticipationBand }[] {
  return MEASURES.flatMap((measure) => {
    const band = bandOf(month, measure);
    return band === undefined ? [] : [{ measure, band }];
  });
}

/** The band of one measure; none of `ally` where the month is not of the whole organisation. */
export function bandOf(month: ShownMonth, measure: Measure): ParticipationBand | undefined {
  if (measure !== 'ally') return month[measure];
  return month.group === 'whole' ? month.ally : undefined;
}
