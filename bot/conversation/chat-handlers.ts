import { cardSummary } from '../cards/card-summary.ts';
import { greetingCard } from '../cards/greeting-card.ts';
import { pilotCard } from '../cards/pilot-card.ts';
import type { ChatHandlers, ChatOrigin } from '../ports.ts';
import { translatorFor } from '../../shared/i18n/translator.ts';
import { answerMessage } from './answer-message.ts';
import { answerTap } from './answer-tap.ts';
import { parseCardTap } from './card-tap.ts';
import type { ChatCommands } from './chat-commands.ts';
import { type ChatTurn, hasAgreed } from './chat-turn.ts';
import { showHelp } from './show.ts';
import { understand } from './understand.ts';

/**
 * What the bot does when something happens in the chat: exactly one card for every message, a card or a short
 * text for every tap, one greeting ever. `appId` is the id in the app's manifest, for links into the tab.
 */
export function createChatHandlers(deps: {
  readonly commands: ChatCommands;
  readonly appId: string;
}): ChatHandlers {
  const { commands, appId } = deps;

  /** Learns the conversation with every turn: the service URL may have changed, a chat come back. */
  async function beginTurn(
    origin: ChatOrigin,
    installed = false,
  ): Promise<{ readonly turn: ChatTurn; readonly greet: boolean }> {
    const { person, greet } = await commands.learnConversation(origin, { installed });
    return { turn: { commands, appId, origin, person }, greet };
  }

  return {
    async onInstall(origin) {
      // Nobody is told of what is not open to them, and nothing is kept of them.
      if (!(await commands.mayComeIn(origin.person))) return [];
      const { turn, greet } = await beginTurn(origin, true);
      if (!greet) return [];
      const { language } = origin;
      const card = hasAgreed(turn.person)
        ? showHelp(turn, 'greet')
        : greetingCard({ language, appId });
      return [{ kind: 'card', card, summary: cardSummary('greeting', language) }];
    },

    async onUninstall(origin) {
      await commands.forgetConversation(origin);
    },

    async onMessage(origin, text) {
      if (!(await commands.mayComeIn(origin.person))) {
        const { language } = origin;
        const card = pilotCard({ language, appId });
        return [{ kind: 'card', card, summary: cardSummary('reply', language) }];
      }
      const { turn, greet } = await beginTurn(origin);
      const card = await answerMessage(turn, understand(text, origin.language), greet);
      return [{ kind: 'card', card, summary: cardSummary('reply', origin.language) }];
    },

    async onCardAction(origin, action) {
      if (!(await commands.mayComeIn(origin.person))) {
        return { kind: 'card', card: pilotCard({ language: origin.language, appId }) };
      }
      const tap = parseCardTap(action);
      const { turn } = await beginTurn(origin);
      if (tap === undefined) {
        const text = translatorFor(origin.language).t('bot:message.unknown-tap');
        return { kind: 'message', text };
      }
      return answerTap({ ...turn, activityId: action.activityId }, tap);
    },
  };
}
