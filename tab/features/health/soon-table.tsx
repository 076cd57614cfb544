import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { HealthDay } from '../../../shared/contract/health.ts';
import { useDates } from '../../lib/dates.ts';
import { useTeams } from '../../lib/teams-context.ts';
import { useTableStyles } from '../../components/table-styles.ts';
import { useIsNarrow } from '../../lib/use-is-narrow.ts';

const COLUMNS = [
  { field: 'oneMinute', name: 'one-minute' },
  { field: 'fiveMinutes', name: 'five-minutes' },
  { field: 'fifteenMinutes', name: 'fifteen-minutes' },
  { field: 'oneHour', name: 'one-hour' },
] as const;

const useStyles = makeStyles({
  table: { marginTop: tokens.spacingVerticalXXL },
  words: { ...typographyStyles.body1, margin: `${tokens.spacingVerticalL} 0 0`, maxWidth: '70ch' },
});

/** How soon messages went out, as shares; narrow enough to be a table everywhere. */
export function SoonTable({ days }: { readonly days: readonly HealthDay[] }) {
  const styles = useStyles();
  const table = useTableStyles();
  const { t } = useTranslation('health');
  const { dayWithWeekday } = useDates();
  const isNarrow = useIsNarrow();
  const { language } = useTeams();
  const percent = new Intl.NumberFormat(language, { style: 'percent' });
  const shortDay = new Intl.DateTimeFormat(language, {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  });
  const known = days.flatMap(({ date, within }) => (within === null ? [] : [{ date, within }]));
  if (days.every(({ sent }) => sent === 0)) return null;
  if (known.length === 0) return <p className={styles.words}>{t('soon.none')}</p>;
  return (
    <table className={mergeClasses(table.table, styles.table)}>
      <caption className={table.caption}>{t('soon.caption')}</caption>
      <thead>
        <tr>
          <th scope="col" className={table.heading}>
            {t('soon.date')}
          </th>
          {COLUMNS.map(({ field, name }) => (
            <th key={field} scope="col" className={table.heading}>
              {t(`soon.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {known.map(({ date, within }) => (
          <tr key={date} className={table.row}>
            <th scope="row" className={table.heading}>
              {isNarrow ? shortDay.format(new Date(date)) : dayWithWeekday(date)}
            </th>
            {COLUMNS.map(({ field }) => (
              <td key={field} className={table.number}>
                {percent.format(within[field] / 100)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
