import type { JournalEntry } from '../domain/journal.ts';
import {
  deleteEntry as decideDelete,
  type EntryWritten,
  type JournalRefusal,
  writeEntry as decideWrite,
} from '../domain/journal-decisions.ts';
import type { Person } from '../domain/person.ts';
import { accepted, refused, type Result } from '../domain/result.ts';
import { type Asker, changePerson } from './change-person.ts';
import type { CommandDeps } from './deps.ts';

/** Writes an entry of one's own journal, or other words into it; gives it as it stands. */
export async function writeEntry(
  deps: CommandDeps,
  asker: Asker,
  entry: EntryWritten,
): Promise<Result<JournalEntry, JournalRefusal | 'busy'>> {
  const written = await changePerson(deps, asker, async (person, at) => {
    const before = await deps.people.readJournalEntry(asker.key, entry.id);
    return decideWrite(person, before, entry, at);
  });
  if (!written.ok) return written;
  const stands = await deps.people.readJournalEntry(asker.key, entry.id);
  // Deleted by another request between the two.
  return stands === undefined ? refused('not-found') : accepted(stands);
}

/** Deletes an entry of one's own journal, as the client saw it. */
export function deleteEntry(
  deps: CommandDeps,
  asker: Asker,
  entry: Pick<EntryWritten, 'id' | 'seen'>,
): Promise<Result<Person, JournalRefusal | 'busy'>> {
  return changePerson(deps, asker, async (person) => {
    const before = await deps.people.readJournalEntry(asker.key, entry.id);
    return decideDelete(person, before, entry);
  });
}
