import type { Storage } from '../../../shared/store/storage.ts';
import type { Table, TableName } from '../../../shared/store/tables.ts';

/** The same storage, with one table's calls led through something of the test's. */
export function withTable(
  storage: Storage,
  name: TableName,
  between: (table: Table) => Partial<Table>,
): Storage {
  const table = storage.tables.table(name);
  const changed = { ...table, ...between(table) };
  return {
    ...storage,
    tables: { table: (other) => (other === name ? changed : storage.tables.table(other)) },
  };
}
