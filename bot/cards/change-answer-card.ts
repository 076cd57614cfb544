import type { CheckIn } from '../../shared/domain/check-in.ts';
import type { Pledge } from '../../shared/domain/pledge.ts';
import type { Settings } from '../../shared/domain/settings.ts';
import { translatorFor } from '../../shared/i18n/translator.ts';
import type { CardJson } from '../ports.ts';
import {
  answerButtons,
  aside,
  type CardReader,
  heading,
  plainWords,
  sentence,
  wholeCard,
} from './card-parts.ts';
import { pledgeWords } from './pledge-words.ts';
import { VERBS } from './verbs.ts';

/** The three answers once more, for a question whose answer may still be changed. */
export function changeAnswerCard(input: {
  readonly answered: Pick<CheckIn, 'pledgeId' | 'date' | 'answer'>;
  readonly pledge: Pledge;
  readonly settings: Pick<Settings, 'showWords'>;
  readonly language: string;
  readonly appId: string;
}): CardJson {
  const reader: CardReader = { translator: translatorFor(input.language), appId: input.appId };
  const { translator } = reader;
  const title = translator.t('cards:change.heading');
  const words = pledgeWords(input.pledge, input.settings, translator);
  const answer = translator.t(`cards:answer.${input.answered.answer}`);
  return wholeCard(reader, {
    heading: title,
    question: words.question,
    body: [
      heading(title),
      plainWords(words.title, { weight: 'Bolder' }),
      sentence(words.question),
      aside(translator.t('cards:change.before', { answer })),
    ],
    actions: answerButtons(reader, input.answered, VERBS.replace),
  });
}
