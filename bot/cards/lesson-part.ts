import type { ContentOf } from '../../shared/domain/message-content.ts';
import type { Settings } from '../../shared/domain/settings.ts';
import type { CardPart } from './card-part.ts';
import { type CardReader, sentence, tabButton } from './card-parts.ts';
import { shortWords } from './long-words.ts';

/** One small thing to learn. The title of a group's own lesson is told like its news. */
export function lessonPart(
  reader: CardReader,
  content: ContentOf<'lesson'>,
  settings: Pick<Settings, 'showWords'>,
): CardPart {
  const { translator } = reader;
  const open = tabButton(reader, 'cards:button.open-tab', 'home');
  const isShown = content.ergId === undefined || settings.showWords;
  const format = translator.t(`cards:lesson.format.${content.format}`);
  return {
    summary: 'lesson',
    heading: translator.t('cards:lesson.heading'),
    body: [
      isShown
        ? shortWords(reader, content.title, { weight: 'Bolder' })
        : sentence(translator.t('cards:lesson.from-group')),
      sentence(translator.t('cards:lesson.about', { format, count: content.minutes })),
    ],
    actions: [open],
    mainAction: open,
  };
}
