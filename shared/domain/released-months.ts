import { EVERYBODY, sizeOf } from './disclosure/org-chart.ts';
import type { ReleasedBand } from './disclosure/past-bands.ts';
import type { Release } from './disclosure/release-period.ts';
import { lastWholeMonth, type Month } from './month.ts';
import type { Instant } from './time.ts';

/** How many months managers and admins are told of. */
export const MONTHS_SHOWN = 12;

/** Whether a month may be released now: the last one that is over, or the one before until that is over for a day. */
export function mayBeReleased(month: Month, now: Instant): boolean {
  return month >= lastWholeMonth(now) && month < now.slice(0, 7);
}

/** The measures that managers see. */
interface Measures {
  readonly pledge: ReleasedBand;
  readonly checkin: ReleasedBand;
  readonly learning: ReleasedBand;
}

/**
 * What a manager sees of one month. `own`: of everybody below them. `around`: that group is not shown alone; of the nearest
 * shown group around it, by the name of who heads it, or of the whole organisation. `none`: nothing around it is shown.
 */
export type ManagerMonth =
  | { readonly month: Month; readonly group: 'none' }
  | ({ readonly month: Month; readonly group: 'own'; readonly people: number } & Measures)
  | ({
      readonly month: Month;
      readonly group: 'around';
      readonly people: number;
      /** Absent: of the whole organisation. */
      readonly headedBy?: string;
    } & Measures);

/** What admins see of one month. `none`: too few people for anything to be shown. */
export type WholeMonth =
  | { readonly month: Month; readonly group: 'none' }
  | ({
      readonly month: Month;
      readonly group: 'whole';
      readonly people: number;
      /** How many managers have a group that is shown alone, of how many. */
      readonly shown: number;
      readonly managers: number;
    } & Measures);

/** What every manager sees of a release, by manager; `nameOf` gives the name of a manager. */
export function managerMonths(
  month: Month,
  release: Release,
  nameOf: (manager: string) => string | undefined,
): ReadonlyMap<string, ManagerMonth> {
  const shown = new Map(release.shown.map((cell) => [cell.manager, cell]));
  const seen = new Map<string, ManagerMonth>();
  /** By every cell looked at, the manager of the smallest shown one that it is or is in. */
  const nearest = new Map<string, string>();
  // Larger ones stand first, so whatever is around a cell was looked at before.
  for (const { manager, above } of release.chart.cells) {
    const own = shown.get(manager);
    const around = own ?? shown.get(above === undefined ? '' : (nearest.get(above) ?? ''));
    if (around !== undefined) nearest.set(manager, around.manager);
    if (manager === EVERYBODY) continue;
    const measures = around === undefined ? undefined : measuresOf(release, around.manager);
    if (around === undefined || measures === undefined) {
      seen.set(manager, { month, group: 'none' });
      continue;
    }
    const people = sizeOf(around);
    if (own !== undefined) {
      seen.set(manager, { month, group: 'own', people, ...measures });
      continue;
    }
    const headedBy = around.parent === undefined ? undefined : nameOf(around.manager);
    const named = headedBy === undefined ? {} : { headedBy };
    seen.set(manager, { month, group: 'around', people, ...named, ...measures });
  }
  return seen;
}

/** What admins see of a release. */
export function wholeMonth(month: Month, release: Release): WholeMonth {
  const [whole] = release.shown;
  const measures = whole === undefined ? undefined : measuresOf(release, whole.manager);
  if (whole === undefined || measures === undefined) return { month, group: 'none' };
  const managers = release.chart.cells.filter(({ manager }) => manager !== EVERYBODY).length;
  const shown = release.shown.filter(({ manager }) => manager !== EVERYBODY).length;
  return { month, group: 'whole', people: sizeOf(whole), ...measures, shown, managers };
}

function measuresOf({ bands }: Release, manager: string): Measures | undefined {
  const pledge = bands.pledge.get(manager);
  const checkin = bands.checkin.get(manager);
  const learning = bands.learning.get(manager);
  if (pledge === undefined || checkin === undefined || learning === undefined) return undefined;
  return { pledge, checkin, learning };
}
