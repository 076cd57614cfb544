import type { CardJson } from '../ports.ts';
import { type CardReader, sentence, tabButton } from './card-parts.ts';
import { type AroundReply, replyCard } from './message-card.ts';

/** What somebody sees who asks for words that are not for them, or not any more. */
export function goneCard(reader: CardReader, around: AroundReply): CardJson {
  const { translator } = reader;
  return replyCard(
    reader,
    {
      heading: translator.t('cards:gone.heading'),
      body: [sentence(translator.t('cards:gone.text'))],
      actions:
        around.next === undefined ? [tabButton(reader, 'cards:button.open-tab', 'home')] : [],
    },
    around,
  );
}
