import { translatorFor } from '../../shared/i18n/translator.ts';
import type { CardJson } from '../ports.ts';
import {
  button,
  type CardElement,
  type CardReader,
  heading,
  sentence,
  wholeCard,
} from './card-parts.ts';
import { VERBS } from './verbs.ts';

/** Why the bot says what it can do. */
export type HelpOccasion = 'greet' | 'help' | 'unknown';

const WORDS = [
  'check-in',
  'pledges',
  'learn',
  'practise',
  'pause',
  'resume',
  'stop',
  'settings',
  'export',
  'erase',
] as const;

/**
 * "I can do these things", with buttons; a greeting is shorter. `waiting` is the number of questions that wait.
 */
export function helpCard(input: {
  readonly occasion: HelpOccasion;
  readonly waiting: number;
  readonly language: string;
  readonly appId: string;
}): CardJson {
  const reader: CardReader = { translator: translatorFor(input.language), appId: input.appId };
  const { translator } = reader;
  const title = translator.t(`cards:help.heading.${input.occasion}`);
  const text = translator.t(`cards:help.text.${input.occasion}`);
  return wholeCard(reader, {
    heading: title,
    question: text,
    body: [
      heading(title),
      ...(input.waiting === 0
        ? []
        : [sentence(translator.t('cards:help.waiting', { count: input.waiting }))]),
      sentence(text),
      ...(input.occasion === 'greet' ? [] : [wordList(reader)]),
    ],
    actions: [
      button(reader, 'cards:button.check-in', VERBS.showQuestion),
      button(reader, 'cards:button.pledges', VERBS.showPledges),
      button(reader, 'cards:button.settings', VERBS.showSettings),
    ],
  });
}

function wordList({ translator }: CardReader): CardElement {
  return {
    type: 'FactSet',
    spacing: 'Small',
    facts: WORDS.map((word) => ({
      title: translator.t(`cards:help.word.${word}`),
      value: translator.t(`cards:help.does.${word}`),
    })),
  };
}
