import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { changedSketch, isSameTeam, teamSketch } from '../../../shared/domain/team-sketch.ts';

const people = (from: number, count: number) =>
  Array.from({ length: count }, (_, n) => `person-${from + n}`);

test.each([
  ['nobody changed', 12, 0, 0, true],
  ['a few of many left', 40, 6, 0, true],
  ['a few left and as many came', 40, 6, 6, true],
  ['many came', 12, 0, 30, true],
  ['all left and others came', 12, 12, 12, false],
  ['all of many left and others came', 60, 60, 60, false],
  ['three of four left', 4, 3, 0, false],
  ['half of four left', 4, 2, 0, false],
])(
  'where %s of %i, %i gone and %i new, it is the same team: %s',
  (_what, size, gone, new_, same) => {
    const then = people(0, size);
    const now = [...then.slice(gone), ...people(1000, new_)];
    expect(isSameTeam(teamSketch(then), teamSketch(now))).toBe(same);
  },
);

test('a small team is told exactly: the same while more than half of it stays', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8 }), fc.nat(8), fc.nat(7), (size, gone, come) => {
      const then = people(0, size);
      const now = [...then.slice(gone), ...people(1000, come)];
      const stayed = Math.max(0, size - gone);
      expect(isSameTeam(teamSketch(then), teamSketch(now))).toBe(stayed * 2 > size);
    }),
  );
});

test('kept up to date from who joins and leaves, a sketch of a small team is as made anew', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(15), { maxLength: 60 }), (changes) => {
      const here = new Set<string>();
      let sketch = teamSketch([]);
      for (const change of changes) {
        const who = `person-${change}`;
        if (here.delete(who)) sketch = changedSketch(sketch, [], [who]);
        else {
          here.add(who);
          sketch = changedSketch(sketch, [who], []);
        }
        expect(sketch).toBe(teamSketch(here));
      }
    }),
  );
});
