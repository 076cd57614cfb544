import { useState } from 'react';
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { LessonLine, SceneView } from '../../../shared/contract/learn.ts';
import { placeIn } from '../../../shared/domain/scene.ts';
import { HelpHere } from '../../components/help-here.tsx';
import { LessonFacts } from '../../components/lesson-facts.tsx';
import { ReportContent } from '../../components/report-content.tsx';
import { useSectionStyles } from '../../components/section-styles.ts';
import { useSurfaceStyles } from '../../components/surface-styles.ts';
import { writtenIn } from '../../lib/written-in.ts';
import { paths } from '../../lib/paths.ts';
import { LessonStanding } from './lesson-standing.tsx';
import { SceneStep } from './scene-step.tsx';
import { WriteAbout } from './write-about.tsx';

const useStyles = makeStyles({
  page: { display: 'grid', gap: tokens.spacingVerticalXXL, gridTemplateColumns: 'minmax(0, 1fr)' },
});

interface ScenePageProps {
  readonly lesson: LessonLine;
  readonly scene: SceneView;
}

/**
 * A scene to practise. What it is about comes first, so that one can leave it for today; the word on safety stands with it
 * throughout. Nothing that one chooses is kept, counted or called wrong.
 */
export function ScenePage({ lesson, scene }: ScenePageProps) {
  const styles = useStyles();
  const section = useSectionStyles();
  // Undefined before it has begun; then the replies chosen so far.
  const [chosen, setChosen] = useState<readonly string[]>();
  // Who came to an end once, may be done, also while they try another way.
  const [hasEnded, setEnded] = useState(false);
  const go = (replies: readonly string[]) => {
    setChosen(replies);
    if (placeIn(scene, replies)?.step.kind === 'ending') setEnded(true);
  };
  return (
    <div className={styles.page}>
      <LessonFacts lesson={lesson} />
      {chosen === undefined ? (
        <Before note={scene.contentNote} language={lesson.language} onBegin={() => go([])} />
      ) : (
        <SceneStep scene={scene} language={lesson.language} chosen={chosen} onGo={go} />
      )}
      <p className={section.quiet} {...writtenIn(lesson.language)}>
        {scene.safety}
      </p>
      {(hasEnded || lesson.standing.state !== 'open') && (
        <>
          <WriteAbout lesson={lesson} />
          <LessonStanding lesson={lesson} mayFinish={hasEnded} />
        </>
      )}
      {lesson.pillar === 'speak-up' && <HelpHere />}
      <ReportContent about={{ kind: 'built-in-lesson', id: lesson.id }} />
    </div>
  );
}

function Before({
  note,
  language,
  onBegin,
}: {
  readonly note: string;
  readonly language: string | undefined;
  readonly onBegin: () => void;
}) {
  const section = useSectionStyles();
  const surface = useSurfaceStyles();
  const { t } = useTranslation('learn');
  const [, navigate] = useLocation();
  return (
    <section className={surface.panel} aria-labelledby="scene-note">
      <h2 className={surface.panelTitle} id="scene-note">
        {t('scene.note')}
      </h2>
      <p className={section.text} {...writtenIn(language)}>
        {note}
      </p>
      <div className={section.acts}>
        <Button className={section.target} appearance="primary" onClick={onBegin}>
          {t('scene.begin')}
        </Button>
        <Button className={section.target} onClick={() => navigate(paths.learn('lessons'))}>
          {t('scene.not-today')}
        </Button>
      </div>
    </section>
  );
}
