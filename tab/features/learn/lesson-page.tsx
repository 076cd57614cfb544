import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import type { LessonReply } from '../../../shared/contract/learn.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { ApiProblem } from '../../lib/api-client.ts';
import { paths } from '../../lib/paths.ts';
import { ErgLesson } from './erg-lesson.tsx';
import { useLesson } from './learn-queries.ts';
import { ReadLesson } from './read-lesson.tsx';
import { ScenePage } from './scene-page.tsx';

/** One lesson: a built-in one to read, a scene to practise, or one that an ERG's organisers published. */
export default function LessonPage() {
  const { t } = useTranslation(['learn', 'content', 'care', 'rights', 'problems']);
  const { id, ergId } = useParams<{ id: string; ergId?: string }>();
  const lesson = useLesson(id, ergId);
  const back = { href: paths.learn('lessons'), label: t('learn:lesson.back') };
  if (lesson.data !== undefined) {
    const { title, summary, language } = lesson.data.lesson;
    return (
      <PageFrame title={title} sentence={summary} back={back} language={language}>
        {/* Another lesson begins anew. */}
        <WholeLesson key={`${ergId} ${id}`} reply={lesson.data} />
      </PageFrame>
    );
  }
  const isGone = lesson.error instanceof ApiProblem && lesson.error.problem.code === 'not-found';
  return (
    <PageFrame title={isGone ? t('learn:lesson.gone-title') : t('learn:title')} back={back}>
      {isGone ? (
        <EmptyState
          picture="search"
          sentence={t('learn:lesson.gone')}
          action={
            <LinkButton href={paths.learn('lessons')}>{t('learn:lesson.to-lessons')}</LinkButton>
          }
        />
      ) : lesson.error === null ? (
        <LoadingRows shape="lines" count={4} />
      ) : (
        <FailedState error={lesson.error} onRetry={() => void lesson.refetch()} />
      )}
    </PageFrame>
  );
}

function WholeLesson({ reply: { lesson, text, scene } }: { readonly reply: LessonReply }) {
  if (text !== undefined) return <ReadLesson lesson={lesson} text={text} />;
  if (scene !== undefined) return <ScenePage lesson={lesson} scene={scene} />;
  return <ErgLesson lesson={lesson} />;
}
