import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { ErgReply } from '../../../shared/contract/ergs.ts';
import { AskSummary } from '../../components/ask-summary.tsx';
import { EventCard } from '../../components/event-card.tsx';
import { LessonSummary } from '../../components/lesson-summary.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { ReportContent } from '../../components/report-content.tsx';
import { paths } from '../../lib/paths.ts';

const useStyles = makeStyles({
  heading: { ...typographyStyles.subtitle1, margin: `0 0 ${tokens.spacingVerticalM}` },
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gap: tokens.spacingVerticalXL,
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
  item: { display: 'grid', gap: tokens.spacingVerticalS, justifyItems: 'start', minWidth: 0 },
});

/** What an ERG has published: what it asks, what is coming, what is worth learning. Nothing of what there is none. */
export function ErgContent({
  erg,
}: {
  readonly erg: Pick<ErgReply['erg'], 'id' | 'asks' | 'lessons' | 'events'>;
}) {
  const styles = useStyles();
  const { t } = useTranslation('content');
  return (
    <>
      {erg.asks.length > 0 && (
        <section aria-labelledby="erg-asks">
          <h2 className={styles.heading} id="erg-asks">
            {t('page.asks')}
          </h2>
          <ul className={styles.list}>
            {erg.asks.map((ask) => (
              <li key={ask.id} className={styles.item}>
                <AskSummary ask={ask} />
                <LinkButton
                  href={paths.pledgeFromAsk(erg.id, ask.id)}
                  label={t('ask.pledge-named', { title: ask.title })}
                >
                  {t('ask.pledge')}
                </LinkButton>
                <ReportContent
                  about={{ kind: 'ask', ergId: erg.id, id: ask.id }}
                  title={ask.title}
                />
              </li>
            ))}
          </ul>
        </section>
      )}
      {erg.events.length > 0 && (
        <section aria-labelledby="erg-events">
          <h2 className={styles.heading} id="erg-events">
            {t('page.events')}
          </h2>
          <ul className={styles.list}>
            {erg.events.map((event) => (
              <li key={event.id}>
                <EventCard event={event} level={3} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {erg.lessons.length > 0 && (
        <section aria-labelledby="erg-lessons">
          <h2 className={styles.heading} id="erg-lessons">
            {t('page.lessons')}
          </h2>
          <ul className={styles.list}>
            {erg.lessons.map((lesson) => (
              <li key={lesson.id}>
                <LessonSummary lesson={lesson} />
                <ReportContent
                  about={{ kind: 'lesson', ergId: erg.id, id: lesson.id }}
                  title={lesson.title}
                />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
