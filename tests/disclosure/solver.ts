import highsModule from 'highs';

/** People of whom nothing that was shown tells one from another: how many of them do something is one unknown. */
export interface Unknown {
  readonly size: number;
}

/** That so many of the people of these unknowns do it: the sum lies in one of these bands. */
export interface Constraint {
  readonly of: readonly number[];
  readonly allowed: readonly { readonly from: number; readonly to: number }[];
}

/** Everything that is known of the unknowns. */
export interface Problem {
  readonly unknowns: readonly Unknown[];
  readonly constraints: readonly Constraint[];
  /** Pairs of unknowns of which the second is never more than the first. */
  readonly atMost?: readonly (readonly [number, number])[];
}

/** Asks what is possible. */
export interface Solver {
  /** The values at which the sum of some unknowns is as small, or as large, as it can be. */
  extreme(of: readonly number[], sense: 'least' | 'most'): readonly number[];
}

// Its types are those of its CommonJS half, in which the loader is one step further in.
const loadHighs = highsModule as unknown as typeof highsModule.default;
const highs = await loadHighs();

/** The values of the unknowns at the best of a problem in the LP format. Throws where there is none. */
export function solveText(text: string): (name: string) => number {
  const solved = highs.solve(text, { output_flag: false });
  if (solved.Status !== 'Optimal') throw new Error(`The solver says ${solved.Status}.`);
  const columns = solved.Columns as Record<string, { readonly Primal?: number } | undefined>;
  return (name) => Math.round(columns[name]?.Primal ?? 0);
}

/** A solver (HiGHS) of one problem. Throws where nothing is possible: what happened is. */
export function solverOf({ unknowns, constraints, atMost = [] }: Problem): Solver {
  const rows: string[] = [];
  const choices: string[] = [];
  constraints.forEach(({ of, allowed }, row) => {
    const sum = sumOf(of);
    const [only, ...others] = allowed;
    if (only === undefined) throw new Error('A band that no count leads to was shown.');
    if (others.length === 0) {
      rows.push(`${sum} >= ${only.from}`, `${sum} <= ${only.to}`);
      return;
    }
    // One of several: a choice for each.
    const names = allowed.map((_, index) => `b${row}_${index}`);
    const weighed = (end: 'from' | 'to') =>
      allowed.map((one, index) => ` - ${one[end]} ${names[index]}`).join('');
    rows.push(`${sum}${weighed('from')} >= 0`, `${sum}${weighed('to')} <= 0`);
    rows.push(`${names.join(' + ')} = 1`);
    choices.push(...names);
  });
  for (const [one, other] of atMost) rows.push(`z${other} - z${one} <= 0`);
  const body = [
    'Subject To',
    ...rows.map((row, index) => ` r${index}: ${row}`),
    'Bounds',
    ...unknowns.map(({ size }, index) => ` 0 <= z${index} <= ${size}`),
    'General',
    ` ${unknowns.map((_, index) => `z${index}`).join(' ')}`,
    ...(choices.length === 0 ? [] : ['Binary', ` ${choices.join(' ')}`]),
    'End',
  ].join('\n');
  return {
    extreme(of, sense) {
      const head = `${sense === 'least' ? 'Minimize' : 'Maximize'}\n obj: ${sumOf(of)}\n`;
      const valueOf = solveText(head + body);
      return unknowns.map((_, index) => valueOf(`z${index}`));
    },
  };
}

function sumOf(of: readonly number[]): string {
  return of.map((index) => `z${index}`).join(' + ');
}
