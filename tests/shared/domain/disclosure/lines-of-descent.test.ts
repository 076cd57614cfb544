import { expect, test } from 'vitest';
import { placesIn } from '../../../../shared/domain/disclosure/places-in.ts';
import {
  type EarlierCell,
  linesOf,
} from '../../../../shared/domain/disclosure/lines-of-descent.ts';
import { type ChartPerson, orderChart } from '../../../../shared/domain/disclosure/org-chart.ts';
import { team } from './charts.ts';

const TOP = { id: 'top', manager: null };
const begin = (manager: string) => `new ${manager}`;

/** The lines of a chart, after one in which every cell had the line of its manager's name. */
function linesAfter(before: readonly ChartPerson[], now: readonly ChartPerson[]) {
  const { order, cells } = orderChart(before);
  const earlier = cells.map(({ from, before: end, manager }): EarlierCell => {
    return { from, before: end, line: manager };
  });
  const chart = orderChart(now);
  const places = placesIn(order, chart.order);
  return Object.fromEntries(linesOf(chart, { cells: earlier, places }, begin));
}

const lead = (id: string) => ({ id, manager: 'top' });
const BEFORE = [TOP, lead('ana'), ...team('ana', 6, 'a'), lead('ben'), ...team('ben', 8, 'b')];

test('a first release begins every line', () => {
  expect(Object.fromEntries(linesOf(orderChart(BEFORE), undefined, begin))).toEqual({
    top: 'new top',
    ana: 'new ana',
    ben: 'new ben',
  });
});

test('a successor inherits the line of the group', () => {
  const now = [TOP, lead('cleo'), ...team('cleo', 6, 'a'), lead('ben'), ...team('ben', 8, 'b')];
  expect(linesAfter(BEFORE, now)).toEqual({ top: 'top', cleo: 'ana', ben: 'ben' });
});

test('two who change places leave their lines where the groups are', () => {
  const now = [TOP, lead('ana'), ...team('ana', 8, 'b'), lead('ben'), ...team('ben', 6, 'a')];
  expect(linesAfter(BEFORE, now)).toEqual({ top: 'top', ana: 'ben', ben: 'ana' });
});

test('a group most of whose people are others begins a line', () => {
  const now = [TOP, lead('ana'), ...team('ana', 6, 'new'), lead('ben'), ...team('ben', 8, 'b')];
  expect(linesAfter(BEFORE, now)).toMatchObject({ ana: 'new ana', ben: 'ben' });
});

test('of two halves of a group neither inherits, and of two parts the larger', () => {
  const of = (first: number, second: number) => {
    const people = team('ben', 8, 'b');
    const moved = people.map((one, n) => ({ ...one, manager: n < first ? 'ben' : 'cleo' }));
    return [TOP, lead('ben'), lead('cleo'), ...moved.slice(0, first + second)];
  };
  const before = [TOP, lead('ben'), ...team('ben', 8, 'b')];
  expect(linesAfter(before, of(4, 4))).toMatchObject({ ben: 'new ben', cleo: 'new cleo' });
  expect(linesAfter(before, of(2, 6))).toMatchObject({ ben: 'new ben', cleo: 'ben' });
});
