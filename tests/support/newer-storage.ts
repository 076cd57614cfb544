import { encodeRow, kindOfRow } from '../../shared/store/row-codec.ts';
import type { createMemoryStorage } from '../../shared/store/memory-storage.ts';
import type { Storage } from '../../shared/store/storage.ts';
import {
  type Cell,
  type Row,
  type StoredRow,
  TABLE_NAMES,
  type Table,
  type TableName,
} from '../../shared/store/tables.ts';

/** What a program of the next version would write besides: a cell of every row, a field of every object inside. */
const NEWER = 'ofTheNextVersion';

/** A storage that a newer program wrote in, and what an older one, the program under test, took away again. */
export interface NewerStorage extends Storage {
  /** Every row as a newer program would have written it, with fields that this one does not know. */
  writeAsNewer(): Promise<void>;
  /** `People c_profile settings`: where something was written over and what was newer is gone; there is a row for it. */
  readonly lost: ReadonlySet<string>;
  /** Kinds of rows, `People c_profile`, that were written over. */
  readonly writtenOver: ReadonlySet<string>;
}

/** Watches a storage, to see what a program does to rows of which it does not know everything. */
export function newerStorage(memory: ReturnType<typeof createMemoryStorage>): NewerStorage {
  const { tables, queues } = memory;
  const lost = new Set<string>();
  const writtenOver = new Set<string>();
  function look(name: TableName, known: StoredRow | undefined, row: Row): void {
    if (known?.cells[NEWER] === undefined) return;
    const where = `${name} ${kindOfRow(row.rowKey)}`;
    writtenOver.add(where);
    for (const at of lossesOf(known, row)) lost.add(`${where}${at}`);
  }
  const watched = new Map(
    TABLE_NAMES.map((name): [TableName, Table] => {
      const table = tables.table(name);
      return [
        name,
        {
          ...table,
          async commit(writes) {
            const rows = writes.flatMap((write) => (write.kind === 'delete' ? [] : [write.row]));
            const known = await Promise.all(
              rows.map(({ partitionKey, rowKey }) => table.get(partitionKey, rowKey)),
            );
            const outcome = await table.commit(writes);
            if (outcome.ok) rows.forEach((row, index) => look(name, known[index], row));
            return outcome;
          },
        },
      ];
    }),
  );
  return {
    lost,
    writtenOver,
    queues,
    tables: { table: (name) => watched.get(name) ?? tables.table(name) },
    async writeAsNewer() {
      for (const name of TABLE_NAMES) {
        const rows: StoredRow[] = [];
        for await (const row of memory.everyRow(name)) rows.push(row);
        for (const row of rows) {
          await tables.table(name).commit([{ kind: 'upsert', row: ofNextVersion(row) }]);
        }
      }
    },
  };
}

function ofNextVersion({ partitionKey, rowKey, cells }: Row): Row {
  const value = Object.entries(cells).map(([name, cell]): [string, Cell | object] =>
    name.endsWith('Json')
      ? [name.slice(0, -4), newerInside(JSON.parse(String(cell))) as object]
      : [name, cell],
  );
  return encodeRow(partitionKey, rowKey, { ...Object.fromEntries(value), [NEWER]: 'kept' });
}

function newerInside(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(newerInside);
  if (!isObject(value)) return value;
  const inner = Object.entries(value).map(([name, one]) => [name, newerInside(one)]);
  return { ...Object.fromEntries(inner), [NEWER]: true };
}

/** Where, of what was there before and is there after, the newer field is gone. */
function lossesOf(before: Row, after: Row): readonly string[] {
  const own = NEWER in after.cells ? [] : [''];
  const inside = Object.entries(after.cells).flatMap(([name, cell]) => {
    const was = before.cells[name];
    if (!name.endsWith('Json') || was === undefined) return [];
    return lossesInside(JSON.parse(String(was)), JSON.parse(String(cell)), ` ${name.slice(0, -4)}`);
  });
  return [...own, ...inside];
}

function lossesInside(was: unknown, is: unknown, where: string): readonly string[] {
  if (!isObject(was) || !isObject(is)) return [];
  // Another state or kind of thing is another thing.
  if (was['state'] !== is['state'] || was['kind'] !== is['kind']) return [];
  return [
    ...(NEWER in was && !(NEWER in is) ? [where] : []),
    ...Object.keys(is).flatMap((name) => lossesInside(was[name], is[name], `${where}.${name}`)),
  ];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
