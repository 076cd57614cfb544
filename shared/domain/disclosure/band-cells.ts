import { type Band, NARROWEST_BAND } from '../band.ts';
import { ALL_RULES, type Rules } from './rules.ts';

/** A band as it is shown; fresh in the period (`2026-01`) in which it was set, and kept in later ones. */
export interface ReleasedBand extends Band {
  readonly asOf: string;
}

/** A band that was set in an earlier period, beside the people of a cell now. */
export interface EarlierBand extends ReleasedBand {
  /** How many of the cell's people were not among its people. */
  readonly joined: number;
  /** How many of its people are not among the cell's. */
  readonly left: number;
}

/** A shown cell with what is true of it. */
export interface CountedCell {
  readonly manager: string;
  /** The smallest shown cell around it; stands before it in every list. */
  readonly parent?: string;
  readonly people: number;
  readonly count: number;
  /** Bands that were set in earlier periods for people of whom some are in the cell. */
  readonly earlier: readonly EarlierBand[];
}

/** A band is kept while fewer people than these joined and left since it was set. */
const NEAR = 5;

/** So many people of a group must be able to be one way, and as many the other, whatever bands force. */
const MARGIN = 3;

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

/**
 * The band of one cell. A cell whose people are nearly those of an earlier band keeps it. Any other gets its own band,
 * or a neighbouring or a wider one, so that no earlier band, and no cell around it, forces what a group of people did.
 */
export function decideBand(
  period: string,
  cell: CountedCell,
  around: Atom | undefined,
  rules: Rules = ALL_RULES,
): ReleasedBand {
  const leaves = (band: Band) =>
    !rules.margins || around === undefined || isOpen(without(around, cell, band));
  const kept = rules.sticky ? keptBand(cell, leaves) : undefined;
  return kept ?? { ...freshBand(cell, leaves, rules), asOf: period };
}

/** Whether a band was set in the period in which it is shown: then its people have to be remembered. */
export function isFresh(band: ReleasedBand, period: string): boolean {
  return band.asOf === period;
}

function without(atom: Atom, { people }: CountedCell, band: Band): Atom {
  return {
    people: atom.people - people,
    lowest: atom.lowest - band.to,
    highest: atom.highest - band.from,
  };
}

/** Neither all of them nor none is forced, by a margin. */
function isOpen({ people, lowest, highest }: Atom): boolean {
  return lowest <= people - MARGIN && highest >= MARGIN;
}

/** The band of the earlier cell that is nearest, if it is near enough and the count is as near. */
function keptBand(cell: CountedCell, leaves: (band: Band) => boolean): ReleasedBand | undefined {
  const [nearest] = cell.earlier.toSorted(
    (one, other) => changeOf(one) - changeOf(other) || (one.asOf < other.asOf ? 1 : -1),
  );
  if (nearest === undefined || changeOf(nearest) >= NEAR) return undefined;
  const { from, to, asOf } = nearest;
  const change = changeOf(nearest);
  if (cell.count < from - change || cell.count > to + change) return undefined;
  const bands = bandsOf(cell.people);
  const last = bands.at(-1) ?? { from: 0, to: cell.people };
  const kept = to > cell.people ? last : { from, to };
  // What it leaves of the cell around it is known from what is shown; so may be how much wider it has to be.
  return { ...firstThat(leaves, [kept, ...widerThan(kept, bands)]), asOf };
}

function freshBand(cell: CountedCell, leaves: (band: Band) => boolean, rules: Rules): Band {
  const bands = bandsOf(cell.people);
  const index = bands.findIndex(({ to }) => cell.count <= to);
  const own = bands[index] ?? { from: 0, to: cell.people };
  const near = [own, bands[index - 1], bands[index + 1]].filter((band) => band !== undefined);
  const passes = (band: Band) =>
    leaves(band) && (!rules.margins || cell.earlier.every((earlier) => isFree(band, earlier)));
  return firstThat(passes, [...near, ...widerThan(own, bands)]);
}

/** Whether a band beside an earlier one leaves open what those who joined, and those who left, did. */
function isFree(band: Band, earlier: EarlierBand): boolean {
  const { joined, left } = earlier;
  const margin = Math.min(MARGIN, joined + left);
  return band.from - earlier.to <= joined - margin && earlier.from - band.to <= left - margin;
}

function changeOf({ joined, left }: EarlierBand): number {
  return joined + left;
}

/** Where none passes the last one is taken: it says nothing. */
function firstThat(passes: (band: Band) => boolean, bands: readonly Band[]): Band {
  const found = bands.find(passes) ?? bands.at(-1);
  if (found === undefined) throw new Error('There is always a band to take.');
  return found;
}

/** All bands of so many people: five wide, and the last takes the rest. */
function bandsOf(people: number): readonly Band[] {
  const count = Math.max(1, Math.floor((people + 1) / NARROWEST_BAND));
  return Array.from({ length: count }, (_, index) => {
    const from = index * NARROWEST_BAND;
    return { from, to: index === count - 1 ? people : from + NARROWEST_BAND - 1 };
  });
}

/** Joined with one band more at a time, below and above by turns, up to all of them. */
function* joinedAround(band: Band, bands: readonly Band[]): Generator<Band> {
  const below = bands.filter(({ from }) => from < band.from).toReversed();
  const above = bands.filter(({ to }) => to > band.to);
  let joined = band;
  for (let step = 0; step < Math.max(below.length, above.length); step += 1) {
    const [lower, upper] = [below[step], above[step]];
    if (lower !== undefined) yield (joined = { ...joined, from: lower.from });
    if (upper !== undefined) yield (joined = { ...joined, to: upper.to });
  }
}

function widerThan(band: Band, bands: readonly Band[]): readonly Band[] {
  return [...joinedAround(band, bands)];
}
