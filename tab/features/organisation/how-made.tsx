import { useTranslation } from 'react-i18next';
import { useDates } from '../../lib/dates.ts';
import { useOrganisationStyles } from './organisation-styles.ts';
import { FEWEST_IN_TREND } from './trend.ts';

/** What is not shown and why, and how the numbers are made. */
export function HowMade({ of }: { readonly of: 'below' | 'whole' }) {
  const styles = useOrganisationStyles();
  const { t } = useTranslation('organisation');
  const { number } = useDates();
  return (
    <>
      <section className={styles.section}>
        <h2 className={styles.heading}>{t('hidden.title')}</h2>
        <p className={styles.text}>{t('hidden.people')}</p>
        <p className={styles.text}>{t('hidden.groups')}</p>
        <p className={styles.text}>{t('hidden.gaps', { fewest: number(FEWEST_IN_TREND) })}</p>
      </section>
      <section className={styles.section}>
        <h2 className={styles.heading}>{t('how.title')}</h2>
        <p className={styles.text}>{t(of === 'below' ? 'how.counted' : 'how.counted-whole')}</p>
        <p className={styles.text}>{t('how.bands')}</p>
        <p className={styles.text}>{t('how.target')}</p>
      </section>
    </>
  );
}
