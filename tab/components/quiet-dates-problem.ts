import { LONGEST_QUIET_DAYS, type QuietDates } from '../../shared/domain/quiet-dates.ts';
import { addDays } from '../lib/add-days.ts';

/** Why two dates are no stretch to add, and beside which of them it is said. */
export interface QuietDatesProblem {
  readonly field: 'from' | 'through';
  readonly is: 'choose-first' | 'choose-last' | 'over' | 'backwards' | 'too-long' | 'known';
}

/** What is wrong with a new stretch beside those that are known; undefined where nothing is. */
export function problemOfQuietDates(
  { from, through }: QuietDates,
  known: readonly QuietDates[],
  today: string,
): QuietDatesProblem | undefined {
  if (from === '') return { field: 'from', is: 'choose-first' };
  if (through === '') return { field: 'through', is: 'choose-last' };
  if (through < from) return { field: 'through', is: 'backwards' };
  if (through < today) return { field: 'through', is: 'over' };
  if (through > addDays(from, LONGEST_QUIET_DAYS - 1)) return { field: 'through', is: 'too-long' };
  const isKnown = known.some((other) => other.from <= from && through <= other.through);
  return isKnown ? { field: 'from', is: 'known' } : undefined;
}
