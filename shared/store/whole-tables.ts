import type { StoredRow, TableName } from './tables.ts';

/**
 * Whole tables, across partitions: for those who operate an installation, and for tests that look for what must not be
 * there. No request and no worker may ask for this.
 */
export interface WholeTables {
  /** Every row of a table, page by page. What is written meanwhile may be among them or not. */
  everyRow(name: TableName): AsyncGenerator<StoredRow>;
}
