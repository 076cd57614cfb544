import type { LocalDate } from '../../shared/domain/time.ts';
import { weekdayAndDay } from '../../shared/i18n/dates.ts';
import { translatorFor } from '../../shared/i18n/translator.ts';
import type { CardJson } from '../ports.ts';
import { button, type CardReader, heading, sentence, tabButton, wholeCard } from './card-parts.ts';
import { VERBS } from './verbs.ts';

/** Whether there is anything that could ask, and when it does next. */
export type NextQuestion = 'no-pledges' | 'none-planned' | { readonly on: LocalDate };

/** The answer to *check in* when no question waits. */
export function nothingTodayCard(input: {
  readonly next: NextQuestion;
  readonly language: string;
  readonly appId: string;
}): CardJson {
  const reader: CardReader = { translator: translatorFor(input.language), appId: input.appId };
  const { translator } = reader;
  const { next } = input;
  const title = translator.t('cards:nothing-today.heading');
  const body = [heading(title)];
  if (next === 'no-pledges') {
    return wholeCard(reader, {
      heading: title,
      body: [...body, sentence(translator.t('cards:nothing-today.no-pledges'))],
      actions: [tabButton(reader, 'cards:button.make-pledge', 'pledges/new')],
    });
  }
  const when =
    next === 'none-planned'
      ? translator.t('cards:nothing-today.none')
      : translator.t('cards:nothing-today.next', {
          day: weekdayAndDay(next.on, translator.locale),
        });
  return wholeCard(reader, {
    heading: title,
    body: [...body, sentence(when)],
    actions: [
      button(reader, 'cards:button.pledges', VERBS.showPledges),
      tabButton(reader, 'cards:button.open-tab', 'home'),
    ],
  });
}
