import type { Instant } from './time.ts';

/** Sizes of ERGs are shown as one of these bands; the last has no upper end. */
const BAND_STARTS = [0, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000] as const;

/** How many allies, from `from` to `to`; without `to`: or more. */
export interface SizeBand {
  readonly from: number;
  readonly to?: number;
}

/** How an ERG's size is remembered: the exact counts, which only its organisers are shown, and the band that all are. */
export interface RosterSize {
  /** Allies. */
  readonly count: number;
  /** Who asked to join and waits for an answer. */
  readonly requested: number;
  readonly bandFrom: number;
  readonly bandSetAt: Instant;
}

/** A band is looked at again only after this long, so that its change cannot be tied to one person's coming. */
const BAND_HOLDS_DAYS = 7;

/** A count must be this far outside the shown band before another is shown. */
const BAND_MARGIN = 3;

/** The band that starts at `from`. */
export function bandFrom(from: number): SizeBand {
  const index = BAND_STARTS.findIndex((start) => start === from);
  const next = BAND_STARTS[index + 1];
  return next === undefined ? { from } : { from, to: next - 1 };
}

function startOfBandWith(count: number): number {
  return BAND_STARTS.findLast((start) => start <= count) ?? 0;
}

/**
 * The size after one ally came or went. The shown band stays as it is for a week at least, and until the
 * count was clearly outside it before this change: one person's coming or going does not show.
 */
export function sizeAfter(size: RosterSize, count: number, now: Instant): RosterSize {
  const heldMs = Date.parse(now) - Date.parse(size.bandSetAt);
  const band = bandFrom(size.bandFrom);
  const outside =
    size.count < band.from - BAND_MARGIN ||
    (band.to !== undefined && size.count > band.to + BAND_MARGIN);
  if (!outside || heldMs < BAND_HOLDS_DAYS * 86_400_000) return { ...size, count };
  return { ...size, count, bandFrom: startOfBandWith(size.count), bandSetAt: now };
}

/** The size of a roster that is empty. */
export function emptyRoster(now: Instant): RosterSize {
  return { count: 0, requested: 0, bandFrom: 0, bandSetAt: now };
}
