import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { refused, accepted, type Result } from '../../shared/domain/result.ts';
import type { Activity } from './connector/activity.ts';
import { ADAPTIVE_CARD } from './connector/adaptive-card.ts';
import type { ChatLog } from './connector/chat-log.ts';
import type { Conversations } from './connector/conversations.ts';
import type { LocalPerson } from './people.ts';

/** A tap on a button of a card: Action.Execute. */
export interface Tap {
  readonly verb: string;
  /** The button's data together with what was put into the card's fields. */
  readonly data: unknown;
  /** The card that the button is on; the last card in the chat where it is not given. */
  readonly activityId?: string | undefined;
}

/** What the bot answered at once. `card` has replaced the card; `message` is shown for a moment and not kept. */
export type Answer =
  | { readonly kind: 'none' }
  | { readonly kind: 'card'; readonly activityId: string; readonly card: unknown }
  | { readonly kind: 'message'; readonly text: string };

/** Why nothing could be said. `bot-failed`: the bot answered with an error, or not within Teams' time. */
export type ChatRefusal = 'not-installed' | 'unknown-card' | 'bot-failed';

/** The person's side of the chat with the bot. Each promise is kept when the bot has answered the request. */
export interface LocalChat {
  say(person: LocalPerson, text: string, locale: string): Promise<Result<Answer, ChatRefusal>>;
  tap(person: LocalPerson, tap: Tap, locale: string): Promise<Result<Answer, ChatRefusal>>;
  /** Installs or removes the app. Nothing happens where it is so already. */
  setInstalled(
    person: LocalPerson,
    installed: boolean,
    locale: string,
  ): Promise<Result<Answer, ChatRefusal>>;
  isInstalled(person: Pick<LocalPerson, 'id'>): boolean;
}

// Teams waits 5 s for the answer to a tap and 15 s for the bot to take a message.
// Source: Microsoft's documentation of Bot Framework activities.
const INVOKE_TIMEOUT_MS = 5_000;
const MESSAGE_TIMEOUT_MS = 15_000;

const InvokeAnswer = z.looseObject({
  statusCode: z.number(),
  type: z.string(),
  value: z.unknown().optional(),
});

/**
 * Says and taps things as a person would in Teams: builds the activities that Teams builds and posts them
 * to the bot at `<serverUrl>/api/messages`.
 */
export function createLocalChat(options: {
  readonly log: ChatLog;
  readonly conversations: Conversations;
  readonly tenantId: string;
  /** The bot's app id and the name it has in Teams. */
  readonly bot: { readonly id: string; readonly name: string };
  /** Where the server answers, `http://127.0.0.1:PORT`; asked each time, since the port is known late. */
  readonly serverUrl: () => string;
  /** Product time. */
  readonly now: () => string;
  readonly newId?: () => string;
}): LocalChat {
  const { log, conversations, tenantId, serverUrl, now, newId = randomUUID } = options;
  const bot = { id: `28:${options.bot.id}`, name: options.bot.name };

  const envelope = (person: LocalPerson, locale: string) => ({
    id: newId(),
    timestamp: now(),
    localTimestamp: now(),
    channelId: 'msteams',
    serviceUrl: `${serverUrl()}/connector`,
    from: { id: `29:${person.id}`, aadObjectId: person.id, name: person.name },
    conversation: {
      conversationType: 'personal',
      tenantId,
      id: conversations.ofPerson(person.id).conversationId,
    },
    recipient: bot,
    channelData: { tenant: { id: tenantId } },
    locale,
    entities: [{ type: 'clientInfo', locale, country: 'GB', platform: 'Web' }],
  });

  async function post(
    activity: Activity,
    timeoutMs: number,
  ): Promise<Result<{ readonly status: number; readonly body: unknown }, 'bot-failed'>> {
    try {
      const response = await fetch(`${serverUrl()}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(activity),
        signal: AbortSignal.timeout(timeoutMs),
      });
      const text = await response.text();
      if (!response.ok) return refused('bot-failed');
      return accepted({
        status: response.status,
        body: text === '' ? undefined : (JSON.parse(text) as unknown),
      });
    } catch (error) {
      // The bot is not there, took too long, or did not answer in JSON.
      if (error instanceof TypeError || error instanceof DOMException) return refused('bot-failed');
      if (error instanceof SyntaxError) return refused('bot-failed');
      throw error;
    }
  }

  const isInstalled = (person: Pick<LocalPerson, 'id'>): boolean =>
    conversations.ofPerson(person.id).state === 'open';

  const lastCardOf = (personId: string): string | undefined =>
    log
      .of(personId)
      .findLast(({ kind, activity }) => kind === 'sent' && (activity.attachments?.length ?? 0) > 0)
      ?.activity.id;

  return {
    isInstalled,

    async say(person, text, locale) {
      if (!isInstalled(person)) return refused('not-installed');
      const activity: Activity = {
        ...envelope(person, locale),
        type: 'message',
        text,
        textFormat: 'plain',
      };
      log.add({ personId: person.id, kind: 'said', activity });
      const answer = await post(activity, MESSAGE_TIMEOUT_MS);
      return answer.ok ? accepted({ kind: 'none' }) : answer;
    },

    async tap(person, { verb, data, activityId }, locale) {
      if (!isInstalled(person)) return refused('not-installed');
      const cardId = activityId ?? lastCardOf(person.id);
      if (cardId === undefined) return refused('unknown-card');
      const action = { type: 'Action.Execute', verb, data };
      const activity: Activity = {
        ...envelope(person, locale),
        type: 'invoke',
        name: 'adaptiveCard/action',
        value: { action, trigger: 'manual' },
        replyToId: cardId,
      };
      log.add({ personId: person.id, kind: 'tapped', activity });
      const posted = await post(activity, INVOKE_TIMEOUT_MS);
      if (!posted.ok) return posted;

      const answer = InvokeAnswer.safeParse(posted.value.body);
      if (!answer.success || answer.data.statusCode >= 400) return refused('bot-failed');
      if (answer.data.type === 'application/vnd.microsoft.activity.message') {
        return accepted({ kind: 'message', text: String(answer.data.value) });
      }
      if (answer.data.type !== ADAPTIVE_CARD) return accepted({ kind: 'none' });
      const card = answer.data.value;
      log.add({
        personId: person.id,
        kind: 'updated',
        activity: {
          type: 'message',
          id: cardId,
          attachments: [{ contentType: ADAPTIVE_CARD, content: card }],
        },
      });
      return accepted({ kind: 'card', activityId: cardId, card });
    },

    async setInstalled(person, installed, locale) {
      if (isInstalled(person) === installed) return accepted({ kind: 'none' });
      const update: Activity = {
        ...envelope(person, locale),
        type: 'installationUpdate',
        action: installed ? 'add' : 'remove',
      };
      // From here on the bot may write, or may not: its greeting comes while it handles the event.
      log.add({ personId: person.id, kind: installed ? 'installed' : 'removed', activity: update });
      const change = installed ? { membersAdded: [bot] } : { membersRemoved: [bot] };
      const members: Activity = {
        ...envelope(person, locale),
        type: 'conversationUpdate',
        ...change,
      };
      for (const activity of [update, members]) {
        const answer = await post(activity, MESSAGE_TIMEOUT_MS);
        if (!answer.ok) return answer;
      }
      return accepted({ kind: 'none' });
    },
  };
}
