import type { CheckIn } from '../../shared/domain/check-in.ts';
import { isAnswerOpen, isSmallerStepDue } from '../../shared/domain/questions.ts';
import { answeredBeside, answeredCard } from '../cards/answered-card.ts';
import type { CardPart } from '../cards/card-part.ts';
import type { CardReader } from '../cards/card-parts.ts';
import { fitToTeams } from '../cards/fit-to-teams.ts';
import { passedCard } from '../cards/passed-card.ts';
import type { CardJson } from '../ports.ts';
import { cardReaderOf, type TapTurn } from './chat-turn.ts';
import { lastAnswered, nextAskPart, partsBeside, type TappedCard } from './tapped-card.ts';
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

/** What the card asked last and was answered, beside something else that was tapped; undefined where there is none. */
export function answeredPart(
  reader: CardReader,
  turn: TapTurn,
  tapped: TappedCard,
): CardPart | undefined {
  const answered = lastAnswered(turn, tapped);
  if (answered === undefined) return undefined;
  const { pledgeId, date, answer } = answered;
  const pledge = turn.person.pledges.find(({ id }) => id === pledgeId);
  const offerSmaller = pledge !== undefined && isSmallerStepDue(pledge);
  return answeredBeside(reader, {
    answered: { pledgeId, date, answer },
    changeable: true,
    offerSmaller,
  });
}

/** What was asked has passed: nothing was changed. What else the card told stays below. */
export function showPassed(turn: TapTurn, tapped: TappedCard): CardJson {
  const { person, commands } = turn;
  const waiting = waitingAsks(person, commands.now()).length;
  return fitToTeams(cardReaderOf(turn), (reader) =>
    passedCard(reader, { waiting, beside: partsBeside(reader, person, tapped) }),
  );
}
