import type { CardAction, CardReply, ChatHandlers, ChatOrigin, Reply } from '../../../bot/ports.ts';
import { createTeamsBot } from '../../../bot/teams/teams-bot.ts';
import type {
  BotRequest,
  BotResponse,
  TeamsBotOptions,
  TeamsErrorPlace,
} from '../../../bot/teams/teams-bot.ts';
import { TENANT_ID, USER_ID } from '../../support/builders.ts';
import type { FakeConnector } from './fake-connector.ts';

/** A card that says nothing. */
export const card = { type: 'AdaptiveCard', version: '1.5', body: [] };

/** A call of a handler. */
export type Call =
  | { readonly to: 'onInstall' | 'onUninstall'; readonly origin: ChatOrigin }
  | { readonly to: 'onMessage'; readonly origin: ChatOrigin; readonly text: string }
  | { readonly to: 'onCardAction'; readonly origin: ChatOrigin; readonly action: CardAction };

/** What may be said about a bot. */
export type BotFields = Partial<
  Omit<TeamsBotOptions, 'handlers' | 'onError'> & { readonly handlers: Partial<ChatHandlers> }
>;

/** A bot without authentication, whose handlers say hello and answer taps with a card unless told otherwise. */
export function aBot(connector: FakeConnector, fields: BotFields = {}) {
  const { credentials = { kind: 'none' }, handlers, ...options } = fields;
  const calls: Call[] = [];
  const errors: { readonly where: TeamsErrorPlace; readonly message: string }[] = [];
  const hello: readonly Reply[] = [{ kind: 'text', text: 'Hello' }];
  const tapped: CardReply = { kind: 'card', card };
  const bot = createTeamsBot({
    credentials,
    allowedServiceUrls: (url) => url === connector.serviceUrl,
    ...options,
    onError: (error, where) => errors.push({ where, message: String(error) }),
    handlers: {
      onInstall: async (origin) => (calls.push({ to: 'onInstall', origin }), hello),
      onUninstall: async (origin) => void calls.push({ to: 'onUninstall', origin }),
      onMessage: async (origin, text) => (calls.push({ to: 'onMessage', origin, text }), hello),
      onCardAction: async (origin, action) => (
        calls.push({ to: 'onCardAction', origin, action }),
        tapped
      ),
      ...handlers,
    },
  });
  return {
    calls,
    errors,
    token: bot.token,
    receive: (
      body: unknown,
      headers: Record<string, string> = {},
      more: Pick<BotRequest, 'mayGoOn'> = {},
    ): Promise<BotResponse> => bot.receive({ method: 'POST', headers, body, ...more }),
    receiveGet: () => bot.receive({ method: 'GET', headers: {}, body: undefined }),
  };
}

/** A message in a personal chat, as Teams sends it, with these fields instead. */
export function anActivity(
  connector: FakeConnector,
  fields: Readonly<Record<string, unknown>> = {},
) {
  return {
    type: 'message',
    id: 'in-1',
    timestamp: '2026-03-02T12:00:00.000Z',
    channelId: 'msteams',
    serviceUrl: connector.serviceUrl,
    from: { id: '29:nadia', name: 'Nadia Ferreira', aadObjectId: USER_ID },
    recipient: { id: '28:app-1', name: 'Alongside' },
    conversation: { id: 'a:chat-1', conversationType: 'personal', tenantId: TENANT_ID },
    locale: 'en-GB',
    text: 'hello',
    channelData: { tenant: { id: TENANT_ID } },
    ...fields,
  };
}

/** A tap on a button with Action.Execute. */
export function aTap(connector: FakeConnector, fields: Readonly<Record<string, unknown>> = {}) {
  return anActivity(connector, {
    type: 'invoke',
    name: 'adaptiveCard/action',
    replyToId: 'card-1',
    text: undefined,
    value: {
      action: { type: 'Action.Execute', verb: 'check-in', data: { answer: 'done' } },
      trigger: 'manual',
    },
    ...fields,
  });
}
