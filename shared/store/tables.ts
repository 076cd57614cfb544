/** The tables of Alongside; see docs/architecture for what each holds. */
export const TABLE_NAMES = [
  'People',
  'Ergs',
  'ErgContent',
  'Rosters',
  'Schedule',
  'Directory',
  'Audit',
  'Permits',
  'Broadcasts',
  'Tenants',
  'Failures',
  'DeliveryCounts',
  'Participation',
  'Reports',
  'Releases',
  'Buddies',
  'Erasures',
] as const;
export type TableName = (typeof TABLE_NAMES)[number];

/**
 * What a property of a row may hold, given back as it was, but that half a character becomes U+FFFD. Absent
 * properties are left out: storage keeps no nulls.
 */
export type Cell = string | number | boolean;

/** A row as it is written: keys and flat properties. */
export interface Row {
  readonly partitionKey: string;
  readonly rowKey: string;
  readonly cells: Readonly<Record<string, Cell>>;
}

/** A row as it was read, with the ETag that a later write can ask for. */
export interface StoredRow extends Row {
  readonly etag: string;
}

/**
 * One write inside a transaction. `replace` and `delete` with an ETag fail when the row has changed since or is
 * gone. A `delete` without one deletes whatever is there; nothing there is as good.
 */
export type Write =
  | { readonly kind: 'insert'; readonly row: Row }
  | { readonly kind: 'replace'; readonly row: Row; readonly etag: string }
  | { readonly kind: 'upsert'; readonly row: Row }
  | {
      readonly kind: 'delete';
      readonly partitionKey: string;
      readonly rowKey: string;
      readonly etag?: string;
    };

/**
 * What became of a transaction. All or nothing. `exists`: an insert met a row; `changed`: an ETag no longer
 * fits; `missing`: a row to replace, or to delete under an ETag, is gone. `index` is the first write that failed.
 * Where the answer to a write was lost and the client sent it again, these may be about its own first attempt:
 * they mean "look again", not "somebody else was first".
 */
export type CommitOutcome =
  | {
      readonly ok: true;
      /** One per write; a delete has none. */ readonly etags: readonly (string | undefined)[];
    }
  | {
      readonly ok: false;
      readonly reason: 'exists' | 'changed' | 'missing';
      readonly index: number;
    };

/** A part of one partition: row keys ≥ `from` and < `before`. Either may be left out. */
export interface RowRange {
  readonly from?: string;
  readonly before?: string;
}

/** Some rows in key order, and where to go on. A page may be empty and still have a continuation. */
export interface RowPage {
  readonly rows: readonly StoredRow[];
  readonly continuation?: string;
}

/**
 * One table. There is no way to read across partitions. Every call is one request, but for `readRange` and some
 * transactions.
 */
export interface Table {
  /** The row, or undefined where there is none. */
  get(partitionKey: string, rowKey: string): Promise<StoredRow | undefined>;
  /** One page of a range, at most `limit` (≤ 1,000) rows. Throws `ContinuationNotAllowed` (guards.ts). */
  readPage(
    partitionKey: string,
    range: RowRange,
    options?: { readonly limit?: number; readonly continuation?: string },
  ): Promise<RowPage>;
  /** Every row of a range, page after page, empty pages included. */
  readRange(partitionKey: string, range: RowRange): Promise<readonly StoredRow[]>;
  /**
   * Writes 1 to 100 rows of one partition, each once, all or nothing. A single write is one plain request; a
   * transaction is one, and one more for each `delete` without an ETag that finds nothing to delete.
   * Throws what `guardWrites` throws (guards.ts) before anything is sent.
   */
  commit(writes: readonly Write[]): Promise<CommitOutcome>;
}

/** All tables of one account. */
export interface Tables {
  table(name: TableName): Table;
}
