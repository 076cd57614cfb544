import type { CheckIn } from '../../shared/domain/check-in.ts';
import type { DeliveryItem } from '../../shared/domain/delivery.ts';
import { isSameItem } from '../../shared/domain/due-items.ts';
import type { MessageContent } from '../../shared/domain/message-content.ts';
import type { Person } from '../../shared/domain/person.ts';
import { isAnswerOpen } from '../../shared/domain/questions.ts';
import { type Ask, firstAskPart, isAsk } from '../cards/ask-part.ts';
import type { CardPart } from '../cards/card-part.ts';
import type { CardReader } from '../cards/card-parts.ts';
import { partsOf } from '../cards/parts-of.ts';
import type { TapTurn } from './chat-turn.ts';
import { waitingAsks } from './waiting-asks.ts';

/** What stands on a card of which a button was tapped, as this person may see it now. */
export interface TappedCard {
  /** Empty where it is not known which message it was, or where it was the answer to something said. */
  readonly items: readonly DeliveryItem[];
  readonly contents: ReadonlyMap<string, MessageContent>;
}

/** Finds the message that was tapped, and reads the words of all that it tells. */
export async function readTappedCard({
  person,
  commands,
  activityId,
}: TapTurn): Promise<TappedCard> {
  // A message that Teams took without giving it an id is kept with an empty one.
  const delivery = person.deliveries.find(
    ({ progress }) =>
      progress.state === 'sent' && progress.activityId !== '' && progress.activityId === activityId,
  );
  const items = delivery?.items ?? [];
  const ids = items.flatMap((item) => (item.kind === 'pending' ? [item.id] : []));
  return {
    items,
    contents: ids.length === 0 ? new Map() : await commands.readContents(person, ids),
  };
}

/** What the card tells besides what it asks. The thing with the id `opened` shows its words. */
export function partsBeside(
  reader: CardReader,
  person: Person,
  { items, contents }: TappedCard,
  opened?: string,
): readonly CardPart[] {
  const told = items.filter(({ kind }) => kind === 'pending');
  return partsOf(reader, person, told, contents, opened);
}

/** What waits to be answered next, whichever card asked it. */
export function nextAskPart(
  reader: CardReader,
  { person, commands }: TapTurn,
): CardPart | undefined {
  return firstAskPart(reader, person, waitingAsks(person, commands.now()));
}

/** What is left to ask of what the card asked. */
export function stillAsked({ person, commands }: TapTurn, { items }: TappedCard): readonly Ask[] {
  const waiting = waitingAsks(person, commands.now());
  return items.filter(isAsk).filter((ask) => waiting.some((other) => isSameItem(ask, other)));
}

/** Of the questions that the card asked, the one answered last, while its answer may be changed. */
export function lastAnswered(
  { person, commands }: TapTurn,
  { items }: TappedCard,
): CheckIn | undefined {
  const { settings } = person.profile;
  return items
    .filter((item) => item.kind === 'question')
    .flatMap(({ pledgeId, date }) => {
      const pledge = person.pledges.find(({ id }) => id === pledgeId);
      const checkIn = pledge?.recent.find((recent) => recent.date === date);
      return pledge !== undefined &&
        checkIn !== undefined &&
        isAnswerOpen(pledge, checkIn, settings, commands.now())
        ? [checkIn]
        : [];
    })
    .toSorted((one, other) => (one.answeredAt < other.answeredAt ? -1 : 1))
    .at(-1);
}
