import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { HealthDay, HealthReply } from '../../../shared/contract/health.ts';
import { useDates } from '../../lib/dates.ts';
import { useRounded } from './rounded.ts';

const NARROW = '@media (max-width: 640px)';

const useStyles = makeStyles({
  words: { ...typographyStyles.body1, margin: 0 },
  waiting: { ...typographyStyles.body1, margin: `${tokens.spacingVerticalM} 0 0` },
  caption: {
    ...typographyStyles.caption1,
    color: tokens.colorNeutralForeground2,
    textAlign: 'start',
    paddingBottom: tokens.spacingVerticalS,
    [NARROW]: { display: 'block' },
  },
  table: { width: '100%', borderCollapse: 'collapse', [NARROW]: { display: 'block' } },
  head: {
    [NARROW]: {
      position: 'absolute',
      width: '1px',
      height: '1px',
      overflow: 'hidden',
      clipPath: 'inset(50%)',
    },
  },
  body: { [NARROW]: { display: 'block' } },
  row: {
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    [NARROW]: { display: 'block', paddingBlock: tokens.spacingVerticalM },
  },
  heading: {
    ...typographyStyles.body1Strong,
    textAlign: 'start',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalS} 0`,
  },
  number: {
    ...typographyStyles.body1,
    textAlign: 'start',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalS} 0`,
    [NARROW]: {
      display: 'flex',
      justifyContent: 'space-between',
      gap: tokens.spacingHorizontalM,
      padding: `${tokens.spacingVerticalXXS} 0`,
      '::before': { content: 'attr(data-label)', color: tokens.colorNeutralForeground2 },
    },
  },
  day: {
    ...typographyStyles.body1Strong,
    textAlign: 'start',
    whiteSpace: 'nowrap',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalS} 0`,
    [NARROW]: { display: 'block', padding: `0 0 ${tokens.spacingVerticalXS}` },
  },
});

const COLUMNS = [
  ['due', 'due'],
  ['sent', 'sent'],
  ['retried', 'retried'],
  ['blocked', 'blocked'],
  ['givenUp', 'given-up'],
] as const satisfies readonly (readonly [keyof HealthDay, string])[];

/** The last days in rounded numbers: a table, and at narrow widths the same as a list of days. */
export function DaysTable({ days, packsWaiting }: Pick<HealthReply, 'days' | 'packsWaiting'>) {
  const styles = useStyles();
  const { t, i18n } = useTranslation('health');
  const { dayWithWeekday } = useDates();
  const rounded = useRounded();
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent' });
  const inTime = ({ withinFiveMinutes }: HealthDay) =>
    withinFiveMinutes === null ? t('days.too-few') : percent.format(withinFiveMinutes / 100);
  return (
    <>
      {days.length === 0 ? (
        <p className={styles.words}>{t('days.none')}</p>
      ) : (
        // The roles hold where a narrow pane draws the table as a list.
        <table className={styles.table} role="table">
          <caption className={styles.caption}>{t('days.caption')}</caption>
          <thead className={styles.head} role="rowgroup">
            <tr role="row">
              {[
                t('days.date'),
                ...COLUMNS.map(([, name]) => t(`days.${name}`)),
                t('days.in-time'),
              ].map((name) => (
                <th key={name} scope="col" role="columnheader" className={styles.heading}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className={styles.body} role="rowgroup">
            {days.map((one) => (
              <tr key={one.date} role="row" className={styles.row}>
                <th scope="row" role="rowheader" className={styles.day}>
                  {dayWithWeekday(one.date)}
                </th>
                {COLUMNS.map(([field, name]) => (
                  <td
                    key={field}
                    role="cell"
                    className={styles.number}
                    data-label={t(`days.${name}`)}
                  >
                    {rounded(one[field])}
                  </td>
                ))}
                <td role="cell" className={styles.number} data-label={t('days.in-time')}>
                  {inTime(one)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {packsWaiting !== 0 && (
        <p className={styles.waiting}>{t('days.waiting', { packs: rounded(packsWaiting) })}</p>
      )}
    </>
  );
}
