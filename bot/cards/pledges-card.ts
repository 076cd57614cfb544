import type { Pledge } from '../../shared/domain/pledge.ts';
import { isPeriodOver, nextQuestionOn, waitingQuestion } from '../../shared/domain/questions.ts';
import type { Settings } from '../../shared/domain/settings.ts';
import type { Instant } from '../../shared/domain/time.ts';
import { weekdayAndDay } from '../../shared/i18n/dates.ts';
import { type Translator, translatorFor } from '../../shared/i18n/translator.ts';
import type { CardJson } from '../ports.ts';
import {
  aside,
  button,
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

/** More than these are counted, not listed: a card is read at a glance. */
const LISTED = 8;

/** The pledges in hand, active ones first, each with when it asks next. */
export function pledgesCard(input: {
  readonly pledges: readonly Pledge[];
  readonly settings: Settings;
  readonly now: Instant;
  readonly language: string;
  readonly appId: string;
}): CardJson {
  const reader: CardReader = { translator: translatorFor(input.language), appId: input.appId };
  const { translator } = reader;
  const { pledges, settings, now } = input;
  if (pledges.length === 0) {
    const title = translator.t('cards:pledges.none-heading');
    return wholeCard(reader, {
      heading: title,
      body: [heading(title), sentence(translator.t('cards:pledges.none'))],
      actions: [tabButton(reader, 'cards:button.make-pledge', 'pledges/new')],
    });
  }
  const title = translator.t('cards:pledges.heading');
  const inOrder = pledges.toSorted(
    (one, other) => Number(one.life.state !== 'active') - Number(other.life.state !== 'active'),
  );
  const notListed = inOrder.length - LISTED;
  const waits = pledges.some(
    (pledge) =>
      waitingQuestion(pledge, settings, now) !== undefined || isPeriodOver(pledge, settings, now),
  );
  return wholeCard(reader, {
    heading: title,
    body: [
      heading(title),
      ...inOrder.slice(0, LISTED).flatMap((pledge): CardElement[] => [
        plainWords(pledgeWords(pledge, settings, translator).title, {
          weight: 'Bolder',
          spacing: 'Medium',
        }),
        aside(whenItAsks(pledge, settings, now, translator), 'None'),
      ]),
      ...(notListed > 0
        ? [sentence(translator.t('cards:pledges.more', { count: notListed }))]
        : []),
    ],
    actions: [
      ...(waits ? [button(reader, 'cards:button.check-in', VERBS.showQuestion)] : []),
      button(reader, 'cards:button.settings', VERBS.showSettings),
      tabButton(reader, 'cards:button.open-tab', 'pledges'),
    ],
  });
}

function whenItAsks(
  pledge: Pledge,
  settings: Settings,
  now: Instant,
  translator: Translator,
): string {
  if (pledge.life.state === 'paused') return translator.t('cards:pledges.paused');
  if (isPeriodOver(pledge, settings, now)) return translator.t('cards:pledges.over');
  const cadence = translator.t(`cards:pledges.cadence.${pledge.cadence}`);
  if (waitingQuestion(pledge, settings, now) !== undefined) {
    return translator.t('cards:pledges.waiting', { cadence });
  }
  const next = nextQuestionOn(pledge, settings, now);
  return next === undefined
    ? translator.t('cards:pledges.no-next', { cadence })
    : translator.t('cards:pledges.next', { cadence, day: weekdayAndDay(next, translator.locale) });
}
