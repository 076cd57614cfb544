import type { Question } from '../../shared/domain/check-in.ts';
import type { Pledge } from '../../shared/domain/pledge.ts';
import { isSmallerStepDue } from '../../shared/domain/questions.ts';
import type { Settings } from '../../shared/domain/settings.ts';
import type { CardPart } from './card-part.ts';
import {
  answerButtons,
  aside,
  button,
  type CardReader,
  plainWords,
  sentence,
  tabButton,
} from './card-parts.ts';
import { pledgeWords } from './pledge-words.ts';
import { VERBS } from './verbs.ts';

/** One question about one pledge, with its three answers. `more` wait after it. */
export function questionPart(
  reader: CardReader,
  asked: { readonly question: Question; readonly pledge: Pledge; readonly more: number },
  settings: Pick<Settings, 'showWords'>,
): CardPart {
  const { translator } = reader;
  const { question, pledge, more } = asked;
  const words = pledgeWords(pledge, settings, translator);
  const isHard = isSmallerStepDue(pledge);
  const page = `pledges/${pledge.id}` as const;
  // Without its words a pledge is known by its date alone; the tab says which one it is.
  const open = words.shown ? [] : [tabButton(reader, 'cards:button.open-tab', page)];
  return {
    summary: 'check-in',
    heading: translator.t('cards:check-in.heading'),
    question: words.question,
    body: [
      plainWords(words.title, { weight: 'Bolder' }),
      sentence(words.question),
      ...(isHard ? [aside(translator.t('cards:check-in.smaller'))] : []),
      ...(more > 0 ? [aside(translator.t('cards:check-in.more', { count: more }))] : []),
    ],
    actions: [
      ...answerButtons(reader, question, VERBS.answer),
      ...(isHard ? [tabButton(reader, 'cards:button.make-smaller', page)] : open),
    ],
    mainAction: button(reader, 'cards:button.check-in', VERBS.showQuestion),
  };
}
