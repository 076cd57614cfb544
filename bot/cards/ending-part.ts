import { ANSWERS } from '../../shared/domain/check-in.ts';
import type { Pledge } from '../../shared/domain/pledge.ts';
import type { Settings } from '../../shared/domain/settings.ts';
import type { CardPart } from './card-part.ts';
import { aside, button, type CardReader, plainWords, sentence, tabButton } from './card-parts.ts';
import { pledgeWords } from './pledge-words.ts';
import { VERBS } from './verbs.ts';

/** The period of a pledge is over: what was answered last, and what may become of it. `more` wait after it. */
export function endingPart(
  reader: CardReader,
  { pledge, more }: { readonly pledge: Pledge; readonly more: number },
  settings: Pick<Settings, 'showWords'>,
): CardPart {
  const { translator } = reader;
  const words = pledgeWords(pledge, settings, translator);
  const about = { pledgeId: pledge.id, endsOn: pledge.endsOn };
  const change = tabButton(reader, 'cards:button.change', `pledges/${pledge.id}`);
  const question = translator.t('cards:ending.question');
  return {
    summary: 'ending',
    heading: translator.t('cards:ending.heading'),
    question,
    body: [
      plainWords(words.title, { weight: 'Bolder' }),
      sentence(history(reader, pledge)),
      sentence(question),
      ...(more > 0 ? [aside(translator.t('cards:check-in.more', { count: more }))] : []),
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

/** How often each answer was given of late, without a word on whether that is much. */
function history({ translator }: CardReader, { recent }: Pledge): string {
  if (recent.length === 0) return translator.t('cards:ending.none');
  const counts = ANSWERS.map((answer) => ({
    answer,
    count: recent.filter((checkIn) => checkIn.answer === answer).length,
  }))
    .filter(({ count }) => count > 0)
    .map(({ answer, count }) => translator.t(`cards:ending.counted.${answer}`, { count }));
  const counted = new Intl.ListFormat(translator.locale, { type: 'conjunction' }).format(counts);
  return translator.t('cards:ending.answers', { count: recent.length, counted });
}
