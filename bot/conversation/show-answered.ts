import type { CheckIn } from '../../shared/domain/check-in.ts';
import { isAnswerOpen, isSmallerStepDue } from '../../shared/domain/questions.ts';
import { answeredCard } from '../cards/answered-card.ts';
import { fitToTeams } from '../cards/fit-to-teams.ts';
import { passedCard } from '../cards/passed-card.ts';
import type { CardJson } from '../ports.ts';
import { cardReaderOf, type TapTurn } from './chat-turn.ts';
import { nextAskPart, partsBeside, type TappedCard } from './tapped-card.ts';
import { waitingAsks } from './waiting-asks.ts';

/** What was answered, as stored, with what waits next in its place; what else the card told stays below. */
export function showAnswered(
  turn: TapTurn,
  question: Pick<CheckIn, 'pledgeId' | 'date'>,
  tapped: TappedCard,
  opened?: string,
): CardJson {
  const { person, commands } = turn;
  const { pledgeId, date } = question;
  const pledge = person.pledges.find(({ id }) => id === pledgeId);
  const stored = pledge?.recent.find((checkIn) => checkIn.date === date);
  if (pledge === undefined || stored === undefined) return showPassed(turn, tapped);
  const answered = { pledgeId, date, answer: stored.answer };
  const about = {
    answered,
    changeable: isAnswerOpen(pledge, answered, person.profile.settings, commands.now()),
    offerSmaller: pledge.recent[0]?.date === date && isSmallerStepDue(pledge),
  };
  return fitToTeams(cardReaderOf(turn), (reader) =>
    answeredCard(reader, about, {
      next: nextAskPart(reader, turn),
      beside: partsBeside(reader, person, tapped, opened),
    }),
  );
}

/** What was asked has passed: nothing was changed. What else the card told stays below. */
export function showPassed(turn: TapTurn, tapped: TappedCard): CardJson {
  const { person, commands } = turn;
  const waiting = waitingAsks(person, commands.now()).length;
  return fitToTeams(cardReaderOf(turn), (reader) =>
    passedCard(reader, { waiting, beside: partsBeside(reader, person, tapped) }),
  );
}
