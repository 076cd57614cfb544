import type { CheckIn } from '../../shared/domain/check-in.ts';
import type { CheckInRefusal } from '../../shared/domain/check-in-decisions.ts';
import { isAnswerOpen } from '../../shared/domain/questions.ts';
import { translatorFor } from '../../shared/i18n/translator.ts';
import { changeAnswerCard } from '../cards/change-answer-card.ts';
import { fitToTeams } from '../cards/fit-to-teams.ts';
import { notAgreedCard } from '../cards/not-agreed-card.ts';
import type { CardReply } from '../ports.ts';
import { cardReaderOf, readerOf, type TapTurn } from './chat-turn.ts';
import { showAnswered, showPassed } from './show-answered.ts';
import { partsBeside, readTappedCard } from './tapped-card.ts';

/** An answer as a card sends it: whose pledge it names, and whether it may be given, is not known yet. */
export type GivenAnswer = Pick<CheckIn, 'pledgeId' | 'date' | 'answer'>;

/** Takes an answer, or with `change` replaces the one before, and shows what is stored then. */
export async function takeAnswer(
  turn: TapTurn,
  given: GivenAnswer,
  change: boolean,
): Promise<CardReply> {
  const { pledgeId, date, answer } = given;
  const { commands, origin } = turn;
  const taken = await commands.answer(origin.person, {
    question: { pledgeId, date },
    answer,
    change,
  });
  if (!taken.ok) return refusal(turn, given, taken.reason);
  const tapped = await readTappedCard(turn);
  return { kind: 'card', card: showAnswered({ ...turn, person: taken.value }, given, tapped) };
}

async function refusal(
  turn: TapTurn,
  given: GivenAnswer,
  reason: CheckInRefusal,
): Promise<CardReply> {
  const { commands, origin } = turn;
  const { t } = translatorFor(origin.language);
  switch (reason) {
    case 'consent-needed':
      return { kind: 'card', card: notAgreedCard(readerOf(turn)) };
    case 'not-found':
      return { kind: 'message', text: t('bot:message.not-yours') };
    case 'changed-meanwhile':
      return { kind: 'message', text: t('bot:message.changed-meanwhile') };
    // The card shown is older than what is stored: show what is.
    case 'already-answered':
    case 'question-passed': {
      const person = (await commands.readPerson(origin.person)) ?? turn.person;
      const now = { ...turn, person };
      const tapped = await readTappedCard(now);
      const card =
        reason === 'already-answered' ? showAnswered(now, given, tapped) : showPassed(now, tapped);
      return { kind: 'card', card };
    }
  }
}

/** Offers the three answers once more, with what is stored now, never what the tap says was answered. */
export async function offerChange(turn: TapTurn, given: GivenAnswer): Promise<CardReply> {
  const { person, commands, origin } = turn;
  const pledge = person.pledges.find(({ id }) => id === given.pledgeId);
  if (pledge === undefined) {
    const { t } = translatorFor(origin.language);
    return { kind: 'message', text: t('bot:message.not-yours') };
  }
  const { settings } = person.profile;
  const stored = pledge.recent.find(({ date }) => date === given.date);
  const tapped = await readTappedCard(turn);
  if (stored === undefined || !isAnswerOpen(pledge, stored, settings, commands.now())) {
    return { kind: 'card', card: showPassed(turn, tapped) };
  }
  const { pledgeId, date, answer } = stored;
  const card = fitToTeams(cardReaderOf(turn), (reader) =>
    changeAnswerCard(reader, {
      answered: { pledgeId, date, answer },
      pledge,
      settings,
      beside: partsBeside(reader, person, tapped),
    }),
  );
  return { kind: 'card', card };
}
