import { addMinutes } from './cadence.ts';
import type { PersonChange } from './decision.ts';
import { unchanged } from './decision.ts';
import type { Person } from './person.ts';
import type { Instant } from './time.ts';

/** So long after somebody left the directory everything that is kept of them is erased. */
export const ERASED_AFTER_DAYS = 30;

/** The person as somebody who left the directory: they get no message from now on. */
export function leaveDirectory(person: Person, leftAt: Instant): PersonChange {
  if (person.profile.leftAt === leftAt) return unchanged(person);
  return { person: { ...person, profile: { ...person.profile, leftAt } }, past: [] };
}

/** The person as somebody who is in the directory, again or still. */
export function comeBackToDirectory(person: Person): PersonChange {
  if (person.profile.leftAt === undefined) return unchanged(person);
  const { leftAt: _, ...profile } = person.profile;
  return { person: { ...person, profile }, past: [] };
}

/** Whether everything of somebody who left at `leftAt` is to be erased by now. */
export function isErasureDue(leftAt: Instant, now: Instant): boolean {
  return now >= addMinutes(leftAt, ERASED_AFTER_DAYS * 24 * 60);
}
