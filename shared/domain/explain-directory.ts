import {
  type DirectoryEntry,
  type DirectoryProblem,
  FIRST_ENTRY_ROW,
  firstWithMail,
} from './directory.ts';
import { foldMail } from './mail.ts';

/** Somebody of a file, by row and name, so that they are found there. */
interface NamedRow {
  readonly row: number;
  readonly name: string;
}

/** A problem with the people it is about, as the file names them. */
export interface ExplainedProblem extends DirectoryProblem {
  /** Who stands in the row; absent where the row could not be read. */
  readonly name?: string;
  /** Whom else it is about: the row that was first with an id or an address, the others of a circle from manager to manager. */
  readonly others: readonly NamedRow[];
  /** How many others there are besides those named. */
  readonly more: number;
}

/** Others who are named at the most: of a circle of thousands these are enough to find it. */
const MOST_NAMED = 8;

/** Problems of the shape of a directory, each with whom it is about; `entries` are those that were checked. */
export function explainProblems(
  entries: readonly DirectoryEntry[],
  problems: readonly DirectoryProblem[],
): readonly ExplainedProblem[] {
  const firstWithId = new Map<string, number>();
  entries.forEach(({ userId }, index) => {
    if (!firstWithId.has(userId)) firstWithId.set(userId, index);
  });
  const mails = firstWithMail(entries);
  const sizes = new Map<number, number>();
  return problems.map((problem) => {
    const index = problem.row - FIRST_ENTRY_ROW;
    const entry = entries[index];
    if (entry === undefined) return { ...problem, others: [], more: 0 };
    const others = othersOf(problem, entry, { entries, firstWithId, mails });
    const { named, more } =
      problem.reason === 'manager-cycle'
        ? circleOf(index, { entries, firstWithId, sizes })
        : { named: others, more: 0 };
    return { ...problem, name: entry.name, others: named.map((at) => toRow(entries, at)), more };
  });
}

function othersOf(
  { reason }: DirectoryProblem,
  { userId, mail }: DirectoryEntry,
  known: {
    readonly firstWithId: ReadonlyMap<string, number>;
    readonly mails: ReadonlyMap<string, number>;
    readonly entries: readonly DirectoryEntry[];
  },
): readonly number[] {
  const first =
    reason === 'duplicate-id'
      ? known.firstWithId.get(userId)
      : reason === 'duplicate-mail'
        ? known.mails.get(foldMail(mail))
        : undefined;
  return first === undefined ? [] : [first];
}

/** The others of a circle, from somebody in it upwards. Each circle is walked around once. */
function circleOf(
  from: number,
  known: {
    readonly entries: readonly DirectoryEntry[];
    readonly firstWithId: ReadonlyMap<string, number>;
    readonly sizes: Map<number, number>;
  },
): { readonly named: readonly number[]; readonly more: number } {
  const { entries, firstWithId, sizes } = known;
  const start = firstWithId.get(entries[from]?.userId ?? '') ?? from;
  const managerOf = (index: number) => firstWithId.get(entries[index]?.managerId ?? '');
  const named: number[] = [];
  let at = managerOf(from);
  while (at !== undefined && at !== start && named.length < MOST_NAMED) {
    named.push(at);
    at = managerOf(at);
  }
  if (!sizes.has(start)) {
    const circle = [start];
    let next = managerOf(start);
    while (next !== undefined && next !== start && circle.length <= entries.length) {
      circle.push(next);
      next = managerOf(next);
    }
    for (const one of circle) sizes.set(one, circle.length);
  }
  return { named, more: Math.max(0, (sizes.get(start) ?? 0) - 1 - named.length) };
}

function toRow(entries: readonly DirectoryEntry[], index: number): NamedRow {
  return { row: index + FIRST_ENTRY_ROW, name: entries[index]?.name ?? '' };
}
