import type { PastChange, Person } from './person.ts';
import type { Instant } from './time.ts';

/** When a decision is taken, and the revision that the change will have. */
export interface DecisionMoment {
  /** Product time. */
  readonly now: Instant;
  readonly revision: number;
}

/** What a decision makes of a person: what is current afterwards, and what is written to the past with it. */
export interface PersonChange {
  readonly person: Person;
  readonly past: readonly PastChange[];
}

/** The same person: the request was already done, or there is nothing to do. */
export function unchanged(person: Person): PersonChange {
  return { person, past: [] };
}
