import { expect } from 'vitest';
import { decideDelivery } from '../../../shared/domain/delivery-decision.ts';
import type { MessagePlan } from '../../../shared/domain/message-plan.ts';
import { NO_LESSON, nextLookAt } from '../../../shared/domain/next-look.ts';
import { type Delivery, isSameDelivery } from '../../../shared/domain/delivery.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { OPEN_TENANT } from '../../../shared/domain/tenant-rules.ts';
import type { Instant } from '../../../shared/domain/time.ts';
import { momentAt } from './delivery-moment.ts';
import { wallClock } from './properties.ts';

/** A message that went out during a walk. */
export interface SentMessage {
  readonly at: Instant;
  readonly delivery: Delivery;
}

/** The questions among the things that a message asks. */
export function questionsOf({ items }: Pick<Delivery, 'items'>) {
  return items.filter((item) => item.kind === 'question');
}

/** The person with this row of the ledger, in place of the one about the same message. */
export function withDelivery(person: Person, delivery: Delivery): Person {
  const others = person.deliveries.filter((other) => !isSameDelivery(other, delivery));
  return { ...person, deliveries: [...others, delivery] };
}

/** A row that says that a message was sent. */
export function sentRow(decision: MessagePlan, at: Instant): Delivery {
  const { date, cause, about, items, opening, chargedOn } = decision;
  const progress = { state: 'sent', activityId: at, sentAt: at, uncertain: false } as const;
  const charged = chargedOn === undefined ? {} : { chargedOn };
  return { date, cause, about, items, opening, ...charged, progress, attempts: 1 };
}

/**
 * Walks time along `nextLookAt` and sends whatever is decided, with nobody answering, but reacting: nobody backs off, and no lesson is left. Expects that every look
 * sends, since nothing changes in between, and that time goes on.
 */
export function walkAlongLooks(
  person: Person,
  from: Instant,
  until: Instant,
): readonly SentMessage[] {
  const sent: SentMessage[] = [];
  let walker = person;
  let now = from;
  for (;;) {
    const look = nextLookAt(walker, now, OPEN_TENANT, new Set([NO_LESSON]));
    if (look === undefined || look > until) return sent;
    expect(look >= now).toBe(true);
    const decision = decideDelivery(walker, momentAt(look));
    if (decision.do !== 'send') throw new Error(`${look}: ${JSON.stringify(decision)}`);
    const delivery = sentRow(decision, look);
    expect(walker.deliveries.map(({ date }) => date)).not.toContain(delivery.date);
    walker = withDelivery(walker, delivery);
    sent.push({ at: look, delivery });
    now = look;
  }
}

/** How many minutes the wall clock shows after this date and time. */
export function wallMinutesAfter(
  moment: Instant,
  zone: string,
  date: string,
  time: string,
): number {
  return (Date.parse(`${wallClock(moment, zone)}Z`) - Date.parse(`${date}T${time}Z`)) / 60_000;
}
