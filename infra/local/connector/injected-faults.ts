import { throttled } from './teams-limits.ts';
import type { AnswerVerdict, ConnectorRequest, Verdict } from './verdict.ts';

/**
 * What may happen to any request: an answer with a status that says to try again, or a connection lost before
 * Teams accepted the request or after.
 */
export const FAULTS = ['429', '412', '502', '503', '504', 'lost-before', 'lost-after'] as const;
export type Fault = (typeof FAULTS)[number];

/** What one person's chat answers until it is set otherwise; `conversation-gone` until it is created anew. */
export const LASTING_STATES = [
  'not-in-roster',
  'blocked-by-user',
  'writes-blocked',
  'conversation-gone',
  'too-big',
] as const;
export type LastingState = (typeof LASTING_STATES)[number];

/** What goes wrong, and how often. */
export interface FaultOptions {
  /** The share of requests that meet each fault, 0 to 1; together at most 1. */
  readonly rates?: Readonly<Partial<Record<Fault, number>>>;
  /** The share of those answered 502 or 504 that were carried out nevertheless; none unless given. */
  readonly acceptedBefore502?: number;
  /** Chance, from 0 up to but not 1. Give one with a seed, and the same requests meet the same faults. */
  readonly random: () => number;
  /** Which of the bot's requests may meet a fault by chance; all that create, send or update unless given. */
  readonly scope?: (request: ConnectorRequest) => boolean;
}

/** What was done to the requests so far. */
export interface FaultFigures {
  /** Requests that met a fault by chance. */
  readonly injected: Readonly<Record<Fault, number>>;
  /** Requests that a lasting state refused. */
  readonly refused: Readonly<Record<LastingState, number>>;
  /**
   * Messages that stand in a chat although the bot was not told so, because the answer was `lost` or was a 502 or
   * 504 (`answered`): a bot that sends again doubles at most these.
   */
  readonly unheard: { readonly lost: number; readonly answered: number };
}

/** Faults as a judge, and what they did. */
export interface InjectedFaults {
  judge(request: ConnectorRequest): Verdict;
  /** Puts a person's chat into a lasting state, or back in order. */
  setLasting(personId: string, state: LastingState | undefined): void;
  /** A copy of the figures as they are now. */
  figures(): FaultFigures;
}

/**
 * Puts failures into what the bot asks for: first a lasting state of the person, then chance. To be asked as the
 * last judge, since it believes that what it allows is carried out. Throws a RangeError where the rates are no
 * shares of one whole.
 */
export function injectedFaults(options: FaultOptions): InjectedFaults {
  const { rates = {}, acceptedBefore502 = 0, random, scope = () => true } = options;
  checkShares(rates, acceptedBefore502);
  const lasting = new Map<string, LastingState>();
  const injected = zeros(FAULTS);
  const refused = zeros(LASTING_STATES);
  const unheard = { lost: 0, answered: 0 };

  function byChance(request: ConnectorRequest): Verdict {
    if (!scope(request)) return { kind: 'allow' };
    const fault = drawFault(rates, random());
    if (fault === undefined) return { kind: 'allow' };
    injected[fault] += 1;
    switch (fault) {
      case 'lost-before':
        return { kind: 'lose', carriedOut: false };
      case 'lost-after':
        return {
          kind: 'lose',
          carriedOut: true,
          whenCarriedOut(newMessages) {
            unheard.lost += newMessages;
          },
        };
      case '502':
      case '504':
        if (acceptedBefore502 === 0 || random() >= acceptedBefore502) return ANSWERS[fault];
        return {
          ...ANSWERS[fault],
          carriedOut: true,
          whenCarriedOut(newMessages) {
            unheard.answered += newMessages;
          },
        };
      case '429':
      case '412':
      case '503':
        return ANSWERS[fault];
    }
  }

  return {
    judge(request) {
      const { operation, personId } = request;
      if (operation === 'delete' || operation === 'read-members') return { kind: 'allow' };
      const state = personId === undefined ? undefined : lasting.get(personId);
      if (state !== undefined && (operation !== 'create-conversation' || REFUSES_CREATION[state])) {
        refused[state] += 1;
        return REFUSALS[state];
      }
      const verdict = byChance(request);
      if (state === 'conversation-gone' && personId !== undefined && isCarriedOut(verdict)) {
        lasting.delete(personId);
      }
      return verdict;
    },
    setLasting(personId, state) {
      if (state === undefined) lasting.delete(personId);
      else lasting.set(personId, state);
    },
    figures: () => ({
      injected: { ...injected },
      refused: { ...refused },
      unheard: { ...unheard },
    }),
  };
}

const answer = (status: number, body?: unknown): AnswerVerdict => ({
  kind: 'answer',
  status,
  body,
});
const coded = (status: number, code: string, message: string): AnswerVerdict =>
  answer(status, { error: { code, message } });

// Codes and messages as Microsoft documents them: bots, "status codes from bot conversational APIs".
const ANSWERS: Readonly<Record<Exclude<Fault, `lost-${string}`>, AnswerVerdict>> = {
  429: throttled(1),
  412: coded(412, 'PreconditionFailed', 'Precondition failed, please try again.'),
  502: coded(502, 'ServiceError', 'A service that Teams depends on failed.'),
  503: answer(503),
  504: answer(504),
};

const REFUSALS: Readonly<Record<LastingState, AnswerVerdict>> = {
  'not-in-roster': coded(
    403,
    'BotNotInConversationRoster',
    "The bot isn't part of the conversation roster.",
  ),
  'blocked-by-user': coded(
    403,
    'ConversationBlockedByUser',
    'User blocked the conversation with the bot.',
  ),
  // Not like the others: what it is stands in JSON inside of the message. Source: proactive messages, "understand
  // who blocked, muted, or uninstalled a bot".
  'writes-blocked': answer(403, {
    errorCode: 209,
    message: JSON.stringify({
      subCode: 'MessageWritesBlocked',
      details: 'Thread is blocked from message writes.',
      errorCode: null,
      errorSubCode: null,
    }),
  }),
  'conversation-gone': coded(404, 'ConversationNotFound', 'Conversation not found.'),
  'too-big': coded(413, 'MessageSizeTooBig', 'Message size too large.'),
};

/** Where the app is missing there is nobody to create a conversation with; the others refuse what is written. */
const REFUSES_CREATION: Readonly<Record<LastingState, boolean>> = {
  'not-in-roster': true,
  'blocked-by-user': false,
  'writes-blocked': false,
  'conversation-gone': false,
  'too-big': false,
};

function isCarriedOut(verdict: Verdict): boolean {
  return verdict.kind === 'allow' || verdict.carriedOut === true;
}

function drawFault(
  rates: Readonly<Partial<Record<Fault, number>>>,
  drawn: number,
): Fault | undefined {
  let edge = 0;
  return FAULTS.find((fault) => {
    edge += rates[fault] ?? 0;
    return drawn < edge;
  });
}

function checkShares(
  rates: Readonly<Partial<Record<Fault, number>>>,
  acceptedBefore502: number,
): void {
  const shares = FAULTS.map((fault) => rates[fault] ?? 0);
  const together = shares.reduce((sum, share) => sum + share, 0);
  const isShare = (share: number) => share >= 0 && share <= 1;
  // Sums of tenths are not exact.
  if (![...shares, acceptedBefore502].every(isShare) || together > 1 + 1e-9) {
    throw new RangeError('The rates of faults must be shares of one whole.');
  }
}

function zeros<const K extends string>(keys: readonly K[]): Record<K, number> {
  return Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>;
}
