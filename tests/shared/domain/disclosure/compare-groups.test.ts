import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareGroups } from '../../../../shared/domain/disclosure/compare-groups.ts';
import { placesIn } from '../../../../shared/domain/disclosure/places-in.ts';
import { orderChart, type OrgChart } from '../../../../shared/domain/disclosure/org-chart.ts';
import { anyChart, team } from './charts.ts';

function members({ order, cells }: OrgChart, index: number): ReadonlySet<string> {
  return new Set(order.slice(cells[index]?.from, cells[index]?.before));
}

test('tells of every two groups with people in common how many, and of no others', () => {
  fc.assert(
    fc.property(anyChart, anyChart, (one, other) => {
      const [now, then] = [orderChart(one), orderChart(other)];
      const told = new Map<string, number>();
      const places = placesIn(then.order, now.order);
      compareGroups(now.cells, then.cells, places, (at, before, shared) => {
        expect(told.has(`${at} ${before}`)).toBe(false);
        told.set(`${at} ${before}`, shared);
      });
      for (const at of now.cells.keys()) {
        for (const before of then.cells.keys()) {
          const inThen = members(then, before);
          const shared = [...members(now, at)].filter((id) => inThen.has(id)).length;
          expect(told.get(`${at} ${before}`) ?? 0).toBe(shared);
        }
      }
    }),
  );
});

test('tells nothing of groups that have nobody', () => {
  let told = 0;
  const { order, cells } = orderChart([{ id: 'top', manager: null }, ...team('top', 12, 'a')]);
  compareGroups(cells, [], placesIn([], order), () => {
    told += 1;
  });
  expect(told).toBe(0);
});
