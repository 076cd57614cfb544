import type { ContentOf } from '../../shared/domain/message-content.ts';
import type { Settings } from '../../shared/domain/settings.ts';
import type { CardPart } from './card-part.ts';
import { aside, button, type CardReader, sentence, tabButton } from './card-parts.ts';
import { longWords, shortWords } from './long-words.ts';
import { VERBS } from './verbs.ts';
import { withdrawnPart } from './withdrawn-part.ts';

/** News of a group that the person joined: its words only for who switched words on, or asked to see them. */
export function newsPart(
  reader: CardReader,
  about: { readonly id: string; readonly content: ContentOf<'announcement'> },
  settings: Pick<Settings, 'showWords'>,
): CardPart {
  const { translator } = reader;
  const { content, id } = about;
  const open = tabButton(reader, 'cards:button.open-tab', 'home');
  const heading = translator.t('cards:news.heading');
  if (content.withdrawn === true) return withdrawnPart(reader, { summary: 'news', heading });
  if (!settings.showWords) {
    const show = button(reader, 'cards:button.show-here', VERBS.showContent, { id });
    const body = [sentence(translator.t('cards:news.hidden'))];
    return { summary: 'news', heading, body, actions: [show, open], mainAction: show };
  }
  const words = longWords(reader, content.text);
  return {
    summary: 'news',
    heading,
    body: [
      shortWords(reader, content.title, { weight: 'Bolder' }),
      ...words.paragraphs,
      ...(words.isCut ? [aside(translator.t('cards:long.goes-on'))] : []),
    ],
    actions: [open],
    mainAction: open,
  };
}
