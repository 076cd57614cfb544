import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { GivenHome } from '../../../shared/contract/home.ts';
import { HelpHere } from '../../components/help-here.tsx';
import { PublishedNewsCard } from '../../components/published-news.tsx';

const useStyles = makeStyles({
  section: { display: 'grid', gap: tokens.spacingVerticalM, minWidth: 0 },
  title: { ...typographyStyles.subtitle1, margin: 0 },
});

/** Moments while they last, for everybody. */
export function HomeMoments({ moments }: Pick<GivenHome, 'moments'>) {
  const styles = useStyles();
  const { t } = useTranslation('news');
  return (
    <section className={styles.section} aria-labelledby="home-moments">
      <h2 className={styles.title} id="home-moments">
        {t('published.moments')}
      </h2>
      {moments.map((moment) => (
        <PublishedNewsCard key={moment.id} news={moment} level={3} />
      ))}
      <HelpHere level={3} />
    </section>
  );
}

/** Announcements of the ERGs that the person joined, while they stand. */
export function HomeAnnouncements({ news, memberships }: Pick<GivenHome, 'news' | 'memberships'>) {
  const styles = useStyles();
  const { t } = useTranslation('news');
  const names = new Map(memberships.map(({ ergId, name }) => [ergId, name]));
  return (
    <section className={styles.section} aria-labelledby="home-news">
      <h2 className={styles.title} id="home-news">
        {t('published.news')}
      </h2>
      {news.map((one) => (
        <PublishedNewsCard
          key={one.id}
          news={one}
          level={3}
          erg={names.get(one.ergId)}
          ergId={one.ergId}
        />
      ))}
    </section>
  );
}
