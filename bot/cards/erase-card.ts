import { translatorFor } from '../../shared/i18n/translator.ts';
import type { CardJson } from '../ports.ts';
import { button, type CardReader, heading, sentence, tabButton, wholeCard } from './card-parts.ts';
import { VERBS } from './verbs.ts';

/** The answer to *erase me*: where it is done, since it cannot be undone. */
export function eraseCard(input: { readonly language: string; readonly appId: string }): CardJson {
  const reader: CardReader = { translator: translatorFor(input.language), appId: input.appId };
  const { translator } = reader;
  const title = translator.t('cards:erase.heading');
  return wholeCard(reader, {
    heading: title,
    body: [heading(title), sentence(translator.t('cards:erase.text'))],
    actions: [
      tabButton(reader, 'cards:button.open-settings', 'settings'),
      button(reader, 'cards:button.stop', VERBS.stop),
    ],
  });
}
