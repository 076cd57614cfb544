import type { EndingChoice } from '../../shared/domain/ending-decision.ts';
import type { LocalDate } from '../../shared/domain/time.ts';
import { translatorFor } from '../../shared/i18n/translator.ts';
import { endedCard } from '../cards/ended-card.ts';
import { fitToTeams } from '../cards/fit-to-teams.ts';
import { notAgreedCard } from '../cards/not-agreed-card.ts';
import type { CardReply } from '../ports.ts';
import { cardReaderOf, readerOf, type TapTurn } from './chat-turn.ts';
import { showPassed } from './show-answered.ts';
import { nextAskPart, partsBeside, readTappedCard } from './tapped-card.ts';

/** Does what was tapped on the card about the end of a pledge's period, and says what became of it. */
export async function takeEnding(
  turn: TapTurn,
  given: { readonly pledgeId: string; readonly endsOn: LocalDate; readonly choice: EndingChoice },
): Promise<CardReply> {
  const { commands, origin } = turn;
  const { t } = translatorFor(origin.language);
  const taken = await commands.answerEnding(origin.person, given);
  if (taken.ok) {
    const now = { ...turn, person: taken.value };
    const pledge = now.person.pledges.find(({ id }) => id === given.pledgeId);
    const tapped = await readTappedCard(now);
    const card = fitToTeams(cardReaderOf(turn), (reader) =>
      endedCard(
        reader,
        { choice: given.choice, endsOn: pledge?.endsOn },
        { next: nextAskPart(reader, now), beside: partsBeside(reader, now.person, tapped) },
      ),
    );
    return { kind: 'card', card };
  }
  switch (taken.reason) {
    case 'consent-needed':
      return { kind: 'card', card: notAgreedCard(readerOf(turn)) };
    case 'not-found':
    case 'not-an-ally':
      return { kind: 'message', text: t('bot:message.not-yours') };
    case 'changed-meanwhile':
    case 'period-not-allowed':
      return { kind: 'message', text: t('bot:message.changed-meanwhile') };
    case 'too-many-pledges':
      return { kind: 'message', text: t('cards:ending.too-many') };
    case 'ending-passed':
    case 'pledge-ended': {
      const person = (await commands.readPerson(origin.person)) ?? turn.person;
      const now = { ...turn, person };
      return { kind: 'card', card: showPassed(now, await readTappedCard(now)) };
    }
  }
}
