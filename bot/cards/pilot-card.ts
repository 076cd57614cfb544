import { translatorFor } from '../../shared/i18n/translator.ts';
import type { CardJson } from '../ports.ts';
import { type CardReader, heading, sentence, tabButton, wholeCard } from './card-parts.ts';

/** The answer to whatever somebody says whose organisation tries Alongside with others first. */
export function pilotCard(input: { readonly language: string; readonly appId: string }): CardJson {
  const reader: CardReader = { translator: translatorFor(input.language), appId: input.appId };
  const { translator } = reader;
  const title = translator.t('cards:pilot.heading');
  return wholeCard(reader, {
    heading: title,
    body: [heading(title), sentence(translator.t('cards:pilot.text'))],
    actions: [tabButton(reader, 'cards:button.open-tab', 'home')],
  });
}
