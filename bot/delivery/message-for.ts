import type { Question } from '../../shared/domain/check-in.ts';
import type { Person } from '../../shared/domain/person.ts';
import type { CardJson } from '../ports.ts';
import { cardSummary } from '../cards/card-summary.ts';
import { checkInCard } from '../cards/check-in-card.ts';

/** The one message that holds everything due: the first question, the others after its answer. */
export function messageFor(
  person: Person,
  questions: readonly Question[],
  appId: string,
): { readonly card: CardJson; readonly summary: string } {
  const [question, ...more] = questions;
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
