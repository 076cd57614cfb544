import { translatorFor } from '../../shared/i18n/translator.ts';
import type { CardJson } from '../ports.ts';
import { button, type CardReader, heading, sentence, tabButton, wholeCard } from './card-parts.ts';
import { VERBS } from './verbs.ts';

/** The card of a question that can no longer be answered, with what waits now. */
export function passedCard(input: {
  readonly waiting: number;
  readonly language: string;
  readonly appId: string;
}): CardJson {
  const reader: CardReader = { translator: translatorFor(input.language), appId: input.appId };
  const { translator } = reader;
  const title = translator.t('cards:passed.heading');
  const waiting =
    input.waiting === 0
      ? translator.t('cards:passed.none')
      : translator.t('cards:passed.waiting', { count: input.waiting });
  return wholeCard(reader, {
    heading: title,
    body: [heading(title), sentence(translator.t('cards:passed.text')), sentence(waiting)],
    actions: [
      ...(input.waiting === 0 ? [] : [button(reader, 'cards:button.check-in', VERBS.showQuestion)]),
      button(reader, 'cards:button.pledges', VERBS.showPledges),
      tabButton(reader, 'cards:button.open-tab', 'home'),
    ],
  });
}
