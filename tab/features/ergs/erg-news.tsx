import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { FailedState } from '../../components/failed-state.tsx';
import { HelpHere } from '../../components/help-here.tsx';
import { PublishedNewsCard } from '../../components/published-news.tsx';
import { useErgNews } from './erg-queries.ts';

const useStyles = makeStyles({
  section: { display: 'grid', gap: tokens.spacingVerticalM, minWidth: 0 },
  title: { ...typographyStyles.subtitle1, margin: 0 },
});

/** What stands on an ERG's page of its moments and announcements; nothing where nothing does. */
export function ErgNews({ ergId }: { readonly ergId: string }) {
  const styles = useStyles();
  const { t } = useTranslation('news');
  const load = useErgNews(ergId);
  if (load.data === undefined) {
    return load.error === null ? null : (
      <FailedState error={load.error} onRetry={() => void load.refetch()} />
    );
  }
  if (load.data.length === 0) return null;
  return (
    <section className={styles.section} aria-labelledby="erg-news">
      <h2 className={styles.title} id="erg-news">
        {t('published.erg')}
      </h2>
      {load.data.map((one) => (
        <PublishedNewsCard key={one.id} news={one} level={3} ergId={ergId} />
      ))}
      {load.data.some(({ content }) => content.kind === 'moment') && <HelpHere level={3} />}
    </section>
  );
}
