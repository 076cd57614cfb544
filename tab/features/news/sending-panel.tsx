import { useState } from 'react';
import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { NewsStateView, NewsView } from '../../../shared/contract/news.ts';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useSurfaceStyles } from '../../components/surface-styles.ts';
import { useDates } from '../../lib/dates.ts';
import { useGivenHome } from '../../lib/home-query.ts';
import { CorrectDialog } from './correct-dialog.tsx';
import { HoldPanel } from './hold-panel.tsx';
import { useNewsAct } from './news-calls.ts';
import { useNewsStyles } from './news-styles.ts';
import { Progress } from './progress.tsx';

interface SendingPanelProps {
  readonly ergId: string;
  readonly news: NewsView;
  /** Opens the words for editing, where nobody was told. */
  readonly onEdit: () => void;
}

type SentState = Extract<NewsStateView, { state: 'sending' | 'over' | 'stopped' }>;

/** What became of news that was confirmed: the hold with its countdown, then how the telling goes. */
export function SendingPanel({ ergId, news, onEdit }: SendingPanelProps) {
  const surface = useSurfaceStyles();
  const { life } = news;
  switch (life.state) {
    case 'holding':
      return <HoldPanel as="organiser" ergId={ergId} news={news} life={life} />;
    case 'sending':
    case 'over':
    case 'stopped':
      return (
        <section className={surface.panel} aria-labelledby="news-progress">
          <Sent ergId={ergId} news={news} life={life} onEdit={onEdit} />
        </section>
      );
    default:
      return <Ended life={life} />;
  }
}

function Sent({ ergId, news, life, onEdit }: SendingPanelProps & { readonly life: SentState }) {
  const styles = useNewsStyles();
  const surface = useSurfaceStyles();
  const { t } = useTranslation('news');
  const dates = useDates();
  const { settings } = useGivenHome();
  const [correcting, setCorrecting] = useState(false);
  const act = useNewsAct<{ do: 'stop' | 'resume' | 'retire'; revision: number }>(
    'organiser',
    ergId,
    news.id,
  );
  const button = (wanted: 'stop' | 'resume' | 'retire', label: string, primary = false) => (
    <Button
      className={styles.target}
      appearance={primary ? 'primary' : 'secondary'}
      disabledFocusable={act.isPending}
      onClick={() => act.mutate({ do: wanted, revision: news.revision })}
    >
      {label}
    </Button>
  );
  const isInHold = life.state === 'stopped' && life.inHold;
  return (
    <>
      <h2 className={surface.panelTitle} id="news-progress">
        {t(
          life.state === 'stopped'
            ? 'state.stopped'
            : life.state === 'over'
              ? 'progress.report'
              : 'progress.title',
        )}
      </h2>
      <p className={styles.words}>
        {life.state === 'over'
          ? t('ended.over', { day: dates.instant(life.until, settings.zone) })
          : life.state === 'sending'
            ? t('progress.sending')
            : t(isInHold ? 'stopped.in-hold' : 'stopped.later')}
      </p>
      {!isInHold && life.progress !== undefined && (
        <Progress progress={life.progress} recipients={life.recipients} />
      )}
      {act.error !== null && <SaveFailed error={act.error} />}
      {life.state !== 'over' && (
        <>
          <div className={styles.buttons}>
            {life.state === 'stopped' && button('resume', t('stopped.resume'), true)}
            {isInHold && (
              <Button className={styles.target} onClick={onEdit}>
                {t('stopped.edit')}
              </Button>
            )}
            {!isInHold && (
              <Button className={styles.target} onClick={() => setCorrecting(true)}>
                {t('progress.correct')}
              </Button>
            )}
            {life.state === 'sending' && button('stop', t('progress.stop'))}
            {button('retire', t('progress.retire'))}
          </div>
          <p className={styles.aside}>{t('progress.retire-explained')}</p>
        </>
      )}
      {correcting && (
        <CorrectDialog ergId={ergId} news={news} onClose={() => setCorrecting(false)} />
      )}
    </>
  );
}

function Ended({ life }: { readonly life: NewsStateView }) {
  const styles = useNewsStyles();
  const { t } = useTranslation('news');
  const dates = useDates();
  const { settings } = useGivenHome();
  if (life.state !== 'retired' && life.state !== 'withdrawn') return null;
  return (
    <p className={styles.words}>
      {t(`ended.${life.state}`, { day: dates.instant(life.at, settings.zone) })}
    </p>
  );
}
