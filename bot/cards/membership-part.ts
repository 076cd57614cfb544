import type { ContentOf } from '../../shared/domain/message-content.ts';
import type { Settings } from '../../shared/domain/settings.ts';
import { dayInWords } from '../../shared/i18n/dates.ts';
import type { CardPart } from './card-part.ts';
import { button, type CardReader, sentence, tabButton } from './card-parts.ts';
import { shortWords } from './long-words.ts';
import { VERBS } from './verbs.ts';

/**
 * What became of a request to join, or that somebody is no ally any more: kindly, without a reason, of which none is
 * stored. Which group it is of is shown to who switched words on, or asked to see it.
 */
export function membershipPart(
  reader: CardReader,
  about: { readonly id: string; readonly content: ContentOf<'membership-news'> },
  { showWords }: Pick<Settings, 'showWords'>,
): CardPart {
  const { translator } = reader;
  const { content, id } = about;
  const { news, askAgainOn } = content;
  const again =
    askAgainOn === undefined
      ? []
      : [
          translator.t('cards:membership.again', {
            day: dayInWords(askAgainOn, translator.locale),
          }),
        ];
  const said =
    news === 'approved'
      ? [translator.t('cards:membership.approved')]
      : [translator.t(`cards:membership.${news}`), ...again, translator.t('cards:membership.kept')];
  const open =
    showWords && news === 'approved'
      ? tabButton(reader, 'cards:button.see-group', `ergs/${content.ergId}`)
      : tabButton(reader, 'cards:button.open-tab', 'home');
  const main = showWords
    ? open
    : button(reader, 'cards:button.show-here', VERBS.showContent, { id });
  return {
    summary: 'news',
    heading: translator.t(`cards:membership.heading.${news}`),
    body: [
      ...(showWords ? [shortWords(reader, content.ergName, { weight: 'Bolder' })] : []),
      sentence(said.join(' ')),
    ],
    actions: main === open ? [open] : [main, open],
    mainAction: main,
  };
}
