import { refusalToStore } from './consent-versions.ts';
import { type DecisionMoment, type PersonChange, unchanged } from './decision.ts';
import type { JournalAbout, JournalEntry } from './journal.ts';
import type { Person } from './person.ts';
import { accepted, refused, type Result } from './result.ts';

/** Why an entry is not written, changed or deleted. */
export type JournalRefusal =
  | 'consent-needed'
  | 'newer-consent-needed'
  | 'not-found'
  | 'changed-meanwhile';

/** An entry as it is to stand. */
export interface EntryWritten {
  readonly id: string;
  readonly words: string;
  /** Counts for a new entry; what an entry is about stays as it was written. */
  readonly about?: JournalAbout;
  /** The revision of the entry that the client saw; 0 for a new one. */
  readonly seen: number;
}

/** How many ids of deleted entries are remembered; repetitions come within seconds or minutes. */
const DELETED_ENTRIES_KEPT = 20;

/**
 * Writes a new entry, or other words into one that stands (`before`). The same words under the same id again are the
 * same request. An entry that was deleted is not found: a late repetition of its first request does not bring it back
 * while it is among the last 20 that this person deleted; a repeated change never does.
 */
export function writeEntry(
  person: Person,
  before: JournalEntry | undefined,
  { id, words, about, seen }: EntryWritten,
  at: DecisionMoment,
): Result<PersonChange, JournalRefusal> {
  const refusal = refusalToStore(person.profile.consent, 'journal-entry');
  if (refusal !== undefined) return refused(refusal);
  if (before === undefined) {
    if (seen !== 0 || person.profile.deletedEntries.includes(id)) return refused('not-found');
    const entry: JournalEntry = {
      id,
      words,
      ...(about === undefined ? {} : { about }),
      writtenAt: at.now,
      revision: at.revision,
    };
    return accepted({ person, past: [{ kind: 'put-journal-entry', entry }] });
  }
  if (before.words === words) return accepted(unchanged(person));
  if (before.revision !== seen) return refused('changed-meanwhile');
  const entry: JournalEntry = { ...before, words, changedAt: at.now, revision: at.revision };
  return accepted({ person, past: [{ kind: 'put-journal-entry', entry }] });
}

/** Deletes an entry as the client saw it. Deleted already is fine, while it is among the last 20 that were. */
export function deleteEntry(
  person: Person,
  before: JournalEntry | undefined,
  { id, seen }: Pick<EntryWritten, 'id' | 'seen'>,
): Result<PersonChange, JournalRefusal> {
  const { deletedEntries } = person.profile;
  if (before === undefined) {
    return deletedEntries.includes(id) ? accepted(unchanged(person)) : refused('not-found');
  }
  if (before.revision !== seen) return refused('changed-meanwhile');
  const remembered = [id, ...deletedEntries].slice(0, DELETED_ENTRIES_KEPT);
  return accepted({
    person: { ...person, profile: { ...person.profile, deletedEntries: remembered } },
    past: [{ kind: 'delete-journal-entry', id }],
  });
}
