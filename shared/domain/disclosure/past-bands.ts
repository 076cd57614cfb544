import { type Band, NARROWEST_BAND } from '../band.ts';

/** A band as it is shown; fresh in the period (`2026-01`) in which it was set, and kept in later ones. */
export interface ReleasedBand extends Band {
  readonly asOf: string;
}

/** A band that was set in an earlier period, beside the people of a group now. */
export interface EarlierBand extends ReleasedBand {
  /** How many of the group's people were not among its people. */
  readonly joined: number;
  /** How many of its people are not among the group's. */
  readonly left: number;
}

/** What everything that was shown before means for a group of people now. */
export interface Past {
  /** The band whose people differ least, fewer than five; of those alike the latest. */
  readonly nearest?: EarlierBand;
  /** Where one band of the group may not end and the next begin. */
  readonly closed: ReadonlySet<number>;
}

/** So many of those whom a cell leaves of the one around it must be able to do it, and as many not to. */
export const MARGIN = 5;

/** So many of those who joined, and of those who left, must be able to; what fewer did is never what bands follow from. */
const MARGIN_OF_CHANGE = 9;

/** A band is kept while fewer people than these joined and left since it was set. */
const NEAR = 5;

/** The past of a group of so many people beside these bands; as many as there are, it stays small. */
export function pastOf(people: number, earlier: Iterable<EarlierBand>): Past {
  const past = new GrowingPast(people);
  for (const one of earlier) past.add(one);
  return past;
}

/** A past to which bands are added one by one, in any order. */
export class GrowingPast implements Past {
  nearest?: EarlierBand;
  readonly closed = new Set<number>();
  private readonly people: number;

  constructor(people: number) {
    this.people = people;
  }

  /**
   * Adds a band. It closes a cut where a band that begins there, or one that ends before it, would beside this one force
   * what nearly all of those did who joined or left, if everybody who stayed did as before. Where not even that could
   * explain both, some who stayed have changed, and nothing follows for the others.
   */
  add(earlier: EarlierBand): void {
    const { from, to, joined, left } = earlier;
    const change = joined + left;
    if (change < NEAR && (this.nearest === undefined || isNearer(earlier, this.nearest))) {
      this.nearest = earlier;
    }
    // The room that is left to them: from none up to what is too little.
    for (let room = 0; room < Math.min(MARGIN_OF_CHANGE, change); room += 1) {
      this.close(to + joined - room);
      this.close(from - left + room + 1);
    }
  }

  private close(cut: number): void {
    if (cut % NARROWEST_BAND !== 0 || cut <= 0 || cut > lastCut(this.people)) return;
    this.closed.add(cut);
  }
}

/** The last place at which a band of so many people may begin: it takes the rest, and is wide enough itself. */
export function lastCut(people: number): number {
  const last = people + 1 - NARROWEST_BAND;
  return Math.max(0, last - (last % NARROWEST_BAND));
}

/** How many people joined and left. */
export function changeOf({ joined, left }: EarlierBand): number {
  return joined + left;
}

function isNearer(one: EarlierBand, other: EarlierBand): boolean {
  const difference = changeOf(one) - changeOf(other);
  if (difference !== 0) return difference < 0;
  if (one.asOf !== other.asOf) return one.asOf > other.asOf;
  // Two groups of one period may be equally near: which is taken does not depend on their order.
  return one.from < other.from || (one.from === other.from && one.to < other.to);
}
