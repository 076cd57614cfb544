import { Button, mergeClasses, Spinner } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { NewsContentBody, NewsView, RunNewsReply } from '../../../shared/contract/news.ts';
import { isFinished } from '../../../shared/domain/news-decisions.ts';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useSurfaceStyles } from '../../components/surface-styles.ts';
import { useDates } from '../../lib/dates.ts';
import { useGivenHome } from '../../lib/home-query.ts';
import { type NewsCaller, useNewsAct } from './news-calls.ts';
import { useNewsStyles } from './news-styles.ts';
import { Timing } from './timing.tsx';
import { useClockTime } from './use-clock-time.ts';

interface PreparePanelProps {
  readonly as: NewsCaller;
  readonly ergId: string;
  readonly news: NewsView;
  /** Words are typed that are not saved: nothing is sent before they are. */
  readonly isChanged: boolean;
  /** About how many people a moment goes to, where that is known. */
  readonly everybody: RunNewsReply['everybody'] | undefined;
}

/** Counting the people, and the button that sends to exactly so many. */
export function PreparePanel({ as, ergId, news, isChanged, everybody }: PreparePanelProps) {
  const styles = useNewsStyles();
  const surface = useSurfaceStyles();
  const { t } = useTranslation('news');
  const dates = useDates();
  const { settings } = useGivenHome();
  const clockTime = useClockTime();
  const act = useNewsAct<{ do: 'prepare' | 'confirm'; revision: number }>(as, ergId, news.id);
  const { life, revision, content } = news;
  const send = (wanted: 'prepare' | 'confirm') => act.mutate({ do: wanted, revision });
  const isTheirs = as === 'organiser' && 'byAdmin' in life && life.byAdmin;
  return (
    <section className={mergeClasses(surface.panel)} aria-labelledby="news-send">
      <h2 className={surface.panelTitle} id="news-send">
        {t('send.title')}
      </h2>
      {act.error !== null && <SaveFailed error={act.error} />}
      {life.state === 'asked' && as === 'organiser' ? (
        <p className={styles.words}>
          {t('send.asked', { day: dates.instant(life.askedAt, settings.zone) })}
        </p>
      ) : isTheirs ? (
        <p className={styles.words}>{t('send.with-admin')}</p>
      ) : life.state === 'preparing' ? (
        <Spinner labelPosition="after" label={t('send.preparing')} />
      ) : life.state === 'ready' ? (
        <>
          <p className={styles.words}>
            {life.recipients === 0
              ? t('send.nobody')
              : t('send.ready', { people: dates.number(life.recipients) })}
          </p>
          <Timing timing={life.timing} kind={content.kind} />
          {isChanged && <p className={styles.words}>{t('send.unsaved')}</p>}
          <div className={styles.buttons}>
            <Button
              appearance="primary"
              className={styles.target}
              disabledFocusable={act.isPending || isChanged || life.recipients === 0}
              onClick={() => send('confirm')}
            >
              {t('send.confirm', { people: dates.number(life.recipients) })}
            </Button>
          </div>
          <p className={styles.aside}>
            {t('send.confirm-until', { time: clockTime(life.confirmUntil) })}
          </p>
        </>
      ) : (
        <Explained content={content} everybody={everybody}>
          {isChanged && <p className={styles.words}>{t('send.unsaved')}</p>}
          {!isFinished(content) && <p className={styles.words}>{t('send.unfinished')}</p>}
          <div className={styles.buttons}>
            <Button
              appearance="primary"
              className={styles.target}
              disabledFocusable={act.isPending || isChanged || !isFinished(content)}
              onClick={() => send('prepare')}
            >
              {t('send.prepare')}
            </Button>
          </div>
        </Explained>
      )}
      {as === 'organiser' && <Asking ergId={ergId} news={news} isChanged={isChanged} />}
    </section>
  );
}

function Explained({
  content,
  everybody,
  children,
}: {
  readonly content: NewsContentBody;
  readonly everybody: RunNewsReply['everybody'] | undefined;
  readonly children: React.ReactNode;
}) {
  const styles = useNewsStyles();
  const { t } = useTranslation('news');
  const dates = useDates();
  return (
    <>
      {content.kind === 'announcement' && (
        <p className={styles.words}>{t('send.explained-announcement')}</p>
      )}
      {content.kind === 'moment' && everybody !== undefined && (
        <p className={styles.words}>
          {everybody === 'few' || everybody === 0
            ? t('send.explained-few')
            : t('send.explained-moment', { people: dates.number(everybody) })}
        </p>
      )}
      {children}
    </>
  );
}

/** Asking an admin to publish a moment instead, or taking that back. */
function Asking({
  ergId,
  news: { id, life, content, revision },
  isChanged,
}: Pick<PreparePanelProps, 'ergId' | 'news' | 'isChanged'>) {
  const styles = useNewsStyles();
  const { t } = useTranslation('news');
  const act = useNewsAct<{ do: 'ask' | 'take-back'; revision: number }>('organiser', ergId, id);
  if (content.kind !== 'moment') return null;
  const isAsked = life.state === 'asked' || ('byAdmin' in life && life.byAdmin);
  return (
    <>
      {act.error !== null && <SaveFailed error={act.error} />}
      {!isAsked && <p className={styles.aside}>{t('send.ask-explained')}</p>}
      <div className={styles.buttons}>
        <Button
          className={styles.target}
          disabledFocusable={act.isPending || (!isAsked && (isChanged || !isFinished(content)))}
          onClick={() => act.mutate({ do: isAsked ? 'take-back' : 'ask', revision })}
        >
          {t(isAsked ? 'send.take-back' : 'send.ask')}
        </Button>
      </div>
    </>
  );
}
