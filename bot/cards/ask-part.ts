import type { DeliveryItem } from '../../shared/domain/delivery.ts';
import type { Person } from '../../shared/domain/person.ts';
import type { CardPart } from './card-part.ts';
import type { CardReader } from './card-parts.ts';
import { endingPart } from './ending-part.ts';
import { questionPart } from './question-part.ts';

/** What a card asks about a pledge: one at a time, the others follow in its place. */
export type Ask = Extract<DeliveryItem, { readonly kind: 'question' | 'ending' }>;

/** Whether an item asks something about a pledge. */
export function isAsk(item: DeliveryItem): item is Ask {
  return item.kind === 'question' || item.kind === 'ending';
}

/** The first of what is asked, with how many follow; undefined where all of it is about pledges that are gone. */
export function firstAskPart(
  reader: CardReader,
  { pledges, profile }: Pick<Person, 'pledges' | 'profile'>,
  asks: readonly Ask[],
): CardPart | undefined {
  const known = asks.flatMap((ask) => {
    const pledge = pledges.find(({ id }) => id === ask.pledgeId);
    return pledge === undefined ? [] : [{ ask, pledge }];
  });
  const [first] = known;
  if (first === undefined) return undefined;
  const { ask, pledge } = first;
  const about = { pledge, more: known.length - 1 };
  const { pledgeId } = ask;
  return ask.kind === 'ending'
    ? endingPart(reader, about, profile.settings)
    : questionPart(reader, { ...about, question: { pledgeId, date: ask.date } }, profile.settings);
}
