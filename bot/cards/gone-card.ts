import { translatorFor } from '../../shared/i18n/translator.ts';
import type { CardJson } from '../ports.ts';
import { type CardReader, heading, sentence, tabButton, wholeCard } from './card-parts.ts';

/** What somebody sees who asks for words that are not for them, or not any more. */
export function goneCard(input: { readonly language: string; readonly appId: string }): CardJson {
  const reader: CardReader = { translator: translatorFor(input.language), appId: input.appId };
  const title = reader.translator.t('cards:gone.heading');
  return wholeCard(reader, {
    heading: title,
    body: [heading(title), sentence(reader.translator.t('cards:gone.text'))],
    actions: [tabButton(reader, 'cards:button.open-tab', 'home')],
  });
}
