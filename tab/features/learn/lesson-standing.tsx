import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { LessonLine } from '../../../shared/contract/learn.ts';
import type { LessonMark } from '../../../shared/domain/lesson.ts';
import { NextLessonCard } from '../../components/next-lesson-card.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useSectionStyles } from '../../components/section-styles.ts';
import { StateSection } from '../../components/state-section.tsx';
import { useLessonMarks } from '../../components/use-lesson-marks.ts';
import { useDates } from '../../lib/dates.ts';
import { useGivenHome } from '../../lib/home-query.ts';

interface LessonStandingProps {
  readonly lesson: LessonLine;
  /** Whether there is an end that the person has reached, or may have: *Done* is offered. */
  readonly mayFinish: boolean;
}

/** Where a lesson stands with the person, marking it, and, once that is decided, what comes next. */
export function LessonStanding({ lesson, mayFinish }: LessonStandingProps) {
  const section = useSectionStyles();
  const { t } = useTranslation('learn');
  const { nextLesson } = useGivenHome();
  const marks = useLessonMarks(lesson);
  const sentence = useSentence(lesson);
  const { state } = lesson.standing;
  const isNextAnother =
    nextLesson !== undefined &&
    (nextLesson.lesson.id !== lesson.id || nextLesson.lesson.erg?.id !== lesson.erg?.id);
  const button = (mark: LessonMark, appearance: 'primary' | 'secondary' | 'subtle') => (
    <Button
      className={section.target}
      appearance={appearance}
      disabledFocusable={marks.busy}
      onClick={() => marks.mark(mark)}
    >
      {t(mark === 'open' ? 'mark.take-back' : `mark.${mark}`)}
    </Button>
  );
  return (
    <>
      <StateSection state={state} heading={t(`lesson.state.${state}`)} sentence={sentence}>
        <p className={section.quiet}>{sentence}</p>
        {marks.error !== null && <SaveFailed error={marks.error} onRetry={marks.again} />}
        <div className={section.acts}>
          {state !== 'done' && mayFinish && button('done', 'primary')}
          {state === 'open' && button('later', 'secondary')}
          {state === 'open' && button('not-for-me', 'secondary')}
          {state !== 'open' && button('open', 'subtle')}
        </div>
      </StateSection>
      {state !== 'open' && isNextAnother && (
        <section className={section.section} aria-labelledby="what-comes-next">
          <h2 className={section.heading} id="what-comes-next">
            {t('lesson.next')}
          </h2>
          <div className={section.wide}>
            <NextLessonCard key={nextLesson.lesson.id} next={nextLesson} />
          </div>
        </section>
      )}
    </>
  );
}

function useSentence({ standing }: LessonLine): string {
  const { t } = useTranslation('learn');
  const dates = useDates();
  const { settings, today } = useGivenHome();
  switch (standing.state) {
    case 'done':
      return t('lesson.says.done', { day: dates.instant(standing.at, settings.zone) });
    case 'later':
      return t('lesson.says.later', { day: dates.day(standing.from, today) });
    case 'open':
    case 'not-for-me':
      return t(`lesson.says.${standing.state}`);
  }
}
