import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { LessonLine, LessonTextView } from '../../../shared/contract/learn.ts';
import { LESSON_PARTS } from '../../../shared/domain/lesson-text.ts';
import { HelpHere } from '../../components/help-here.tsx';
import { LessonFacts } from '../../components/lesson-facts.tsx';
import { ReportContent } from '../../components/report-content.tsx';
import { useSurfaceStyles } from '../../components/surface-styles.ts';
import { LessonBlocks } from './lesson-blocks.tsx';
import { writtenIn } from '../../lib/written-in.ts';
import { LessonStanding } from './lesson-standing.tsx';
import { WriteAbout } from './write-about.tsx';

const useStyles = makeStyles({
  page: { display: 'grid', gap: tokens.spacingVerticalXXL, gridTemplateColumns: 'minmax(0, 1fr)' },
  text: {
    display: 'grid',
    gap: tokens.spacingVerticalXXL,
    gridTemplateColumns: 'minmax(0, 1fr)',
    overflowWrap: 'anywhere',
  },
  part: { display: 'grid', gap: tokens.spacingVerticalM, gridTemplateColumns: 'minmax(0, 1fr)' },
  heading: { ...typographyStyles.subtitle1, margin: 0 },
  small: { ...typographyStyles.subtitle2, margin: 0 },
  sources: {
    ...typographyStyles.caption1,
    display: 'grid',
    gap: tokens.spacingVerticalXS,
    margin: 0,
    paddingInlineStart: tokens.spacingHorizontalL,
    maxWidth: '70ch',
    color: tokens.colorNeutralForeground2,
  },
});

/** A built-in lesson, read from its beginning to its end: five parts, where its findings are from, and marking it. */
export function ReadLesson({
  lesson,
  text,
}: {
  readonly lesson: LessonLine;
  readonly text: LessonTextView;
}) {
  const styles = useStyles();
  const surface = useSurfaceStyles();
  const { t } = useTranslation('learn');
  return (
    <div className={styles.page}>
      <LessonFacts lesson={lesson} />
      <article className={styles.text} aria-label={lesson.title}>
        {LESSON_PARTS.map((part) => (
          <section
            key={part}
            className={part === 'try' ? surface.panel : styles.part}
            aria-labelledby={`lesson-${part}`}
          >
            <h2 className={styles.heading} id={`lesson-${part}`}>
              {t(`lesson.part.${part}`)}
            </h2>
            <div {...writtenIn(lesson.language)}>
              <LessonBlocks blocks={text.parts[part]} />
            </div>
          </section>
        ))}
        {text.sources.length > 0 && (
          <section className={styles.part} aria-labelledby="lesson-sources">
            <h2 className={styles.small} id="lesson-sources">
              {t('lesson.sources')}
            </h2>
            <ul className={styles.sources}>
              {text.sources.map((source) => (
                <li key={`${source.by} ${source.title}`}>
                  <bdi>{t('lesson.source', { ...source, year: String(source.year) })}</bdi>
                </li>
              ))}
            </ul>
          </section>
        )}
      </article>
      <WriteAbout lesson={lesson} />
      <LessonStanding lesson={lesson} mayFinish />
      {lesson.pillar === 'speak-up' && <HelpHere />}
      <ReportContent about={{ kind: 'built-in-lesson', id: lesson.id }} />
    </div>
  );
}
