import type { CheckIn } from '../../shared/domain/check-in.ts';
import type { CheckInRefusal } from '../../shared/domain/check-in-decisions.ts';
import type { Person } from '../../shared/domain/person.ts';
import { isAnswerOpen, isSmallerStepDue, waitingQuestions } from '../../shared/domain/questions.ts';
import { translatorFor } from '../../shared/i18n/translator.ts';
import { answeredCard } from '../cards/answered-card.ts';
import { changeAnswerCard } from '../cards/change-answer-card.ts';
import { declinedCard } from '../cards/declined-card.ts';
import { notAgreedCard } from '../cards/not-agreed-card.ts';
import { passedCard } from '../cards/passed-card.ts';
import { VERBS } from '../cards/verbs.ts';
import type { CardJson, CardReply } from '../ports.ts';
import type { CardTap } from './card-tap.ts';
import { type ChatTurn, hasAgreed, readerOf } from './chat-turn.ts';
import { TWO_WEEKS } from './intent.ts';
import { partsBeside, showContent } from './show-content.ts';
import { takeEnding } from './take-ending.ts';
import {
  changeMessages,
  firstQuestion,
  pause,
  showPledges,
  showQuestion,
  showSettings,
} from './show.ts';

type Answered = Pick<CheckIn, 'pledgeId' | 'date' | 'answer'>;

/** Does what a tapped button asks for. Whatever cannot be done changes nothing and says so. */
export async function answerTap(
  turn: ChatTurn,
  tap: CardTap,
  activityId: string | undefined,
): Promise<CardReply> {
  if (!hasAgreed(turn.person)) {
    if (tap.verb !== VERBS.declineGreeting) return card(notAgreedCard(readerOf(turn)));
    await turn.commands.declineGreeting(turn.origin.person);
    return card(declinedCard(readerOf(turn)));
  }
  switch (tap.verb) {
    case VERBS.answer:
      return takeAnswer(turn, tap.data, false, activityId);
    case VERBS.replace:
      return takeAnswer(turn, tap.data, true, activityId);
    case VERBS.change:
      return offerChange(turn, tap.data);
    case VERBS.showQuestion:
      return card(showQuestion(turn));
    case VERBS.showPledges:
      return card(showPledges(turn));
    // An old greeting of somebody who agreed since: *No thanks* does not undo that; the ways to stop stand here.
    case VERBS.declineGreeting:
    case VERBS.showSettings:
      return card(showSettings(turn));
    case VERBS.pause:
      return card(await pause(turn, TWO_WEEKS));
    case VERBS.resume:
      return card(await changeMessages(turn, { state: 'on' }));
    case VERBS.stop:
      return card(await changeMessages(turn, { state: 'stopped' }));
    // Tapping has brought them back already: this says how messages stand now.
    case VERBS.keepMessages:
      return card(showSettings(turn));
    case VERBS.renewPledge:
      return takeEnding(turn, { ...tap.data, choice: 'renew' });
    case VERBS.completePledge:
      return takeEnding(turn, { ...tap.data, choice: 'complete' });
    case VERBS.letGoPledge:
      return takeEnding(turn, { ...tap.data, choice: 'let-go' });
    case VERBS.showContent:
      return card(await showContent(turn, tap.data.id));
  }
}

async function takeAnswer(
  turn: ChatTurn,
  given: Answered,
  change: boolean,
  activityId: string | undefined,
): Promise<CardReply> {
  const { pledgeId, date, answer } = given;
  const { commands, origin } = turn;
  const question = { pledgeId, date };
  const taken = await commands.answer(origin.person, { question, answer, change });
  return taken.ok
    ? card(await showAnswered({ ...turn, person: taken.value }, given, activityId))
    : refusal(turn, given, taken.reason, activityId);
}

async function refusal(
  turn: ChatTurn,
  given: Answered,
  reason: CheckInRefusal,
  activityId: string | undefined,
): Promise<CardReply> {
  const { commands, origin } = turn;
  const { t } = translatorFor(origin.language);
  switch (reason) {
    case 'consent-needed':
      return card(notAgreedCard(readerOf(turn)));
    case 'not-found':
      return { kind: 'message', text: t('bot:message.not-yours') };
    case 'changed-meanwhile':
      return { kind: 'message', text: t('bot:message.changed-meanwhile') };
    // The card shown is older than what is stored: show what is.
    case 'already-answered':
    case 'question-passed': {
      const person = (await commands.readPerson(origin.person)) ?? turn.person;
      const now = { ...turn, person };
      return card(
        reason === 'already-answered'
          ? await showAnswered(now, given, activityId)
          : showPassed(now),
      );
    }
  }
}

function offerChange(turn: ChatTurn, given: Answered): CardReply {
  const { person, commands, origin } = turn;
  const pledge = person.pledges.find((candidate) => candidate.id === given.pledgeId);
  if (pledge === undefined) {
    const { t } = translatorFor(origin.language);
    return { kind: 'message', text: t('bot:message.not-yours') };
  }
  const { settings } = person.profile;
  const answered = storedAnswer(person, given);
  if (answered === undefined || !isAnswerOpen(pledge, answered, settings, commands.now())) {
    return card(showPassed(turn));
  }
  return card(changeAnswerCard({ ...readerOf(turn), answered, pledge, settings }));
}

/** What is stored, never what the tap says was answered. */
function storedAnswer(person: Person, { pledgeId, date }: Answered): Answered | undefined {
  const stored = person.pledges
    .find((pledge) => pledge.id === pledgeId)
    ?.recent.find((checkIn) => checkIn.date === date);
  return stored === undefined ? undefined : { pledgeId, date, answer: stored.answer };
}

/** What was answered, with the next question in its place; what else stood on the card stays there. */
async function showAnswered(
  turn: ChatTurn,
  given: Answered,
  activityId: string | undefined,
): Promise<CardJson> {
  const { person, commands } = turn;
  const now = commands.now();
  const answered = storedAnswer(person, given);
  const pledge = person.pledges.find((candidate) => candidate.id === given.pledgeId);
  if (answered === undefined || pledge === undefined) return showPassed(turn);
  return answeredCard({
    ...readerOf(turn),
    answered,
    changeable: isAnswerOpen(pledge, answered, person.profile.settings, now),
    offerSmaller: pledge.recent[0]?.date === answered.date && isSmallerStepDue(pledge),
    next: firstQuestion(person, now),
    beside: await partsBeside(turn, activityId),
  });
}

function showPassed(turn: ChatTurn): CardJson {
  const waiting = waitingQuestions(turn.person, turn.commands.now()).length;
  return passedCard({ ...readerOf(turn), waiting });
}

function card(json: CardJson): CardReply {
  return { kind: 'card', card: json };
}
