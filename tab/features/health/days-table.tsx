import { useTranslation } from 'react-i18next';
import type { HealthDay } from '../../../shared/contract/health.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { useDates } from '../../lib/dates.ts';
import { DaysList } from './days-list.tsx';
import { DAY_FIGURES } from './day-figures.ts';
import { useRounded } from './rounded.ts';
import { useTableStyles } from '../../components/table-styles.ts';
import { useIsNarrow } from '../../lib/use-is-narrow.ts';

/** The last days in rounded numbers: a table, or a list of days where the pane is too narrow for its columns. */
export function DaysTable({ days }: { readonly days: readonly HealthDay[] }) {
  const styles = useTableStyles();
  const { t } = useTranslation('health');
  const { dayWithWeekday } = useDates();
  const rounded = useRounded();
  const isNarrow = useIsNarrow();
  if (days.every((one) => DAY_FIGURES.every(({ field }) => one[field] === 0))) {
    return <EmptyState picture="calm" sentence={t('days.none')} />;
  }
  if (isNarrow) return <DaysList days={days} />;
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>{t('days.caption')}</caption>
      <thead>
        <tr>
          <th scope="col" className={styles.heading}>
            {t('days.date')}
          </th>
          {DAY_FIGURES.map(({ field, name }) => (
            <th key={field} scope="col" className={styles.heading}>
              {t(`days.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {days.map((one) => (
          <tr key={one.date} className={styles.row}>
            <th scope="row" className={styles.heading}>
              {dayWithWeekday(one.date)}
            </th>
            {DAY_FIGURES.map(({ field }) => (
              <td key={field} className={styles.number}>
                {rounded(one[field])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
