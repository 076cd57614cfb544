import type { DeliveryItem } from '../../shared/domain/delivery.ts';
import type { MessageContent } from '../../shared/domain/message-content.ts';
import type { Person } from '../../shared/domain/person.ts';
import { isSmallerStepDue } from '../../shared/domain/questions.ts';
import type { CardPart } from './card-part.ts';
import { aside, button, type CardReader, tabButton } from './card-parts.ts';
import { questionParts } from './check-in-card.ts';
import { endingPart } from './ending-part.ts';
import { eventPart } from './event-part.ts';
import { lastCardPart } from './last-card-part.ts';
import { lessonPart } from './lesson-part.ts';
import { momentPart } from './moment-part.ts';
import { newsPart } from './news-part.ts';
import { VERBS } from './verbs.ts';

/**
 * What a message tells and asks, as parts of a card, in the order of its items. Of questions and endings the first
 * stands there, with how many follow: they come in its place one after the other. Things without words, or about
 * pledges that are gone, are left out.
 */
export function partsOf(
  reader: CardReader,
  person: Person,
  items: readonly DeliveryItem[],
  contents: ReadonlyMap<string, MessageContent>,
): readonly CardPart[] {
  const asks = items.filter(({ kind }) => kind === 'question' || kind === 'ending');
  const [first] = asks;
  return items.flatMap((item): readonly CardPart[] => {
    switch (item.kind) {
      case 'question':
      case 'ending':
        return item === first ? askPart(reader, person, item, asks.length - 1) : [];
      case 'last-card':
        return [lastCardPart(reader)];
      case 'pending': {
        const content = contents.get(item.id);
        return content === undefined ? [] : [contentPart(reader, person, item.id, content)];
      }
    }
  });
}

/** A thing with words of its own, as this person may see it. */
export function contentPart(
  reader: CardReader,
  { profile }: Pick<Person, 'profile'>,
  id: string,
  content: MessageContent,
): CardPart {
  const { settings } = profile;
  switch (content.kind) {
    case 'moment':
      return momentPart(reader, content);
    case 'announcement':
      return newsPart(reader, { id, content }, settings);
    case 'event-reminder':
    case 'event-change':
      return eventPart(reader, { id, content }, settings);
    case 'lesson':
      return lessonPart(reader, content, settings);
  }
}

function askPart(
  reader: CardReader,
  { pledges, profile }: Person,
  item: Extract<DeliveryItem, { readonly kind: 'question' | 'ending' }>,
  more: number,
): readonly CardPart[] {
  const pledge = pledges.find(({ id }) => id === item.pledgeId);
  if (pledge === undefined) return [];
  const { settings } = profile;
  const { translator } = reader;
  if (item.kind === 'ending') {
    const part = endingPart(reader, pledge, settings);
    if (more === 0) return [part];
    const after = aside(translator.t('cards:check-in.more', { count: more }));
    return [{ ...part, body: [...part.body, after] }];
  }
  const asked = questionParts(reader, { question: item, pledge, settings, more });
  const isHard = isSmallerStepDue(pledge);
  const smaller = tabButton(reader, 'cards:button.make-smaller', `pledges/${pledge.id}`);
  return [
    {
      heading: translator.t('cards:check-in.heading'),
      question: asked.question,
      body: isHard ? [...asked.body, aside(translator.t('cards:check-in.smaller'))] : asked.body,
      // A pledge that did not fit twice is opened to be made smaller.
      actions: isHard ? [...asked.actions.slice(0, 3), smaller] : asked.actions,
      mainAction: button(reader, 'cards:button.check-in', VERBS.showQuestion),
    },
  ];
}
