import { useEffect, useRef, useState } from 'react';
import { Badge } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import type { NewsView } from '../../../shared/contract/news.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { paths } from '../../lib/paths.ts';
import { useNewsAct, useNewsItem, useRunNews } from './news-calls.ts';
import { NewsEditor, type NewsWords, useEditedNews } from './news-editor.tsx';
import { NewsPreview } from './news-preview.tsx';
import { useNewsStyles } from './news-styles.ts';
import { NotShown } from './not-shown.tsx';
import { PreparePanel } from './prepare-panel.tsx';
import { SendingPanel } from './sending-panel.tsx';

/** One moment or announcement of an ERG that one runs: its words, sending it, and what became of it. */
export default function NewsPage() {
  const { id, newsId } = useParams<{ id: string; newsId: string }>();
  const { t } = useTranslation('news');
  const load = useNewsItem('organiser', id, newsId);
  const back = { href: paths.runErg(id, 'news'), label: t('edit.back') };
  if (load.data === undefined) {
    return (
      <PageFrame title={t('list.title')} back={back}>
        {load.isPending ? (
          <LoadingRows shape="lines" count={4} />
        ) : (
          <NotShown error={load.error} onRetry={() => void load.refetch()} />
        )}
      </PageFrame>
    );
  }
  const { content, life } = load.data;
  return (
    <PageFrame
      title={content.title}
      sentence={t(
        content.kind === 'moment' ? 'edit.sentence-moment' : 'edit.sentence-announcement',
      )}
      back={back}
      action={<Badge appearance="tint">{t(`state.${life.state}`)}</Badge>}
    >
      <NewsItem key={load.data.id} ergId={id} news={load.data} />
    </PageFrame>
  );
}

function NewsItem({ ergId, news }: { readonly ergId: string; readonly news: NewsView }) {
  const styles = useNewsStyles();
  useSaidStates(news);
  const [editing, setEditing] = useState(false);
  const isWritten = ['draft', 'asked', 'preparing', 'ready'].includes(news.life.state);
  const isInHold = news.life.state === 'stopped' && news.life.inHold;
  if (isWritten || (isInHold && editing)) return <Written ergId={ergId} news={news} />;
  return (
    <div className={styles.parts}>
      <SendingPanel ergId={ergId} news={news} onEdit={() => setEditing(true)} />
      <NewsPreview content={news.content} />
    </div>
  );
}

function Written({ ergId, news }: { readonly ergId: string; readonly news: NewsView }) {
  const styles = useNewsStyles();
  const { t } = useTranslation('news');
  const announce = useAnnounce();
  const everybody = useRunNews(ergId).data?.everybody;
  const edited = useEditedNews(news.id, { content: news.content, days: news.days });
  const change = useNewsAct<{ do: 'change'; revision: number } & NewsWords>(
    'organiser',
    ergId,
    news.id,
  );
  return (
    <div className={styles.parts}>
      <NewsEditor
        edited={edited}
        saving={change.isPending}
        error={change.error}
        onSave={() =>
          change.mutate(
            { do: 'change', revision: news.revision, ...edited.words },
            {
              onSuccess() {
                edited.clear();
                announce(t('edit.saved'));
              },
            },
          )
        }
      />
      {news.life.state !== 'stopped' && (
        <PreparePanel
          as="organiser"
          ergId={ergId}
          news={news}
          isChanged={edited.isChanged}
          everybody={everybody}
        />
      )}
    </div>
  );
}

/** Says to a screen reader where the piece of news has got to, when that changes before one's eyes. */
function useSaidStates({ life }: NewsView): void {
  const { t } = useTranslation('news');
  const announce = useAnnounce();
  const before = useRef(life.state);
  useEffect(() => {
    if (before.current === life.state) return;
    before.current = life.state;
    const said = {
      holding: t('hold.announced'),
      sending: t('progress.announced'),
      stopped: t('stopped.announced'),
      retired: t('progress.retired-said'),
    };
    announce(said[life.state as keyof typeof said] ?? t(`state.${life.state}`));
  }, [life.state, announce, t]);
}
