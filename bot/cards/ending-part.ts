import type { Pledge } from '../../shared/domain/pledge.ts';
import type { Settings } from '../../shared/domain/settings.ts';
import type { CardPart } from './card-part.ts';
import { aside, button, type CardReader, plainWords, sentence, tabButton } from './card-parts.ts';
import { pledgeWords } from './pledge-words.ts';
import { VERBS } from './verbs.ts';

/** The period of a pledge is over: what was answered last, and what may become of it. */
export function endingPart(
  reader: CardReader,
  pledge: Pledge,
  settings: Pick<Settings, 'showWords'>,
): CardPart {
  const { translator } = reader;
  const words = pledgeWords(pledge, settings, translator);
  const about = { pledgeId: pledge.id, endsOn: pledge.endsOn };
  const change = tabButton(reader, 'cards:button.change', `pledges/${pledge.id}`);
  const question = translator.t('cards:ending.question');
  return {
    heading: translator.t('cards:ending.heading'),
    question,
    body: [
      plainWords(words.title, { weight: 'Bolder' }),
      aside(history(reader, pledge)),
      sentence(question),
    ],
    actions: [
      button(reader, 'cards:button.renew', VERBS.renewPledge, about),
      change,
      button(reader, 'cards:button.complete', VERBS.completePledge, about),
      button(reader, 'cards:button.let-go', VERBS.letGoPledge, about),
    ],
    mainAction: change,
  };
}

function history({ translator }: CardReader, { recent }: Pledge): string {
  if (recent.length === 0) return translator.t('cards:ending.none');
  const answers = recent
    .toReversed()
    .map(({ answer }) => translator.t(`cards:answer.${answer}`))
    .join(' · ');
  return translator.t('cards:ending.answers', { answers });
}
