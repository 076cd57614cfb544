import { makeStyles, typographyStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { ErgReply } from '../../../shared/contract/ergs.ts';
import { PersonName } from '../../components/person-name.tsx';
import { useDates } from '../../lib/dates.ts';
import { useGivenHome } from '../../lib/home-query.ts';

const useStyles = makeStyles({
  heading: { ...typographyStyles.subtitle1, margin: `0 0 ${tokens.spacingVerticalS}` },
  line: { margin: 0, maxWidth: '70ch' },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  how: { color: tokens.colorNeutralForeground2 },
});

/** Who runs an ERG, how each came to, and who stands behind it; that nobody runs it, where it is so. */
export function ErgPeople({ erg }: { readonly erg: ErgReply['erg'] }) {
  const styles = useStyles();
  const { t } = useTranslation('ergs');
  const dates = useDates();
  const { settings } = useGivenHome();
  return (
    <section aria-labelledby="erg-people">
      <h2 className={styles.heading} id="erg-people">
        {t('page.people')}
      </h2>
      {erg.organisers.length === 0 ? (
        <p className={styles.line}>{t('page.nobody')}</p>
      ) : (
        <ul className={styles.list} aria-label={t('page.people')}>
          {erg.organisers.map(({ name, since, appointedBy }) => (
            <li key={`${since} ${name}`}>
              <PersonName name={name} />{' '}
              <span className={styles.how}>
                {t(`page.by-${appointedBy}`, { day: dates.instant(since, settings.zone) })}
              </span>
            </li>
          ))}
        </ul>
      )}
      {erg.sponsor !== undefined && (
        <p className={styles.line}>{t('page.sponsor', { name: erg.sponsor.name })}</p>
      )}
    </section>
  );
}
