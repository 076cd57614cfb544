import { translatorFor } from '../../shared/i18n/translator.ts';
import type { CardJson } from '../ports.ts';
import { button, type CardReader, heading, sentence, tabButton, wholeCard } from './card-parts.ts';
import { VERBS } from './verbs.ts';

/** The answer to whatever somebody asks who has not agreed to anything. */
export function notAgreedCard(input: {
  readonly language: string;
  readonly appId: string;
}): CardJson {
  const reader: CardReader = { translator: translatorFor(input.language), appId: input.appId };
  const { translator } = reader;
  const title = translator.t('cards:not-agreed.heading');
  return wholeCard(reader, {
    heading: title,
    body: [heading(title), sentence(translator.t('cards:not-agreed.text'))],
    actions: [
      tabButton(reader, 'cards:button.have-a-look', 'home'),
      button(reader, 'cards:button.no-thanks', VERBS.declineGreeting),
    ],
  });
}
