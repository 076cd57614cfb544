import type { ContentOf } from '../../shared/domain/message-content.ts';
import type { CardPart } from './card-part.ts';
import { aside, type CardElement, type CardReader, plainWords, tabButton } from './card-parts.ts';
import { longWords } from './long-words.ts';

/** A moment, in full for everybody: *If this touches you* first. Never who published it. */
export function momentPart(reader: CardReader, content: ContentOf<'moment'>): CardPart {
  const { translator } = reader;
  const open = tabButton(reader, 'cards:button.open-tab', 'home');
  const touches = longWords(content.ifThisTouchesYou);
  const support = longWords(content.ifYouWantToSupport);
  return {
    heading: translator.t('cards:moment.heading'),
    body: [
      plainWords(content.title, { weight: 'Bolder' }),
      ...advice(translator.t('cards:moment.touches'), touches),
      ...advice(translator.t('cards:moment.support'), support),
      ...(touches.isCut || support.isCut ? [aside(translator.t('cards:moment.more'))] : []),
    ],
    actions: [open],
    mainAction: open,
  };
}

function advice(
  label: string,
  { paragraphs }: { readonly paragraphs: readonly CardElement[] },
): readonly CardElement[] {
  if (paragraphs.length === 0) return [];
  return [plainWords(label, { weight: 'Bolder', spacing: 'Medium' }), ...paragraphs];
}
