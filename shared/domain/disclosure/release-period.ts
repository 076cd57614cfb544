import { bandCells, type CountedCell, decideBand, isFresh } from './band-cells.ts';
import { chooseCells, FEWEST_IN_A_CELL, type ShownCell } from './choose-cells.ts';
import { compareGroups } from './compare-groups.ts';
import { type ChartPerson, orderChart, type OrgChart, sizeOf, type Slice } from './org-chart.ts';
import { GrowingPast, type ReleasedBand } from './past-bands.ts';
import { placesIn } from './places-in.ts';
import { ALL_RULES, type Rules } from './rules.ts';

/**
 * What is counted of a period: who has an active pledge, who checked in, who learned something, who is an ally of any
 * ERG. Only these four.
 */
export const MEASURES = ['pledge', 'checkin', 'learning', 'ally'] as const;
export type Measure = (typeof MEASURES)[number];

/** Somebody in the chart at the end of a period, and what is true of them in it. */
export interface MeasuredPerson extends ChartPerson {
  readonly measures: readonly Measure[];
}

/** The inputs of one release: a calendar month, `2026-01`, and everybody in the chart at its end. */
export interface Period {
  readonly period: string;
  readonly people: readonly MeasuredPerson[];
}

/** A fresh band, and which slice of the order its people were. */
export interface RememberedBand extends Slice {
  readonly measure: Measure;
  readonly band: ReleasedBand;
}

/** What later releases have to know of one: its people in the chart's order, and its fresh bands. */
export interface RememberedPeriod {
  readonly order: readonly string[];
  readonly bands: readonly RememberedBand[];
}

/** What one manager may see of one measure; `population` is everybody below them. */
export type ReleasedCell = {
  readonly period: string;
  readonly manager: string;
  readonly measure: Measure;
  readonly population: number;
} & (({ readonly shown: true } & ReleasedBand) | { readonly shown: false });

/** A release: the bands of every shown cell by measure and manager, and what later releases have to know. */
export interface Release {
  readonly chart: OrgChart;
  readonly shown: readonly ShownCell[];
  readonly bands: Readonly<Record<Measure, ReadonlyMap<string, ReleasedBand>>>;
  readonly remembered: RememberedPeriod;
}

/** How a period is released. */
export interface ReleaseOptions {
  /** Fewest people of a cell; admins may raise it. */
  readonly fewest?: number;
  readonly rules?: Rules;
}

/** A release on its way: everything that was shown before is added, in any order, then it is finished. */
export interface OpenRelease {
  readonly chart: OrgChart;
  /** Gives where everybody of now stood in the order of then. */
  add(earlier: RememberedPeriod): Int32Array;
  finish(): Release;
}

/**
 * Begins to release one period. The same inputs give the same release. Which cells are shown follows from the chart
 * alone; the measure `ally` is shown of none (decision 27). Linear in the people and in the periods before.
 */
export function beginRelease(
  { period, people }: Period,
  { fewest = FEWEST_IN_A_CELL, rules = ALL_RULES }: ReleaseOptions = {},
): OpenRelease {
  const chart = orderChart(people);
  const shown = chooseCells(chart, fewest, rules);
  const pasts = noPasts(shown);
  const remembered: RememberedBand[] = [];
  const bandsOf = (measure: Measure) => {
    const cells = countCells(measure, { chart, people, shown, pasts, rules });
    const bands = bandCells(cells, (cell, around) => decideBand(period, cell, around, rules));
    for (const { manager, from, before } of shown) {
      const band = bands.get(manager);
      if (band === undefined || !isFresh(band, period)) continue;
      remembered.push({ measure, band, from, before });
    }
    return bands;
  };
  return {
    chart,
    add: (earlier) => addEarlier(pasts, { chart, shown }, earlier),
    finish() {
      const bands = {
        pledge: bandsOf('pledge'),
        checkin: bandsOf('checkin'),
        learning: bandsOf('learning'),
        ally: bandsOf('ally'),
      };
      return { chart, shown, bands, remembered: { order: chart.order, bands: remembered } };
    },
  };
}

/** Releases periods one after the other, each beside all before it. */
export function releaseHistory(
  periods: readonly Period[],
  options: ReleaseOptions = {},
): readonly Release[] {
  const remembered: RememberedPeriod[] = [];
  return periods.map((period) => {
    const open = beginRelease(period, options);
    for (const earlier of remembered) open.add(earlier);
    const release = open.finish();
    remembered.push(release.remembered);
    return release;
  });
}

/** What every manager may see of a release, and of `EVERYBODY` where nobody is above all. */
export function releasedCells(period: string, release: Release): readonly ReleasedCell[] {
  return MEASURES.flatMap((measure) =>
    release.chart.cells.map((cell): ReleasedCell => {
      const { manager } = cell;
      const band = release.bands[measure].get(manager);
      const about = { period, manager, measure, population: sizeOf(cell) };
      return band === undefined ? { ...about, shown: false } : { ...about, shown: true, ...band };
    }),
  );
}

/** What was shown before of each measure, beside each shown cell. */
export type Pasts = Readonly<Record<Measure, readonly GrowingPast[]>>;

/** The pasts of these cells beside earlier periods. */
export function pastsOf(
  about: { readonly chart: OrgChart; readonly shown: readonly ShownCell[] },
  earlier: Iterable<RememberedPeriod>,
): Pasts {
  const pasts = noPasts(about.shown);
  for (const one of earlier) addEarlier(pasts, about, one);
  return pasts;
}

function noPasts(shown: readonly ShownCell[]): Pasts {
  const none = () => shown.map((cell) => new GrowingPast(sizeOf(cell)));
  return { pledge: none(), checkin: none(), learning: none(), ally: none() };
}

/** Compares the shown cells with the fresh bands of one earlier period. */
function addEarlier(
  pasts: Pasts,
  { chart, shown }: { readonly chart: OrgChart; readonly shown: readonly ShownCell[] },
  { order, bands }: RememberedPeriod,
): Int32Array {
  const bySlice = [...Map.groupBy(bands, ({ from, before }) => `${from} ${before}`).values()];
  const slices = bySlice.map(([first]) => first ?? { from: 0, before: 0 });
  const places = placesIn(order, chart.order);
  compareGroups(shown, slices, places, (at, then, stayed) => {
    const [cell, slice] = [shown[at], slices[then]];
    if (cell === undefined || slice === undefined) return;
    const change = { joined: sizeOf(cell) - stayed, left: sizeOf(slice) - stayed };
    for (const { measure, band } of bySlice[then] ?? []) {
      pasts[measure][at]?.add({ ...band, ...change });
    }
  });
  return places;
}

/** The shown cells of a measure with how many do it, beside what was shown before. */
export function countCells(
  measure: Measure,
  about: {
    readonly chart: OrgChart;
    readonly people: readonly MeasuredPerson[];
    readonly shown: readonly ShownCell[];
    readonly pasts: Pasts;
    readonly rules?: Rules;
  },
): readonly CountedCell[] {
  const { chart, people, shown, pasts, rules = ALL_RULES } = about;
  // How many of those who stand before a place do it.
  const sums = new Uint32Array(chart.order.length + 1);
  chart.given.forEach((given, place) => {
    const does = people[given]?.measures.includes(measure) === true;
    sums[place + 1] = (sums[place] ?? 0) + (does ? 1 : 0);
  });
  return shown.flatMap((cell, at): CountedCell[] => {
    const { manager, parent, from, before } = cell;
    const past = pasts[measure][at];
    if (past === undefined) return [];
    // Whoever knows the roster of the only ERG knows all of them: any band would tell of everybody else.
    if (measure === 'ally' && (rules.allies || parent !== undefined)) return [];
    const count = (sums[before] ?? 0) - (sums[from] ?? 0);
    const counted = { manager, people: sizeOf(cell), count, past };
    return [parent === undefined ? counted : { ...counted, parent }];
  });
}
