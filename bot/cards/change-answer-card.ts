import type { CheckIn } from '../../shared/domain/check-in.ts';
import type { Pledge } from '../../shared/domain/pledge.ts';
import type { Settings } from '../../shared/domain/settings.ts';
import type { CardJson } from '../ports.ts';
import type { CardPart, Said } from './card-part.ts';
import { answerButtons, aside, type CardReader, plainWords, sentence } from './card-parts.ts';
import { replyCard } from './message-card.ts';
import { pledgeWords } from './pledge-words.ts';
import { VERBS } from './verbs.ts';

/** The three answers once more, for a question whose answer may still be changed. */
export function changeAnswerCard(
  reader: CardReader,
  input: {
    readonly answered: Pick<CheckIn, 'pledgeId' | 'date' | 'answer'>;
    readonly pledge: Pledge;
    readonly settings: Pick<Settings, 'showWords'>;
    /** What else stands on the card. */
    readonly beside: readonly CardPart[];
  },
): CardJson {
  const { translator } = reader;
  const words = pledgeWords(input.pledge, input.settings, translator);
  const answer = translator.t(`cards:answer.${input.answered.answer}`);
  const said: Said = {
    heading: translator.t('cards:change.heading'),
    question: words.question,
    body: [
      plainWords(words.title, { weight: 'Bolder' }),
      sentence(words.question),
      aside(translator.t('cards:change.before', { answer })),
    ],
    actions: answerButtons(reader, input.answered, VERBS.replace),
  };
  return replyCard(reader, said, { next: undefined, beside: input.beside });
}
