import type { ContentOf } from '../../shared/domain/message-content.ts';
import type { CardPart } from './card-part.ts';
import { aside, type CardElement, type CardReader, plainWords, tabButton } from './card-parts.ts';
import { longWords, shortWords } from './long-words.ts';
import { withdrawnPart } from './withdrawn-part.ts';

/** A moment, in full for everybody: *If this touches you* first. Never who published it, nor what was taken away. */
export function momentPart(reader: CardReader, content: ContentOf<'moment'>): CardPart {
  const { translator } = reader;
  const open = tabButton(reader, 'cards:button.open-tab', 'home');
  const heading = translator.t('cards:moment.heading');
  if (content.withdrawn === true) return withdrawnPart(reader, { summary: 'moment', heading });
  const touches = longWords(reader, content.ifThisTouchesYou);
  const support = longWords(reader, content.ifYouWantToSupport);
  const goesOn = aside(translator.t('cards:long.goes-on'));
  return {
    summary: 'moment',
    heading,
    body: [
      shortWords(reader, content.title, { weight: 'Bolder' }),
      ...advice(translator.t('cards:moment.touches'), touches, goesOn),
      ...advice(translator.t('cards:moment.support'), support, goesOn),
    ],
    actions: [open],
    mainAction: open,
  };
}

function advice(
  label: string,
  { paragraphs, isCut }: ReturnType<typeof longWords>,
  goesOn: CardElement,
): readonly CardElement[] {
  if (paragraphs.length === 0) return [];
  return [
    plainWords(label, { weight: 'Bolder', spacing: 'Medium' }),
    ...paragraphs,
    ...(isCut ? [goesOn] : []),
  ];
}
