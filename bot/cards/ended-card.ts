import type { EndingChoice } from '../../shared/domain/ending-decision.ts';
import type { LocalDate } from '../../shared/domain/time.ts';
import { dayInWords } from '../../shared/i18n/dates.ts';
import type { CardJson } from '../ports.ts';
import type { Said } from './card-part.ts';
import { button, type CardReader, sentence, tabButton } from './card-parts.ts';
import { type AroundReply, replyCard } from './message-card.ts';
import { VERBS } from './verbs.ts';

/** What became of a pledge whose period was over, and what waits next in its place. */
export function endedCard(
  reader: CardReader,
  input: {
    readonly choice: EndingChoice;
    /** The new end, where it was renewed. */
    readonly endsOn: LocalDate | undefined;
  },
  around: AroundReply,
): CardJson {
  const { translator } = reader;
  const { choice, endsOn } = input;
  const day = endsOn === undefined ? '' : dayInWords(endsOn, translator.locale);
  const said: Said = {
    heading:
      choice === 'renew'
        ? translator.t('cards:ending.done.renew', { day })
        : translator.t(`cards:ending.done.${choice}`),
    body: [
      sentence(translator.t(choice === 'renew' ? 'cards:ending.renewed' : 'cards:ending.kept')),
    ],
    actions: [
      button(reader, 'cards:button.pledges', VERBS.showPledges),
      ...(around.next === undefined ? [tabButton(reader, 'cards:button.open-tab', 'pledges')] : []),
    ],
  };
  return replyCard(reader, said, around);
}
