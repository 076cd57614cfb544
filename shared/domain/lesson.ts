import type { LessonFormat } from './message-content.ts';
import type { Pillar } from './pillar.ts';
import type { Instant, LocalDate } from './time.ts';

/** A lesson as far as choosing and remembering it goes. Scenes are lessons to practise. */
export interface LessonFacts {
  /** Of a built-in one a word (`listen-ask`), of an ERG's a UUID. */
  readonly id: string;
  /** The ERG whose organisers published it; absent for a built-in one. */
  readonly ergId?: string;
  readonly pillar: Pillar;
  /** The built-in templates whose behaviour it teaches. */
  readonly teaches: readonly string[];
  readonly format: LessonFormat;
  readonly minutes: number;
}

/** What somebody can say of a lesson; `open` takes it back. */
export const LESSON_MARKS = ['done', 'later', 'not-for-me', 'open'] as const;
export type LessonMark = (typeof LESSON_MARKS)[number];

/** Where a lesson stands with somebody. `later`: it is not proposed before this date, and first from then on. */
export type LessonStanding =
  | { readonly state: 'open' }
  | { readonly state: 'done'; readonly at: Instant }
  | { readonly state: 'later'; readonly from: LocalDate }
  | { readonly state: 'not-for-me' };

/**
 * What somebody did with lessons, small enough to be read with everything that is current. What was learnt, with its title,
 * stands in the past (`LearntLesson`).
 */
export interface Learning {
  /** Grows with every change of it. */
  readonly revision: number;
  /** The oldest first. */
  readonly done: readonly { readonly lessonId: string; readonly at: Instant }[];
  readonly later: readonly { readonly lessonId: string; readonly from: LocalDate }[];
  readonly notForMe: readonly string[];
}

/** Of somebody who has done nothing with any lesson. */
export const NO_LEARNING: Learning = { revision: 0, done: [], later: [], notForMe: [] };

/** A lesson that somebody did, as they keep it, whatever becomes of the lesson. */
export interface LearntLesson {
  readonly lessonId: string;
  readonly ergId?: string;
  readonly title: string;
  readonly pillar: Pillar;
  readonly format: LessonFormat;
  readonly minutes: number;
  readonly at: Instant;
}

/** Where a lesson stands with somebody. */
export function standingOf({ done, later, notForMe }: Learning, lessonId: string): LessonStanding {
  const found = done.find((one) => one.lessonId === lessonId);
  if (found !== undefined) return { state: 'done', at: found.at };
  if (notForMe.includes(lessonId)) return { state: 'not-for-me' };
  const waiting = later.find((one) => one.lessonId === lessonId);
  return waiting === undefined ? { state: 'open' } : { state: 'later', from: waiting.from };
}
