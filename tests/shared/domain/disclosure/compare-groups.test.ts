import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareGroups, type Groups } from '../../../../shared/domain/disclosure/compare-groups.ts';
import { orderChart } from '../../../../shared/domain/disclosure/org-chart.ts';
import { anyChart } from './charts.ts';

function groupsOf(chart: Parameters<typeof orderChart>[0]): Groups {
  const { order, cells } = orderChart(chart);
  return { order, slices: cells };
}

function members({ order, slices }: Groups, index: number): ReadonlySet<string> {
  const slice = slices[index];
  return new Set(order.slice(slice?.from, slice?.before));
}

test('tells of every two groups with people in common how many, and of no others', () => {
  fc.assert(
    fc.property(anyChart, anyChart, (one, other) => {
      const [now, then] = [groupsOf(one), groupsOf(other)];
      const told = new Map<string, number>();
      compareGroups(now, then, (at, before, shared) => {
        expect(told.has(`${at} ${before}`)).toBe(false);
        told.set(`${at} ${before}`, shared);
      });
      for (const at of now.slices.keys()) {
        for (const before of then.slices.keys()) {
          const inThen = members(then, before);
          const shared = [...members(now, at)].filter((id) => inThen.has(id)).length;
          expect(told.get(`${at} ${before}`) ?? 0).toBe(shared);
        }
      }
    }),
  );
});

test('tells nothing of groups that have nobody', () => {
  const empty = { order: [], slices: [] };
  let told = 0;
  compareGroups(groupsOf([{ id: 'a', manager: null }]), empty, () => {
    told += 1;
  });
  expect(told).toBe(0);
});
