import type { EndingChoice } from '../../shared/domain/ending-decision.ts';
import { waitingQuestions } from '../../shared/domain/questions.ts';
import type { LocalDate } from '../../shared/domain/time.ts';
import { translatorFor } from '../../shared/i18n/translator.ts';
import { endedCard } from '../cards/ended-card.ts';
import { notAgreedCard } from '../cards/not-agreed-card.ts';
import { passedCard } from '../cards/passed-card.ts';
import type { CardReply } from '../ports.ts';
import { type ChatTurn, readerOf } from './chat-turn.ts';

/** Does what was tapped on the card about the end of a pledge's period, and says what became of it. */
export async function takeEnding(
  turn: ChatTurn,
  given: { readonly pledgeId: string; readonly endsOn: LocalDate; readonly choice: EndingChoice },
): Promise<CardReply> {
  const { commands, origin } = turn;
  const { t } = translatorFor(origin.language);
  const taken = await commands.answerEnding(origin.person, given);
  if (taken.ok) {
    const person = taken.value;
    const pledge = person.pledges.find(({ id }) => id === given.pledgeId);
    const waiting = waitingQuestions(person, commands.now()).length;
    const { choice } = given;
    return {
      kind: 'card',
      card: endedCard({ ...readerOf(turn), choice, endsOn: pledge?.endsOn, waiting }),
    };
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
      const waiting = waitingQuestions(person, commands.now()).length;
      return { kind: 'card', card: passedCard({ ...readerOf(turn), waiting }) };
    }
  }
}
