import { type TeamSketch, teamSketch } from './team-sketch.ts';
import { foldMail } from './mail.ts';

/** A person as the organisation's directory knows them. */
export interface DirectoryEntry {
  /** The Entra object id: a UUID in lower case. */
  readonly userId: string;
  readonly name: string;
  /** Empty where the person has no address. */
  readonly mail: string;
  /** Left out for the one person at the top. */
  readonly managerId?: string;
  /** Empty where nothing is known. */
  readonly place: string;
}

/** Why a directory cannot be imported: stable, so that texts can be found by it. */
export const DIRECTORY_REASONS = [
  // The file as a whole, or its first row.
  'empty-file',
  'not-utf-8',
  'wrong-header',
  'repeated-column',
  'no-people',
  // One row by itself.
  'malformed-row',
  'empty-row',
  'wrong-cell-count',
  'cell-too-large',
  'character-not-allowed',
  'id-not-valid',
  'name-missing',
  'mail-not-valid',
  'manager-not-valid',
  // The rows together.
  'duplicate-id',
  'duplicate-mail',
  'unknown-manager',
  'own-manager',
  'manager-cycle',
  'several-roots',
] as const;
export type DirectoryReason = (typeof DIRECTORY_REASONS)[number];

/** One thing that somebody has to mend in a directory before it can be imported. */
export interface DirectoryProblem {
  /** The row as a spreadsheet numbers it: 1 is the header, 2 the first person. */
  readonly row: number;
  readonly reason: DirectoryReason;
}

/** The row of the first person: the header is row 1. */
export const FIRST_ENTRY_ROW = 2;

/**
 * What is wrong with the shape of an organisation, in the order of the rows; empty where it is one tree.
 * The entries are those of the rows from 2 on. Of a repeated id, or mail address in whatever case, the first row counts
 * and every later one is a problem; everybody in a circle of managers is one, those below it are not; where several have no
 * manager, each of them is. The time it takes grows with the number of entries, whatever their shape.
 */
export function checkDirectory(entries: readonly DirectoryEntry[]): readonly DirectoryProblem[] {
  const indexOf = new Map<string, number>();
  entries.forEach(({ userId }, index) => {
    if (!indexOf.has(userId)) indexOf.set(userId, index);
  });
  const roots = entries.filter(
    ({ userId, managerId }, index) => managerId === undefined && indexOf.get(userId) === index,
  ).length;
  const inCycle = indexesInCycles(entries, indexOf);
  const mailOf = firstWithMail(entries);

  return entries.flatMap(({ userId, managerId, mail }, index): DirectoryProblem[] => {
    const row = index + FIRST_ENTRY_ROW;
    const problems: DirectoryProblem[] = [];
    if (indexOf.get(userId) !== index) problems.push({ row, reason: 'duplicate-id' });
    else if (managerId === undefined && roots > 1) problems.push({ row, reason: 'several-roots' });
    const first = mailOf.get(foldMail(mail));
    if (first !== undefined && first !== index && entries[first]?.userId !== userId) {
      problems.push({ row, reason: 'duplicate-mail' });
    }
    if (managerId === userId) problems.push({ row, reason: 'own-manager' });
    else if (managerId !== undefined && !indexOf.has(managerId)) {
      problems.push({ row, reason: 'unknown-manager' });
    }
    if (inCycle.has(index)) problems.push({ row, reason: 'manager-cycle' });
    return problems;
  });
}

/** The first entry with each mail address, folded; nobody's empty one. */
export function firstWithMail(entries: readonly DirectoryEntry[]): ReadonlyMap<string, number> {
  const first = new Map<string, number>();
  entries.forEach(({ mail }, index) => {
    if (mail === '') return;
    const folded = foldMail(mail);
    if (!first.has(folded)) first.set(folded, index);
  });
  return first;
}

/** The people who report to each manager directly, as sketches; whoever has nobody is left out. */
export function teamSketches(entries: readonly DirectoryEntry[]): ReadonlyMap<string, TeamSketch> {
  const teams = new Map<string, string[]>();
  for (const { userId, managerId } of entries) {
    if (managerId === undefined) continue;
    const team = teams.get(managerId);
    if (team === undefined) teams.set(managerId, [userId]);
    else team.push(userId);
  }
  return new Map([...teams].map(([managerId, team]) => [managerId, teamSketch(team)]));
}

/** How many persons report to each manager directly; whoever has none is left out. */
export function reportCounts(entries: readonly DirectoryEntry[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { managerId } of entries) {
    if (managerId !== undefined) counts.set(managerId, (counts.get(managerId) ?? 0) + 1);
  }
  return counts;
}

/** The entries that reach themselves by going from manager to manager; nobody's own manager is not meant. */
function indexesInCycles(
  entries: readonly DirectoryEntry[],
  indexOf: ReadonlyMap<string, number>,
): ReadonlySet<number> {
  const inCycle = new Set<number>();
  /** The walk on which each entry was met, so that every entry is walked over once. */
  const metOn = new Map<number, number>();
  const managerOf = (index: number): number | undefined => {
    const entry = entries[index];
    if (entry?.managerId === undefined || entry.managerId === entry.userId) return undefined;
    return indexOf.get(entry.managerId);
  };
  for (const start of indexOf.values()) {
    let at: number | undefined = start;
    while (at !== undefined && !metOn.has(at)) {
      metOn.set(at, start);
      at = managerOf(at);
    }
    if (at === undefined || metOn.get(at) !== start) continue;
    // This walk came back to itself: once around is the circle.
    while (at !== undefined && !inCycle.has(at)) {
      inCycle.add(at);
      at = managerOf(at);
    }
  }
  return inCycle;
}
