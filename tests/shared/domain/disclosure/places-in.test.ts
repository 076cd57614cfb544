import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { placesIn } from '../../../../shared/domain/disclosure/places-in.ts';

/** The same, everybody looked up. */
function lookedUp(then: readonly string[], now: readonly string[]): readonly number[] {
  return now.map((id) => then.indexOf(id));
}

/** An order of so many people. */
function people(count: number, from = 0): readonly string[] {
  return Array.from({ length: count }, (_, n) => `p${from + n}`);
}

/** An order, and another in which some left, some came, and some stand elsewhere with those beside them. */
const movedAbout = fc
  .record({
    count: fc.integer({ min: 0, max: 300 }),
    moves: fc.array(
      fc.record({ from: fc.nat(300), count: fc.integer({ min: 1, max: 90 }), to: fc.nat(300) }),
      { maxLength: 6 },
    ),
    gone: fc.array(fc.record({ from: fc.nat(300), count: fc.integer({ min: 1, max: 90 }) }), {
      maxLength: 3,
    }),
    come: fc.array(fc.record({ to: fc.nat(300), count: fc.integer({ min: 1, max: 90 }) }), {
      maxLength: 3,
    }),
  })
  .map(({ count, moves, gone, come }) => {
    const then = people(count);
    const now = [...then];
    for (const { from, count: many, to } of moves) now.splice(to, 0, ...now.splice(from, many));
    for (const { from, count: many } of gone) now.splice(from, many);
    come.forEach(({ to, count: many }, index) =>
      now.splice(to, 0, ...people(many, 1000 * (index + 1))),
    );
    return { before: then, now };
  });

test('whoever moved, left or came with however many: everybody stood where they stood', () => {
  fc.assert(
    fc.property(movedAbout, ({ before, now }) => {
      expect([...placesIn(before, now)]).toEqual(lookedUp(before, now));
    }),
  );
});

test('of two orders that have nothing in common in how they stand, too', () => {
  const shuffled = (count: number) =>
    fc.shuffledSubarray([...people(count)], { minLength: 0, maxLength: count });
  fc.assert(
    fc.property(shuffled(120), shuffled(120), (then, now) => {
      expect([...placesIn(then, now)]).toEqual(lookedUp(then, now));
    }),
  );
});

test('whoever was noted and came away alone misleads nobody', () => {
  const then = people(200);
  const now = [then[64] ?? '', ...then.filter((_, at) => at !== 64)];
  expect([...placesIn(then, now)]).toEqual(lookedUp(then, now));
});
