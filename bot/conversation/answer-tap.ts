import { declinedCard } from '../cards/declined-card.ts';
import { notAgreedCard } from '../cards/not-agreed-card.ts';
import { sceneLeftCard } from '../cards/scene-left-card.ts';
import { VERBS } from '../cards/verbs.ts';
import type { CardJson, CardReply } from '../ports.ts';
import type { CardTap } from './card-tap.ts';
import { cardReaderOf, hasAgreed, readerOf, type TapTurn } from './chat-turn.ts';
import { TWO_WEEKS } from './intent.ts';
import { changeMessages, pause, showPledges, showQuestion, showSettings } from './show.ts';
import { showContent } from './show-content.ts';
import { showLesson } from './show-lesson.ts';
import { offerScene, playScene } from './show-scene.ts';
import { offerChange, takeAnswer } from './take-answer.ts';
import { takeEnding } from './take-ending.ts';
import { reopenLesson, takeMark } from './take-mark.ts';

/** Does what a tapped button asks for. Whatever cannot be done changes nothing and says so. */
export async function answerTap(turn: TapTurn, tap: CardTap): Promise<CardReply> {
  if (!hasAgreed(turn.person)) {
    if (tap.verb !== VERBS.declineGreeting) return card(notAgreedCard(readerOf(turn)));
    await turn.commands.declineGreeting(turn.origin.person);
    return card(declinedCard(readerOf(turn)));
  }
  switch (tap.verb) {
    case VERBS.answer:
      return takeAnswer(turn, tap.data, false);
    case VERBS.replace:
      return takeAnswer(turn, tap.data, true);
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
    case VERBS.showLesson:
      return card(await showLesson(turn, tap.data));
    case VERBS.markLesson:
      return takeMark(turn, tap.data);
    case VERBS.reopenLesson:
      return reopenLesson(turn, tap.data);
    case VERBS.offerScene:
      return card(offerScene(turn, tap.data));
    case VERBS.playScene:
      return playScene(turn, tap.data);
    case VERBS.leaveScene:
      return card(sceneLeftCard(cardReaderOf(turn)));
  }
}

function card(json: CardJson): CardReply {
  return { kind: 'card', card: json };
}
