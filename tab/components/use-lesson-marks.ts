import { useTranslation } from 'react-i18next';
import type { LessonLine } from '../../shared/contract/learn.ts';
import type { LessonMark } from '../../shared/domain/lesson.ts';
import { useMarkLesson } from '../lib/mark-lesson.ts';
import { useToast } from './toasts.tsx';

/** Marking a lesson in place. */
export interface LessonMarks {
  /** Says quietly what was done, and offers to undo it. */
  readonly mark: (to: LessonMark) => void;
  readonly busy: boolean;
  /** Why the last mark was not saved; null where it was, or none was given. */
  readonly error: Error | null;
  /** Sends the last mark again. */
  readonly again: () => void;
}

/** Marks this lesson, with an undo instead of a question. */
export function useLessonMarks(lesson: LessonLine): LessonMarks {
  const { t } = useTranslation(['learn', 'common']);
  const toast = useToast();
  const before = lesson.standing.state;
  const undo = useMarkLesson(lesson, () => toast(t('learn:marked.undone')));
  const marking = useMarkLesson(lesson, (mark) =>
    toast(t(`learn:marked.${mark}`, { title: lesson.title }), {
      label: t('common:undo'),
      onClick: () => undo.mutate(before),
    }),
  );
  const failed = marking.error === null ? undo : marking;
  return {
    mark: (to) => marking.mutate(to),
    busy: marking.isPending || undo.isPending,
    error: failed.error,
    again: () => {
      if (failed.variables !== undefined) failed.mutate(failed.variables);
    },
  };
}
