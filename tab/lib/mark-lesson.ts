import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import type { HomeReply } from '../../shared/contract/home.ts';
import type {
  LessonLine,
  LessonReply,
  LessonsReply,
  MarkBody,
  MarkReply,
} from '../../shared/contract/learn.ts';
import type { LessonMark } from '../../shared/domain/lesson.ts';
import { useApi } from './api-context.ts';
import { HOME_KEY, useChangeHome, useRefreshHome } from './home-query.ts';
import { isChangedMeanwhile } from './problem-words.ts';

/** The key of all lessons in the query cache; lists and single ones lie below it. */
const LESSONS_KEY = ['lessons'] as const;
/** The key of the lists of lessons. */
export const LESSON_LISTS_KEY = ['lessons', 'list'] as const;
/** The key of what the person learnt. */
export const LEARNT_KEY = ['learnt'] as const;

/** The path of one lesson in the API: a built-in one, or one of an ERG. */
export function lessonApiPath(lessonId: string, ergId?: string): string {
  const lesson = `lessons/${encodeURIComponent(lessonId)}`;
  return ergId === undefined
    ? `/api/${lesson}`
    : `/api/ergs/${encodeURIComponent(ergId)}/${lesson}`;
}

/** Which lesson is marked. */
type Marked = Pick<LessonLine, 'id' | 'erg'>;

/**
 * Marks a lesson: done, later, not for me, or open again; home, lists and the lesson's page show it at once. Marks run one
 * after the other over all lessons, and each takes the revision that the one before it left behind. `onMarked` is called also
 * where what asked for it is gone by then.
 */
export function useMarkLesson(
  { id, erg }: Marked,
  onMarked: (mark: LessonMark) => void,
): UseMutationResult<MarkReply, Error, LessonMark> {
  const api = useApi();
  const client = useQueryClient();
  const changeHome = useChangeHome();
  const refreshHome = useRefreshHome();
  return useMutation({
    scope: { id: 'learning' },
    mutationFn: (mark: LessonMark) => {
      const home = client.getQueryData<HomeReply>(HOME_KEY);
      if (home?.consent !== 'given') throw new Error('Not below the shell: home is not there yet');
      const body: MarkBody = { mark, revision: home.learningRevision };
      return api.request<MarkReply>('PUT', `${lessonApiPath(id, erg?.id)}/mark`, body);
    },
    onSuccess: async ({ standing, next, learningRevision }, mark) => {
      await changeHome((home) => ({ ...home, nextLesson: next, learningRevision }));
      await client.cancelQueries({ queryKey: LESSONS_KEY });
      const isIt = (line: LessonLine) => line.id === id && line.erg?.id === erg?.id;
      client.setQueriesData<LessonsReply>({ queryKey: LESSON_LISTS_KEY }, (list) =>
        list === undefined
          ? list
          : {
              ...list,
              lessons: list.lessons.map((line) => (isIt(line) ? { ...line, standing } : line)),
            },
      );
      client.setQueryData<LessonReply>(lessonKey(id, erg?.id), (reply) =>
        reply === undefined ? reply : { ...reply, lesson: { ...reply.lesson, standing } },
      );
      // Which one is next depends on the time at hand, too.
      void client.invalidateQueries({ queryKey: LESSON_LISTS_KEY });
      void client.invalidateQueries({ queryKey: LEARNT_KEY });
      onMarked(mark);
    },
    onError: async (error) => {
      if (!isChangedMeanwhile(error)) return;
      void client.invalidateQueries({ queryKey: LESSONS_KEY });
      await refreshHome();
    },
  });
}

/** The key of one lesson in the query cache. */
export function lessonKey(lessonId: string, ergId?: string): readonly unknown[] {
  return [...LESSONS_KEY, 'one', ergId ?? null, lessonId];
}
