import type { PersonKey } from '../shared/domain/person.ts';

/** An Adaptive Card as plain JSON. */
export type CardJson = Readonly<Record<string, unknown>>;

/** Who speaks, and where to answer; learnt from an authenticated activity. */
export interface ChatOrigin {
  readonly person: PersonKey;
  readonly name: string | undefined;
  readonly conversationId: string;
  readonly serviceUrl: string;
  /** BCP 47. */
  readonly language: string;
}

/** What the bot says back in the chat. `text` is shown as it is, without Markdown; `summary` is the text of the notification and must be neutral. */
export type Reply =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'card'; readonly card: CardJson; readonly summary: string };

/** What a tap on a card gets: the card replaced in place, or a short message and the card left as it is. */
export type CardReply =
  | { readonly kind: 'card'; readonly card: CardJson }
  | { readonly kind: 'message'; readonly text: string };

/** A tap on a card's button: `verb` and `data` are untrusted; `data` never repeats the verb. */
export interface CardAction {
  readonly verb: string;
  readonly data: unknown;
  /** The activity id of the card, where Teams gives it. */
  readonly activityId: string | undefined;
}

/** What Alongside does when something happens in the chat. The Teams folder calls these; nothing in them knows an SDK. */
export interface ChatHandlers {
  /** The app was installed for a person, or installed again: learn the conversation, greet once. */
  onInstall(origin: ChatOrigin): Promise<readonly Reply[]>;
  /** The app was removed. */
  onUninstall(origin: ChatOrigin): Promise<void>;
  /** A person wrote something. */
  onMessage(origin: ChatOrigin, text: string): Promise<readonly Reply[]>;
  /** A person tapped a button. Always answers within 5 s. */
  onCardAction(origin: ChatOrigin, action: CardAction): Promise<CardReply>;
}

/** Where a proactive message goes. Without a conversation id the chat is created first. */
export interface SendTarget {
  readonly person: PersonKey;
  readonly conversationId: string | undefined;
  readonly serviceUrl: string;
}

/** What came of one attempt to send. Nothing here retries. */
export type SendOutcome =
  | { readonly ok: true; readonly activityId: string; readonly conversationId: string }
  | {
      readonly ok: false;
      readonly reason:
        | 'throttled'
        | 'try-again'
        | 'not-installed'
        | 'blocked'
        | 'conversation-gone'
        | 'too-large'
        | 'refused';
      readonly status: number | undefined;
      readonly retryAfterMs: number | undefined;
      readonly detail: string;
      /** Whether Teams may have accepted it all the same: the answer was lost. */
      readonly maybeAccepted: boolean;
    };

/** Proactive messages, over the Bot Connector's REST. */
export interface Sender {
  /** Creates the chat where needed and sends the card; every attempt ends at `signal`. */
  send(
    target: SendTarget,
    message: { readonly card: CardJson; readonly summary: string },
    signal: AbortSignal,
  ): Promise<SendOutcome>;
  /** Replaces a card that was sent. */
  update(
    target: SendTarget & { readonly conversationId: string },
    activityId: string,
    message: { readonly card: CardJson; readonly summary: string },
    signal: AbortSignal,
  ): Promise<SendOutcome>;
}
