import { findLesson } from '../../shared/catalogue/lesson.ts';
import type { ContentOf } from '../../shared/domain/message-content.ts';
import type { Settings } from '../../shared/domain/settings.ts';
import { type CardElement, type CardReader, sentence, tabWay } from './card-parts.ts';
import { shortWords } from './long-words.ts';
import type { TabPage } from './tab-link.ts';

/** The page of the tab on which a lesson is read, or a scene practised. */
export function lessonPage({
  lessonId,
  ergId,
}: Pick<ContentOf<'lesson'>, 'lessonId' | 'ergId'>): TabPage {
  return ergId === undefined ? `learn/lessons/${lessonId}` : `learn/groups/${ergId}/${lessonId}`;
}

/**
 * What a lesson is called, as the way to it: a built-in one as the catalogue calls it in the reader's language, an ERG's
 * only where the person switched words on.
 */
export function lessonTitle(
  reader: CardReader,
  content: ContentOf<'lesson'>,
  { showWords }: Pick<Settings, 'showWords'>,
): CardElement {
  const { translator } = reader;
  const builtIn = builtInOf(reader, content);
  const isShown = content.ergId === undefined || showWords;
  const words = isShown
    ? (builtIn?.title ?? content.title)
    : translator.t('cards:lesson.from-group');
  const selectAction = tabWay(reader, lessonPage(content), words);
  return shortWords(reader, words, { weight: 'Bolder', selectAction });
}

/** What a lesson is about, how long it takes and why it is this one, each in a line. */
export function lessonLines(
  reader: CardReader,
  content: ContentOf<'lesson'>,
): readonly CardElement[] {
  const { t } = reader.translator;
  const { minutes, cause, ergId } = content;
  const builtIn = builtInOf(reader, content);
  const format = t(`cards:lesson.format.${content.format}`);
  return [
    ...(builtIn === undefined ? [] : [sentence(builtIn.summary)]),
    sentence(t('cards:lesson.about', { format, count: minutes })),
    // That it is from a group stands there where its title does not.
    ...(cause === 'group' && ergId !== undefined ? [] : [sentence(t(`cards:lesson.why.${cause}`))]),
  ];
}

function builtInOf({ translator }: CardReader, { lessonId, ergId }: ContentOf<'lesson'>) {
  return ergId === undefined ? findLesson(lessonId, translator.language) : undefined;
}
