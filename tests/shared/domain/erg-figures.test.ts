import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type EarlierFigures,
  type ErgFigures,
  ergFigures,
  hasFreshBand,
} from '../../../shared/domain/erg-figures.ts';
import { monthsAfter } from '../../../shared/domain/month.ts';

type Shown = Extract<ErgFigures, { state: 'shown' }>;

/** Figures of January, both bands set then. */
function january(allies: number, pledge: number, checkIn: number): Shown {
  const figures = ergFigures('2026-01', { allies, pledge, checkIn }, []);
  if (figures.state !== 'shown') throw new Error('These are too few.');
  return figures;
}

/** The band of pledges of February, after so many people joined or left since January. */
function february(counted: { allies: number; pledge: number }, before: EarlierFigures) {
  const figures = ergFigures('2026-02', { ...counted, checkIn: 0 }, [before]);
  return figures.state === 'shown' ? figures.pledge : figures.state;
}

describe('the figures of a month', () => {
  test.each([0, 9])('of %i allies are not shown, whatever they did', (allies) => {
    for (let done = 0; done <= allies; done += 1) {
      const counted = { allies, pledge: done, checkIn: 0 };
      expect(ergFigures('2026-01', counted, [])).toEqual({ month: '2026-01', state: 'too-few' });
    }
  });

  test('are bands that say when they were set', () => {
    expect(january(80, 37, 80)).toEqual({
      month: '2026-01',
      state: 'shown',
      allies: 80,
      pledge: { from: 35, to: 39, asOf: '2026-01' },
      checkIn: { from: 75, to: 80, asOf: '2026-01' },
    });
  });

  test('keep a band while fewer than five joined or left, as far as those few can explain', () => {
    const figures = january(80, 37, 0);
    const kept = { from: 35, to: 39, asOf: '2026-01' };
    expect(february({ allies: 84, pledge: 43 }, { figures, joined: 4, left: 0 })).toEqual(kept);
    expect(february({ allies: 80, pledge: 31 }, { figures, joined: 2, left: 2 })).toEqual(kept);
  });

  test('set a band anew where five joined or left, or where those who stayed must have changed', () => {
    const figures = january(80, 37, 0);
    const fresh = { from: 35, to: 44, asOf: '2026-02' };
    expect(february({ allies: 85, pledge: 40 }, { figures, joined: 5, left: 0 })).toEqual(fresh);
    const more = { allies: 84, pledge: 45 };
    expect(february(more, { figures, joined: 4, left: 0 })).toEqual({ ...fresh, from: 45, to: 49 });
  });

  test('are joined where one would force what those who joined did', () => {
    const figures = january(80, 37, 0);
    // 45 or more after 39 at the most would mean at least six of the seven who joined, 40 or more at least one.
    const before = { figures, joined: 7, left: 0 };
    expect(february({ allies: 87, pledge: 45 }, before)).toMatchObject({ from: 35, to: 49 });
  });

  test('show a kept band that reaches beyond the allies as the last one', () => {
    const figures = january(80, 78, 0);
    expect(february({ allies: 78, pledge: 77 }, { figures, joined: 0, left: 2 })).toEqual({
      from: 70,
      to: 78,
      asOf: '2026-01',
    });
  });

  test('compare with the nearest fresh band, never with one that was kept itself', () => {
    const figures = january(80, 37, 0);
    const kept = ergFigures('2026-02', { allies: 84, pledge: 37, checkIn: 0 }, [
      { figures, joined: 4, left: 0 },
    ]);
    const march = ergFigures('2026-03', { allies: 88, pledge: 45, checkIn: 0 }, [
      { figures, joined: 8, left: 0 },
      { figures: kept, joined: 4, left: 0 },
    ]);
    expect(march).toMatchObject({ pledge: { from: 35, to: 49, asOf: '2026-03' } });
  });

  test('remember their people only where a band was set', () => {
    const figures = january(80, 37, 0);
    const counted = { allies: 81, pledge: 38, checkIn: 0 };
    const kept = ergFigures('2026-02', counted, [{ figures, joined: 1, left: 0 }]);
    expect([hasFreshBand(figures), hasFreshBand(kept)]).toEqual([true, false]);
  });

  test('never change because of who joined or left, while fewer than five did since a band was set', () => {
    // People keep what they do for as long as they are there, the least that hides one who comes or goes.
    const people = fc.array(fc.boolean(), { minLength: 20, maxLength: 40 });
    const steps = fc.array(fc.array(fc.nat(39), { maxLength: 2 }), { minLength: 1, maxLength: 8 });
    let compared = 0;
    fc.assert(
      fc.property(people, steps, (does, changes) => {
        const here = new Set([...does.keys()].filter((n) => n % 2 === 0));
        const history: { figures: ErgFigures; people: ReadonlySet<number> }[] = [];
        for (const [index, change] of [[], ...changes].entries()) {
          for (const n of change.map((one) => one % does.length)) {
            if (!here.delete(n)) here.add(n);
          }
          const earlier = history.map(({ figures, people: then }) => ({
            figures,
            joined: [...here].filter((n) => !then.has(n)).length,
            left: [...then].filter((n) => !here.has(n)).length,
          }));
          const pledge = [...here].filter((n) => does[n]).length;
          const counted = { allies: here.size, pledge, checkIn: 0 };
          const figures = ergFigures(monthsAfter('2026-01', index), counted, earlier);
          const isNear = earlier.some(
            ({ figures: before, joined, left }) => hasFreshBand(before) && joined + left < 5,
          );
          if (isNear && figures.state === 'shown') expect(hasFreshBand(figures)).toBe(false);
          compared += isNear ? 1 : 0;
          history.push({ figures, people: new Set(here) });
        }
      }),
    );
    expect(compared).toBeGreaterThan(50);
  });
});
