import type { CardJson } from '../ports.ts';
import type { CardPart, Said } from './card-part.ts';
import { button, type CardReader, sentence, tabButton } from './card-parts.ts';
import { replyCard } from './message-card.ts';
import { VERBS } from './verbs.ts';

/** The card of something asked that can no longer be answered, with how much waits now. */
export function passedCard(
  reader: CardReader,
  input: { readonly waiting: number; readonly beside: readonly CardPart[] },
): CardJson {
  const { translator } = reader;
  const { waiting, beside } = input;
  const said: Said = {
    heading: translator.t('cards:passed.heading'),
    body: [
      sentence(translator.t('cards:passed.text')),
      sentence(
        waiting === 0
          ? translator.t('cards:passed.none')
          : translator.t('cards:passed.waiting', { count: waiting }),
      ),
    ],
    actions: [
      ...(waiting === 0 ? [] : [button(reader, 'cards:button.check-in', VERBS.showQuestion)]),
      button(reader, 'cards:button.pledges', VERBS.showPledges),
      tabButton(reader, 'cards:button.open-tab', 'home'),
    ],
  };
  return replyCard(reader, said, { next: undefined, beside });
}
