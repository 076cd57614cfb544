import { type DirectoryEntry, reportCounts, teamSketches } from '../domain/directory.ts';
import type { ImportCounts } from '../domain/directory-import.ts';
import {
  type DirectoryChange,
  type DirectoryPerson,
  type DirectoryShard,
  isStoredAs,
} from '../store/directory-store.ts';

/** Who is to be in one part of a directory, by user id. */
export type Wanted = ReadonlyMap<string, DirectoryPerson>;

/** What turns one part of a directory into what it is to be. */
export interface DirectoryPlan {
  readonly changes: readonly DirectoryChange[];
  readonly counts: ImportCounts;
}

/** Everybody with how many report to them, and who. */
export function withReports(entries: readonly DirectoryEntry[]): readonly DirectoryPerson[] {
  const reports = reportCounts(entries);
  const teams = teamSketches(entries);
  return entries.map(({ userId, name, mail, managerId, place }) => {
    const team = teams.get(userId);
    return {
      ...{ userId, name, mail, place, reports: reports.get(userId) ?? 0 },
      ...(managerId === undefined ? {} : { managerId }),
      ...(team === undefined ? {} : { team }),
    };
  });
}

/** Plans one part of a directory: nobody whose row cannot be read is touched. */
export function planShard(wanted: Wanted, stored: DirectoryShard): DirectoryPlan {
  const added: DirectoryChange[] = [];
  const changed: DirectoryChange[] = [];
  for (const [userId, after] of wanted) {
    const before = stored.people.get(userId);
    if (before !== undefined) {
      if (!isStoredAs(before, after)) changed.push({ before, after });
    } else if (!stored.broken.has(userId)) {
      added.push({ after });
    }
  }
  const removed = [...stored.people.values()]
    .filter(({ person }) => !wanted.has(person.userId))
    .map((before): DirectoryChange => ({ before }));
  return {
    changes: [...added, ...changed, ...removed],
    counts: {
      added: added.length,
      changed: changed.length,
      removed: removed.length,
      unchanged: stored.people.size - changed.length - removed.length,
      unreadable: stored.broken.size,
    },
  };
}
