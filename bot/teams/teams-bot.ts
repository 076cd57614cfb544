// Not from the package's index, which loads tokenizers and models: half a second of every start.
import { Application } from '@microsoft/teams-ai/lib/Application.js';
import { TeamsAdapter } from '@microsoft/teams-ai/lib/TeamsAdapter.js';
import type { TurnState } from '@microsoft/teams-ai/lib/TurnState.js';
import type { Activity, TurnContext } from 'botbuilder';
import type { PersonKey } from '../../shared/domain/person.ts';
import type { ChatHandlers, ChatOrigin } from '../ports.ts';
import { createCredentialsFactory, createTokenSource } from './bot-credentials.ts';
import type { BotCredentials } from './bot-credentials.ts';
import { parseEnvelope, readInbound } from './inbound-activity.ts';
import type { ChatEvent, Envelope } from './inbound-activity.ts';
import { executeBody, executeFailure, replyMessage, submitMessage } from './outbound-activity.ts';

/** At what point something went wrong. */
export type TeamsErrorPlace =
  | 'authenticate'
  | 'service-url'
  | 'tenant'
  | 'person'
  | 'install'
  | 'uninstall'
  | 'message'
  | 'card-action'
  | 'reply'
  | 'receive';

/** What the bot is made of. */
export interface TeamsBotOptions {
  readonly credentials: BotCredentials;
  readonly handlers: ChatHandlers;
  /** Whether an activity may name this service URL; see `serviceUrlsAt`. */
  readonly allowedServiceUrls: (url: string) => boolean;
  /** Whether the languages that are for tests alone are spoken; not where absent. */
  readonly pseudoLanguages?: boolean;
  /** Whether people of this tenant are served; every tenant that can reach the bot where absent. */
  readonly allowedTenants?: (tenantId: string) => boolean;
  /**
   * How long a turn waits for Teams to take its replies, 8,000 ms where absent. Teams sends a message
   * again after 15 s without an answer, and the SDK may wait long on a 429.
   */
  readonly replyingMs?: number;
  /** Told of everything that could not be done; must not throw. */
  readonly onError: (error: unknown, where: TeamsErrorPlace) => void;
}

/** An HTTP request to the bot's messaging endpoint, its JSON body parsed. */
export interface BotRequest {
  readonly method: string;
  /** Names in lower case, as Node gives them. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: unknown;
  /** Whether somebody, now that it is known who it is, may be answered; always where absent. */
  readonly mayGoOn?: (speaker: PersonKey) => Promise<boolean>;
}

/** The HTTP response; `body` is JSON, undefined for none. */
export interface BotResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** The bot as its HTTP route and the sender see it. */
export interface TeamsBot {
  /**
   * Handles one request and never throws: 200, 400 for what is no activity, 401 without a valid
   * token, 403 for a service URL or tenant that is not allowed, 405 for anything but POST, 429 for whoever may not
   * go on, 500 when a handler threw, 501 for an invoke that the bot does not know.
   */
  receive(request: BotRequest): Promise<BotResponse>;
  /** An access token for the Bot Connector; undefined where the credentials are `none`. */
  token(): Promise<string | undefined>;
}

/**
 * The SDK's own `process` wants a web framework's response object and prints errors, with what people
 * wrote in them, to the console.
 */
class QuietAdapter extends TeamsAdapter {
  receive(authorization: string, activity: Activity, logic: (turn: TurnContext) => Promise<void>) {
    return this.processActivity(authorization, activity, logic);
  }
}

class TurnFailure extends Error {
  readonly where: TeamsErrorPlace;
  constructor(where: TeamsErrorPlace, cause: unknown) {
    super(`The bot could not handle: ${where}`, { cause });
    this.where = where;
  }
}

interface Turn {
  readonly origin: ChatOrigin;
  readonly event: ChatEvent;
}
const TURN = Symbol('turn');

/** Creates the bot. Throws on blank credentials. Holds no state and no timer between requests. */
export function createTeamsBot(options: TeamsBotOptions): TeamsBot {
  const { credentials, handlers, onError, replyingMs = 8_000 } = options;
  const credentialsFactory = createCredentialsFactory(credentials);
  const adapter = new QuietAdapter({}, credentialsFactory);
  const app = createApplication(adapter, credentials);

  /** Runs a route for events of one kind; what a handler throws ends the turn as a TurnFailure. */
  function on<K extends ChatEvent['kind']>(
    kind: K,
    where: TeamsErrorPlace,
    handle: (
      context: TurnContext,
      origin: ChatOrigin,
      event: Extract<ChatEvent, { kind: K }>,
    ) => Promise<void>,
  ): void {
    const isInvoke = kind === 'execute' || kind === 'unreadable-execute';
    const turnOf = (context: TurnContext) => context.turnState.get<Turn | undefined>(TURN);
    app.addRoute(
      async (context) => turnOf(context)?.event.kind === kind,
      async (context) => {
        const turn = turnOf(context);
        if (turn === undefined) return;
        try {
          await handle(context, turn.origin, turn.event as Extract<ChatEvent, { kind: K }>);
        } catch (error) {
          throw new TurnFailure(where, error);
        }
      },
      isInvoke,
    );
  }

  async function send(context: TurnContext, messages: readonly Partial<Activity>[]) {
    if (messages.length === 0) return;
    const sending = (async () => {
      for (const message of messages) await context.sendActivity(message);
    })().catch((error: unknown) => onError(error, 'reply'));
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<void>((resolve) => {
      timer = setTimeout(() => {
        onError(new Error(`No reply accepted within ${replyingMs} ms`), 'reply');
        resolve();
      }, replyingMs);
    });
    await Promise.race([sending, tooLong]);
    clearTimeout(timer);
  }

  function respond(context: TurnContext, body: unknown) {
    // Not through the SDK's own card routes: once one returned a card with `refresh`, they mark every
    // later response as a replacement for everybody.
    return context.sendActivity({ type: 'invokeResponse', value: { status: 200, body } });
  }

  on('install', 'install', async (context, origin) => {
    await send(context, (await handlers.onInstall(origin)).map(replyMessage));
  });
  on('uninstall', 'uninstall', (_context, origin) => handlers.onUninstall(origin));
  on('message', 'message', async (context, origin, { text }) => {
    await send(context, (await handlers.onMessage(origin, text)).map(replyMessage));
  });
  on('submit', 'card-action', async (context, origin, { action }) => {
    await send(context, [submitMessage(await handlers.onCardAction(origin, action))]);
  });
  on('execute', 'card-action', async (context, origin, { action }) => {
    let body: object;
    try {
      body = executeBody(await handlers.onCardAction(origin, action));
    } catch (error) {
      onError(error, 'card-action');
      body = executeFailure(500);
    }
    await respond(context, body);
  });
  on('unreadable-execute', 'card-action', async (context) => {
    await respond(context, executeFailure(400));
  });

  /** Runs one authenticated turn; what it returns is the HTTP status where the SDK has none of its own. */
  async function runTurn(
    context: TurnContext,
    envelope: Envelope,
    mayGoOn: BotRequest['mayGoOn'],
  ): Promise<number> {
    if (!options.allowedServiceUrls(envelope.serviceUrl)) {
      onError(new Error('An activity named a service URL that is not allowed'), 'service-url');
      return 403;
    }
    const inbound = readInbound(envelope, { pseudoLanguages: options.pseudoLanguages === true });
    if (inbound.kind === 'ignored') return 200;
    if (inbound.kind === 'nobody') {
      onError(new Error(`An activity without a usable ${inbound.missing} was ignored`), 'person');
      return 200;
    }
    const { origin, event } = inbound;
    if (options.allowedTenants?.(origin.person.tenantId) === false) {
      onError(new Error('An activity came from a tenant that is not served'), 'tenant');
      return 403;
    }
    if ((await mayGoOn?.(origin.person)) === false) return 429;
    context.turnState.set(TURN, { origin, event } satisfies Turn);
    await app.run(context);
    return 200;
  }

  async function receive({ method, headers, body, mayGoOn }: BotRequest): Promise<BotResponse> {
    if (method !== 'POST') return response(405);
    const envelope = parseEnvelope(body);
    if (envelope === undefined) return response(400);
    const { authorization } = headers;
    let status = 200;
    try {
      const invoked = await adapter.receive(
        typeof authorization === 'string' ? authorization : '',
        { ...envelope } as unknown as Activity,
        async (context) => {
          status = await runTurn(context, envelope, mayGoOn);
        },
      );
      if (status !== 200) return response(status);
      return response(invoked?.status ?? 200, invoked?.body);
    } catch (error) {
      if (error instanceof TurnFailure) {
        onError(error.cause, error.where);
        return response(500);
      }
      if (isBadToken(error)) {
        onError(error, 'authenticate');
        return response(401);
      }
      onError(error, 'receive');
      return response(500);
    }
  }

  return { receive, token: createTokenSource(credentials, credentialsFactory) };
}

function createApplication(adapter: TeamsAdapter, credentials: BotCredentials) {
  return new Application<TurnState>({
    adapter,
    botAppId: credentials.kind === 'none' ? '' : credentials.appId,
    // One timer would be shared by every conversation.
    startTypingTimer: false,
    // There are no mentions in a personal chat.
    removeRecipientMention: false,
  });
}

function response(status: number, body?: unknown): BotResponse {
  const headers: Record<string, string> =
    body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' };
  return { status, headers, body };
}

const BAD_TOKEN_NAMES = new Set(['JsonWebTokenError', 'NotBeforeError', 'TokenExpiredError']);

/** The SDK throws errors with a status for most bad tokens, and jsonwebtoken's own for the rest. */
function isBadToken(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (BAD_TOKEN_NAMES.has(error.name)) return true;
  return 'statusCode' in error && (error.statusCode === 401 || error.statusCode === 403);
}
