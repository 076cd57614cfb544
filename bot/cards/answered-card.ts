import type { CheckIn } from '../../shared/domain/check-in.ts';
import type { CardJson } from '../ports.ts';
import type { Said } from './card-part.ts';
import { button, type CardElement, type CardReader, sentence, tabButton } from './card-parts.ts';
import { type AroundReply, replyCard } from './message-card.ts';
import { VERBS } from './verbs.ts';

/** What the card says about the answer that was given; never its note. */
export interface AnsweredQuestion {
  readonly answered: Pick<CheckIn, 'pledgeId' | 'date' | 'answer'>;
  /** Whether the answer may still be changed. */
  readonly changeable: boolean;
  /** Two *not this time* in a row: offer a smaller step. */
  readonly offerSmaller: boolean;
}

/** The card after an answer: what was answered, and what waits next in its place. */
export function answeredCard(
  reader: CardReader,
  input: AnsweredQuestion,
  around: AroundReply,
): CardJson {
  const { translator } = reader;
  const answer = translator.t(`cards:answer.${input.answered.answer}`);
  const isLast = around.next === undefined;
  const said: Said = {
    heading: translator.t('cards:answered.heading'),
    body: [
      sentence(translator.t('cards:answered.said', { answer })),
      ...(input.offerSmaller ? [sentence(translator.t('cards:answered.smaller'))] : []),
      ...(isLast && around.beside.length === 0
        ? [sentence(translator.t('cards:answered.done'))]
        : []),
    ],
    actions: waysOn(reader, input, isLast),
  };
  return replyCard(reader, said, around);
}

/** What can be done about the answer. Where something follows, only that: a card carries six buttons at most. */
function waysOn(
  reader: CardReader,
  { answered, changeable, offerSmaller }: AnsweredQuestion,
  isLast: boolean,
): readonly CardElement[] {
  const change = button(reader, 'cards:button.change-answer', VERBS.change, {
    pledgeId: answered.pledgeId,
    date: answered.date,
    answer: answered.answer,
  });
  const page = `pledges/${answered.pledgeId}` as const;
  return [
    ...(changeable ? [change] : []),
    ...(offerSmaller ? [tabButton(reader, 'cards:button.make-smaller', page)] : []),
    ...(isLast && !offerSmaller ? [tabButton(reader, 'cards:button.add-note', page)] : []),
  ];
}
