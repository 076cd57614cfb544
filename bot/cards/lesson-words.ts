import { findLesson } from '../../shared/catalogue/lesson.ts';
import type { ContentOf } from '../../shared/domain/message-content.ts';
import type { Settings } from '../../shared/domain/settings.ts';
import { type CardElement, type CardReader, sentence, tabWay } from './card-parts.ts';
import { oneLine, startOf } from './cut-words.ts';
import { LONG_TEXT_BYTES, shortWords } from './long-words.ts';
import type { TabPage } from './tab-link.ts';

const LONGEST_TITLE_BYTES = 600;

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
  const shown = titleOf(reader, words);
  const selectAction = tabWay(reader, lessonPage(content), shown);
  return shortWords(reader, shown, { weight: 'Bolder', selectAction });
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

/** A title as it is seen and read aloud: organisers may write anything, and it stands on the card twice. */
function titleOf({ longTextBytes = LONG_TEXT_BYTES }: CardReader, words: string): string {
  const most = { letters: 150, bytes: Math.min(LONGEST_TITLE_BYTES, longTextBytes) };
  // An empty text is none to Teams.
  return startOf(oneLine(words), most) || '…';
}

function builtInOf({ translator }: CardReader, { lessonId, ergId }: ContentOf<'lesson'>) {
  return ergId === undefined ? findLesson(lessonId, translator.language) : undefined;
}
