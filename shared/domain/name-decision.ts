import type { MembershipMoment } from './membership-decisions.ts';
import type { NamesEntry, Person } from './person.ts';

/**
 * The person under the name that they have now. Where it is another than before, what names them elsewhere is
 * told; the same name, or none, gives the same person.
 */
export function withName(person: Person, name: string | undefined, at: MembershipMoment): Person {
  if (name === undefined || name === '' || name === person.profile.name) return person;
  const named = { ...person, profile: { ...person.profile, name } };
  // Of somebody of whom nothing is kept yet, no old name stands anywhere.
  if (person.profile.revision === 0) return named;
  const entry: NamesEntry = {
    id: `${at.outboxId}-names`,
    to: 'names',
    name,
    revision: at.revision,
    writtenAtMs: at.realMs,
  };
  return { ...named, outbox: [...person.outbox.filter(({ to }) => to !== 'names'), entry] };
}
