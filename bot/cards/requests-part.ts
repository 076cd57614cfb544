import type { ContentOf } from '../../shared/domain/message-content.ts';
import type { Settings } from '../../shared/domain/settings.ts';
import type { CardPart } from './card-part.ts';
import { type CardReader, sentence, tabButton } from './card-parts.ts';
import { shortWords } from './long-words.ts';

/**
 * How many requests to join wait for an organiser, never of whom; or that they were dealt with. Which group it is, for
 * who runs several, is shown where words are switched on; one tap opens it in any case.
 */
export function requestsPart(
  reader: CardReader,
  { waiting, ergId, ergName }: ContentOf<'requests-waiting'>,
  { showWords }: Pick<Settings, 'showWords'>,
): CardPart {
  const { t, locale } = reader.translator;
  const open =
    waiting === 0
      ? tabButton(reader, 'cards:button.open-tab', 'home')
      : tabButton(reader, 'cards:button.open-requests', `run/${ergId}/requests`);
  const number = new Intl.NumberFormat(locale).format(waiting);
  return {
    summary: 'requests',
    heading: t('cards:requests.heading'),
    body: [
      ...(showWords ? [shortWords(reader, ergName, { weight: 'Bolder' })] : []),
      sentence(waiting === 0 ? t('cards:requests.none') : t('cards:requests.waiting', { number })),
    ],
    actions: [open],
    mainAction: open,
  };
}
