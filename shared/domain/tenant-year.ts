import { addDays, daysBetween } from './cadence.ts';
import { LONGEST_OBSERVANCE_DAYS, type ObservanceDates, type Stretch } from './observance.ts';
import { mayMoveByADay, stretchesIn } from './observance-dates.ts';
import type { LocalDate } from './time.ts';

/** An observance that an organisation added. */
export interface OwnObservance extends Stretch {
  /** UUIDv7, made by the client. */
  readonly id: string;
  /** Up to 80 characters. */
  readonly title: string;
  /** Up to 300 characters. */
  readonly sentence: string;
  /** Where it is kept; absent where that needs no saying. */
  readonly region?: string;
  /** It comes back on the same days each year. Else an admin dates another year, if there is one. */
  readonly yearly: boolean;
}

/** Which time of an observance is meant: the first that begins in a year, or the second. */
export interface YearTime {
  readonly observanceId: string;
  readonly year: number;
  readonly nth: 1 | 2;
}

/** What an admin said about when something is, in place of what its rule gives. */
export interface ChangedDates extends YearTime, Stretch {}

/** What the admins of an organisation decided about the year. */
export interface TenantYear {
  /** The built-in observances that are not shown. */
  readonly hidden: readonly string[];
  readonly own: readonly OwnObservance[];
  readonly dates: readonly ChangedDates[];
  /** Grows with every change. */
  readonly revision: number;
}

/** An organisation that decided nothing. */
export const UNTOUCHED_YEAR: TenantYear = { hidden: [], own: [], dates: [], revision: 0 };

/** An observance with its words, built in or an organisation's own. */
export interface Observance extends ObservanceDates {
  readonly id: string;
  readonly title: string;
  readonly sentence: string;
  readonly region?: string;
  /** Who sets the date; absent where an admin of the organisation does. */
  readonly source?: string;
  /** BCP 47: the language of the words; absent where an admin wrote them. */
  readonly language?: string;
}

/** One time at which an observance is. */
export interface ObservanceTime extends YearTime, Stretch {
  /** An admin said so, in place of the rule. */
  readonly changed: boolean;
  readonly mayMoveByADay: boolean;
}

/** Whether these days can be an observance: in order, and not too many. */
export function isStretch({ first, last }: Stretch): boolean {
  return first <= last && daysBetween(first, last) < LONGEST_OBSERVANCE_DAYS;
}

/** How far outside a year its observance may begin once an admin moved it, in days. */
const OVER_THE_EDGE_DAYS = 7;

/** Whether something that begins on this day can be that of a year: one that moved may fall just beside it. */
export function isOfYear(first: LocalDate, year: number): boolean {
  return (
    first >= addDays(`${year}-01-01`, -OVER_THE_EDGE_DAYS) &&
    first <= addDays(`${year}-12-31`, OVER_THE_EDGE_DAYS)
  );
}

/** What an organisation added, as an observance. */
export function observanceOf({ first, last, yearly, ...words }: OwnObservance): Observance {
  const [since, month, day] = first.split('-').map(Number);
  const rule =
    yearly && since !== undefined && month !== undefined && day !== undefined
      ? ({ kind: 'fixed', month, day, since } as const)
      : ({ kind: 'listed', days: [first] } as const);
  return { ...words, rule, length: daysBetween(first, last) + 1 };
}

/** When an observance is, in a year: by its rule, or as an admin said. Empty where nobody knows. */
export function timesIn(
  year: number,
  observance: Observance,
  { dates }: Pick<TenantYear, 'dates'>,
): readonly ObservanceTime[] {
  const { id: observanceId, rule } = observance;
  const byRule = stretchesIn(year, observance);
  return ([1, 2] as const).flatMap((nth): readonly ObservanceTime[] => {
    const time = { observanceId, year, nth };
    const changed = dates.find((one) => isSameTime(one, time));
    if (changed !== undefined) {
      const { first, last } = changed;
      return [{ ...time, first, last, changed: true, mayMoveByADay: false }];
    }
    const found = byRule[nth - 1];
    return found === undefined
      ? []
      : [{ ...time, ...found, changed: false, mayMoveByADay: mayMoveByADay(rule) }];
  });
}

/** What is shown in the year that begins on a day, earliest first: what lasts on that day, too. */
export function yearFrom(
  from: LocalDate,
  builtIn: readonly Observance[],
  tenant: TenantYear,
): readonly { readonly observance: Observance; readonly time: ObservanceTime }[] {
  const through = lastDayOfYearFrom(from);
  const hidden = new Set(tenant.hidden);
  const firstYear = Number(from.slice(0, 4));
  // Something long that began last year may still last, and something may have been moved over the edge of its year.
  const years = [firstYear - 1, firstYear, firstYear + 1, firstYear + 2];
  return [...builtIn, ...tenant.own.map(observanceOf)]
    .filter(({ id }) => !hidden.has(id))
    .flatMap((observance) =>
      years.flatMap((year) =>
        timesIn(year, observance, tenant).map((time) => ({ observance, time })),
      ),
    )
    .filter(({ time }) => time.last >= from && time.first <= through)
    .toSorted((one, other) => compare(sortKey(one), sortKey(other)));
}

/** The last day of the year that begins on a day. */
export function lastDayOfYearFrom(from: LocalDate): LocalDate {
  const next = `${Number(from.slice(0, 4)) + 1}${from.slice(4)}`;
  // There is no 29 February a year on.
  return from.endsWith('-02-29') ? next.replace('-29', '-28') : addDays(next, -1);
}

/** Whether both are about the same time of the same observance. */
export function isSameTime(one: YearTime, other: YearTime): boolean {
  return (
    one.observanceId === other.observanceId && one.year === other.year && one.nth === other.nth
  );
}

function sortKey({
  observance,
  time,
}: {
  readonly observance: Observance;
  readonly time: ObservanceTime;
}): string {
  return `${time.first} ${observance.title} ${observance.id}`;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
