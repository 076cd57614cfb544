import { z } from 'zod';
import type { ManagerMonth, WholeMonth } from '../domain/released-months.ts';
import type { TeamSketch } from '../domain/team-sketch.ts';
import { keepUnknown } from '../domain/unknown-fields.ts';
import { BandInRow } from './band-row.ts';
import type { Pseudonymise } from './pseudonyms.ts';
import { type BrokenRowReporter, decodeRow, encodeRow } from './row-codec.ts';
import type { StoredRow, Tables } from './tables.ts';

/** How far the release of a month is. `copying`: its inputs are being copied; `whole`: it is computed and frozen. */
export interface ReleaseState {
  readonly stage: 'copying' | 'chart-copied' | 'counted' | 'whole' | 'shown';
  /** The smallest group that is shown, as it was when the release began. */
  readonly fewest: number;
  /** Absent before it is whole. */
  readonly whole?: WholeMonth;
}

/** The smallest group that is shown; an admin may raise it. */
export interface DisclosureRules {
  readonly fewest: number;
  readonly revision: number;
}

/** What a manager sees: their months, the newest first. */
export interface ManagerPage {
  /** Who reported to the manager then. */
  readonly team: TeamSketch;
  readonly months: readonly ManagerMonth[];
}

/** The store of releases. */
export type ReleasesStore = ReturnType<typeof createReleasesStore>;

const measures = { pledge: BandInRow, checkin: BandInRow, learning: BandInRow };
/** What was released of a group for a month. */
export const Month: z.ZodType<ManagerMonth> = z.discriminatedUnion('group', [
  z.object({ month: z.string(), group: z.literal('none') }),
  z.object({ month: z.string(), group: z.literal('own'), people: z.number(), ...measures }),
  z.object({
    month: z.string(),
    group: z.literal('around'),
    people: z.number(),
    headedBy: z.string().exactOptional(),
    ...measures,
  }),
]);
const Whole: z.ZodType<WholeMonth> = z.discriminatedUnion('group', [
  z.object({ month: z.string(), group: z.literal('none') }),
  z.object({
    month: z.string(),
    group: z.literal('whole'),
    people: z.number(),
    ...measures,
    shown: z.number(),
    managers: z.number(),
  }),
]);
/** How far the release of a month is. */
export const StateRow: z.ZodType<ReleaseState> = z.object({
  stage: z.enum(['copying', 'chart-copied', 'counted', 'whole', 'shown']),
  fewest: z.number(),
  whole: Whole.exactOptional(),
});
/** The smallest group that is shown. */
export const RulesRow = z.object({ fewest: z.number(), revision: z.number() });
/** What a manager sees. */
export const PageRow = z.object({ team: z.string(), months: z.array(Month) });

/**
 * Table `Releases`. Partition `{tenant}_release`: `state_{month}` with the figures of the whole organisation, `rules`;
 * `{tenant}_cell_{line}`: a row for each month, frozen; `{tenant}_page_{pseudonym}`: the months of the group that a
 * manager heads now, made from those. It stays when the manager is erased, since it is about their place in the directory
 * alone.
 */
export function createReleasesStore(
  tables: Tables,
  {
    report,
    pseudonymise,
  }: { readonly report: BrokenRowReporter; readonly pseudonymise: Pseudonymise },
) {
  const releases = tables.table('Releases');

  function pagePartition(tenantId: string, userId: string): string {
    return `${tenantId}_page_${pseudonymise(`${tenantId} page ${userId}`)}`;
  }

  function decode<Schema extends z.ZodType>(schema: Schema, row: StoredRow | undefined) {
    return row === undefined ? undefined : decodeRow(schema, row, 'Releases', report);
  }

  /** How far a month is; undefined where it is not begun. One point read. */
  async function readState(tenantId: string, month: string): Promise<ReleaseState | undefined> {
    return decode(StateRow, await releases.get(`${tenantId}_release`, stateKey(month)));
  }

  /** Notes how far a month is. One write. */
  async function writeState(tenantId: string, month: string, state: ReleaseState): Promise<void> {
    const row = encodeRow(`${tenantId}_release`, stateKey(month), state);
    await releases.commit([{ kind: 'upsert', row }]);
  }

  /** Every month from this one on with how far it is, the oldest first. One range. */
  async function readStates(
    tenantId: string,
    from: string,
  ): Promise<readonly (ReleaseState & { readonly month: string })[]> {
    const rows = await releases.readRange(`${tenantId}_release`, {
      from: stateKey(from),
      before: 'state`',
    });
    return rows.flatMap((row) => {
      const state = decode(StateRow, row);
      return state === undefined ? [] : [{ ...state, month: row.rowKey.slice('state_'.length) }];
    });
  }

  /** The rules of this organisation; undefined where an admin never changed them. One point read. */
  async function readRules(tenantId: string): Promise<DisclosureRules | undefined> {
    return decode(RulesRow, await releases.get(`${tenantId}_release`, 'rules'));
  }

  /** Changes the rules; `changed` where somebody else did since this revision. A read and a write. */
  async function writeRules(
    tenantId: string,
    rules: DisclosureRules,
  ): Promise<'written' | 'changed'> {
    const known = await releases.get(`${tenantId}_release`, 'rules');
    const before = decode(RulesRow, known);
    if ((before?.revision ?? 0) !== rules.revision - 1) return 'changed';
    const row = encodeRow(`${tenantId}_release`, 'rules', keepUnknown(before, rules));
    const outcome = await releases.commit([
      known === undefined ? { kind: 'insert', row } : { kind: 'replace', row, etag: known.etag },
    ]);
    return outcome.ok ? 'written' : 'changed';
  }

  /** Freezes what was released of a cell for a month: what is there already stays. */
  async function freezeMonth(tenantId: string, line: string, month: ManagerMonth): Promise<void> {
    const row = encodeRow(`${tenantId}_cell_${line}`, month.month, month);
    await releases.commit([{ kind: 'insert', row }]);
  }

  /** The frozen months of a cell from one on, the oldest first. One range. */
  async function readMonths(
    tenantId: string,
    line: string,
    from: string,
  ): Promise<readonly ManagerMonth[]> {
    const rows = await releases.readRange(`${tenantId}_cell_${line}`, { from });
    return rows.flatMap((row) => decode(Month, row) ?? []);
  }

  /** What a manager sees; undefined where nothing was released for them. One point read. */
  async function readPage(tenantId: string, userId: string): Promise<ManagerPage | undefined> {
    return decode(PageRow, await releases.get(pagePartition(tenantId, userId), 'page'));
  }

  /** Puts what a manager sees in the place of what was there. */
  async function writePage(tenantId: string, userId: string, page: ManagerPage): Promise<void> {
    const row = encodeRow(pagePartition(tenantId, userId), 'page', page);
    await releases.commit([{ kind: 'upsert', row }]);
  }

  return {
    readState,
    writeState,
    readStates,
    readRules,
    writeRules,
    freezeMonth,
    readMonths,
    readPage,
    writePage,
  };
}

function stateKey(month: string): string {
  return `state_${month}`;
}
