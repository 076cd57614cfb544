import { readRefusal } from '../../bot/teams/connector-answer.ts';
import type { SendFailure } from '../../bot/teams/connector-answer.ts';
import type { SendOutcome, Sender, SendTarget } from '../../bot/ports.ts';
import { conversationIdOf } from '../../infra/local/connector/conversations.ts';
import type { Judge } from '../../infra/local/connector/verdict.ts';
import type { Life } from './mortal.ts';

/** Everything that arrived in the simulated Teams. */
export interface Arrivals {
  /** Messages by person. */
  readonly byPerson: ReadonlyMap<string, number>;
  /** When each arrived, virtual milliseconds. */
  readonly atMs: readonly number[];
  note(userId: string, atMs: number): void;
}

/** Nothing has arrived. */
export function noArrivals(): Arrivals {
  const byPerson = new Map<string, number>();
  const atMs: number[] = [];
  return {
    byPerson,
    atMs,
    note(userId, ms) {
      byPerson.set(userId, (byPerson.get(userId) ?? 0) + 1);
      atMs.push(ms);
    },
  };
}

/** What Teams answers when nobody ever hears: the connection went. */
const LOST: SendFailure = {
  ok: false,
  reason: 'try-again',
  status: undefined,
  retryAfterMs: undefined,
  detail: 'connection lost: ECONNRESET',
  maybeAccepted: true,
};

/**
 * Teams without HTTP, for one program: the same judges as the connector's decide, and the sender's own reading of
 * refusals says what they mean. `onAccepted` is told of a message that stands in a chat.
 */
export function simulatedTeams(options: {
  readonly life: Life;
  readonly judge: Judge;
  readonly realMs: () => number;
  readonly tenantId: string;
  readonly onAccepted: (userId: string) => void;
}): Sender {
  const { life, judge, realMs, tenantId, onAccepted } = options;
  let sent = 0;

  async function ask(
    operation: 'send' | 'update',
    { person }: SendTarget,
    signal: AbortSignal,
  ): Promise<SendOutcome> {
    await life.step();
    if (signal.aborted) return { ...LOST, maybeAccepted: false };
    const conversationId = conversationIdOf(tenantId, person.userId);
    const verdict = await judge({
      operation,
      personId: person.userId,
      conversationId,
      atMs: realMs(),
    });
    const accept = () => {
      if (operation === 'send') onAccepted(person.userId);
      sent += 1;
    };
    if (verdict.kind === 'allow') accept();
    else if (verdict.carriedOut === true) {
      accept();
      verdict.whenCarriedOut?.(operation === 'send' ? 1 : 0);
    }
    await life.step();
    if (verdict.kind === 'allow') return { ok: true, activityId: `1:${sent}`, conversationId };
    if (verdict.kind === 'lose') return LOST;
    const { status, headers, body } = verdict;
    return readRefusal(
      { status, retryAfter: headers?.['retry-after'] ?? null, body: JSON.stringify(body ?? {}) },
      realMs(),
    );
  }

  return {
    send: (target, _message, signal) => ask('send', target, signal),
    update: (target, _activityId, _message, signal) => ask('update', target, signal),
  };
}
