import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams, useSearchParams } from 'wouter';
import type { NewsContentBody, RunNewsReply } from '../../../shared/contract/news.ts';
import { NEWS_DAYS } from '../../../shared/domain/news.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { newId } from '../../lib/new-id.ts';
import { paths } from '../../lib/paths.ts';
import { useCreateNews, useRunNews } from './news-calls.ts';
import { NewsEditor, useEditedNews } from './news-editor.tsx';
import { NotShown } from './not-shown.tsx';

const EMPTY = {
  moment: { kind: 'moment', title: '', ifThisTouchesYou: '', ifYouWantToSupport: '' },
  announcement: { kind: 'announcement', title: '', text: '' },
} as const satisfies Record<NewsContentBody['kind'], NewsContentBody>;

/** A new moment or announcement; `?from=` is `announcement`, `moment`, or the id of a draft that ships. */
export default function NewNewsPage() {
  const { id } = useParams<{ id: string }>();
  const [search] = useSearchParams();
  const from = search.get('from') ?? 'announcement';
  const { t } = useTranslation('news');
  const load = useRunNews(id);
  const back = { href: paths.runErg(id, 'news'), label: t('edit.back') };
  const begun = load.data === undefined ? undefined : beginningOf(from, load.data.drafts);
  const kind = begun?.kind ?? 'announcement';
  return (
    <PageFrame
      title={t(kind === 'moment' ? 'edit.new-moment' : 'edit.new-announcement')}
      sentence={t(kind === 'moment' ? 'edit.sentence-moment' : 'edit.sentence-announcement')}
      back={back}
    >
      {begun !== undefined ? (
        <NewNews key={from} ergId={id} from={from} begun={begun} />
      ) : load.isPending ? (
        <LoadingRows shape="lines" count={4} />
      ) : (
        <NotShown error={load.error} onRetry={() => void load.refetch()} />
      )}
    </PageFrame>
  );
}

function NewNews({
  ergId,
  from,
  begun,
}: {
  readonly ergId: string;
  readonly from: string;
  readonly begun: NewsContentBody;
}) {
  const { t } = useTranslation('news');
  const announce = useAnnounce();
  const [, navigate] = useLocation();
  const [id] = useState(newId);
  const edited = useEditedNews(`new.${ergId}.${from}`, { content: begun, days: NEWS_DAYS });
  const create = useCreateNews(ergId);
  return (
    <NewsEditor
      // What ships as a draft can be kept as it is.
      edited={{ ...edited, isChanged: true }}
      saving={create.isPending}
      error={create.error}
      onSave={() =>
        create.mutate(
          { id, ...edited.words },
          {
            onSuccess() {
              edited.clear();
              announce(t('edit.saved'));
              navigate(paths.runNews(ergId, id), { replace: true });
            },
          },
        )
      }
    />
  );
}

function beginningOf(from: string, drafts: RunNewsReply['drafts']): NewsContentBody {
  if (from === 'moment' || from === 'announcement') return EMPTY[from];
  return drafts.find((draft) => draft.id === from)?.content ?? EMPTY.moment;
}
