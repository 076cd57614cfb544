import type { Measure, Month, ShownMonth } from './measures.ts';
import type { DatedBand } from '../../../shared/contract/band.ts';

/** Of fewer people a band is too wide for a month to be set beside another. */
export const FEWEST_IN_TREND = 25;

const MOST_MONTHS = 12;

/** One month of the calendar, the bands of the group itself with it where they are shown. */
export interface TrendMonth {
  /** `2026-10`. */
  readonly month: string;
  readonly shown?: ShownMonth;
}

/**
 * The last twelve months of the calendar at most, the oldest first, up to the newest of `months` (the newest first).
 * A month in which the group was not shown alone, was too small, or was not counted is a gap. Empty where the newest
 * shown month is not of the group itself or too small, or where there is nothing to set it beside.
 */
export function trendOf(months: readonly Month[]): readonly TrendMonth[] {
  const newest = months.find(({ group }) => group !== 'none');
  const last = months[0];
  const oldest = months.at(-1);
  if (newest === undefined || last === undefined || oldest === undefined) return [];
  if (!isOwnAndLarge(newest)) return [];
  const own = new Map(months.filter(isOwnAndLarge).map((month) => [month.month, month]));
  if (own.size < 2) return [];
  const end = countOf(last.month);
  const start = Math.max(countOf(oldest.month), end - MOST_MONTHS + 1);
  return Array.from({ length: end - start + 1 }, (_, index) => {
    const month = monthOf(start + index);
    const shown = own.get(month);
    return shown === undefined ? { month } : { month, shown };
  });
}

/** How a measure stood in the first and in the last shown month of a trend. */
export interface Finding {
  /** Whether the bands are others. */
  readonly kind: 'went' | 'same';
  readonly first: Standing;
  readonly last: Standing;
}

interface Standing {
  readonly month: string;
  readonly people: number;
  readonly band: DatedBand;
}

/** What a trend says of a measure; undefined where fewer than two months are shown. */
export function findingOf(trend: readonly TrendMonth[], measure: Measure): Finding | undefined {
  const standings = trend.flatMap(({ month, shown }) =>
    shown === undefined ? [] : [{ month, people: shown.people, band: shown[measure] }],
  );
  const [first, ...later] = standings;
  const last = later.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const isSame = first.band.from === last.band.from && first.band.to === last.band.to;
  return { kind: isSame ? 'same' : 'went', first, last };
}

function isOwnAndLarge(month: Month): month is ShownMonth {
  return (month.group === 'own' || month.group === 'whole') && month.people >= FEWEST_IN_TREND;
}

/** The months since the year 0. */
function countOf(month: string): number {
  const [year = '', inYear = ''] = month.split('-');
  return Number(year) * 12 + Number(inYear) - 1;
}

function monthOf(count: number): string {
  const year = String(Math.floor(count / 12)).padStart(4, '0');
  return `${year}-${String((count % 12) + 1).padStart(2, '0')}`;
}
