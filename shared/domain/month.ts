import { Temporal } from 'temporal-polyfill';
import type { Instant, LocalDate } from './time.ts';

/** A calendar month, `2026-10`; texts of this form sort by time. Its instants are those of UTC. */
export type Month = string;

const A_DAY_MS = 86_400_000;

/** The last month that is over for a day at least, so that it is over everywhere and what came late is in. */
export function lastWholeMonth(now: Instant): Month {
  return monthsAfter(new Date(Date.parse(now) - A_DAY_MS).toISOString().slice(0, 7), -1);
}

/** So many months later; negative goes back. */
export function monthsAfter(month: Month, months: number): Month {
  return Temporal.PlainYearMonth.from(month).add({ months }).toString();
}

/** Its first day and its last. */
export function daysOf(month: Month): { readonly first: LocalDate; readonly last: LocalDate } {
  const { daysInMonth } = Temporal.PlainYearMonth.from(month);
  return { first: `${month}-01`, last: `${month}-${daysInMonth}` };
}
