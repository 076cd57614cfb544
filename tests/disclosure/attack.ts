import type { Measure } from '../../shared/domain/disclosure/release-period.ts';
import type { Reading, Shown } from './read-release.ts';
import { type Problem, solverOf } from './solver.ts';

/** What an attacker assumes and knows besides every chart and every number ever shown. */
export interface Attacker {
  /** `constant`: everybody does what they do in every period. `free`: nothing is assumed. */
  readonly assumes: 'constant' | 'free';
  /** The measures that are looked at together: nobody does a later one who does not do those before. */
  readonly measures: readonly Measure[];
  /** People whose own values of these measures the attacker knows. */
  readonly knows?: ReadonlySet<string>;
}

/** People of whom an attacker learns what they did. */
export interface Victims {
  readonly measure: Measure;
  readonly people: readonly string[];
  /** `all` or `none` of them do it, or exactly so many. */
  readonly found: 'all' | 'none' | 'exactly';
}

/** Sets of people larger than these are not looked at one by one. */
const LARGEST_SET = 9;

/** Everybody about whom this attacker learns something from what was shown. */
export function attack(reading: Reading, attacker: Attacker): readonly Victims[] {
  const about = reading.shown.filter(({ measure }) => attacker.measures.includes(measure));
  const together =
    attacker.assumes === 'constant' ? [about] : Map.groupBy(about, ({ period }) => period).values();
  return [...together].flatMap((shown) => attackTogether(reading, shown, attacker));
}

/** People whom nothing that was shown, and nothing that is known, tells one from another. */
interface Unit {
  readonly people: readonly string[];
  readonly isKnown: boolean;
}

function attackTogether(
  reading: Reading,
  shown: readonly Shown[],
  { measures, knows = new Set() }: Attacker,
): readonly Victims[] {
  if (shown.length === 0) return [];
  const truth = truthOf(reading, shown);
  const does = (id: string, measure: Measure) => truth.get(id)?.includes(measure) === true;
  const units = unitsOf(truth, shown, knows);
  const unitAt = new Map(units.flatMap(({ people }, at) => people.map((id) => [id, at] as const)));
  const unitsWith = (people: Iterable<string>) => [
    ...new Set([...people].flatMap((id) => unitAt.get(id) ?? [])),
  ];
  /** How many people of a unit do a measure is one unknown. */
  const unknownOf = (unit: number, measure: Measure) =>
    measures.indexOf(measure) * units.length + unit;
  const truly = measures.flatMap((measure) =>
    units.map(({ people }) => people.filter((id) => does(id, measure)).length),
  );
  const problem: Problem = {
    unknowns: measures.flatMap(() => units.map(({ people }) => ({ size: people.length }))),
    constraints: [
      ...shown.map(({ measure, people, allowed }) => ({
        of: unitsWith(people).map((unit) => unknownOf(unit, measure)),
        allowed,
      })),
      ...measures.flatMap((measure) =>
        units.flatMap(({ isKnown }, unit) => {
          if (!isKnown) return [];
          const unknown = unknownOf(unit, measure);
          const count = truly[unknown] ?? 0;
          return [{ of: [unknown], allowed: [{ from: count, to: count }] }];
        }),
      ),
    ],
    atMost: measures.slice(1).flatMap((measure, before) =>
      units.map((_, unit) => {
        const needed = measures[before] ?? measure;
        return [unknownOf(unit, needed), unknownOf(unit, measure)] as const;
      }),
    ),
  };
  const solver = solverOf(problem);
  // What really happened is possible; so is whatever was found on the way.
  const possible: (readonly number[])[] = [truly];
  const named = namedSets(shown, unitsWith, units);
  const single = units.flatMap(({ isKnown }, unit) => (isKnown ? [] : [[unit]]));
  const learns = (measure: Measure, set: readonly number[], isNamed: boolean): Victims[] => {
    const of = set.map((unit) => unknownOf(unit, measure));
    const people = set.flatMap((unit) => units[unit]?.people ?? []);
    const range = () => {
      const sums = possible.map((values) =>
        of.reduce((total, unknown) => total + (values[unknown] ?? 0), 0),
      );
      return { least: Math.min(...sums), most: Math.max(...sums) };
    };
    const found = () => {
      const { least, most } = range();
      if (least === people.length) return 'all';
      if (most === 0) return 'none';
      // Of a group that no two cells differ by nobody has a name for who the so many are.
      return isNamed && least === most ? 'exactly' : undefined;
    };
    if (found() === undefined) return [];
    possible.push(solver.extreme(of, 'least'), solver.extreme(of, 'most'));
    const learned = found();
    return learned === undefined ? [] : [{ measure, people, found: learned }];
  };
  return measures.flatMap((measure) => [
    ...single.flatMap((set) => learns(measure, set, false)),
    ...named.flatMap((set) => learns(measure, set, true)),
  ]);
}

/** What everybody does in these periods; of somebody who changes, in the last. */
function truthOf(
  { history }: Reading,
  shown: readonly Shown[],
): ReadonlyMap<string, readonly Measure[]> {
  const periods = new Set(shown.map(({ period }) => period));
  return new Map(
    history
      .filter((_, index) => periods.has(index))
      .flatMap(({ people }) => people.map(({ id, measures }) => [id, measures] as const)),
  );
}

/** Everybody who is in a shown cell; who is in the same ones is together, but for those whom the attacker knows. */
function unitsOf(
  truth: ReadonlyMap<string, readonly Measure[]>,
  shown: readonly Shown[],
  knows: ReadonlySet<string>,
): readonly Unit[] {
  const groups = Map.groupBy(truth.keys(), (id) => {
    const cells = shown.map(({ people }) => (people.has(id) ? 1 : 0)).join('');
    if (!cells.includes('1')) return '';
    return knows.has(id) ? `${cells} ${truth.get(id)?.join(' ')}` : cells;
  });
  groups.delete('');
  return [...groups].map(([name, people]) => ({ people, isKnown: name.includes(' ') }));
}

/**
 * Every set of 2 to 9 people, without those who are known, that one shown cell has and another has not: in one period,
 * or who joined or left; and every atom of so many.
 */
function namedSets(
  shown: readonly Shown[],
  unitsWith: (people: Iterable<string>) => readonly number[],
  units: readonly Unit[],
): readonly (readonly number[])[] {
  const found = new Map<string, readonly number[]>();
  const add = (people: readonly string[]) => {
    const set = unitsWith(people).filter((unit) => units[unit]?.isKnown === false);
    const size = set.reduce((total, unit) => total + (units[unit]?.people.length ?? 0), 0);
    if (size >= 2 && size <= LARGEST_SET) found.set(set.join(' '), set);
  };
  for (const one of shown) {
    for (const other of shown) add([...one.people].filter((id) => !other.people.has(id)));
    const inside = shown.filter(
      ({ measure, period, parent }) =>
        measure === one.measure && period === one.period && parent === one.manager,
    );
    add([...one.people].filter((id) => !inside.some(({ people }) => people.has(id))));
  }
  return [...found.values()];
}
