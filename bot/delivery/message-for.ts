import type { Delivery, DeliveryItem } from '../../shared/domain/delivery.ts';
import type { MessageContent } from '../../shared/domain/message-content.ts';
import type { Person } from '../../shared/domain/person.ts';
import { translatorFor } from '../../shared/i18n/translator.ts';
import { cardSummary, type SummaryKind } from '../cards/card-summary.ts';
import { messageCard } from '../cards/message-card.ts';
import { partsOf } from '../cards/parts-of.ts';
import type { CardJson } from '../ports.ts';

/**
 * The one message that holds everything due, and what its notification says: neutral, since others may see a screen.
 * Throws where nothing of it can be told.
 */
export function messageFor(
  person: Person,
  { items, opening }: Pick<Delivery, 'items' | 'opening'>,
  contents: ReadonlyMap<string, MessageContent>,
  appId: string,
): { readonly card: CardJson; readonly summary: string } {
  const { language } = person.profile;
  const reader = { translator: translatorFor(language), appId };
  const parts = partsOf(reader, person, items, contents);
  const [first] = items;
  if (first === undefined) throw new Error('A message tells something.');
  return {
    card: messageCard(reader, parts, opening),
    summary: cardSummary(summaryOf(first), language),
  };
}

function summaryOf(item: DeliveryItem): SummaryKind {
  switch (item.kind) {
    case 'question':
      return 'check-in';
    case 'ending':
    case 'last-card':
      return item.kind;
    case 'pending':
      switch (item.of) {
        case 'moment':
        case 'lesson':
          return item.of;
        case 'announcement':
          return 'news';
        case 'event-change':
        case 'event-reminder':
          return 'event';
      }
  }
}
