import {
  type InfiniteData,
  keepPreviousData,
  useInfiniteQuery,
  type UseInfiniteQueryResult,
  useQuery,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { LearntReply, LessonReply, LessonsReply } from '../../../shared/contract/learn.ts';
import { useApi } from '../../lib/api-context.ts';
import { LEARNT_KEY, lessonApiPath, lessonKey, LESSON_LISTS_KEY } from '../../lib/mark-lesson.ts';
import { continuing } from '../../lib/pledge-lists.ts';

/** Every lesson, and the next one for so many minutes at hand; what was there stays until another one is. */
export function useLessons(minutes: number | undefined): UseQueryResult<LessonsReply> {
  const api = useApi();
  return useQuery({
    queryKey: [...LESSON_LISTS_KEY, minutes ?? null],
    queryFn: () =>
      api.request<LessonsReply>(
        'GET',
        minutes === undefined ? '/api/lessons' : `/api/lessons?minutes=${minutes}`,
      ),
    placeholderData: keepPreviousData,
  });
}

/** One lesson: a built-in one, or one of an ERG. */
export function useLesson(lessonId: string, ergId?: string): UseQueryResult<LessonReply> {
  const api = useApi();
  return useQuery({
    queryKey: lessonKey(lessonId, ergId),
    queryFn: () => api.request<LessonReply>('GET', lessonApiPath(lessonId, ergId)),
  });
}

/** The path of a page of what the person learnt. */
export function learntPath(continuation: string | undefined): string {
  return `/api/learnt${continuing(continuation)}`;
}

/** What the person learnt, newest first, page by page. */
export function useLearnt(): UseInfiniteQueryResult<InfiniteData<LearntReply>> {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: LEARNT_KEY,
    queryFn: ({ pageParam }) => api.request<LearntReply>('GET', learntPath(pageParam)),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ continuation }) => continuation,
  });
}
