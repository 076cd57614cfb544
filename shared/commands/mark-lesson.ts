import type { LessonMark } from '../domain/lesson.ts';
import { type LearningRefusal, markLesson as decideMark } from '../domain/learning-decisions.ts';
import type { Person } from '../domain/person.ts';
import { refused, type Result } from '../domain/result.ts';
import { type Asker, changePerson } from './change-person.ts';
import type { CommandDeps } from './deps.ts';
import { findLessonFor } from './lessons-for-person.ts';

/** Why a lesson was not marked. */
export type MarkRefusal = LearningRefusal | 'not-found';

/**
 * Marks a lesson: done, later, not for me, or open again. `seen` is the revision of what the person did with lessons, as the client
 * saw it; undefined from a card. An ERG's lesson that stands no more is not found, whoever did it keeps it.
 */
export async function markLesson(
  deps: CommandDeps,
  asker: Asker,
  about: { readonly lessonId: string; readonly ergId?: string },
  ask: { readonly mark: LessonMark; readonly seen: number | undefined },
): Promise<Result<Person, MarkRefusal | 'busy'>> {
  const lesson = await findLessonFor(deps, asker.key.tenantId, about, asker.language ?? 'en');
  if (lesson === undefined) return refused('not-found');
  return changePerson(deps, asker, (person, at) => decideMark(person, lesson, ask, at));
}
