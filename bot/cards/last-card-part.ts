import type { CardPart } from './card-part.ts';
import { button, type CardReader, sentence, tabButton } from './card-parts.ts';
import { VERBS } from './verbs.ts';

/** The last message to somebody who does not react: it asks whether to go on, and then there is silence. */
export function lastCardPart(reader: CardReader): CardPart {
  const { translator } = reader;
  const text = translator.t('cards:last-card.text');
  const keep = button(reader, 'cards:button.keep-writing', VERBS.keepMessages);
  return {
    summary: 'last-card',
    heading: translator.t('cards:last-card.heading'),
    question: text,
    body: [sentence(text)],
    actions: [
      keep,
      button(reader, 'cards:button.pause', VERBS.pause),
      button(reader, 'cards:button.stop', VERBS.stop),
      tabButton(reader, 'cards:button.open-settings', 'settings'),
    ],
    mainAction: keep,
  };
}
