import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'wouter';
import type { NewsView } from '../../../shared/contract/news.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { paths } from '../../lib/paths.ts';
import { HoldPanel } from './hold-panel.tsx';
import { useNewsAct, useNewsItem } from './news-calls.ts';
import { NewsPreview } from './news-preview.tsx';
import { useNewsStyles } from './news-styles.ts';
import { NotShown } from './not-shown.tsx';
import { PreparePanel } from './prepare-panel.tsx';

/** For admins: one moment that they were asked to publish, with the card that everybody gets. */
export default function AskedMomentPage() {
  const { ergId, newsId } = useParams<{ ergId: string; newsId: string }>();
  const styles = useNewsStyles();
  const { t } = useTranslation('news');
  const load = useNewsItem('admin', ergId, newsId);
  const back = { href: paths.admin('news'), label: t('asked.title') };
  if (load.data === undefined) {
    return (
      <PageFrame title={t('asked.title')} back={back}>
        {load.isPending ? (
          <LoadingRows shape="lines" count={4} />
        ) : (
          <NotShown page="admin" error={load.error} onRetry={() => void load.refetch()} />
        )}
      </PageFrame>
    );
  }
  const news = load.data;
  const isWaiting = ['asked', 'preparing', 'ready'].includes(news.life.state);
  return (
    <PageFrame title={news.content.title} sentence={t('edit.sentence-moment')} back={back}>
      <div className={styles.parts}>
        <NewsPreview content={news.content} />
        {isWaiting && (
          <>
            <PreparePanel
              as="admin"
              ergId={ergId}
              news={news}
              isChanged={false}
              everybody={undefined}
            />
            <Decline ergId={ergId} news={news} />
          </>
        )}
        {news.life.state === 'holding' && (
          <HoldPanel as="admin" ergId={ergId} news={news} life={news.life} />
        )}
        {!isWaiting && news.life.state !== 'holding' && (
          <p className={styles.words}>{t(`state.${news.life.state}`)}</p>
        )}
      </div>
    </PageFrame>
  );
}

function Decline({ ergId, news }: { readonly ergId: string; readonly news: NewsView }) {
  const styles = useNewsStyles();
  const { t } = useTranslation('news');
  const announce = useAnnounce();
  const [, navigate] = useLocation();
  const act = useNewsAct<{ do: 'decline'; revision: number }>('admin', ergId, news.id);
  return (
    <div className={styles.column}>
      {act.error !== null && <SaveFailed error={act.error} />}
      <div className={styles.buttons}>
        <Button
          className={styles.target}
          disabledFocusable={act.isPending}
          onClick={() =>
            act.mutate(
              { do: 'decline', revision: news.revision },
              {
                onSuccess() {
                  announce(t('asked.declined'));
                  navigate(paths.admin('news'));
                },
              },
            )
          }
        >
          {t('asked.decline')}
        </Button>
      </div>
    </div>
  );
}
