import { translatorFor } from '../../shared/i18n/translator.ts';
import type { CardJson } from '../ports.ts';
import { button, type CardReader, heading, sentence, tabButton, wholeCard } from './card-parts.ts';
import { VERBS } from './verbs.ts';

/** The one greeting, for somebody who has not agreed to anything yet. */
export function greetingCard(input: {
  readonly language: string;
  readonly appId: string;
}): CardJson {
  const reader: CardReader = { translator: translatorFor(input.language), appId: input.appId };
  const { translator } = reader;
  const title = translator.t('cards:greeting.heading');
  const text = translator.t('cards:greeting.text');
  return wholeCard(reader, {
    heading: title,
    question: text,
    body: [heading(title), sentence(text), sentence(translator.t('cards:greeting.what'))],
    actions: [
      tabButton(reader, 'cards:button.have-a-look', 'home'),
      button(reader, 'cards:button.no-thanks', VERBS.declineGreeting),
    ],
  });
}
