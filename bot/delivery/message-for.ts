import type { Delivery } from '../../shared/domain/delivery.ts';
import type { MessageContent } from '../../shared/domain/message-content.ts';
import type { Person } from '../../shared/domain/person.ts';
import { translatorFor } from '../../shared/i18n/translator.ts';
import { cardSummary } from '../cards/card-summary.ts';
import { fitToTeams } from '../cards/fit-to-teams.ts';
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
  // What is left out because its words or its pledge are gone is not what the notification tells of.
  const [first] = partsOf(reader, person, items, contents);
  if (first === undefined) throw new Error('A message tells something.');
  return {
    card: fitToTeams(reader, (fitting) =>
      messageCard(fitting, partsOf(fitting, person, items, contents), opening),
    ),
    summary: cardSummary(first.summary, language),
  };
}
