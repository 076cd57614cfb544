import { lessonContent } from '../../shared/domain/message-content.ts';
import { causeOf, chooseNextLesson } from '../../shared/domain/next-lesson.ts';
import { fitToTeams } from '../cards/fit-to-teams.ts';
import { lessonCard } from '../cards/lesson-card.ts';
import { noLessonCard } from '../cards/no-lesson-card.ts';
import type { CardJson } from '../ports.ts';
import { cardReaderOf, type ChatTurn } from './chat-turn.ts';
import { shownBefore } from './shown-before.ts';

/**
 * The next lesson, with why it is this one; of at most so many minutes where that was said. *Another one* goes through those that
 * there are, then begins again. Nothing is stored by looking.
 */
export async function showLesson(
  turn: ChatTurn,
  { minutes, seen = [] }: { readonly minutes?: number; readonly seen?: readonly string[] },
): Promise<CardJson> {
  const { commands, person, origin } = turn;
  const lessons = await commands.readLessons(person, origin.language);
  const at = { now: commands.now(), ...(minutes === undefined ? {} : { minutes }) };
  const choose = (told: readonly string[]) =>
    chooseNextLesson(person, lessons, { ...at, told: new Set(told) });
  const next = choose(seen) ?? choose([]);
  const reader = cardReaderOf(turn);
  if (next === undefined) {
    return noLessonCard(reader, minutes === undefined ? { of: 'lesson' } : { minutes });
  }
  const { lesson, reason } = next;
  const another = {
    seen: shownBefore([...seen, lesson.id]),
    ...(minutes === undefined ? {} : { minutes: String(minutes) }),
  };
  const content = lessonContent(lesson, causeOf(reason));
  const hasOthers = choose([lesson.id]) !== undefined;
  return fitToTeams(reader, (fitting) =>
    lessonCard(fitting, { content, person, another: hasOthers ? another : undefined }),
  );
}
