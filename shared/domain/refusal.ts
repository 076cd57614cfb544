import { localDateAt } from './cadence.ts';
import type { Membership } from './membership.ts';
import { parsePendingId } from './pending-ids.ts';
import type { Pending } from './pending.ts';
import type { Person } from './person.ts';
import type { Instant } from './time.ts';

/** That an organiser declined a person's request or removed them as an ally. There is nothing here about who or why. */
export interface Refusal {
  readonly ergId: string;
  readonly kind: 'declined' | 'removed';
  readonly at: Instant;
  /** From the local date of this moment on the person may ask again. */
  readonly askAgainFrom: Instant;
  /** The person's revision of that act, by which it is undone. */
  readonly revision: number;
  /** What was before. */
  readonly was: Membership;
  /** The pledges that were for this ERG. */
  readonly pledgeIds: readonly string[];
}

/** Whether a refused person may ask again: from a date on, so that the date that they were told is true. */
export function mayAskAgain(person: Person, { askAgainFrom }: Refusal, now: Instant): boolean {
  const { zone } = person.profile.settings;
  return localDateAt(now, zone) >= localDateAt(askAgainFrom, zone);
}

/** What waits to be told about a person's own membership of an ERG. */
export function newsOfMembership(person: Person, ergId: string): readonly Pending[] {
  return person.pendings.filter(({ id }) => {
    const identity = parsePendingId(id);
    return identity.kind === 'membership-news' && identity.ergId === ergId;
  });
}

/** The person without what waits to be told about their membership of an ERG: it is overtaken. */
export function withoutNews(person: Person, ergId: string): Person {
  const overtaken = new Set(newsOfMembership(person, ergId));
  if (overtaken.size === 0) return person;
  return { ...person, pendings: person.pendings.filter((pending) => !overtaken.has(pending)) };
}
