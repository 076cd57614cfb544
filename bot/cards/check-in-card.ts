import type { Question } from '../../shared/domain/check-in.ts';
import type { Pledge } from '../../shared/domain/pledge.ts';
import type { Settings } from '../../shared/domain/settings.ts';
import { translatorFor } from '../../shared/i18n/translator.ts';
import type { CardJson } from '../ports.ts';
import {
  answerButtons,
  aside,
  type CardElement,
  type CardReader,
  heading,
  plainWords,
  sentence,
  tabButton,
  wholeCard,
} from './card-parts.ts';
import { pledgeWords } from './pledge-words.ts';
import { VERBS } from './verbs.ts';

/** One question about one pledge, and how many wait after it. */
export interface AskedQuestion {
  readonly question: Question;
  readonly pledge: Pledge;
  readonly settings: Pick<Settings, 'showWords'>;
  readonly more: number;
}

/** The card that asks one question. */
export function checkInCard(
  input: AskedQuestion & { readonly language: string; readonly appId: string },
): CardJson {
  const reader: CardReader = { translator: translatorFor(input.language), appId: input.appId };
  const title = reader.translator.t('cards:check-in.heading');
  const asked = questionParts(reader, input);
  return wholeCard(reader, {
    heading: title,
    question: asked.question,
    body: [heading(title), ...asked.body],
    actions: asked.actions,
  });
}

/** The question with its three answers, as part of a card. */
export function questionParts(
  reader: CardReader,
  { question, pledge, settings, more }: AskedQuestion,
): {
  readonly question: string;
  readonly body: readonly CardElement[];
  readonly actions: readonly CardElement[];
} {
  const { translator } = reader;
  const words = pledgeWords(pledge, settings, translator);
  return {
    question: words.question,
    body: [
      plainWords(words.title, { weight: 'Bolder' }),
      sentence(words.question),
      ...(more > 0 ? [aside(translator.t('cards:check-in.more', { count: more }))] : []),
    ],
    actions: [
      ...answerButtons(reader, question, VERBS.answer),
      // Without its words a pledge is known by its date alone; the tab says which one it is.
      ...(words.shown
        ? []
        : [tabButton(reader, 'cards:button.open-tab', `pledges/${question.pledgeId}`)]),
    ],
  };
}
