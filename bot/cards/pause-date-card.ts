import { translatorFor } from '../../shared/i18n/translator.ts';
import type { CardJson } from '../ports.ts';
import { button, type CardReader, heading, sentence, tabButton, wholeCard } from './card-parts.ts';
import { VERBS } from './verbs.ts';

/** Asks until when to pause, where the day that was said could not be read or is too near or too far. */
export function pauseDateCard(input: {
  readonly language: string;
  readonly appId: string;
}): CardJson {
  const reader: CardReader = { translator: translatorFor(input.language), appId: input.appId };
  const { translator } = reader;
  const title = translator.t('cards:pause-date.heading');
  return wholeCard(reader, {
    heading: title,
    body: [heading(title), sentence(translator.t('cards:pause-date.text'))],
    actions: [
      button(reader, 'cards:button.pause', VERBS.pause),
      tabButton(reader, 'cards:button.choose-date', 'settings'),
    ],
  });
}
