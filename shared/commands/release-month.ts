import { FEWEST_IN_A_CELL } from '../domain/disclosure/choose-cells.ts';
import { type Before, linesOf } from '../domain/disclosure/lines-of-descent.ts';
import { EVERYBODY } from '../domain/disclosure/org-chart.ts';
import {
  beginRelease,
  type MeasuredPerson,
  type Release,
} from '../domain/disclosure/release-period.ts';
import { monthsAfter } from '../domain/month.ts';
import {
  managerMonths,
  mayBeReleased,
  MONTHS_SHOWN,
  wholeMonth,
} from '../domain/released-months.ts';
import type { TeamSketch } from '../domain/team-sketch.ts';
import type { Memory } from '../store/release-inputs-store.ts';
import type { ReleaseState } from '../store/releases-store.ts';
import { atOnce } from './at-once.ts';
import { copyChart, copyDone, type MonthOf } from './copy-for-release.ts';
import type { CommandDeps } from './deps.ts';

const CELLS_AT_ONCE = 16;

/** How many cells are written between two looks whether to go on. */
const CELLS_A_STEP = 1000;

/** Before any release. */
const FIRST_MONTH = '0000-00';

type Releasing = Pick<
  CommandDeps,
  | 'audience'
  | 'clock'
  | 'directory'
  | 'directoryImports'
  | 'directorySync'
  | 'people'
  | 'releaseInputs'
  | 'releases'
>;

/**
 * Releases the last month that is over for an organisation: copies the directory's tree and what people did, computes
 * every figure from the copy, freezes them, and when all are frozen shows them. Every step may be done again and
 * leaves the same; a month that is shown is left as it is, and one that is not the last is never released any more. Gives
 * whether it is done: not where it might not go on.
 */
export async function releaseMonth(
  deps: Releasing,
  of: MonthOf,
  mayGoOn: () => Promise<boolean>,
): Promise<boolean> {
  const { tenantId, month } = of;
  if (!mayBeReleased(month, deps.clock.now())) return true;
  let state = await deps.releases.readState(tenantId, month);
  if (state?.stage === 'shown') return true;
  if (state === undefined) {
    const rules = await deps.releases.readRules(tenantId);
    state = { stage: 'copying', fewest: rules?.fewest ?? FEWEST_IN_A_CELL };
    await deps.releases.writeState(tenantId, month, state);
  }
  const reached = async (next: ReleaseState) => {
    await deps.releases.writeState(tenantId, month, next);
    state = next;
  };
  if (state.stage === 'copying') {
    if (!(await copyChart(deps, of, mayGoOn))) return false;
    await reached({ ...state, stage: 'chart-copied' });
  }
  if (state.stage === 'chart-copied') {
    if (!(await copyDone(deps, of, mayGoOn))) return false;
    await reached({ ...state, stage: 'counted' });
  }
  if (!(await mayGoOn())) return false;
  const computed = await compute(deps, of, state.fewest);
  if (state.stage === 'counted') {
    if (!(await freeze(deps, of, computed, mayGoOn))) return false;
    await reached({ ...state, stage: 'whole', whole: wholeMonth(month, computed.release) });
  }
  if (!(await show(deps, of, computed, mayGoOn))) return false;
  await deps.releaseInputs.forgetCopy(tenantId, month);
  await reached({ ...state, stage: 'shown' });
  return true;
}

/** Who somebody is, what they are called, and who reports to them. */
interface Manager {
  readonly userId: string;
  readonly name: string;
  readonly team: TeamSketch;
}

/** A release with whose cell is of which line; people are pseudonyms, as they are remembered. */
interface Computed {
  readonly release: Release;
  readonly memory: Memory;
  /** By manager. */
  readonly lines: ReadonlyMap<string, string>;
  /** Of every manager, by pseudonym. */
  readonly managers: ReadonlyMap<string, Manager>;
}

/** From the copy and what is remembered alone. */
async function compute(
  { releaseInputs, releases }: Releasing,
  { tenantId, month }: MonthOf,
  fewest: number,
): Promise<Computed> {
  const managers = new Map<string, Manager>();
  /** Pseudonyms of those who are somebody's manager: they are asked for by everybody below them. */
  const known = new Map<string, string>();
  const managerOf = (userId: string) => {
    let pseudonym = known.get(userId);
    if (pseudonym === undefined) {
      pseudonym = releaseInputs.rememberedAs(tenantId, userId);
      known.set(userId, pseudonym);
    }
    return pseudonym;
  };
  const done = await releaseInputs.readDone(tenantId, month);
  const people: MeasuredPerson[] = [];
  for await (const copied of releaseInputs.readPeople(tenantId, month)) {
    const { id: userId, manager, name, team = '' } = copied;
    const id =
      name === undefined ? releaseInputs.rememberedAs(tenantId, userId) : managerOf(userId);
    if (name !== undefined) managers.set(id, { userId, name, team });
    people.push({
      id,
      manager: manager === null ? null : managerOf(manager),
      measures: done.get(userId) ?? [],
    });
  }
  const months = (await releases.readStates(tenantId, FIRST_MONTH))
    .filter((state) => state.month < month && state.whole !== undefined)
    .map((state) => state.month);
  const open = beginRelease({ period: month, people }, { fewest });
  let last: Before | undefined;
  // One after the other: together, those of many years would not fit.
  for (const one of months) {
    const memory = await releaseInputs.recall(tenantId, one);
    last = { cells: memory.cells, places: open.add(memory) };
  }
  const release = open.finish();
  const { chart } = release;
  const lines = linesOf(chart, last, (manager) =>
    releaseInputs.lineOf(tenantId, month, managers.get(manager)?.userId ?? ''),
  );
  const cells = chart.cells.map(({ manager, from, before }) => ({
    from,
    before,
    line: lines.get(manager) ?? '',
  }));
  return { release, memory: { ...release.remembered, cells }, lines, managers };
}

/** Writes everything that was computed, where nobody looks yet. */
async function freeze(
  { releaseInputs, releases }: Releasing,
  { tenantId, month }: MonthOf,
  { release, memory, lines, managers }: Computed,
  mayGoOn: () => Promise<boolean>,
): Promise<boolean> {
  await releaseInputs.remember(tenantId, month, memory);
  const seen = [...managerMonths(month, release, (manager) => managers.get(manager)?.name)];
  for (let from = 0; from < seen.length; from += CELLS_A_STEP) {
    if (!(await mayGoOn())) return false;
    await atOnce(seen.slice(from, from + CELLS_A_STEP), CELLS_AT_ONCE, ([manager, figures]) =>
      releases.freezeMonth(tenantId, lines.get(manager) ?? '', figures),
    );
  }
  return true;
}

/** Gives every manager the months of the line that their group continues. */
async function show(
  { releases }: Releasing,
  { tenantId, month }: MonthOf,
  { lines, managers }: Computed,
  mayGoOn: () => Promise<boolean>,
): Promise<boolean> {
  const from = monthsAfter(month, 1 - MONTHS_SHOWN);
  const all = [...lines].filter(([manager]) => manager !== EVERYBODY);
  for (let at = 0; at < all.length; at += CELLS_A_STEP) {
    if (!(await mayGoOn())) return false;
    await atOnce(all.slice(at, at + CELLS_A_STEP), CELLS_AT_ONCE, async ([manager, line]) => {
      const head = managers.get(manager);
      if (head === undefined) return;
      const months = (await releases.readMonths(tenantId, line, from)).toReversed();
      await releases.writePage(tenantId, head.userId, { team: head.team, months });
    });
  }
  return true;
}
