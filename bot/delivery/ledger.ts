import { addDays } from '../../shared/domain/cadence.ts';
import type { DecisionMoment, PersonChange } from '../../shared/domain/decision.ts';
import { type Delivery, type DeliveryState, isSameDelivery } from '../../shared/domain/delivery.ts';
import type { DeliveryDecision } from '../../shared/domain/delivery-decision.ts';
import { currentPendings } from '../../shared/domain/due-items.ts';
import { withLessonsTold } from '../../shared/domain/lesson-reminder.ts';
import { withMessageCounted } from '../../shared/domain/message-budget.ts';
import type { Conversation, Person } from '../../shared/domain/person.ts';
import type { Instant } from '../../shared/domain/time.ts';
import type { SendOutcome } from '../ports.ts';

/** How long a claim keeps others from sending, in real milliseconds. */
export const CLAIM_LEASE_MS = 60_000;

/**
 * Deliveries older than this go to the past. No question waits as long: a monthly one for 37 days, the last of a
 * period for that and two weeks more.
 */
const CURRENT_DAYS = 60;

/** The person with the message claimed: written as `sending` before anything is sent. */
export function claimDelivery(
  person: Person,
  decision: Extract<DeliveryDecision, { readonly do: 'send' }>,
  claimId: string,
  at: DecisionMoment & { readonly realMs: number },
): PersonChange {
  const { date, cause, about, items, opening, chargedOn, interrupted } = decision;
  const told = new Set(items.map((item) => (item.kind === 'pending' ? item.id : '')));
  const current = new Set(currentPendings(person, at.now));
  const claimed: Delivery = {
    date,
    cause,
    about,
    items,
    opening,
    ...(chargedOn === undefined ? {} : { chargedOn }),
    progress: { state: 'sending', claimId, leaseUntilMs: at.realMs + CLAIM_LEASE_MS },
    attempts: (interrupted?.attempts ?? 0) + 1,
  };
  const oldest = addDays(date, -CURRENT_DAYS);
  const others = person.deliveries.filter((delivery) => !isSameDelivery(delivery, claimed));
  return {
    person: {
      ...person,
      // What is told now stays until it was: a message may be given up. What has passed is dropped.
      pendings: person.pendings.filter((one) => told.has(one.id) || current.has(one)),
      deliveries: [...others.filter((delivery) => delivery.date >= oldest), claimed],
    },
    past: others
      .filter((delivery) => delivery.date < oldest)
      .map((delivery) => ({ kind: 'put-delivery', delivery }) as const),
  };
}

/** The person with a claimed message closed: it was interrupted, and nothing of it is to be sent any more. */
export function closeDelivery(person: Person, closed: Delivery, now: Instant): Person {
  const progress: DeliveryState = { state: 'given-up', reason: 'nothing-due', at: now };
  return {
    ...person,
    deliveries: person.deliveries.map((delivery) =>
      isSameDelivery(delivery, closed) ? { ...delivery, progress } : delivery,
    ),
  };
}

/** The person with the message that was claimed under this id closed: it is not wanted any more. */
export function closeClaim(person: Person, claimId: string, now: Instant): Person {
  const claimed = person.deliveries.find((delivery) => isClaim(delivery, claimId));
  return claimed === undefined ? person : closeDelivery(person, claimed, now);
}

/** What came of a claimed message. */
export interface MessageOutcome {
  readonly outcome: SendOutcome;
  /** Where it was sent to. */
  readonly sentTo: Conversation | undefined;
  /** The person may have got it twice. */
  readonly uncertain: boolean;
}

/** The person with what came of a claimed message, and with what it taught about the conversation. */
export function recordOutcome(
  person: Person,
  claimId: string,
  { outcome, sentTo, uncertain }: MessageOutcome,
  now: Instant,
): Person {
  const progress: DeliveryState = outcome.ok
    ? { state: 'sent', activityId: outcome.activityId, sentAt: now, uncertain }
    : { state: 'given-up', reason: outcome.reason, at: now };
  // One that was learnt or lost meanwhile is newer than what the message taught.
  const conversation = isSameConversation(person.conversation, sentTo)
    ? conversationAfter(person.conversation, outcome, now)
    : person.conversation;
  const claimed = person.deliveries.find((delivery) => isClaim(delivery, claimId));
  return {
    ...(outcome.ok && claimed !== undefined ? afterMessage(person, claimed) : person),
    ...(conversation === undefined ? {} : { conversation }),
    deliveries: person.deliveries.map((delivery) =>
      delivery === claimed ? { ...delivery, progress } : delivery,
    ),
  };
}

/** Whether this row is the message that was claimed under this id. */
export function isClaim({ progress }: Delivery, claimId: string): boolean {
  return progress.state === 'sending' && progress.claimId === claimId;
}

/** The person after a message: what it told waits no longer, and one that nobody asked for is counted. */
function afterMessage(person: Person, delivery: Delivery): Person {
  const { items } = delivery;
  const told = new Set(items.map((item) => (item.kind === 'pending' ? item.id : '')));
  return {
    ...person,
    pendings: person.pendings.filter(({ id }) => !told.has(id)),
    profile: withLessonsTold(withMessageCounted(person.profile, delivery), delivery),
  };
}

function isSameConversation(one: Conversation | undefined, other: Conversation | undefined) {
  return (
    one?.state === 'reachable' &&
    other?.state === 'reachable' &&
    one.conversationId === other.conversationId &&
    one.serviceUrl === other.serviceUrl &&
    one.learntAt === other.learntAt
  );
}

function conversationAfter(
  known: Conversation | undefined,
  outcome: SendOutcome,
  now: Instant,
): Conversation | undefined {
  if (known?.state !== 'reachable') return known;
  if (outcome.ok) {
    return known.conversationId === outcome.conversationId
      ? known
      : { ...known, conversationId: outcome.conversationId, learntAt: now };
  }
  switch (outcome.reason) {
    case 'not-installed':
      return { state: 'uninstalled', at: now };
    case 'blocked': {
      const { learntAt: _learntAt, ...rest } = known;
      return { ...rest, state: 'blocked', at: now };
    }
    case 'conversation-gone': {
      const { conversationId: _gone, ...rest } = known;
      return rest;
    }
    case 'throttled':
    case 'try-again':
    case 'too-large':
    case 'refused':
      return known;
  }
}
