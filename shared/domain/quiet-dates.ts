import type { LocalDate } from './time.ts';

/** Days without messages, the first and the last included. */
export interface QuietDates {
  readonly from: LocalDate;
  readonly through: LocalDate;
}

/** The most stretches of quiet dates that a person, or an organisation, keeps. */
export const MOST_QUIET_DATES = 12;

/** The longest stretch, in days. */
export const LONGEST_QUIET_DAYS = 92;

/** Whether this date is quiet. */
export function isQuietOn(quiet: readonly QuietDates[], date: LocalDate): boolean {
  return quiet.some(({ from, through }) => from <= date && date <= through);
}

/** The stretches that are not over yet: the others need not be kept. */
export function notOver(quiet: readonly QuietDates[], today: LocalDate): readonly QuietDates[] {
  return quiet.filter(({ through }) => through >= today);
}
