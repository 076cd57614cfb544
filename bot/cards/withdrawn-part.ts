import type { CardPart } from './card-part.ts';
import { type CardReader, sentence, tabButton } from './card-parts.ts';

/** What stands in the place of something that was taken away. */
export function withdrawnPart(
  reader: CardReader,
  part: Pick<CardPart, 'summary' | 'heading'>,
): CardPart {
  const open = tabButton(reader, 'cards:button.open-tab', 'home');
  const body = [sentence(reader.translator.t('cards:withdrawn'))];
  return { ...part, body, actions: [open], mainAction: open };
}
