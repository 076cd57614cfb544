import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { HealthDay } from '../../../shared/contract/health.ts';
import { useDates } from '../../lib/dates.ts';
import { DAY_FIGURES } from './day-figures.ts';
import { useRounded } from './rounded.ts';

const useStyles = makeStyles({
  caption: {
    ...typographyStyles.caption1,
    color: tokens.colorNeutralForeground2,
    margin: 0,
  },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  day: {
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    paddingBlock: tokens.spacingVerticalM,
  },
  title: { ...typographyStyles.body1Strong, margin: `0 0 ${tokens.spacingVerticalXS}` },
  figures: { margin: 0, display: 'grid', gap: tokens.spacingVerticalXXS },
  figure: { display: 'flex', justifyContent: 'space-between', gap: tokens.spacingHorizontalM },
  name: { color: tokens.colorNeutralForeground2 },
  number: { margin: 0 },
});

/** The last days where there is no room for a table: one below the other, each with its numbers. */
export function DaysList({ days }: { readonly days: readonly HealthDay[] }) {
  const styles = useStyles();
  const { t } = useTranslation('health');
  const { dayWithWeekday } = useDates();
  const rounded = useRounded();
  const caption = useId();
  return (
    <>
      <p className={styles.caption} id={caption}>
        {t('days.caption')}
      </p>
      <ul className={styles.list} aria-labelledby={caption}>
        {days.map((one) => (
          <li key={one.date} className={styles.day}>
            <h3 className={styles.title}>{dayWithWeekday(one.date)}</h3>
            <dl className={styles.figures}>
              {DAY_FIGURES.map(({ field, name }) => (
                <div key={field} className={styles.figure}>
                  <dt className={styles.name}>{t(`days.${name}`)}</dt>
                  <dd className={styles.number}>{rounded(one[field])}</dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
    </>
  );
}
