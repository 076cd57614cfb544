import * as fc from 'fast-check';
import type { ChartPerson } from '../../../../shared/domain/disclosure/org-chart.ts';

/** The id of the n-th person of a made-up chart. */
function chartId(n: number): string {
  return `p${String(n).padStart(3, '0')}`;
}

/** One at the top and so many right below them, with a name for the team. */
export function team(manager: string, size: number, name: string): readonly ChartPerson[] {
  return Array.from({ length: size }, (_, n) => ({ id: `${name}${n}`, manager }));
}

/** Charts of 10 to 80 people, of any shape from flat to deep, in any order. */
export const anyChart: fc.Arbitrary<readonly ChartPerson[]> = fc
  .record({
    managers: fc.array(fc.nat(), { minLength: 9, maxLength: 79 }),
    // The fewer people may manage, the larger and flatter the teams.
    few: fc.integer({ min: 1, max: 20 }),
    seed: fc.nat(),
  })
  .map(({ managers, few, seed }) => {
    const people = [
      { id: chartId(0), manager: null },
      ...managers.map((choice, n) => ({
        id: chartId(n + 1),
        manager: chartId(choice % Math.min(n + 1, few)),
      })),
    ];
    return people.toSorted((one, other) => mixed(one.id, seed) - mixed(other.id, seed));
  });

function mixed(id: string, seed: number): number {
  return Math.imul(Number(id.slice(1)) + 1, seed * 2 + 1) | 0;
}

/** Everybody below a manager. */
export function below(people: readonly ChartPerson[], manager: string): ReadonlySet<string> {
  const found = new Set<string>();
  const look = (above: string) => {
    for (const { id, manager: theirs } of people) {
      if (theirs !== above) continue;
      found.add(id);
      look(id);
    }
  };
  look(manager);
  return found;
}
