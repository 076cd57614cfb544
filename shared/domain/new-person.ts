import { NO_BUDDIES } from './buddy.ts';
import { NO_LEARNING } from './lesson.ts';
import type { Person, PersonKey } from './person.ts';
import { proposedRhythm } from './spread.ts';

/** A person of whom nothing is kept yet: no consent, a proposed rhythm, no revision. */
export function newPerson(about: {
  readonly key: PersonKey;
  readonly name?: string;
  readonly language?: string;
}): Person {
  return {
    key: about.key,
    profile: {
      name: about.name ?? '',
      language: about.language ?? 'en',
      consent: { state: 'none' },
      greeting: { state: 'none' },
      settings: {
        budget: 1,
        ...proposedRhythm(about.key.userId),
        zone: 'UTC',
        messages: { state: 'on' },
        quietDates: [],
        showWords: false,
      },
      revision: 0,
      settingsRevision: 0,
      membershipsRevision: 0,
      rsvpsRevision: 0,
      messagesSinceAct: 0,
      endedPledges: [],
      deletedEntries: [],
      life: 'living',
    },
    pledges: [],
    memberships: [],
    rsvps: [],
    refusals: [],
    invitations: [],
    learning: NO_LEARNING,
    buddies: NO_BUDDIES,
    deliveries: [],
    pendings: [],
    outbox: [],
  };
}
