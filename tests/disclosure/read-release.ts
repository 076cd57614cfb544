import { bandCells, decideBand } from '../../shared/domain/disclosure/band-cells.ts';
import type { ReleasedBand } from '../../shared/domain/disclosure/past-bands.ts';
import {
  countCells,
  type Measure,
  MEASURES,
  pastsOf,
  type Period,
  releaseHistory,
  type RememberedPeriod,
} from '../../shared/domain/disclosure/release-period.ts';
import type { Rules } from '../../shared/domain/disclosure/rules.ts';
import type { Constraint } from './solver.ts';

/** A shown cell of one period, and the counts that lead to what was shown. */
export interface Shown {
  readonly measure: Measure;
  /** Which period of the history it is. */
  readonly period: number;
  readonly manager: string;
  /** Whose cell is the smallest shown one around it. */
  readonly parent?: string;
  readonly people: ReadonlySet<string>;
  readonly allowed: Constraint['allowed'];
}

/** A history, and everything that was shown of it as an attacker reads it who knows the rules. */
export interface Reading {
  readonly history: readonly Period[];
  readonly shown: readonly Shown[];
}

/** Releases a history under these rules, and reads it: which counts lead to each band. */
export function readReleases(history: readonly Period[], rules: Rules): Reading {
  const remembered: RememberedPeriod[] = [];
  const shown = releaseHistory(history, { rules }).flatMap((release, index) => {
    const { chart, shown: cells, bands } = release;
    const { period } = history[index] ?? { period: '' };
    const pasts = pastsOf({ chart, shown: cells }, remembered);
    remembered.push(release.remembered);
    return MEASURES.flatMap((measure) => {
      const read: Shown[] = [];
      // What the counts were is not used: an attacker does not know them.
      const known = countCells(measure, { chart, people: [], shown: cells, pasts, rules });
      bandCells(known, (cell, around) => {
        const { manager, parent } = cell;
        const band = bands[measure].get(manager);
        const at = cells.find((one) => one.manager === manager);
        if (band === undefined || at === undefined) throw new Error('Every shown cell has a band.');
        const allowed = countsThatLeadTo(
          band,
          (count) => decideBand(period, { ...cell, count }, around, rules),
          cell.people,
        );
        const people = new Set(chart.order.slice(at.from, at.before));
        const about = { measure, period: index, manager, people, allowed };
        read.push(parent === undefined ? about : { ...about, parent });
        return band;
      });
      return read;
    });
  });
  return { history, shown };
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
