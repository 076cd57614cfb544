import { compareGroups } from './compare-groups.ts';
import { type Cell, type OrgChart, sizeOf, type Slice } from './org-chart.ts';

/** A cell of an earlier release, and the line of descent that it belongs to. */
export interface EarlierCell extends Slice {
  readonly line: string;
}

/** The cells of the release before, and where everybody of now stood in its order. */
export interface Before {
  readonly cells: readonly EarlierCell[];
  readonly places: Int32Array;
}

/**
 * Which line of descent each cell continues, by manager: that of the cell before from which the fewest joined and left, if more
 * than half of either are the same people, each line by one cell. A cell that continues none begins one, `begin`. So a successor
 * inherits the figures of the group, and one who moved leaves them behind.
 */
export function linesOf(
  { cells }: Pick<OrgChart, 'cells'>,
  before: Before | undefined,
  begin: (manager: string) => string,
): ReadonlyMap<string, string> {
  const lines = new Map<string, string>();
  const taken = new Set<string>();
  for (const { cell, line } of before === undefined ? [] : alike(cells, before)) {
    if (lines.has(cell.manager) || taken.has(line)) continue;
    lines.set(cell.manager, line);
    taken.add(line);
  }
  for (const { manager } of cells) if (!lines.has(manager)) lines.set(manager, begin(manager));
  return lines;
}

interface Alike {
  readonly cell: Cell;
  readonly line: string;
  /** How many people joined and left. */
  readonly change: number;
}

/** Pairs of a cell now and one before that have most of their people in common, the nearest first. */
function alike(cells: readonly Cell[], before: Before): readonly Alike[] {
  const pairs: Alike[] = [];
  const sizes = cells.map(sizeOf);
  const sizesThen = before.cells.map(sizeOf);
  compareGroups(
    cells,
    before.cells,
    before.places,
    (at, then, shared) => {
      const [cell, earlier] = [cells[at], before.cells[then]];
      if (cell === undefined || earlier === undefined) return;
      const [size, sizeThen] = [sizeOf(cell), sizeOf(earlier)];
      if (shared * 2 <= Math.max(size, sizeThen)) return;
      pairs.push({ cell, line: earlier.line, change: size + sizeThen - 2 * shared });
    },
    // Of those of which one is twice as large, no half can be in both.
    (at, then) => {
      const [size, sizeThen] = [sizes[at] ?? 0, sizesThen[then] ?? 0];
      return size < 2 * sizeThen && sizeThen < 2 * size;
    },
  );
  return pairs.toSorted(
    (one, other) =>
      one.change - other.change ||
      compared(one.cell.manager, other.cell.manager) ||
      compared(one.line, other.line),
  );
}

function compared(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
