import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bandCells,
  decideBand,
  type CountedCell,
} from '../../../../shared/domain/disclosure/band-cells.ts';
import { type EarlierBand, pastOf } from '../../../../shared/domain/disclosure/past-bands.ts';

interface Described extends Partial<Omit<CountedCell, 'past'>> {
  readonly earlier?: readonly EarlierBand[];
}

function aCell({ earlier = [], people = 80, ...fields }: Described = {}): CountedCell {
  return { manager: 'm', people, count: 37, past: pastOf(people, earlier), ...fields };
}

function bandsFor(cells: readonly CountedCell[]) {
  return bandCells(cells, (cell, around) => decideBand('2026-02', cell, around));
}

function bandFor(cell: Described) {
  return bandsFor([aCell(cell)]).get('m');
}

const JANUARY: EarlierBand = { from: 35, to: 39, asOf: '2026-01', joined: 0, left: 0 };

describe('a fresh band', () => {
  test.each([
    [10, 0, 0, 4],
    [10, 10, 5, 10],
    [14, 14, 10, 14],
    [13, 11, 5, 13],
    [80, 37, 35, 39],
    [80, 80, 75, 80],
  ])('of %i people of whom %i do is %i to %i', (people, count, from, to) => {
    expect(bandFor({ people, count })).toEqual({ from, to, asOf: '2026-02' });
  });

  test('is joined with its neighbour where it would force what those who joined do', () => {
    // Of 35 to 39 before and seven who joined, 45 or more now would mean that at least six of the seven do, 40 or more
    // that one does.
    const earlier = [{ ...JANUARY, joined: 7 }];
    expect(bandFor({ people: 87, count: 45, earlier })).toMatchObject({ from: 35, to: 49 });
    // Whichever of its counts it was.
    expect(bandFor({ people: 87, count: 44, earlier })).toMatchObject({ from: 35, to: 49 });
    // Of fifteen who joined six at least would do it: nine may still be one way or the other.
    expect(bandFor({ people: 95, count: 45, earlier: [{ ...JANUARY, joined: 15 }] })).toMatchObject(
      { from: 45, to: 54 },
    );
  });

  test('is joined with its neighbour where it would force what those who left did', () => {
    // Of 35 to 39 before and seven who left, 29 or fewer now would mean that at least six of the seven did, 34 or fewer
    // that one did.
    const earlier = [{ ...JANUARY, left: 7 }];
    expect(bandFor({ people: 73, count: 29, earlier })).toMatchObject({ from: 25, to: 39 });
  });

  test('stands as it is where only a change of those who stayed can explain it', () => {
    for (const joined of [0, 1, 3, 5]) {
      const earlier = [{ ...JANUARY, joined }];
      expect(bandFor({ count: 62, earlier })).toEqual({ from: 60, to: 64, asOf: '2026-02' });
    }
  });

  test('leaves out what the cell around it has no room for, and forces nothing of what is left there', () => {
    const around = aCell({ manager: 'top', people: 30, count: 28 });
    const inside = aCell({ manager: 'm', parent: 'top', people: 20, count: 18 });
    const bands = bandsFor([around, inside]);
    // 25 to 30 of 30, and 15 to 20 of 20: of the ten who are left five at least, and all of them at the most.
    expect(bands.get('top')).toMatchObject({ from: 25, to: 30 });
    expect(bands.get('m')).toMatchObject({ from: 15, to: 20 });
    const less = bandsFor([
      aCell({ manager: 'top', people: 40, count: 28 }),
      aCell({ manager: 'm', parent: 'top', people: 20, count: 9 }),
    ]);
    // 5 to 9 of 20 would leave sixteen at least of the other twenty, 0 to 4 more than there are.
    expect(less.get('m')).toMatchObject({ from: 5, to: 14 });
    const fewer = bandsFor([
      aCell({ manager: 'top', people: 40, count: 28 }),
      aCell({ manager: 'm', parent: 'top', people: 28, count: 17 }),
    ]);
    // 15 to 19 of 28 leaves six at least of the other twelve; 10 to 14 would leave eleven, so the two are one band.
    expect(fewer.get('m')).toMatchObject({ from: 10, to: 19 });
  });

  test('holds its count, is never narrower than five, and is that of every other count in it', () => {
    const cells = fc.record({
      people: fc.integer({ min: 10, max: 60 }),
      count: fc.nat(60),
      earlier: fc.array(
        fc.record({
          from: fc.nat(11).map((n) => n * 5),
          asOf: fc.constant('2026-01'),
          joined: fc.nat(15),
          left: fc.nat(15),
        }),
        { maxLength: 4 },
      ),
    });
    fc.assert(
      fc.property(cells, ({ people, count, earlier }) => {
        const known = earlier.map((one) => ({ ...one, to: one.from + 4 }));
        const cell = aCell({ people, count: Math.min(count, people), earlier: known });
        const band = bandsFor([cell]).get('m');
        if (band === undefined) throw new Error('Every shown cell has a band.');
        expect(band.from).toBeGreaterThanOrEqual(0);
        expect(band.to).toBeLessThanOrEqual(people);
        expect(band.to - band.from + 1).toBeGreaterThanOrEqual(5);
        if (band.asOf === '2026-01') return;
        expect(band.from).toBeLessThanOrEqual(cell.count);
        expect(band.to).toBeGreaterThanOrEqual(cell.count);
        for (const other of [band.from, band.to]) {
          expect(bandsFor([{ ...cell, count: other }]).get('m')).toEqual(band);
        }
      }),
    );
  });
});

describe('a kept band', () => {
  test('keeps its date while fewer than five joined and left, as far as they explain the count', () => {
    const near = { ...JANUARY, joined: 2, left: 2 };
    // So does a count whose own band is within four of it.
    for (const count of [30, 31, 37, 43, 44]) {
      expect(bandFor({ count, earlier: [near] })).toEqual({ from: 35, to: 39, asOf: '2026-01' });
    }
    for (const count of [29, 45]) {
      expect(bandFor({ count, earlier: [near] })?.asOf).toBe('2026-02');
    }
    expect(bandFor({ count: 37, earlier: [{ ...near, left: 3 }] })?.asOf).toBe('2026-02');
  });

  test('is that of the nearest people, of those alike the latest', () => {
    const earlier = [
      { ...JANUARY, asOf: '2025-11', from: 30, to: 34, joined: 1 },
      { ...JANUARY, asOf: '2025-12', joined: 2 },
      { ...JANUARY, asOf: '2026-01', from: 40, to: 44, joined: 1 },
    ];
    expect(bandFor({ count: 41, earlier })).toEqual({ from: 40, to: 44, asOf: '2026-01' });
  });

  test('that reaches beyond the people is shown as the last one', () => {
    const earlier = [{ ...JANUARY, from: 75, to: 80, left: 2 }];
    expect(bandFor({ people: 78, count: 77, earlier })).toEqual({
      from: 70,
      to: 78,
      asOf: '2026-01',
    });
  });
});
