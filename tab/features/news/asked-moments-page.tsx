import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { AdminFrame, AdminOnly } from '../../components/admin-frame.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { useSurfaceStyles } from '../../components/surface-styles.ts';
import { useDates } from '../../lib/dates.ts';
import { useGivenHome } from '../../lib/home-query.ts';
import { paths } from '../../lib/paths.ts';
import { useAskedMoments } from './news-calls.ts';
import { NotShown } from './not-shown.tsx';

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gap: tokens.spacingVerticalM,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  card: { display: 'grid' },
  title: { ...typographyStyles.subtitle2, margin: 0, overflowWrap: 'anywhere' },
  line: { margin: 0 },
});

/** For admins: moments that organisers asked them to publish. */
export default function AskedMomentsPage() {
  return (
    <AdminOnly>
      <AskedMoments />
    </AdminOnly>
  );
}

function AskedMoments() {
  const styles = useStyles();
  const surface = useSurfaceStyles();
  const { t } = useTranslation('news');
  const dates = useDates();
  const { settings } = useGivenHome();
  const load = useAskedMoments();
  return (
    <AdminFrame part="news" sentence={t('asked.sentence')}>
      {load.data === undefined ? (
        load.isPending ? (
          <LoadingRows />
        ) : (
          <NotShown page="admin" error={load.error} onRetry={() => void load.refetch()} />
        )
      ) : load.data.length === 0 ? (
        <EmptyState picture="calm" title={t('asked.empty-title')} sentence={t('asked.empty')} />
      ) : (
        <ul className={styles.list}>
          {load.data.map(({ id, ergId, erg, title, askedAt }) => (
            <li key={id}>
              <article className={mergeClasses(surface.linkCard, styles.card)}>
                <h2 className={styles.title}>
                  <Link href={paths.askedMoment(ergId, id)} className={surface.cardLink}>
                    <bdi>{title}</bdi>
                  </Link>
                </h2>
                <p className={styles.line}>
                  {t('asked.line', { erg, day: dates.instant(askedAt, settings.zone) })}
                </p>
              </article>
            </li>
          ))}
        </ul>
      )}
    </AdminFrame>
  );
}
