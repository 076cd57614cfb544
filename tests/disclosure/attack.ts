import { bandCells, decideBand } from '../../shared/domain/disclosure/band-cells.ts';
import type { ReleasedBand } from '../../shared/domain/disclosure/past-bands.ts';
import {
  countCells,
  type Measure,
  pastsOf,
  type Period,
  releaseHistory,
  type RememberedPeriod,
} from '../../shared/domain/disclosure/release-period.ts';
import { ALL_RULES, type Rules } from '../../shared/domain/disclosure/rules.ts';
import { type Constraint, type Problem, solverOf } from './solver.ts';

/** What an attacker assumes and knows besides every chart and every number ever shown. */
export interface Attacker {
  /** `constant`: everybody does what they do in every period. `free`: nothing is assumed. */
  readonly assumes: 'constant' | 'free';
  /** People whose own values the attacker knows. */
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

/** A shown cell of one period, and the counts that lead to what was shown. */
interface Shown {
  readonly period: number;
  readonly people: ReadonlySet<string>;
  readonly allowed: Constraint['allowed'];
}

/** Everybody about whom this attacker learns something from the release of a history. */
export function attack(
  history: readonly Period[],
  measure: Measure,
  attacker: Attacker,
  rules: Rules = ALL_RULES,
): readonly Victims[] {
  const shown = everythingShown(history, measure, rules);
  if (shown.length === 0) return [];
  return attacker.assumes === 'constant'
    ? attackTogether(history, measure, shown, attacker)
    : history.flatMap((_, index) =>
        attackTogether(
          history,
          measure,
          shown.filter(({ period }) => period === index),
          attacker,
        ),
      );
}

/** What was shown, as an attacker who knows the rules reads it: which counts lead to each band. */
function everythingShown(
  history: readonly Period[],
  measure: Measure,
  rules: Rules,
): readonly Shown[] {
  const remembered: RememberedPeriod[] = [];
  return releaseHistory(history, { rules }).flatMap((release, index) => {
    const { chart, shown, bands } = release;
    const { period } = history[index] ?? { period: '' };
    // What the counts were is not used: an attacker does not know them.
    const known = { chart, people: [], shown, pasts: pastsOf({ chart, shown }, remembered) };
    remembered.push(release.remembered);
    const read: Shown[] = [];
    bandCells(countCells(measure, known), (cell, around) => {
      const band = bands[measure].get(cell.manager);
      const at = shown.find(({ manager }) => manager === cell.manager);
      if (band === undefined || at === undefined) throw new Error('Every shown cell has a band.');
      const allowed = countsThatLeadTo(
        band,
        (count) => decideBand(period, { ...cell, count }, around, rules),
        cell.people,
      );
      const people = new Set(chart.order.slice(at.from, at.before));
      read.push({ period: index, people, allowed });
      return band;
    });
    return read;
  });
}

function countsThatLeadTo(
  band: ReleasedBand,
  decide: (count: number) => ReleasedBand,
  people: number,
): Constraint['allowed'] {
  const allowed: { from: number; to: number }[] = [];
  for (let count = 0; count <= people; count += 1) {
    const { from, to, asOf } = decide(count);
    if (from !== band.from || to !== band.to || asOf !== band.asOf) continue;
    const last = allowed.at(-1);
    if (last?.to === count - 1) last.to = count;
    else allowed.push({ from: count, to: count });
  }
  return allowed;
}

function attackTogether(
  history: readonly Period[],
  measure: Measure,
  shown: readonly Shown[],
  { knows = new Set() }: Attacker,
): readonly Victims[] {
  const truth = new Map<string, boolean>();
  const periods = new Set(shown.map(({ period }) => period));
  history.forEach(({ people }, index) => {
    if (!periods.has(index)) return;
    for (const { id, measures } of people) truth.set(id, measures.includes(measure));
  });
  // Who is in the same cells cannot be told apart, but for those whom the attacker knows.
  const groups = new Map<string, string[]>();
  for (const id of truth.keys()) {
    const cells = shown.map(({ people }) => (people.has(id) ? 1 : 0)).join('');
    if (!cells.includes('1')) continue;
    const name = knows.has(id) ? `${cells} ${truth.get(id) === true ? 'does' : 'does not'}` : cells;
    groups.set(name, [...(groups.get(name) ?? []), id]);
  }
  const names = [...groups.keys()];
  const units = [...groups.values()];
  const isKnown = names.map((name) => name.includes(' '));
  const unitOf = new Map(units.flatMap((unit, index) => unit.map((id) => [id, index] as const)));
  const unitsOf = (people: Iterable<string>) => [
    ...new Set([...people].flatMap((id) => unitOf.get(id) ?? [])),
  ];
  const problem: Problem = {
    unknowns: units.map(({ length: size }) => ({ size })),
    constraints: [
      ...shown.map(({ people, allowed }) => ({ of: unitsOf(people), allowed })),
      ...units.flatMap((unit, index) => {
        const count = isKnown[index] === true && names[index]?.endsWith('does') ? unit.length : 0;
        return isKnown[index] === true
          ? [{ of: [index], allowed: [{ from: count, to: count }] }]
          : [];
      }),
    ],
  };
  const solver = solverOf(problem);
  // What really happened is possible; so is whatever was found on the way.
  const possible: (readonly number[])[] = [
    units.map((unit) => unit.filter((id) => truth.get(id) === true).length),
  ];
  const range = (of: readonly number[]) => {
    const sum = (values: readonly number[]) =>
      of.reduce((total, index) => total + (values[index] ?? 0), 0);
    const size = of.reduce((total, index) => total + (units[index]?.length ?? 0), 0);
    const isOpen = () => {
      const sums = possible.map(sum);
      const [least, most] = [Math.min(...sums), Math.max(...sums)];
      return { least, most, size, open: least < most && least < size && most > 0 };
    };
    if (isOpen().open) return isOpen();
    possible.push(solver.extreme(of, 'least'), solver.extreme(of, 'most'));
    return isOpen();
  };
  const unknown = units.map((_, index) => index).filter((index) => isKnown[index] !== true);
  const small = smallSets(shown, unitsOf, units, unknown);
  const isSmallSet = (of: readonly number[]) => small.includes(of);
  const sets = [...unknown.map((index) => [index]), ...small];
  return sets.flatMap((of): Victims[] => {
    const { least, most, size, open } = range(of);
    if (open) return [];
    const people = of.flatMap((index) => units[index] ?? []);
    if (least === size) return [{ measure, people, found: 'all' }];
    if (most === 0) return [{ measure, people, found: 'none' }];
    // Of a group that no two cells differ by nobody has a name for who the so many are.
    return isSmallSet(of) ? [{ measure, people, found: 'exactly' }] : [];
  });
}

/** Every set of 2 to 9 people that one shown cell has and another has not. */
function smallSets(
  shown: readonly Shown[],
  unitsOf: (people: Iterable<string>) => readonly number[],
  units: readonly (readonly string[])[],
  unknown: readonly number[],
): readonly (readonly number[])[] {
  const found = new Map<string, readonly number[]>();
  for (const one of shown) {
    for (const other of shown) {
      const people = [...one.people].filter((id) => !other.people.has(id));
      if (people.length < 2 || people.length > LARGEST_SET) continue;
      const of = unitsOf(people).filter((index) => unknown.includes(index));
      const size = of.reduce((total, index) => total + (units[index]?.length ?? 0), 0);
      if (size >= 2) found.set(of.join(' '), of);
    }
  }
  return [...found.values()];
}
