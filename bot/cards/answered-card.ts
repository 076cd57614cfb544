import type { CheckIn } from '../../shared/domain/check-in.ts';
import { translatorFor } from '../../shared/i18n/translator.ts';
import type { CardJson } from '../ports.ts';
import type { CardPart } from './card-part.ts';
import {
  button,
  type CardElement,
  type CardReader,
  heading,
  section,
  sentence,
  tabButton,
  wholeCard,
} from './card-parts.ts';
import { type AskedQuestion, questionParts } from './check-in-card.ts';
import { MOST_ACTIONS, partBelow } from './message-card.ts';
import { VERBS } from './verbs.ts';

/** What the card says about the answer that was given; never its note. */
export interface AnsweredQuestion {
  readonly answered: Pick<CheckIn, 'pledgeId' | 'date' | 'answer'>;
  /** Whether the answer may still be changed. */
  readonly changeable: boolean;
  /** Two *not this time* in a row: offer a smaller step. */
  readonly offerSmaller: boolean;
}

/** The card after an answer: what was answered, and the next question in its place, if one waits. */
export function answeredCard(
  input: AnsweredQuestion & {
    readonly next: AskedQuestion | undefined;
    /** What else stands on the card. */
    readonly beside?: readonly CardPart[];
    readonly language: string;
    readonly appId: string;
  },
): CardJson {
  const reader: CardReader = { translator: translatorFor(input.language), appId: input.appId };
  const { translator } = reader;
  const { answered, next } = input;
  const title = translator.t('cards:answered.heading');
  const answer = translator.t(`cards:answer.${answered.answer}`);
  const said = [
    heading(title),
    sentence(translator.t('cards:answered.said', { answer })),
    ...(input.offerSmaller ? [sentence(translator.t('cards:answered.smaller'))] : []),
  ];
  const ways = waysOn(reader, input);
  if (next === undefined) {
    return wholeCard(reader, {
      heading: title,
      body: [
        ...said,
        sentence(translator.t('cards:answered.done')),
        ...besides(input.beside ?? [], MOST_ACTIONS - ways.length),
      ],
      actions: ways,
    });
  }
  const asked = questionParts(reader, next);
  return wholeCard(reader, {
    heading: title,
    question: asked.question,
    body: [
      ...said,
      ...(ways.length === 0 ? [] : [{ type: 'ActionSet', spacing: 'Small', actions: ways }]),
      section(asked.body),
      ...besides(input.beside ?? [], MOST_ACTIONS - ways.length - asked.actions.length),
    ],
    actions: asked.actions,
  });
}

/** The other parts, each with its one button as long as there is room. */
function besides(parts: readonly CardPart[], room: number): readonly CardElement[] {
  return parts.map((part, index) => partBelow(part, index < room ? [part.mainAction] : []));
}

/** What can be done about the answer. One button where a question follows, since a card carries six at most. */
function waysOn(
  reader: CardReader,
  { answered, changeable, offerSmaller, next }: Parameters<typeof answeredCard>[0],
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
    ...(next === undefined && !offerSmaller
      ? [tabButton(reader, 'cards:button.add-note', page)]
      : []),
  ];
}
