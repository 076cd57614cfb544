import {
  bandCells,
  type CountedCell,
  decideBand,
  isFresh,
  type ReleasedBand,
} from './band-cells.ts';
import { chooseCells, FEWEST_IN_A_CELL, type ShownCell } from './choose-cells.ts';
import { ALL_RULES, type Rules } from './rules.ts';
import { type ChartPerson, orderChart, type OrgChart, sizeOf } from './org-chart.ts';

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

/** A fresh band, and who its people were. */
export interface RememberedBand {
  readonly measure: Measure;
  readonly band: ReleasedBand;
  readonly people: ReadonlySet<string>;
}

/** What one manager may see of one measure; `population` is everybody below them. */
export type ReleasedCell = {
  readonly period: string;
  readonly manager: string;
  readonly measure: Measure;
  readonly population: number;
} & (({ readonly shown: true } & ReleasedBand) | { readonly shown: false });

/** A release: a cell for every manager and measure, and the bands that later releases have to know. */
export interface Release {
  readonly cells: readonly ReleasedCell[];
  readonly remembered: readonly RememberedBand[];
}

/** How a period is released. */
export interface ReleaseOptions {
  /** Fewest people of a cell; admins may raise it. */
  readonly fewest?: number;
  readonly rules?: Rules;
}

/**
 * Releases one period, beside everything that was released before. The same inputs give the same release. Which cells
 * are shown follows from the chart alone; the measure `ally`, the most telling, is shown for the whole organisation
 * only: the cell of the one person at the top.
 */
function releasePeriod(
  { period, people }: Period,
  earlier: readonly RememberedBand[],
  { fewest = FEWEST_IN_A_CELL, rules = ALL_RULES }: ReleaseOptions = {},
): Release {
  const chart = orderChart(people);
  const shown = chooseCells(chart, fewest, rules);
  const [top, second] = shown.filter(({ parent }) => parent === undefined);
  const whole = top !== undefined && second === undefined && isWhole(top, chart) ? [top] : [];
  const cells: ReleasedCell[] = [];
  const remembered: RememberedBand[] = [];
  for (const measure of MEASURES) {
    const among = measure === 'ally' ? whole : shown;
    const known = earlier.filter((one) => one.measure === measure);
    const bands = bandCells(countCells(measure, { chart, people, among, known }), (cell, around) =>
      decideBand(period, cell, around, rules),
    );
    for (const cell of chart.cells) {
      const band = bands.get(cell.manager);
      const about = { period, manager: cell.manager, measure, population: sizeOf(cell) };
      cells.push(
        band === undefined ? { ...about, shown: false } : { ...about, shown: true, ...band },
      );
      if (band !== undefined && isFresh(band, period)) {
        remembered.push({ measure, band, people: new Set(peopleOf(cell, chart)) });
      }
    }
  }
  return { cells, remembered };
}

/** Releases periods one after the other, each beside all before it. */
export function releaseHistory(
  periods: readonly Period[],
  options: ReleaseOptions = {},
): readonly Release[] {
  let remembered: readonly RememberedBand[] = [];
  return periods.map((period) => {
    const release = releasePeriod(period, remembered, options);
    remembered = [...remembered, ...release.remembered];
    return release;
  });
}

/** Everybody but the one person at the top. */
function isWhole(cell: ShownCell, { order }: OrgChart): boolean {
  return sizeOf(cell) === order.length - 1;
}

function peopleOf(
  cell: Pick<ShownCell, 'from' | 'before'>,
  { order }: OrgChart,
): readonly string[] {
  return order.slice(cell.from, cell.before);
}

/** The shown cells of a measure with how many do it, and beside every earlier band for some of the same people. */
export function countCells(
  measure: Measure,
  {
    chart,
    people,
    among,
    known,
  }: {
    readonly chart: OrgChart;
    readonly people: readonly MeasuredPerson[];
    readonly among: readonly ShownCell[];
    readonly known: readonly RememberedBand[];
  },
): readonly CountedCell[] {
  const does = new Set(people.filter(({ measures }) => measures.includes(measure)).map(idOf));
  return among.map((cell): CountedCell => {
    const inside = peopleOf(cell, chart);
    const earlier = known.flatMap(({ band, people: then }) => {
      const stayed = inside.filter((id) => then.has(id)).length;
      const others = { joined: inside.length - stayed, left: then.size - stayed };
      return stayed === 0 ? [] : [{ ...band, ...others }];
    });
    const { manager, parent } = cell;
    const count = inside.filter((id) => does.has(id)).length;
    return {
      manager,
      ...(parent === undefined ? {} : { parent }),
      people: inside.length,
      count,
      earlier,
    };
  });
}

function idOf({ id }: ChartPerson): string {
  return id;
}
