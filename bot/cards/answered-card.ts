import type { CheckIn } from '../../shared/domain/check-in.ts';
import type { CardJson } from '../ports.ts';
import type { CardPart, Said } from './card-part.ts';
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
  const isLast = around.next === undefined;
  const isAll = isLast && around.beside.length === 0;
  const said: Said = {
    heading: translator.t('cards:answered.heading'),
    body: [
      ...whatWasSaid(reader, input),
      ...(isAll ? [sentence(translator.t('cards:answered.done'))] : []),
    ],
    actions: waysOn(reader, input, isLast),
  };
  return replyCard(reader, said, around);
}

/** An answer that was given, beside something else on the card. */
export function answeredBeside(reader: CardReader, input: AnsweredQuestion): CardPart {
  return {
    summary: 'check-in',
    heading: reader.translator.t('cards:answered.heading'),
    body: whatWasSaid(reader, input),
    actions: [changeButton(reader, input)],
    mainAction: changeButton(reader, input),
  };
}

function whatWasSaid(
  { translator }: CardReader,
  { answered, offerSmaller }: AnsweredQuestion,
): readonly CardElement[] {
  const answer = translator.t(`cards:answer.${answered.answer}`);
  return [
    sentence(translator.t('cards:answered.said', { answer })),
    ...(offerSmaller ? [sentence(translator.t('cards:answered.smaller'))] : []),
  ];
}

function changeButton(reader: CardReader, { answered }: AnsweredQuestion): CardElement {
  return button(reader, 'cards:button.change-answer', VERBS.change, {
    pledgeId: answered.pledgeId,
    date: answered.date,
    answer: answered.answer,
  });
}

/** What can be done about the answer. Where something follows, only that: a card carries six buttons at most. */
function waysOn(
  reader: CardReader,
  input: AnsweredQuestion,
  isLast: boolean,
): readonly CardElement[] {
  const { answered, changeable, offerSmaller } = input;
  const page = `pledges/${answered.pledgeId}` as const;
  return [
    ...(changeable ? [changeButton(reader, input)] : []),
    ...(offerSmaller ? [tabButton(reader, 'cards:button.make-smaller', page)] : []),
    ...(isLast && !offerSmaller ? [tabButton(reader, 'cards:button.add-note', page)] : []),
  ];
}
