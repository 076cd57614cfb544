import { z } from 'zod';
import type { SendOutcome, SendTarget, Sender } from '../ports.ts';
import { readRefusal } from './connector-answer.ts';
import type { SendFailure } from './connector-answer.ts';
import { cardMessage } from './outbound-activity.ts';

/** What the sender is made of. */
export interface ConnectorSenderOptions {
  /** An access token for the Bot Connector, or undefined to send without one. */
  readonly token: () => Promise<string | undefined>;
  /** The bot's app id, without the channel's `28:`. */
  readonly botAppId: string;
  /** `globalThis.fetch` where absent. */
  readonly fetch?: typeof fetch;
  /** Real time in ms, to which a `Retry-After` date is compared; `Date.now` where absent. */
  readonly now?: () => number;
}

/**
 * Sends over the Bot Connector's REST, each call tried once and ended by the signal: the SDK's own
 * retries can be neither switched off nor aborted. Every failure is an outcome; nothing is thrown.
 * `maybeAccepted` is never true for a failure to create the chat, since no message was sent by then.
 * The service URL is believed: check it where it is learnt.
 */
export function createConnectorSender(options: ConnectorSenderOptions): Sender {
  const { token, botAppId } = options;
  const fetchIt = options.fetch ?? fetch;
  const now = options.now ?? Date.now;

  async function call(request: ConnectorCall, signal: AbortSignal): Promise<CallOutcome> {
    const payload = JSON.stringify(request.body);
    let sent = false;
    try {
      signal.throwIfAborted();
      const bearer = await untilAborted(token(), signal);
      sent = true;
      const response = await fetchIt(request.url, {
        method: request.method,
        headers: {
          'content-type': 'application/json',
          ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
        },
        body: payload,
        signal,
        // The token is for this address and no other.
        redirect: 'manual',
      });
      const body = await response.text();
      if (response.ok) return { ok: true, id: readId(body) };
      const { status } = response;
      return readRefusal({ status, retryAfter: response.headers.get('retry-after'), body }, now());
    } catch (error) {
      return lostCall(error, sent, signal);
    }
  }

  async function createConversation(
    { person, serviceUrl }: SendTarget,
    signal: AbortSignal,
  ): Promise<CallOutcome> {
    const outcome = await call(
      {
        method: 'POST',
        url: connectorUrl(serviceUrl),
        body: {
          isGroup: false,
          bot: { id: `28:${botAppId}` },
          // The Entra object id belongs in `id`; in `aadObjectId` it gives a 400.
          members: [{ id: person.userId }],
          tenantId: person.tenantId,
          channelData: { tenant: { id: person.tenantId } },
        },
      },
      signal,
    );
    return outcome.ok ? outcome : { ...outcome, maybeAccepted: false };
  }

  return {
    async send(target, { card, summary }, signal): Promise<SendOutcome> {
      let { conversationId } = target;
      if (conversationId === undefined) {
        const created = await createConversation(target, signal);
        if (!created.ok) return created;
        if (created.id === undefined) return withoutConversationId;
        conversationId = created.id;
      }
      const sent = await call(
        {
          method: 'POST',
          url: connectorUrl(target.serviceUrl, conversationId, 'activities'),
          // Without `alert`, Teams shows no notification in the activity feed.
          body: { ...cardMessage(card, summary), channelData: { notification: { alert: true } } },
        },
        signal,
      );
      // A message accepted without an id cannot be updated later, but must not be sent again.
      return sent.ok ? { ok: true, activityId: sent.id ?? '', conversationId } : sent;
    },

    async update({ serviceUrl, conversationId }, activityId, { card, summary }, signal) {
      const updated = await call(
        {
          method: 'PUT',
          url: connectorUrl(serviceUrl, conversationId, 'activities', activityId),
          body: { ...cardMessage(card, summary), id: activityId },
        },
        signal,
      );
      return updated.ok ? { ok: true, activityId, conversationId } : updated;
    },
  };
}

interface ConnectorCall {
  readonly method: 'POST' | 'PUT';
  readonly url: string;
  readonly body: object;
}

type CallOutcome = { readonly ok: true; readonly id: string | undefined } | SendFailure;

const withoutConversationId: SendFailure = {
  ok: false,
  reason: 'try-again',
  status: undefined,
  retryAfterMs: undefined,
  detail: 'a conversation was created without an id',
  maybeAccepted: false,
};

function connectorUrl(serviceUrl: string, ...path: readonly string[]): string {
  const base = `${serviceUrl.replace(/\/+$/, '')}/v3/conversations`;
  return [base, ...path.map(encodeURIComponent)].join('/');
}

const created = z.object({ id: z.string().min(1) });

function readId(body: string): string | undefined {
  try {
    return created.safeParse(JSON.parse(body)).data?.id;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(new Error('aborted', { cause: signal.reason }));
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** Node's and undici's codes for a connection that never stood, so that nothing was written to it. */
const NEVER_CONNECTED: ReadonlySet<string> = new Set([
  'ERR_INVALID_URL',
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
]);

function lostCall(error: unknown, sent: boolean, signal: AbortSignal): SendFailure {
  const code = codeOf(error);
  const isAborted = signal.aborted;
  return {
    ok: false,
    reason: 'try-again',
    status: undefined,
    retryAfterMs: undefined,
    detail: isAborted ? 'aborted' : sent ? `connection lost: ${code}` : `no token: ${code}`,
    maybeAccepted: sent && (isAborted || !NEVER_CONNECTED.has(code)),
  };
}

/** The code of the innermost error that has one; fetch wraps them as the cause of a TypeError. */
function codeOf(error: unknown): string {
  let code = 'unknown';
  for (let e = error; e instanceof Error; e = e.cause) {
    if ('code' in e && typeof e.code === 'string') code = e.code;
    else if (code === 'unknown') code = e.name;
  }
  return code;
}
