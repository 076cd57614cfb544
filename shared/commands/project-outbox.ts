import type { OutboxEntry, Person } from '../domain/person.ts';
import type { CommandDeps } from './deps.ts';
import { projectBuddy } from './project-buddy.ts';
import { projectNames } from './project-names.ts';
import { projectToRoster } from './project-to-roster.ts';

/** An outbox row older than this is carried to its place by whoever sees it, real milliseconds. */
const OUTBOX_STALE_MS = 60_000;

/**
 * Carries every outbox entry of a person to its place and removes the row. Safe to repeat and to run twice at
 * once: every place refuses what is older than what it knows. Throws where a place cannot be written.
 */
export async function projectOutbox(deps: CommandDeps, person: Person): Promise<void> {
  for (const entry of person.outbox) {
    await projectEntry(deps, person, entry);
    await deps.people.removeOutbox(person.key, entry.id);
  }
}

async function projectEntry(deps: CommandDeps, person: Person, entry: OutboxEntry): Promise<void> {
  switch (entry.to) {
    case 'roster':
      return projectToRoster(deps, person.key, entry);
    case 'names':
      return projectNames(deps, person, entry);
    case 'event':
      return deps.attendees.apply(person.key, entry, deps.clock.now());
    case 'audience':
      return deps.audience.apply(person.key, entry);
    case 'buddy':
      return projectBuddy(deps, person, entry);
  }
}

/** Carries on, after the answer, what has waited for more than a minute. */
export function projectStaleOutbox(deps: CommandDeps, person: Person): void {
  const staleBeforeMs = deps.clock.realMs() - OUTBOX_STALE_MS;
  if (person.outbox.every((entry) => entry.writtenAtMs > staleBeforeMs)) return;
  deps.inBackground(() => projectOutbox(deps, person));
}
