import type { Delivery } from '../../shared/domain/delivery.ts';
import type { MessageContent } from '../../shared/domain/message-content.ts';
import type { Person } from '../../shared/domain/person.ts';
import type { Instant } from '../../shared/domain/time.ts';
import type { CardJson } from '../ports.ts';
import { cardSummary } from '../cards/card-summary.ts';
import { checkInCard } from '../cards/check-in-card.ts';

/** The one message that holds everything due: the first question, the others after its answer. */
export function messageFor(
  person: Person,
  { items }: Pick<Delivery, 'items' | 'opening'>,
  _contents: ReadonlyMap<string, MessageContent>,
  _now: Instant,
  appId: string,
): { readonly card: CardJson; readonly summary: string } {
  const [question, ...more] = items.filter((item) => item.kind === 'question');
  const pledge = person.pledges.find((candidate) => candidate.id === question?.pledgeId);
  if (question === undefined || pledge === undefined) {
    throw new Error('A message needs a question about a pledge in hand.');
  }
  const { language, settings } = person.profile;
  return {
    card: checkInCard({ question, pledge, settings, more: more.length, language, appId }),
    summary: cardSummary('check-in', language),
  };
}
