import type { Person } from '../../shared/domain/person.ts';
import type { CardJson, SendOutcome, SendTarget } from '../ports.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import type { SendPermits } from './send-permits.ts';

/** How often a message is tried before it is given up for this window. */
const MOST_ATTEMPTS = 5;

const FIRST_BACKOFF_MS = 500;

/** What came of a message, all attempts together. */
export interface SentWithin {
  readonly outcome: SendOutcome;
  /** An answer was lost and another attempt followed: the person may have got it twice. */
  readonly maybeTwice: boolean;
}

/** Waits for as many permits as sending to this conversation takes: one more where it must be created. */
export async function waitForPermits(
  deps: DeliveryDeps,
  permits: SendPermits,
  target: Pick<SendTarget, 'person' | 'conversationId'>,
  signal?: AbortSignal,
): Promise<void> {
  const { tenantId } = target.person;
  if (target.conversationId === undefined) await permits.next(tenantId);
  const slotMs = await permits.next(tenantId);
  await deps.wait(Math.max(0, slotMs - deps.clock.realMs()), signal);
}

/**
 * Sends one message, for which there is a permit, and again where Teams says so: after what `Retry-After` asks
 * for, else after an exponential time with full jitter, five times at the most, each with a permit of its own,
 * and never past `signal`. A conversation that is gone is created anew once.
 */
export async function sendWithin(
  deps: DeliveryDeps,
  permits: SendPermits,
  person: Person,
  message: { readonly card: CardJson; readonly summary: string },
  signal: AbortSignal,
): Promise<SentWithin> {
  const { conversation } = person;
  if (conversation?.state !== 'reachable')
    throw new Error('Nothing is sent without a conversation.');
  let target: SendTarget = {
    person: person.key,
    conversationId: conversation.conversationId,
    serviceUrl: conversation.serviceUrl,
  };
  let maybeTwice = false;
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await deps.sender.send(target, message, signal);
    const sent = { outcome, maybeTwice };
    if (outcome.ok || attempt >= MOST_ATTEMPTS || signal.aborted) return sent;
    maybeTwice ||= outcome.maybeAccepted;
    switch (outcome.reason) {
      case 'conversation-gone':
        if (target.conversationId === undefined) return sent;
        target = { ...target, conversationId: undefined };
        break;
      case 'throttled':
        await permits.tooFast(person.key.tenantId);
        await backOff(deps, outcome, attempt, signal);
        break;
      case 'try-again':
        await backOff(deps, outcome, attempt, signal);
        break;
      case 'not-installed':
      case 'blocked':
      case 'too-large':
      case 'refused':
        return sent;
    }
    if (!signal.aborted) await waitForPermits(deps, permits, target, signal);
    if (signal.aborted) return sent;
  }
}

async function backOff(
  deps: DeliveryDeps,
  outcome: Extract<SendOutcome, { readonly ok: false }>,
  attempt: number,
  signal: AbortSignal,
): Promise<void> {
  const jittered = Math.random() * FIRST_BACKOFF_MS * 2 ** attempt;
  await deps.wait(outcome.retryAfterMs ?? jittered, signal);
}
