import { z } from 'zod';
import { type Erg, JOIN_POLICIES } from '../domain/erg.ts';
import { foldName } from '../domain/names.ts';
import { keySafe } from './guards.ts';
import { type BrokenRowReporter, decodeRow, encodeRow } from './row-codec.ts';
import type { Tables } from './tables.ts';

const NamedPersonRow = z.object({ userId: z.string(), name: z.string() });

const HeadRow: z.ZodType<Erg> = z.object({
  id: z.string(),
  name: z.string(),
  purpose: z.string(),
  tags: z.array(z.string()),
  places: z.array(z.string()),
  picture: z.string(),
  contact: z.string(),
  teamUrl: z.string().exactOptional(),
  channelUrl: z.string().exactOptional(),
  joinPolicy: z.enum(JOIN_POLICIES),
  asks: z.array(z.string()),
  organisers: z.array(NamedPersonRow),
  sponsor: NamedPersonRow.exactOptional(),
  state: z.enum(['active', 'archived']),
});

const ListingRow = z.object({
  id: z.string(),
  name: z.string(),
  purpose: z.string(),
  tags: z.array(z.string()),
  places: z.array(z.string()),
  picture: z.string(),
  joinPolicy: z.enum(JOIN_POLICIES),
  state: z.enum(['active', 'archived']),
  /** Where the shown size band starts. */
  bandFrom: z.number(),
});

/** One line of the directory of ERGs. */
export type ErgDirectoryLine = z.infer<typeof ListingRow>;

/** The store of ERGs. */
export type ErgsStore = ReturnType<typeof createErgsStore>;

const HEAD = 'head';

/** The tables `Ergs` (the directory, a partition a tenant) and `ErgContent` (a partition an ERG). */
export function createErgsStore(tables: Tables, report: BrokenRowReporter) {
  const ergs = tables.table('Ergs');
  const content = tables.table('ErgContent');

  /** Every ERG of a tenant, archived ones included. One range. */
  async function list(tenantId: string): Promise<readonly ErgDirectoryLine[]> {
    const rows = await ergs.readRange(tenantId, { from: 'erg_', before: 'erg`' });
    return rows
      .map((row) => decodeRow(ListingRow, row, 'Ergs', report))
      .filter((line) => line !== undefined);
  }

  /** One ERG, or undefined. One point read. */
  async function read(tenantId: string, ergId: string): Promise<Erg | undefined> {
    const row = await content.get(contentPartition(tenantId, ergId), HEAD);
    return row === undefined ? undefined : decodeRow(HeadRow, row, 'ErgContent', report);
  }

  /**
   * Creates an ERG under a name that no other has. `name-taken` where another has it; an ERG with this id
   * that exists already is left as it is.
   */
  async function create(
    tenantId: string,
    erg: Erg,
    bandFrom: number,
  ): Promise<'created' | 'exists' | 'name-taken'> {
    const head = encodeRow(contentPartition(tenantId, erg.id), HEAD, erg);
    const known = await content.get(head.partitionKey, HEAD);
    const nameKey = `name_${keySafe(foldName(erg.name)).slice(0, 400)}`;
    const outcome = await ergs.commit([
      { kind: 'insert', row: encodeRow(tenantId, nameKey, { ergId: erg.id }) },
      { kind: 'insert', row: encodeRow(tenantId, `erg_${erg.id}`, toListing(erg, bandFrom)) },
    ]);
    if (!outcome.ok) {
      const owner = await ergs.get(tenantId, nameKey);
      if (owner?.cells['ergId'] !== erg.id) return known === undefined ? 'name-taken' : 'exists';
    }
    if (known !== undefined) return 'exists';
    await content.commit([{ kind: 'insert', row: head }]);
    return 'created';
  }

  /** Shows a size band in the directory, if it does not show it already. An ERG that is gone meanwhile is fine. */
  async function showBand(tenantId: string, ergId: string, bandFrom: number): Promise<void> {
    for (;;) {
      const row = await ergs.get(tenantId, `erg_${ergId}`);
      const line = row === undefined ? undefined : decodeRow(ListingRow, row, 'Ergs', report);
      if (row === undefined || line === undefined || line.bandFrom === bandFrom) return;
      const next = encodeRow(tenantId, row.rowKey, { ...line, bandFrom });
      const outcome = await ergs.commit([{ kind: 'replace', row: next, etag: row.etag }]);
      if (outcome.ok) return;
    }
  }

  return { list, read, create, showBand };
}

function contentPartition(tenantId: string, ergId: string): string {
  return `${tenantId}_${ergId}`;
}

function toListing(erg: Erg, bandFrom: number): ErgDirectoryLine {
  const { id, name, purpose, tags, places, picture, joinPolicy, state } = erg;
  return {
    id,
    name,
    purpose,
    tags: [...tags],
    places: [...places],
    picture,
    joinPolicy,
    state,
    bandFrom,
  };
}
