import type { Person } from '../../shared/domain/person.ts';
import type { SendOutcome, SendTarget } from '../ports.ts';
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
  /** It was not tried again, since it is not wanted any more. */
  readonly withdrawn: boolean;
}

/** Waits for as many permits as sending to this conversation takes: one more where it must be created. */
export async function waitForPermits(
  deps: Pick<DeliveryDeps, 'clock' | 'wait'>,
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
 * Makes one request about one message, for which there is a permit, and again where Teams says so: after what `Retry-After` asks
 * for, else after an exponential time with full jitter, five times at the most, each with a permit of its own,
 * and never past `untilMs`, at which `signal` ends, nor once it is not wanted any more. A conversation that is gone is
 * created anew once.
 */
export async function sendWithin(
  deps: DeliveryDeps,
  permits: SendPermits,
  person: Pick<Person, 'key' | 'conversation'>,
  attemptOnce: (target: SendTarget, signal: AbortSignal) => Promise<SendOutcome>,
  within: {
    readonly signal: AbortSignal;
    readonly untilMs: number;
    /** Asked before every attempt but the first. */
    readonly isWanted: () => Promise<boolean>;
  },
): Promise<SentWithin> {
  const { conversation } = person;
  if (conversation?.state !== 'reachable')
    throw new Error('Nothing is sent without a conversation.');
  const { signal, untilMs, isWanted } = within;
  let target: SendTarget = {
    person: person.key,
    conversationId: conversation.conversationId,
    serviceUrl: conversation.serviceUrl,
  };
  let maybeTwice = false;
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await attemptOnce(target, signal);
    const throttled = !outcome.ok && outcome.reason === 'throttled';
    await permits.answered(person.key.tenantId, person.key.userId, throttled);
    const sent = { outcome, maybeTwice, withdrawn: false };
    if (outcome.ok || attempt >= MOST_ATTEMPTS || signal.aborted) return sent;
    switch (outcome.reason) {
      case 'conversation-gone':
        if (target.conversationId === undefined) return sent;
        target = { ...target, conversationId: undefined };
        break;
      case 'throttled':
      case 'try-again': {
        const waitMs = outcome.retryAfterMs ?? deps.random() * FIRST_BACKOFF_MS * 2 ** attempt;
        // Waiting past the claim would hold a place for nothing: the next window decides again.
        if (deps.clock.realMs() + waitMs >= untilMs) return sent;
        await deps.wait(waitMs, signal);
        break;
      }
      case 'not-installed':
      case 'blocked':
      case 'too-large':
      case 'refused':
        return sent;
    }
    deps.meter.retried(person.key.tenantId, outcome.reason);
    if (!signal.aborted) await waitForPermits(deps, permits, target, signal);
    if (signal.aborted || deps.clock.realMs() >= untilMs) return sent;
    if (!(await isWanted())) return { ...sent, withdrawn: true };
    maybeTwice ||= outcome.maybeAccepted;
  }
}
