import { Link as FluentLink, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { JournalEntryView } from '../../../shared/contract/journal.ts';
import { FailedState } from '../../components/failed-state.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { useSectionStyles } from '../../components/section-styles.ts';
import { useDates } from '../../lib/dates.ts';
import { useGivenHome } from '../../lib/home-query.ts';
import { useJournal } from '../../lib/journal-query.ts';
import { paths } from '../../lib/paths.ts';
import { aboutLearning } from './progress-file.ts';

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gap: tokens.spacingVerticalL,
    gridTemplateColumns: 'minmax(0, 1fr)',
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  about: {
    display: 'inline-flex',
    alignItems: 'center',
    minHeight: '44px',
    overflowWrap: 'anywhere',
  },
  day: { display: 'block', color: tokens.colorNeutralForeground2 },
  words: { margin: 0, maxWidth: '70ch', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
});

/** What somebody wrote into their journal about lessons and check-ins, newest first; more by page. */
export function OwnWords() {
  const styles = useStyles();
  const section = useSectionStyles();
  const { t } = useTranslation('learn');
  const journal = useJournal();
  const entries = journal.data?.pages.flatMap((page) => page.entries).filter(aboutLearning) ?? [];
  return (
    <section className={section.section} aria-labelledby="own-words">
      <h2 className={section.heading} id="own-words">
        {t('progress.own-words')}
      </h2>
      {journal.data === undefined && journal.error === null && (
        <LoadingRows shape="lines" count={2} />
      )}
      {journal.data === undefined && journal.error !== null && (
        <FailedState error={journal.error} onRetry={() => void journal.refetch()} />
      )}
      {journal.data !== undefined && entries.length === 0 && !journal.hasNextPage && (
        <p className={section.quiet}>{t('progress.own-words-none')}</p>
      )}
      <ul className={styles.list}>
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ul>
      <LoadMore list={journal} />
      {journal.data !== undefined && (
        <LinkButton href={paths.learn('journal')}>{t('progress.to-journal')}</LinkButton>
      )}
    </section>
  );
}

function Entry({ entry: { about, words, writtenAt } }: { readonly entry: JournalEntryView }) {
  const styles = useStyles();
  const dates = useDates();
  const { settings } = useGivenHome();
  if (about === undefined) return null;
  const href =
    about.kind === 'lesson'
      ? paths.lesson(about.lessonId, about.ergId)
      : paths.pledge(about.pledgeId);
  return (
    <li>
      <Link href={href} asChild>
        <FluentLink className={styles.about}>
          <bdi>{about.title}</bdi>
        </FluentLink>
      </Link>
      <span className={styles.day}>{dates.instant(writtenAt, settings.zone)}</span>
      <p className={styles.words} dir="auto">
        {words}
      </p>
    </li>
  );
}
