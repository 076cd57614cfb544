import { type LessonStanding, standingOf } from '../../shared/domain/lesson.ts';
import type { ContentOf } from '../../shared/domain/message-content.ts';
import type { Person } from '../../shared/domain/person.ts';
import type { LocalDate } from '../../shared/domain/time.ts';
import { dayInWords } from '../../shared/i18n/dates.ts';
import type { CardPart } from './card-part.ts';
import { button, type CardElement, type CardReader, sentence, tabButton } from './card-parts.ts';
import { lessonLines, lessonPage, lessonTitle } from './lesson-words.ts';
import { VERBS } from './verbs.ts';

/** A lesson that a card tells of. */
export interface LessonOnCard {
  readonly content: ContentOf<'lesson'>;
  /** The local date of the card; undefined where it is not known. */
  readonly toldOn: LocalDate | undefined;
}

/** A lesson that was marked. */
export type MarkedStanding = Exclude<LessonStanding, { readonly state: 'open' }>;

/** How a lesson on a card is marked; undefined where it is still to be taken up: open, or put off until before the card came. */
function markedStanding(
  { learning }: Pick<Person, 'learning'>,
  { content, toldOn }: LessonOnCard,
): MarkedStanding | undefined {
  const standing = standingOf(learning, content.lessonId);
  if (standing.state === 'open') return undefined;
  const isBack = standing.state === 'later' && toldOn !== undefined && standing.from <= toldOn;
  return isBack ? undefined : standing;
}

/**
 * One small thing to learn, its title the way to it, with what can be said of it; once that was said, how it stands. The
 * title of a group's own lesson is told like its news.
 */
export function lessonPart(
  reader: CardReader,
  person: Pick<Person, 'key' | 'learning' | 'profile'>,
  lesson: LessonOnCard,
): CardPart {
  const { translator } = reader;
  const { content } = lesson;
  const { settings } = person.profile;
  const marked = markedStanding(person, lesson);
  const part = { summary: 'lesson', heading: translator.t('cards:lesson.heading') } as const;
  const title = lessonTitle(reader, content, settings);
  if (marked !== undefined) {
    const undo = undoButton(reader, person, content, marked);
    const body = [title, sentence(markedWords(reader, marked))];
    return { ...part, body, actions: [undo], mainAction: undo };
  }
  return {
    ...part,
    body: [title, ...lessonLines(reader, content)],
    actions: (['done', 'later', 'not-for-me'] as const).map((mark) =>
      button(reader, `cards:button.${mark}`, VERBS.markLesson, {
        ...lessonData(person, content),
        mark,
      }),
    ),
    mainAction: tabButton(reader, `cards:button.lesson.${content.format}`, lessonPage(content)),
    keepsAll: true,
  };
}

/** What a card says of a lesson that was marked. */
export function markedWords({ translator }: CardReader, marked: MarkedStanding): string {
  return marked.state === 'later'
    ? translator.t('cards:lesson.marked.later', {
        day: dayInWords(marked.from, translator.locale),
      })
    : translator.t(`cards:lesson.marked.${marked.state}`);
}

/** Takes back how a lesson was marked: this marking, not a later one. */
export function undoButton(
  reader: CardReader,
  person: Pick<Person, 'key'>,
  content: ContentOf<'lesson'>,
  marked: MarkedStanding,
): CardElement {
  const title = marked.state === 'done' ? 'cards:button.not-done' : 'cards:button.undo';
  return button(reader, title, VERBS.reopenLesson, {
    ...lessonData(person, content),
    was: marked.state,
    ...(marked.state === 'done' ? { at: marked.at } : {}),
  });
}

/** Which lesson a button is about, and whose card it stands on: a lesson alone is everybody's, and cards are forwarded. */
export function lessonData(
  { key }: Pick<Person, 'key'>,
  { lessonId, ergId, cause }: Pick<ContentOf<'lesson'>, 'lessonId' | 'ergId' | 'cause'>,
): Readonly<Record<string, string>> {
  return {
    whose: key.userId,
    lessonId,
    ...(ergId === undefined ? {} : { ergId }),
    cause,
  };
}
