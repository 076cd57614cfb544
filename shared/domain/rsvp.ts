import type { Instant } from './time.ts';

/** That a person said yes to an event. */
export interface Rsvp {
  readonly ergId: string;
  readonly eventId: string;
  /** When the event begins and ends, as this person knows it. */
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** The revision of that time. */
  readonly timeRevision: number;
  readonly since: Instant;
  /** The person's revision when this was last changed. */
  readonly revision: number;
}

/** The most coming events that one person says yes to; it bounds what home reads. */
export const MOST_RSVPS = 50;
