import type { LessonLine } from '../../../shared/contract/learn.ts';
import { foldName } from '../../../shared/domain/names.ts';
import type { LessonFormat } from '../../../shared/domain/message-content.ts';
import type { Pillar } from '../../../shared/domain/pillar.ts';

/** The lessons that nobody's ERG published. */
export const BUILT_IN = 'built-in';

/** Which lessons are wanted; what is undefined does not matter. */
export interface WantedLessons {
  readonly text: string;
  readonly pillar: Pillar | undefined;
  /** The id of an ERG, or `built-in`. */
  readonly from: string | undefined;
  readonly format: LessonFormat | undefined;
  /** At most so many. */
  readonly minutes: number | undefined;
}

/** The lessons that fit, in whose words every word of the text occurs, accents and capitals aside. Their order stays. */
export function findLessons(
  lessons: readonly LessonLine[],
  { text, pillar, from, format, minutes }: WantedLessons,
): readonly LessonLine[] {
  const words = foldName(text).split(' ');
  return lessons.filter((lesson) => {
    if (pillar !== undefined && lesson.pillar !== pillar) return false;
    if (from !== undefined && (lesson.erg?.id ?? BUILT_IN) !== from) return false;
    if (format !== undefined && lesson.format !== format) return false;
    if (minutes !== undefined && lesson.minutes > minutes) return false;
    const said = foldName([lesson.title, lesson.summary, lesson.erg?.name ?? ''].join(' '));
    return words.every((word) => said.includes(word));
  });
}
