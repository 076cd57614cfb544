import type { z } from 'zod';
import type { Erg } from '../domain/erg.ts';
import { foldName } from '../domain/names.ts';
import { type ErgDirectoryLine, HeadRow, LineRow, type NameRow, toLine } from './erg-rows.ts';
import { keySafe } from './guards.ts';
import { MomentLine } from './news-rows.ts';
import { type BrokenRowReporter, decodeRow, encodeRow } from './row-codec.ts';
import type { Row, StoredRow, Tables, Write } from './tables.ts';

/** The head of an ERG as read, with the ETag that the next change of anything of that ERG asks for. */
export interface LoadedErg {
  readonly tenantId: string;
  readonly erg: Erg;
  readonly etag: string;
}

/** The store of ERGs. */
export type ErgsStore = ReturnType<typeof createErgsStore>;

const HEAD = 'head';

/** The tables `Ergs` (the directory, a partition a tenant) and `ErgContent` (a partition an ERG). */
export function createErgsStore(tables: Tables, report: BrokenRowReporter, realMs: () => number) {
  const ergs = tables.table('Ergs');
  const content = tables.table('ErgContent');

  /** Every ERG of a tenant, archived ones included. One range. */
  async function list(tenantId: string): Promise<readonly ErgDirectoryLine[]> {
    const rows = await ergs.readRange(tenantId, { from: 'erg_', before: 'erg`' });
    return rows
      .map((row) => decodeRow(LineRow, row, 'Ergs', report))
      .filter((line) => line !== undefined);
  }

  /** Every ERG of a tenant, archived ones included, and the moments beside them that are not gone. One range. */
  async function readPublished(tenantId: string): Promise<{
    readonly ergs: readonly ErgDirectoryLine[];
    readonly moments: readonly MomentLine[];
  }> {
    const rows = await ergs.readRange(tenantId, { from: 'erg_', before: 'moment`' });
    return {
      ergs: rows
        .filter(({ rowKey }) => rowKey.startsWith('erg_'))
        .map((row) => decodeRow(LineRow, row, 'Ergs', report))
        .filter((line) => line !== undefined),
      moments: rows
        .filter(({ rowKey }) => rowKey.startsWith('moment_'))
        .map((row) => decodeRow(MomentLine, row, 'Ergs', report))
        .filter((line) => line !== undefined)
        .filter(({ goneAtMs }) => goneAtMs === undefined),
    };
  }

  /** One ERG, or undefined. One point read. */
  async function read(tenantId: string, ergId: string): Promise<Erg | undefined> {
    return (await load(tenantId, ergId))?.erg;
  }

  /** The head of an ERG with its ETag, or undefined. One point read. */
  async function load(tenantId: string, ergId: string): Promise<LoadedErg | undefined> {
    const row = await content.get(ergPartition(tenantId, ergId), HEAD);
    const erg = row === undefined ? undefined : decodeRow(HeadRow, row, 'ErgContent', report);
    return row === undefined || erg === undefined ? undefined : { tenantId, erg, etag: row.etag };
  }

  /**
   * Creates an ERG under a name that no other has. `name-taken` where another has it; an ERG with this id
   * that exists already is left as it is. `mayWrite` is asked before the head is written: where it says no, nothing but
   * the name and the line is there, for a bell to take away. `also` stands in the same transaction as the head.
   */
  async function create(
    tenantId: string,
    erg: Erg,
    bandFrom: number,
    mayWrite: () => boolean = () => true,
    also: readonly Write[] = [],
  ): Promise<'created' | 'exists' | 'name-taken' | 'too-late'> {
    const head = encodeRow(ergPartition(tenantId, erg.id), HEAD, erg);
    const known = await content.get(head.partitionKey, HEAD);
    const outcome = await ergs.commit([
      { kind: 'insert', row: nameRow(tenantId, erg.name, erg.id, realMs()) },
      { kind: 'insert', row: lineRow(tenantId, toLine(erg, bandFrom)) },
    ]);
    if (!outcome.ok) {
      const owner = await ergs.get(tenantId, nameKey(erg.name));
      if (owner?.cells['ergId'] !== erg.id) return known === undefined ? 'name-taken' : 'exists';
    }
    if (known !== undefined) return 'exists';
    if (!mayWrite()) return 'too-late';
    await content.commit([{ kind: 'insert', row: head }, ...also]);
    return 'created';
  }

  /**
   * Replaces the head under its ETag, in one transaction with other rows of the same ERG. `changed`: somebody else
   * was first, or one of the other rows is not what was read; load and decide again.
   */
  async function commit(
    loaded: LoadedErg,
    next: Erg,
    also: readonly Write[],
  ): Promise<
    { readonly ok: true; readonly loaded: LoadedErg } | { readonly ok: false; reason: 'changed' }
  > {
    const { tenantId, etag } = loaded;
    const row = encodeRow(ergPartition(tenantId, next.id), HEAD, next);
    const outcome = await content.commit([{ kind: 'replace', row, etag }, ...also]);
    const fresh = outcome.ok ? outcome.etags[0] : undefined;
    return fresh === undefined
      ? { ok: false, reason: 'changed' }
      : { ok: true, loaded: { tenantId, erg: next, etag: fresh } };
  }

  /** Keeps a name for an ERG; `taken` where another ERG has it, folded alike. Kept for this one already is kept anew. */
  async function reserveName(
    tenantId: string,
    ergId: string,
    name: string,
  ): Promise<'reserved' | 'taken'> {
    const row = nameRow(tenantId, name, ergId, realMs());
    for (;;) {
      if ((await ergs.commit([{ kind: 'insert', row }])).ok) return 'reserved';
      const owner = await ergs.get(tenantId, row.rowKey);
      if (owner === undefined) continue;
      if (owner.cells['ergId'] !== ergId) return 'taken';
      const { etag } = owner;
      if ((await ergs.commit([{ kind: 'replace', row, etag }])).ok) return 'reserved';
    }
  }

  /**
   * Gives a name back, if it is this ERG's and was kept for it at `keptUntilMs` (real time) or before: one that was
   * kept later belongs to a change that is still on its way.
   */
  async function releaseName(
    tenantId: string,
    ergId: string,
    name: string,
    keptUntilMs: number,
  ): Promise<void> {
    const row = await ergs.get(tenantId, nameKey(name));
    if (row?.cells['ergId'] !== ergId || Number(row.cells['keptAtMs'] ?? 0) > keptUntilMs) return;
    await remove(row);
  }

  /** Brings the line of an ERG in the directory up to its head; an older head than the line knows changes nothing. */
  async function showLine(tenantId: string, erg: Erg): Promise<void> {
    await changeLine(tenantId, erg.id, (line) =>
      line.revision >= erg.revision ? undefined : toLine(erg, line.bandFrom),
    );
  }

  /** Shows a size band in the directory, if it does not show it already. An ERG that is gone meanwhile is fine. */
  async function showBand(tenantId: string, ergId: string, bandFrom: number): Promise<void> {
    await changeLine(tenantId, ergId, (line) =>
      line.bandFrom === bandFrom ? undefined : { ...line, bandFrom },
    );
  }

  async function changeLine(
    tenantId: string,
    ergId: string,
    change: (line: ErgDirectoryLine) => ErgDirectoryLine | undefined,
  ): Promise<void> {
    for (;;) {
      const row = await ergs.get(tenantId, lineKey(ergId));
      const line = row === undefined ? undefined : decodeRow(LineRow, row, 'Ergs', report);
      const next = line === undefined ? undefined : change(line);
      if (row === undefined || next === undefined) return;
      const write: Write = { kind: 'replace', row: lineRow(tenantId, next), etag: row.etag };
      if ((await ergs.commit([write])).ok) return;
    }
  }

  /** Takes a line out of the directory whose ERG was never written, with the name that was kept for it. */
  async function dropLine(tenantId: string, ergId: string, keptUntilMs: number): Promise<void> {
    const row = await ergs.get(tenantId, lineKey(ergId));
    if (row === undefined) return;
    const line = decodeRow(LineRow, row, 'Ergs', report);
    if (line !== undefined) await releaseName(tenantId, ergId, line.name, keptUntilMs);
    await remove(row);
  }

  async function remove({ partitionKey, rowKey, etag }: StoredRow): Promise<void> {
    await ergs.commit([{ kind: 'delete', partitionKey, rowKey, etag }]);
  }

  return {
    list,
    readPublished,
    read,
    load,
    create,
    commit,
    reserveName,
    releaseName,
    showLine,
    showBand,
    dropLine,
  };
}

/** The partition of an ERG in `ErgContent`: its head and everything that its organisers run. */
export function ergPartition(tenantId: string, ergId: string): string {
  return `${tenantId}_${ergId}`;
}

function lineKey(ergId: string): string {
  return `erg_${ergId}`;
}

function lineRow(tenantId: string, line: ErgDirectoryLine): Row {
  return encodeRow(tenantId, lineKey(line.id), line);
}

function nameKey(name: string): string {
  return `name_${keySafe(foldName(name)).slice(0, 400)}`;
}

function nameRow(tenantId: string, name: string, ergId: string, keptAtMs: number): Row {
  const kept: z.infer<typeof NameRow> = { ergId, keptAtMs };
  return encodeRow(tenantId, nameKey(name), kept);
}
