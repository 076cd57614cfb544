import { ALL_RULES, type Rules } from './rules.ts';
import { type Cell, type OrgChart, sizeOf } from './org-chart.ts';

/** Fewest people of a cell that is shown, and of what shown cells leave over; admins may raise it. */
export const FEWEST_IN_A_CELL = 10;

/** Admins may raise it so far. */
export const MOST_FEWEST = 1000;

/** A cell that is shown. */
export interface ShownCell extends Cell {
  /** The smallest shown cell around it; absent for one around which there is none. */
  readonly parent?: string;
}

/**
 * Which cells are shown (disclosure.md, rules 1 and 2): from the largest to the smallest, each if it has enough people,
 * and what it leaves of the shown cell around it has enough as well. Adding and subtracting what is shown so gives no
 * smaller group. Decided by the chart alone. Linear in the number of cells.
 */
export function chooseCells(
  { cells }: Pick<OrgChart, 'cells'>,
  fewest: number = FEWEST_IN_A_CELL,
  rules: Rules = ALL_RULES,
): readonly ShownCell[] {
  const shown: ShownCell[] = [];
  /** How many people each shown cell has besides those of the shown cells in it. */
  const atoms = new Map<string, number>();
  /** By every cell looked at, the smallest shown one that it is or is in. */
  const innermost = new Map<string, string>();
  for (const cell of cells) {
    // Whatever is around it is larger, and was looked at before.
    const parent = cell.above === undefined ? undefined : innermost.get(cell.above);
    const size = sizeOf(cell);
    const left = parent === undefined ? undefined : (atoms.get(parent) ?? 0) - size;
    const isShown = size >= fewest && (!rules.atoms || left === undefined || left >= fewest);
    const inside = isShown ? cell.manager : parent;
    if (inside !== undefined) innermost.set(cell.manager, inside);
    if (!isShown) continue;
    if (parent !== undefined && left !== undefined) atoms.set(parent, left);
    atoms.set(cell.manager, size);
    shown.push(parent === undefined ? cell : { ...cell, parent });
  }
  return shown;
}
