import type { EndingChoice } from '../../shared/domain/ending-decision.ts';
import type { LocalDate } from '../../shared/domain/time.ts';
import { dayInWords } from '../../shared/i18n/dates.ts';
import { translatorFor } from '../../shared/i18n/translator.ts';
import type { CardJson } from '../ports.ts';
import { button, type CardReader, heading, sentence, tabButton, wholeCard } from './card-parts.ts';
import { VERBS } from './verbs.ts';

/** What became of a pledge whose period was over, and how many questions wait now. */
export function endedCard(input: {
  readonly choice: EndingChoice;
  /** The new end, where it was renewed. */
  readonly endsOn: LocalDate | undefined;
  readonly waiting: number;
  readonly language: string;
  readonly appId: string;
}): CardJson {
  const reader: CardReader = { translator: translatorFor(input.language), appId: input.appId };
  const { translator } = reader;
  const { choice, endsOn, waiting } = input;
  const day = endsOn === undefined ? '' : dayInWords(endsOn, translator.locale);
  const title =
    choice === 'renew'
      ? translator.t('cards:ending.done.renew', { day })
      : translator.t(`cards:ending.done.${choice}`);
  const text = translator.t(choice === 'renew' ? 'cards:ending.renewed' : 'cards:ending.kept');
  return wholeCard(reader, {
    heading: title,
    body: [
      heading(title),
      sentence(text),
      ...(waiting === 0
        ? []
        : [sentence(translator.t('cards:passed.waiting', { count: waiting }))]),
    ],
    actions: [
      ...(waiting === 0 ? [] : [button(reader, 'cards:button.check-in', VERBS.showQuestion)]),
      button(reader, 'cards:button.pledges', VERBS.showPledges),
      tabButton(reader, 'cards:button.open-tab', 'pledges'),
    ],
  });
}
