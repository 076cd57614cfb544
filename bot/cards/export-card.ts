import { translatorFor } from '../../shared/i18n/translator.ts';
import type { CardJson } from '../ports.ts';
import { type CardReader, heading, sentence, tabButton, wholeCard } from './card-parts.ts';

/**
 * The answer to *export*: where it is done. A file of the bot's would stay in the chat, which the organisation's compliance
 * search covers.
 */
export function exportCard(input: { readonly language: string; readonly appId: string }): CardJson {
  const reader: CardReader = { translator: translatorFor(input.language), appId: input.appId };
  const { translator } = reader;
  const title = translator.t('cards:export.heading');
  return wholeCard(reader, {
    heading: title,
    body: [heading(title), sentence(translator.t('cards:export.text'))],
    actions: [tabButton(reader, 'cards:button.open-export', 'settings/data')],
  });
}
