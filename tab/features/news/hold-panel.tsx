import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { NewsStateView, NewsView } from '../../../shared/contract/news.ts';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useSurfaceStyles } from '../../components/surface-styles.ts';
import { useDates } from '../../lib/dates.ts';
import { type NewsCaller, useNewsAct } from './news-calls.ts';
import { useNewsStyles } from './news-styles.ts';
import { useSecondsLeft } from './use-seconds-left.ts';

interface HoldPanelProps {
  readonly as: NewsCaller;
  readonly ergId: string;
  readonly news: NewsView;
  readonly life: Extract<NewsStateView, { state: 'holding' }>;
}

/** The five minutes in which nobody has been told yet: how long they last, and the button that stops it. */
export function HoldPanel({ as, ergId, news, life }: HoldPanelProps) {
  const styles = useNewsStyles();
  const surface = useSurfaceStyles();
  const { t } = useTranslation('news');
  const dates = useDates();
  const seconds = useSecondsLeft(news.now, life.sendFrom);
  const act = useNewsAct<{ do: 'stop'; revision: number }>(as, ergId, news.id);
  const left = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return (
    <section className={surface.panel} aria-labelledby="news-hold">
      <h2 className={surface.panelTitle} id="news-hold">
        {t('hold.title')}
      </h2>
      <p className={styles.words} role="timer">
        {t('hold.counting', { people: dates.number(life.recipients), left })}
      </p>
      {act.error !== null && <SaveFailed error={act.error} />}
      <div className={styles.buttons}>
        <Button
          appearance="primary"
          className={styles.target}
          disabledFocusable={act.isPending}
          onClick={() => act.mutate({ do: 'stop', revision: news.revision })}
        >
          {t('hold.stop')}
        </Button>
      </div>
    </section>
  );
}
