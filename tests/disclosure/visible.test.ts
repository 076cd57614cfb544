import { expect, test } from 'vitest';
import { chooseCells } from '../../shared/domain/disclosure/choose-cells.ts';
import { orderChart } from '../../shared/domain/disclosure/org-chart.ts';
import { team } from '../shared/domain/disclosure/charts.ts';
import { mostCells, shareOf, visibleCells } from './visible.ts';

test('at least nine in ten of the managers whose cells could be shown see theirs', () => {
  const visible = visibleCells(20);
  expect(visible).toHaveLength(40);
  expect(shareOf(visible)).toBeGreaterThanOrEqual(0.9);
  for (const { organisation, shown, most } of visible) {
    expect(shown, organisation).toBeLessThanOrEqual(most);
  }
});

test('what could be shown is found where the choice from the top misses it', () => {
  const people = [
    { id: 'top', manager: null },
    ...team('top', 3, 't'),
    { id: 'm', manager: 'top' },
    ...team('m', 3, 'n'),
    { id: 'a', manager: 'm' },
    ...team('a', 10, 'x'),
    { id: 'b', manager: 'm' },
    ...team('b', 10, 'y'),
    { id: 'd', manager: 'top' },
    ...team('d', 10, 'z'),
  ];
  const chart = orderChart(people);
  expect(chooseCells(chart).map(({ manager }) => manager)).toEqual(['top', 'm', 'a']);
  // Without m there is room for the three small teams.
  expect(mostCells(chart)).toBe(4);
  expect(mostCells(orderChart(people.filter(({ id }) => id !== 't0')))).toBe(3);
});
