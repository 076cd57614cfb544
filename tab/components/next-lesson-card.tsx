import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { NextLessonView } from '../../shared/contract/learn.ts';
import type { LessonFormat } from '../../shared/domain/message-content.ts';
import { writtenIn } from '../lib/written-in.ts';
import { paths } from '../lib/paths.ts';
import { LessonFacts } from './lesson-facts.tsx';
import { LinkButton } from './link-button.tsx';
import { SaveFailed } from './save-failed.tsx';
import { useSurfaceStyles } from './surface-styles.ts';
import { useLessonMarks } from './use-lesson-marks.ts';

const useStyles = makeStyles({
  why: { ...typographyStyles.caption1Strong, margin: 0, color: tokens.colorNeutralForeground2 },
  title: { ...typographyStyles.subtitle2, margin: 0, overflowWrap: 'anywhere' },
  summary: { margin: 0, maxWidth: '70ch', overflowWrap: 'anywhere' },
  acts: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  target: { minHeight: '44px' },
});

interface NextLessonCardProps {
  readonly next: NextLessonView;
  /** Whether taking it up is the page's one main thing to do. */
  readonly isMain?: boolean;
  /** Called when the person put it off: another one comes in its place. */
  readonly onLater?: () => void;
}

/** The next lesson, why it is, and taking it up or putting it off in place. */
export function NextLessonCard({ next, isMain = false, onLater }: NextLessonCardProps) {
  const styles = useStyles();
  const surface = useSurfaceStyles();
  const { t } = useTranslation(['learn', 'content']);
  const { lesson, reason } = next;
  const marks = useLessonMarks(lesson);
  const { title } = lesson;
  return (
    <div className={surface.panel}>
      <p className={styles.why}>
        {reason.kind === 'pledge'
          ? t(`learn:reason.pledge.${reason.pillar}`)
          : t(`learn:reason.${reason.kind}`)}
      </p>
      <h3 className={styles.title} {...writtenIn(lesson.language)}>
        {title}
      </h3>
      <LessonFacts lesson={lesson} />
      <p className={styles.summary} {...writtenIn(lesson.language)}>
        {lesson.summary}
      </p>
      {marks.error !== null && <SaveFailed error={marks.error} onRetry={marks.again} />}
      <div className={styles.acts}>
        <LinkButton
          href={paths.lesson(lesson.id, lesson.erg?.id)}
          appearance={isMain ? 'primary' : 'secondary'}
          label={t(`learn:take-up-named.${takeUp(lesson.format)}`, { title })}
        >
          {t(`learn:take-up.${takeUp(lesson.format)}`)}
        </LinkButton>
        <Button
          className={styles.target}
          appearance="subtle"
          aria-label={t('learn:next.later-named', { title })}
          disabledFocusable={marks.busy}
          onClick={() => {
            marks.mark('later');
            onLater?.();
          }}
        >
          {t('learn:mark.later')}
        </Button>
      </div>
    </div>
  );
}

function takeUp(format: LessonFormat): 'read' | 'practise' | 'look' {
  return format === 'read' || format === 'practise' ? format : 'look';
}
