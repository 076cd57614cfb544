import { declinedCard } from '../cards/declined-card.ts';
import { eraseCard } from '../cards/erase-card.ts';
import { exportCard } from '../cards/export-card.ts';
import { greetingCard } from '../cards/greeting-card.ts';
import { notAgreedCard } from '../cards/not-agreed-card.ts';
import type { CardJson } from '../ports.ts';
import { type ChatTurn, hasAgreed, readerOf } from './chat-turn.ts';
import type { Intent } from './intent.ts';
import { showLesson } from './show-lesson.ts';
import { offerScene } from './show-scene.ts';
import {
  changeMessages,
  pause,
  showHelp,
  showPledges,
  showQuestion,
  showSettings,
} from './show.ts';

/** Does what a person asked for in words, and answers with a card. `greet`: the one greeting is still to come. */
export async function answerMessage(
  turn: ChatTurn,
  intent: Intent,
  greet: boolean,
): Promise<CardJson> {
  if (!hasAgreed(turn.person)) return answerStranger(turn, intent, greet);
  switch (intent.kind) {
    case 'greet':
    case 'help':
    case 'unknown':
      return showHelp(turn, intent.kind);
    // There is nothing left to decline.
    case 'decline':
      return showHelp(turn, 'help');
    case 'learn':
      return showLesson(turn, intent);
    case 'practise':
      return offerScene(turn, {});
    case 'pledges':
      return showPledges(turn);
    case 'check-in':
      return showQuestion(turn);
    case 'settings':
      return showSettings(turn);
    case 'pause':
      return pause(turn, intent.end);
    case 'resume':
      return changeMessages(turn, { state: 'on' });
    case 'stop':
      return changeMessages(turn, { state: 'stopped' });
    case 'export':
      return exportCard(readerOf(turn));
    case 'erase':
      return eraseCard(readerOf(turn));
  }
}

/** Before a person agrees there is nothing to show or change; *stop* is *No thanks*. */
async function answerStranger(turn: ChatTurn, intent: Intent, greet: boolean): Promise<CardJson> {
  if (intent.kind === 'stop' || intent.kind === 'decline') {
    await turn.commands.declineGreeting(turn.origin.person);
    return declinedCard(readerOf(turn));
  }
  return greet || intent.kind === 'greet' || intent.kind === 'help'
    ? greetingCard(readerOf(turn))
    : notAgreedCard(readerOf(turn));
}
