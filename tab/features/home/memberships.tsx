import {
  Link as FluentLink,
  makeStyles,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { MembershipView } from '../../../shared/contract/ergs.ts';
import { paths } from '../../lib/paths.ts';

const useStyles = makeStyles({
  title: { ...typographyStyles.subtitle1, margin: `0 0 ${tokens.spacingVerticalS}` },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  row: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    minHeight: '44px',
  },
  picture: { ...typographyStyles.subtitle1, flexShrink: 0 },
  link: { minHeight: '44px', display: 'inline-flex', alignItems: 'center' },
  quiet: { color: tokens.colorNeutralForeground2 },
});

/** The ERGs that a person joined or asked to join, or the way to them. */
export function Memberships({ memberships }: { readonly memberships: readonly MembershipView[] }) {
  const styles = useStyles();
  const { t } = useTranslation('home');
  return (
    <section>
      <h2 className={styles.title}>{t('ergs.title')}</h2>
      {memberships.length === 0 ? (
        <div className={styles.quiet}>
          {t('ergs.none')}{' '}
          <Link href={paths.ergs} asChild>
            <FluentLink inline className={styles.link}>
              {t('ergs.look')}
            </FluentLink>
          </Link>
        </div>
      ) : (
        <ul className={styles.list}>
          {memberships.map((membership) => (
            <li key={membership.ergId} className={styles.row}>
              <span className={styles.picture} aria-hidden>
                {membership.picture ?? '•'}
              </span>
              <Link href={paths.erg(membership.ergId)} asChild>
                <FluentLink className={styles.link}>
                  <bdi>{membership.name ?? t('ergs.unknown')}</bdi>
                </FluentLink>
              </Link>
              {membership.state === 'requested' && (
                <span className={styles.quiet}>{t('ergs.requested')}</span>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
