import { useTranslation } from 'react-i18next';
import { addDays } from '../../lib/add-days.ts';
import { useDates } from '../../lib/dates.ts';

/**
 * Says when something is, `2026-03-08` to `2026-03-08`: "Sunday 8 March", "All of March 2026", "18 February to 19 March".
 * Dates of another year than that of `today` have it with them.
 */
export function useDaysWords(): (
  days: { readonly first: string; readonly last: string },
  today: string,
) => string {
  const { t } = useTranslation('year');
  const { day, dayWithWeekday, month } = useDates();
  return ({ first, last }, today) => {
    const isThisYear = first.slice(0, 4) === today.slice(0, 4);
    if (first === last) return isThisYear ? dayWithWeekday(first) : day(first, today);
    const isMonth =
      first.endsWith('-01') &&
      first.slice(0, 7) === last.slice(0, 7) &&
      addDays(last, 1).endsWith('-01');
    if (isMonth) return t('all-of', { month: month(first.slice(0, 7)) });
    return t('from-to', { from: day(first, today), to: day(last, today) });
  };
}
