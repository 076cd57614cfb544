import type { DirectoryEntry } from './directory.ts';

/** Somebody whose manager is left out, since from manager to manager one would come back to them. */
export interface BrokenLink {
  readonly userId: string;
  readonly managerId: string;
}

/**
 * The entries as they are but for one in every circle of managers, who has none now: the first of it by id, so that the
 * same circle is always broken at the same place. Ids are there once. The time it takes grows with their number.
 */
export function breakCycles<Entry extends DirectoryEntry>(
  entries: readonly Entry[],
): { readonly entries: readonly Entry[]; readonly broken: readonly BrokenLink[] } {
  const managerOf = new Map(entries.map(({ userId, managerId }) => [userId, managerId]));
  const metOn = new Map<string, string>();
  const broken = new Map<string, BrokenLink>();
  for (const { userId: start } of entries) {
    let at: string | undefined = start;
    while (at !== undefined && managerOf.has(at) && !metOn.has(at)) {
      metOn.set(at, start);
      at = managerOf.get(at);
    }
    if (at === undefined || metOn.get(at) !== start) continue;
    const circle = [at];
    for (let next = managerOf.get(at); next !== undefined && next !== at;) {
      circle.push(next);
      next = managerOf.get(next);
    }
    const userId = circle.toSorted()[0] ?? at;
    broken.set(userId, { userId, managerId: managerOf.get(userId) ?? userId });
  }
  if (broken.size === 0) return { entries, broken: [] };
  return {
    entries: entries.map((entry) => (broken.has(entry.userId) ? withoutManager(entry) : entry)),
    broken: [...broken.values()],
  };
}

function withoutManager<Entry extends DirectoryEntry>(entry: Entry): Entry {
  const { managerId: _, ...rest } = entry;
  return rest as Entry;
}
