import { createHash } from 'node:crypto';
import type { ChatLog } from './chat-log.ts';

/** How a person's chat with the bot stands. */
export type Chat =
  | { readonly state: 'open'; readonly personId: string; readonly conversationId: string }
  | { readonly state: 'not-installed'; readonly personId: string; readonly conversationId: string };

/** Which conversation belongs to whom, and who has the app. */
export interface Conversations {
  /** The chat of a person, who is known from now on. The same person has the same conversation always. */
  ofPerson(personId: string): Chat;
  /** The chat behind a conversation id; `undefined` where no such conversation was ever created. */
  byId(conversationId: string): Chat | undefined;
}

/** The id of the one conversation that a person of a tenant has with the bot. */
export function conversationIdOf(tenantId: string, personId: string): string {
  const digest = createHash('sha256').update(`${tenantId}_${personId}`).digest('base64url');
  return `a:1${digest}`;
}

/** Reads the conversations out of the chats' history. */
export function createConversations(options: {
  readonly log: ChatLog;
  readonly tenantId: string;
  /** Who can be talked to from the beginning. */
  readonly personIds: Iterable<string>;
  /** Whether somebody, or who, counts as having the app without having installed or removed it. */
  readonly installedAtFirst: boolean | ((personId: string) => boolean);
}): Conversations {
  const { log, tenantId, installedAtFirst } = options;
  const hasItAtFirst =
    typeof installedAtFirst === 'function' ? installedAtFirst : () => installedAtFirst;
  const personByConversation = new Map<string, string>();

  const idFor = (personId: string): string => {
    const conversationId = conversationIdOf(tenantId, personId);
    personByConversation.set(conversationId, personId);
    return conversationId;
  };
  const chat = (personId: string, conversationId: string): Chat => {
    const last = log.installations().get(personId);
    const isInstalled = last === undefined ? hasItAtFirst(personId) : last === 'installed';
    return { state: isInstalled ? 'open' : 'not-installed', personId, conversationId };
  };

  for (const personId of options.personIds) idFor(personId);
  for (const personId of log.installations().keys()) idFor(personId);
  return {
    ofPerson: (personId) => chat(personId, idFor(personId)),
    byId(conversationId) {
      const personId = personByConversation.get(conversationId);
      return personId === undefined ? undefined : chat(personId, conversationId);
    },
  };
}
