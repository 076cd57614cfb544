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

/** How many of a group of people do something, beside what was shown before. */
export interface CountedPeople {
  readonly people: number;
  readonly count: number;
  /** Bands that were set in earlier periods for people of whom some are in the group. */
  readonly earlier: readonly EarlierBand[];
}

/** A shown cell with what is true of it. */
export interface CountedCell extends CountedPeople {
  readonly manager: string;
  /** The smallest shown cell around it; stands before it in every list. */
  readonly parent?: string;
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
  const limits = limitsOf(cell, rules.margins ? around : undefined);
  const earlier = rules.margins ? cell.earlier : [];
  const offered = bandOnOffer(
    cell,
    (cut) => leavesOpen(cut, limits) && !earlier.some(forcedBy(cut)),
  );
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

/** Where one band may end and the next begin: at multiples of five, so that the last one too is wide enough. */
function bandOnOffer({ people, count }: CountedPeople, isCut: (cut: number) => boolean): Band {
  const last = Math.max(0, people + 1 - NARROWEST_BAND);
  const own = Math.min(count, last);
  let from = own - (own % NARROWEST_BAND);
  let next = from + NARROWEST_BAND;
  while (from > 0 && !isCut(from)) from -= NARROWEST_BAND;
  while (next <= last && !isCut(next)) next += NARROWEST_BAND;
  return { from, to: next > last ? people : next - 1 };
}

/** Without the counts that the cell around leaves no room for, as everybody can work out. */
function withoutImpossible({ from, to }: Band, { people }: CountedPeople, around: Atom): Band {
  const bandOf = (count: number) => bandOnOffer({ people, count, earlier: [] }, () => true);
  return {
    from: Math.max(from, bandOf(Math.max(0, around.lowest - (around.people - people))).from),
    to: Math.min(to, bandOf(Math.min(people, around.highest)).to),
  };
}

function leavesOpen(cut: number, limits: Band): boolean {
  return cut <= limits.from && cut - 1 >= limits.to;
}

/**
 * Whether a band that begins at this cut, or one that ends before it, beside an earlier one would force what nearly all
 * of those did who joined or left, if everybody who stayed did as before. Where not even that could explain both, some
 * who stayed have changed, and nothing follows for the others.
 */
function forcedBy(cut: number) {
  return ({ from, to, joined, left }: EarlierBand): boolean => {
    const isForced = (room: number) => room >= 0 && room < Math.min(MARGIN, joined + left);
    return isForced(to + joined - cut) || isForced(cut - 1 + left - from);
  };
}

/** The band of the earlier cell that is nearest, if it is near enough and the count's own band as near. */
function keptBand({ earlier }: CountedPeople, own: Band): ReleasedBand | undefined {
  const [nearest] = earlier.toSorted(
    (one, other) => changeOf(one) - changeOf(other) || (one.asOf < other.asOf ? 1 : -1),
  );
  if (nearest === undefined) return undefined;
  const change = changeOf(nearest);
  if (change >= NEAR || own.to < nearest.from - change || own.from > nearest.to + change) {
    return undefined;
  }
  return nearest;
}

/** Within the people and the limits; one that reaches beyond the people becomes the last one. */
function widenedTo(limits: Band, { from, to }: Band, people: number): Band {
  const whole = (count: number) => bandOnOffer({ people, count, earlier: [] }, () => true);
  const [lowest, highest] = to > people ? [whole(people).from, people] : [from, to];
  return {
    from: limits.from < lowest ? whole(limits.from).from : lowest,
    to: limits.to > highest ? whole(limits.to).to : highest,
  };
}

function changeOf({ joined, left }: EarlierBand): number {
  return joined + left;
}
