import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseCells } from '../../../../shared/domain/disclosure/choose-cells.ts';
import { orderChart } from '../../../../shared/domain/disclosure/org-chart.ts';
import { anyChart, below, team } from './charts.ts';

const TOP = { id: 'top', manager: null };

function shownOf(people: Parameters<typeof orderChart>[0], fewest?: number): readonly string[] {
  return chooseCells(orderChart(people), fewest).map(({ manager }) => manager);
}

describe('a chart in order', () => {
  test('has a cell for everybody with somebody below them, of exactly those', () => {
    fc.assert(
      fc.property(anyChart, (people) => {
        const { order, cells } = orderChart(people);
        expect(order.toSorted()).toEqual(people.map(({ id }) => id).toSorted());
        const managers = new Set(people.flatMap(({ manager }) => manager ?? []));
        expect(new Set(cells.map(({ manager }) => manager))).toEqual(managers);
        for (const { manager, from, before } of cells) {
          expect(new Set(order.slice(from, before))).toEqual(below(people, manager));
        }
      }),
    );
  });

  test('takes a chain of a hundred thousand people', () => {
    const chain = Array.from({ length: 100_000 }, (_, n) => ({
      id: `p${n}`,
      manager: n === 0 ? null : `p${n - 1}`,
    }));
    const { cells } = orderChart(chain);
    expect(cells[0]).toMatchObject({ manager: 'p0', from: 1, before: 100_000 });
    expect(chooseCells({ cells })).toHaveLength(10_000 - 1);
  });

  test('lets somebody whose manager is not in it stand at the top', () => {
    const { cells } = orderChart([
      { id: 'a', manager: 'gone' },
      { id: 'b', manager: 'a' },
    ]);
    expect(cells).toEqual([{ manager: 'a', from: 1, before: 2 }]);
  });

  test('is refused where managers go in a circle, or somebody is in it twice', () => {
    const circle = [
      { id: 'a', manager: 'b' },
      { id: 'b', manager: 'a' },
    ];
    expect(() => orderChart(circle)).toThrow('circle');
    expect(() => orderChart([TOP, TOP])).toThrow('twice');
  });
});

describe('the cells that are shown', () => {
  test('have ten people, and leave ten in the shown cell around them', () => {
    const people = [
      TOP,
      ...team('top', 9, 'a'),
      { id: 'lead', manager: 'top' },
      ...team('lead', 10, 'b'),
    ];
    expect(shownOf(people)).toEqual(['top', 'lead']);
    expect(shownOf(people.filter(({ id }) => id !== 'a0'))).toEqual(['top']);
    expect(shownOf(people.filter(({ id }) => id !== 'b0'))).toEqual(['top']);
    expect(shownOf(people, 11)).toEqual(['top']);
  });

  test('leave at least ten of everything that adding and subtracting them gives', () => {
    let inner = 0;
    fc.assert(
      fc.property(anyChart, (people) => {
        const shown = chooseCells(orderChart(people));
        inner += shown.filter(({ parent }) => parent !== undefined).length;
        const sets = shown.map(({ manager }) => below(people, manager));
        // Who is in the same shown cells cannot be told apart.
        const atoms = new Map<string, number>();
        for (const { id } of people) {
          const cells = sets.map((set) => (set.has(id) ? 1 : 0)).join('');
          atoms.set(cells, (atoms.get(cells) ?? 0) + 1);
        }
        for (const [cells, size] of atoms) {
          if (cells.includes('1')) expect(size).toBeGreaterThanOrEqual(10);
        }
      }),
      { numRuns: 500 },
    );
    expect(inner).toBeGreaterThan(50);
  });

  test('say the smallest shown cell around each', () => {
    fc.assert(
      fc.property(anyChart, (people) => {
        const shown = chooseCells(orderChart(people));
        for (const { manager, parent } of shown) {
          const around = shown
            .filter((one) => one.manager !== manager)
            .filter((one) => below(people, one.manager).has(manager))
            .toSorted((one, other) => one.before - one.from - (other.before - other.from));
          expect(parent).toBe(around[0]?.manager);
        }
      }),
    );
  });

  test('do not depend on the order in which people are listed', () => {
    fc.assert(
      fc.property(anyChart, (people) => {
        expect(shownOf(people.toReversed())).toEqual(shownOf(people));
      }),
    );
  });
});
