import { type ErgItem, ITEM_KINDS, type ItemKind, type ItemOf } from '../domain/erg-content.ts';
import { ergPartition } from './ergs-store.ts';
import { ITEM_ROWS } from './erg-item-rows.ts';
import { type BrokenRowReporter, decodeRow, encodeRow } from './row-codec.ts';
import type { RowRange, StoredRow, Tables, Write } from './tables.ts';

/** An item as read, with the row that the next write replaces. */
export interface LoadedItem<Kind extends ItemKind = ItemKind> {
  readonly item: ItemOf<Kind>;
  readonly row: StoredRow;
}

/** Some items that are put away, newest first, and where to go on. */
export interface ItemPage<Kind extends ItemKind> {
  readonly items: readonly ItemOf<Kind>[];
  readonly continuation?: string;
}

/** The store of what ERGs write for others. */
export type ErgContentStore = ReturnType<typeof createErgContentStore>;

const PAGE_SIZE = 50;

/**
 * The rows `ask_…`, `lesson_…` and `event_…` of table `ErgContent`: what is in hand, at most 50 of a kind but for
 * events that are over. What was retired or withdrawn stands apart under `past_…`, so that what everybody reads stays small.
 * They are written by `changeErg` alone, in one transaction with the head of their ERG.
 */
export function createErgContentStore(tables: Tables, report: BrokenRowReporter) {
  const content = tables.table('ErgContent');

  function decode<Kind extends ItemKind>(kind: Kind, row: StoredRow): ItemOf<Kind> | undefined {
    const item = decodeRow(ITEM_ROWS[kind], row, 'ErgContent', report);
    return item?.kind === kind ? (item as ItemOf<Kind>) : undefined;
  }

  /** One item wherever it stands, or undefined. One point read; two where it is not in hand. */
  async function load<Kind extends ItemKind>(
    { tenantId, ergId }: { readonly tenantId: string; readonly ergId: string },
    kind: Kind,
    id: string,
  ): Promise<LoadedItem<Kind> | undefined> {
    const partition = ergPartition(tenantId, ergId);
    const row =
      (await content.get(partition, inHandKey(kind, id))) ??
      (await content.get(partition, pastKey(kind, id)));
    const item = row === undefined ? undefined : decode(kind, row);
    return row === undefined || item === undefined ? undefined : { item, row };
  }

  /** An event that is in hand, or undefined. One point read. */
  async function readEvent(
    tenantId: string,
    ergId: string,
    id: string,
  ): Promise<ItemOf<'event'> | undefined> {
    const row = await content.get(ergPartition(tenantId, ergId), inHandKey('event', id));
    return row === undefined ? undefined : decode('event', row);
  }

  /** The items of one kind that are in hand, oldest first. One range. */
  async function list<Kind extends ItemKind>(
    { tenantId, ergId }: { readonly tenantId: string; readonly ergId: string },
    kind: Kind,
  ): Promise<readonly LoadedItem<Kind>[]> {
    const rows = await content.readRange(ergPartition(tenantId, ergId), rangeOf(`${kind}_`));
    return rows.flatMap((row) => {
      const item = decode(kind, row);
      return item === undefined ? [] : [{ item, row }];
    });
  }

  /** Everything of an ERG that is in hand: one range a kind, at the same time. */
  async function listAll(tenantId: string, ergId: string): Promise<readonly ErgItem[]> {
    const kinds = await Promise.all(
      ITEM_KINDS.map((kind) => list<ItemKind>({ tenantId, ergId }, kind)),
    );
    return kinds.flat().map(({ item }) => item);
  }

  /** What was retired or withdrawn of one kind, newest first, 50 a page. Throws `ContinuationNotAllowed`. */
  async function listPast<Kind extends ItemKind>(
    { tenantId, ergId }: { readonly tenantId: string; readonly ergId: string },
    kind: Kind,
    continuation: string | undefined,
  ): Promise<ItemPage<Kind>> {
    const page = await content.readPage(
      ergPartition(tenantId, ergId),
      rangeOf(`past_${kind}_`),
      continuation === undefined ? { limit: PAGE_SIZE } : { limit: PAGE_SIZE, continuation },
    );
    return {
      items: page.rows.map((row) => decode(kind, row)).filter((item) => item !== undefined),
      ...(page.continuation === undefined ? {} : { continuation: page.continuation }),
    };
  }

  return { load, readEvent, list, listAll, listPast };
}

/** What turns what was read of an item (undefined: nothing) into what should stand. */
export function itemWrites(
  { tenantId, ergId }: { readonly tenantId: string; readonly ergId: string },
  before: Pick<LoadedItem, 'row'> | undefined,
  item: ErgItem,
): readonly Write[] {
  const { kind, id, state } = item;
  const isPast = state === 'retired' || state === 'withdrawn';
  const rowKey = isPast ? pastKey(kind, id) : inHandKey(kind, id);
  const row = encodeRow(ergPartition(tenantId, ergId), rowKey, item);
  if (before === undefined) return [{ kind: 'insert', row }];
  const { partitionKey, rowKey: knownKey, etag } = before.row;
  if (knownKey === rowKey) return [{ kind: 'replace', row, etag }];
  return [
    { kind: 'delete', partitionKey, rowKey: knownKey, etag },
    { kind: 'insert', row },
  ];
}

function inHandKey(kind: ItemKind, id: string): string {
  return `${kind}_${id}`;
}

/** Ids grow with time; the complement of every hex digit shrinks, so that the newest sorts first. */
function pastKey(kind: ItemKind, id: string): string {
  const inverted = id.replace(/[0-9a-f]/g, (digit) =>
    (15 - Number.parseInt(digit, 16)).toString(16),
  );
  return `past_${kind}_${inverted}`;
}

function rangeOf(prefix: string): RowRange {
  return { from: prefix, before: `${prefix.slice(0, -1)}\`` };
}
