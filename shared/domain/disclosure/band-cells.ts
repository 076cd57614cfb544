import { type Band, NARROWEST_BAND } from '../band.ts';
import { changeOf, lastCut, MARGIN, type Past, type ReleasedBand } from './past-bands.ts';
import { ALL_RULES, type Rules } from './rules.ts';

/** How many of a group of people do something, beside what was shown before. */
export interface CountedPeople {
  readonly people: number;
  readonly count: number;
  readonly past: Past;
}

/** A shown cell with what is true of it. */
export interface CountedCell extends CountedPeople {
  readonly manager: string;
  /** The smallest shown cell around it; stands before it in every list. */
  readonly parent?: string;
}

/** The people of a cell who are in no shown cell inside it, and the counts that the shown bands allow of them. */
export interface Atom {
  readonly people: number;
  readonly lowest: number;
  readonly highest: number;
}

/**
 * The bands of one measure for the shown cells of one period (disclosure.md, rules 3 to 5), by manager. `decide` gives
 * the band of one cell and knows what is left so far of the cell around it.
 */
export function bandCells(
  cells: readonly CountedCell[],
  decide: (cell: CountedCell, around: Atom | undefined) => ReleasedBand,
): ReadonlyMap<string, ReleasedBand> {
  const shown = new Map<string, ReleasedBand>();
  const atoms = new Map<string, Atom>();
  for (const cell of cells) {
    const { manager, parent, people } = cell;
    const around = parent === undefined ? undefined : atoms.get(parent);
    const band = decide(cell, around);
    shown.set(manager, band);
    if (parent !== undefined && around !== undefined)
      atoms.set(parent, without(around, cell, band));
    atoms.set(manager, { people, lowest: band.from, highest: band.to });
  }
  return shown;
}

const NO_CUTS: ReadonlySet<number> = new Set();

/**
 * The band of one group, `around` which a cell is shown or not. A group whose people are nearly those of an earlier band
 * keeps it. Any other gets the one of the bands on offer that its count lies in: which are on offer is decided by sizes
 * and by what was shown alone, so that every count of a fresh band is as possible as any other.
 */
export function decideBand(
  period: string,
  cell: CountedPeople,
  around?: Atom,
  rules: Rules = ALL_RULES,
): ReleasedBand {
  const limits = limitsOf(cell, rules.margins && rules.atoms ? around : undefined);
  const closed = rules.margins && rules.sticky ? cell.past.closed : NO_CUTS;
  const offered = bandOnOffer(cell, (cut) => leavesOpen(cut, limits) && !closed.has(cut));
  const own = around === undefined ? offered : withoutImpossible(offered, cell, around);
  const kept = rules.sticky ? keptBand(cell, own) : undefined;
  return kept === undefined
    ? { ...own, asOf: period }
    : { ...widenedTo(limits, kept, cell.people), asOf: kept.asOf };
}

/** Whether a band was set in the period in which it is shown: then its people have to be remembered. */
export function isFresh(band: ReleasedBand, period: string): boolean {
  return band.asOf === period;
}

function without(atom: Atom, { people }: CountedPeople, band: Band): Atom {
  return {
    people: atom.people - people,
    lowest: atom.lowest - band.to,
    highest: atom.highest - band.from,
  };
}

/** What a band has to hold, so that those whom it leaves of the cell around it may all do it or none, by a margin. */
function limitsOf({ people }: CountedPeople, around: Atom | undefined): Band {
  if (around === undefined) return { from: people, to: 0 };
  return {
    from: Math.max(0, around.highest - MARGIN),
    to: Math.min(people, around.lowest - (around.people - people) + MARGIN),
  };
}

/** The band that a count lies in. One may end and the next begin at multiples of five, cuts, but not at every one. */
function bandOnOffer(
  { people, count }: Pick<CountedPeople, 'people' | 'count'>,
  isCut: (cut: number) => boolean,
): Band {
  const last = lastCut(people);
  let from = Math.min(last, count - (count % NARROWEST_BAND));
  let next = from + NARROWEST_BAND;
  while (from > 0 && !isCut(from)) from -= NARROWEST_BAND;
  while (next <= last && !isCut(next)) next += NARROWEST_BAND;
  return { from, to: next > last ? people : next - 1 };
}

/** Without the counts that the cell around leaves no room for, as everybody can work out. */
function withoutImpossible({ from, to }: Band, { people }: CountedPeople, around: Atom): Band {
  const bandOf = (count: number) => bandOnOffer({ people, count }, () => true);
  return {
    from: Math.max(from, bandOf(Math.max(0, around.lowest - (around.people - people))).from),
    to: Math.min(to, bandOf(Math.min(people, around.highest)).to),
  };
}

function leavesOpen(cut: number, limits: Band): boolean {
  return cut <= limits.from && cut - 1 >= limits.to;
}

/** The band of the earlier people that are nearest, if the count's own band is as near. */
function keptBand({ past: { nearest } }: CountedPeople, own: Band): ReleasedBand | undefined {
  if (nearest === undefined) return undefined;
  const change = changeOf(nearest);
  const isNear = own.to >= nearest.from - change && own.from <= nearest.to + change;
  return isNear ? nearest : undefined;
}

/** Within the people and the limits; one that reaches beyond the people becomes the last one. */
function widenedTo(limits: Band, { from, to }: Band, people: number): Band {
  const whole = (count: number) => bandOnOffer({ people, count }, () => true);
  const [lowest, highest] = to > people ? [whole(people).from, people] : [from, to];
  return {
    from: limits.from < lowest ? whole(limits.from).from : lowest,
    to: limits.to > highest ? whole(limits.to).to : highest,
  };
}
