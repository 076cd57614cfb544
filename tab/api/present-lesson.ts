import { findLesson } from '../../shared/catalogue/lesson.ts';
import type { LessonToTakeUp } from '../../shared/commands/lessons-for-person.ts';
import type { LessonLine, LessonReply, NextLessonView } from '../../shared/contract/learn.ts';
import { type Learning, standingOf } from '../../shared/domain/lesson.ts';
import { chooseNextLesson } from '../../shared/domain/next-lesson.ts';
import type { Person } from '../../shared/domain/person.ts';
import type { Instant } from '../../shared/domain/time.ts';

/** A lesson as a row of a list. */
export function presentLesson(lesson: LessonToTakeUp, learning: Learning): LessonLine {
  const { id, ergId, title, summary, pillar, format, minutes, language, ofErg } = lesson;
  const link = ofErg?.item.words.link;
  return {
    id,
    ...(ergId === undefined || ofErg === undefined ? {} : { erg: { id: ergId, name: ofErg.name } }),
    title,
    summary,
    pillar,
    format,
    minutes,
    ...(language === undefined ? {} : { language }),
    ...(link === undefined ? {} : { link }),
    aids: [...(ofErg?.item.words.aids ?? [])],
    standing: standingOf(learning, id),
  };
}

/** The next lesson for somebody, with why it is; undefined where none is left, or none as short. */
export function presentNextLesson(
  person: Person,
  lessons: readonly LessonToTakeUp[],
  at: { readonly now: Instant; readonly minutes?: number },
): NextLessonView | undefined {
  const next = chooseNextLesson(person, lessons, at);
  if (next === undefined) return undefined;
  return { lesson: presentLesson(next.lesson, person.learning), reason: next.reason };
}

/** A lesson as its page shows it: with its text or its scene, where it is built in. */
export function presentWholeLesson(
  lesson: LessonToTakeUp,
  learning: Learning,
  language: string,
): LessonReply {
  const line = presentLesson(lesson, learning);
  const found = lesson.ergId === undefined ? findLesson(lesson.id, language) : undefined;
  const reply = { lesson: line, learningRevision: learning.revision };
  if (found === undefined) return reply;
  if (found.format === 'read') {
    const { parts, sources } = found.text;
    return { ...reply, text: { parts, sources } };
  }
  const { contentNote, safety, play } = found;
  return { ...reply, scene: { contentNote, safety, ...play } };
}
