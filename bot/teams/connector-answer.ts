import type { SendOutcome } from '../ports.ts';

/** An attempt that did not succeed. */
export type SendFailure = Extract<SendOutcome, { ok: false }>;

/** A refusal by the Bot Connector: status, `retry-after` header, body as text. */
export interface ConnectorRefusal {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly body: string;
}

const REASONS_OF_403: ReadonlyMap<string, SendFailure['reason']> = new Map([
  ['BotNotInConversationRoster', 'not-installed'],
  ['ForbiddenOperationException', 'not-installed'],
  ['ConversationBlockedByUser', 'blocked'],
  ['BotDisabledByAdmin', 'blocked'],
  ['MessageWritesBlocked', 'blocked'],
]);

/**
 * What a refusal means (msteams-docs, bots/how-to/rate-limit.md and proactive messages). `detail` is
 * the status and Teams' own codes, never its sentences: those name people and conversations.
 * `maybeAccepted` is true for 502 and 504, with which a gateway says that it lost the answer.
 */
export function readRefusal(refusal: ConnectorRefusal, nowMs: number): SendFailure {
  const { status } = refusal;
  const codes = readCodes(refusal.body);
  return {
    ok: false,
    reason: reasonOf(status, codes),
    status,
    retryAfterMs: readRetryAfterMs(refusal.retryAfter, nowMs),
    detail: [String(status), ...codes].join(' '),
    maybeAccepted: status === 502 || status === 504,
  };
}

function reasonOf(status: number, codes: readonly string[]): SendFailure['reason'] {
  switch (status) {
    case 429:
      return 'throttled';
    case 412:
    case 502:
    case 503:
    case 504:
      return 'try-again';
    case 403: {
      // The most particular code comes last.
      const reasons = codes.map((code) => REASONS_OF_403.get(code));
      return reasons.findLast((reason) => reason !== undefined) ?? 'refused';
    }
    case 404:
      return codes.includes('ConversationNotFound') ? 'conversation-gone' : 'refused';
    case 413:
      return 'too-large';
    default:
      return 'refused';
  }
}

/** A code is a word; anything else might be a sentence with names in it. */
const CODE = /^[A-Za-z]\w{0,63}$/;

/**
 * The codes in a body, outermost first. They stand in `error.code` or `code`, and a `subCode` may be
 * hidden in JSON inside the `message` string while `code` is absent.
 */
function readCodes(body: string): readonly string[] {
  const codes = new Set<string>();
  const visit = (node: unknown, depth: number): void => {
    if (depth > 4) return;
    if (typeof node === 'string' && node.trimStart().startsWith('{')) {
      visit(parseJson(node), depth + 1);
    }
    if (typeof node !== 'object' || node === null) return;
    const fields = node as Record<string, unknown>;
    for (const key of ['code', 'errorCode', 'subCode']) {
      const code = fields[key];
      if (typeof code === 'string' && CODE.test(code)) codes.add(code);
    }
    for (const key of ['error', 'innerHttpError', 'body', 'message']) visit(fields[key], depth + 1);
  };
  visit(body, 0);
  return [...codes];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** `Retry-After` is seconds or an HTTP date (RFC 9110, 10.2.3); undefined where it is neither. */
function readRetryAfterMs(header: string | null, nowMs: number): number | undefined {
  if (header === null) return undefined;
  const value = header.trim();
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1000);
  // An HTTP date begins with the name of the day; Date.parse alone would accept "-5".
  const at = /^[A-Z][a-z]{2,8},? /.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
}
