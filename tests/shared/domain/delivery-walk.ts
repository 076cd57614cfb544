import { expect } from 'vitest';
import { decideDelivery, nextLookAt } from '../../../shared/domain/delivery-decision.ts';
import type { Delivery } from '../../../shared/domain/delivery.ts';
import type { Person } from '../../../shared/domain/person.ts';
import type { Instant } from '../../../shared/domain/time.ts';
import { wallClock } from './properties.ts';

/** A message that went out during a walk. */
export interface SentMessage {
  readonly at: Instant;
  readonly delivery: Delivery;
}

/** The person with this row of the ledger, in place of the one with the same date. */
export function withDelivery(person: Person, delivery: Delivery): Person {
  const others = person.deliveries.filter(({ date }) => date !== delivery.date);
  return { ...person, deliveries: [...others, delivery] };
}

/** A row that says that a message was sent. */
export function sentRow(
  decision: Pick<Delivery, 'date' | 'cause' | 'questions'>,
  at: Instant,
): Delivery {
  const { date, cause, questions } = decision;
  const progress = { state: 'sent', activityId: at, sentAt: at, uncertain: false } as const;
  return { date, cause, questions, progress, attempts: 1 };
}

/**
 * Walks time along `nextLookAt` and sends whatever is decided, with nobody answering. Expects that every look
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
    const look = nextLookAt(walker, now);
    if (look === undefined || look > until) return sent;
    expect(look >= now).toBe(true);
    const decision = decideDelivery(walker, look, Date.parse(look));
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
