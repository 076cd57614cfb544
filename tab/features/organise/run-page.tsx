import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { EmptyState } from '../../components/empty-state.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { useSurfaceStyles } from '../../components/surface-styles.ts';
import { useGivenHome } from '../../lib/home-query.ts';
import { paths } from '../../lib/paths.ts';

const useStyles = makeStyles({
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(320px, 100%), 1fr))',
    gap: tokens.spacingVerticalL,
  },
  card: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM },
  picture: { ...typographyStyles.title2, flexShrink: 0 },
  name: { ...typographyStyles.subtitle2, margin: 0, overflowWrap: 'anywhere' },
});

/** The ERGs that one organises. */
export default function RunPage() {
  const styles = useStyles();
  const surface = useSurfaceStyles();
  const { t } = useTranslation('organise');
  const { runs } = useGivenHome();
  return (
    <PageFrame title={t('mine.title')} sentence={t('mine.sentence')}>
      {runs.length === 0 ? (
        <EmptyState
          picture="people"
          sentence={t('mine.none')}
          action={<LinkButton href={paths.ergs}>{t('mine.to-ergs')}</LinkButton>}
        />
      ) : (
        <ul className={styles.list}>
          {runs.map(({ ergId, name, picture }) => (
            <li key={ergId} className={mergeClasses(surface.linkCard, styles.card)}>
              <span className={styles.picture} aria-hidden>
                {picture}
              </span>
              <h2 className={styles.name}>
                <Link href={paths.runErg(ergId)} className={surface.cardLink}>
                  {name}
                </Link>
              </h2>
            </li>
          ))}
        </ul>
      )}
    </PageFrame>
  );
}
