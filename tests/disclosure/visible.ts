import { chooseCells, FEWEST_IN_A_CELL } from '../../shared/domain/disclosure/choose-cells.ts';
import {
  type Cell,
  type OrgChart,
  orderChart,
  sizeOf,
} from '../../shared/domain/disclosure/org-chart.ts';
import { type Generator, GENERATORS } from './attackers.ts';
import { solveText } from './solver.ts';

/** How many managers' cells are shown of one organisation, beside the most that any choice could show. */
export interface Visible {
  readonly organisation: string;
  readonly shown: number;
  readonly most: number;
}

/** Of the organisations with which the first histories of both generators begin, so many of each. */
export function visibleCells(ofEach: number): readonly Visible[] {
  return (Object.keys(GENERATORS) as Generator[]).flatMap((generator) =>
    Array.from({ length: ofEach }, (_, seed) => {
      const chart = orderChart(GENERATORS[generator](seed, 'constant')[0]?.people ?? []);
      const organisation = `${generator} ${seed}`;
      return { organisation, shown: chooseCells(chart).length, most: mostCells(chart) };
    }),
  );
}

/** What is shown of the most that could be, in sum. */
export function shareOf(visible: readonly Visible[]): number {
  const sum = (of: 'shown' | 'most') => visible.reduce((total, one) => total + one[of], 0);
  return sum('shown') / sum('most');
}

/**
 * The most cells that any choice can show, the whole organisation among them, if each has ten people, and ten besides
 * those of the shown cells inside it. An unknown says that a cell is shown, and one for every cell around it that this
 * is the smallest shown one around it.
 */
export function mostCells({ cells }: Pick<OrgChart, 'cells'>): number {
  const large = cells.filter((cell) => sizeOf(cell) >= FEWEST_IN_A_CELL);
  const [whole, ...others] = large;
  if (whole === undefined) return 0;
  const rows = ['x0 = 1'];
  const inside = large.map((): string[] => []);
  const names = large.map((_, at) => `x${at}`);
  others.forEach((cell, before) => {
    const at = before + 1;
    const around = large.flatMap((other, index) => (holds(other, cell) ? [index] : []));
    rows.push(`${around.map((above) => `y${at}_${above}`).join(' + ')} - x${at} = 0`);
    for (const above of around) {
      const name = `y${at}_${above}`;
      names.push(name);
      inside[above]?.push(` - ${sizeOf(cell)} ${name}`);
      rows.push(`${name} - x${above} <= 0`);
      const between = around.filter((index) => index > above);
      rows.push(...between.map((index) => `${name} + x${index} <= 1`));
    }
  });
  large.forEach((cell, at) => {
    rows.push(`${sizeOf(cell) - FEWEST_IN_A_CELL} x${at}${inside[at]?.join('')} >= 0`);
  });
  const text = [
    `Maximize\n obj: ${large.map((_, at) => `x${at}`).join(' + ')}`,
    'Subject To',
    ...rows.map((row, index) => ` r${index}: ${row}`),
    `Binary\n ${names.join(' ')}`,
    'End',
  ].join('\n');
  const valueOf = solveText(text);
  return large.filter((_, at) => valueOf(`x${at}`) === 1).length;
}

function holds(one: Cell, other: Cell): boolean {
  return one !== other && one.from <= other.from && one.before >= other.before;
}
