import { translatorFor } from '../../shared/i18n/translator.ts';
import type { CardJson } from '../ports.ts';
import { type CardReader, heading, sentence, tabButton, wholeCard } from './card-parts.ts';

/** What stands in the place of every card of somebody who erased their data: nothing of them. */
export function blankCard(input: { readonly language: string; readonly appId: string }): CardJson {
  const reader: CardReader = { translator: translatorFor(input.language), appId: input.appId };
  const { translator } = reader;
  const title = translator.t('cards:blank.heading');
  return wholeCard(reader, {
    heading: title,
    body: [heading(title), sentence(translator.t('cards:blank.text'))],
    actions: [tabButton(reader, 'cards:button.open-tab', 'home')],
  });
}
