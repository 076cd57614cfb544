import { atOnce } from '../../shared/commands/at-once.ts';
import type { CommandDeps } from '../../shared/commands/deps.ts';
import { composeCommands } from '../../shared/program/compose-commands.ts';
import { createMemoryStorage } from '../../shared/store/memory-storage.ts';
import type { Storage } from '../../shared/store/storage.ts';
import { type Row, TABLE_NAMES, type TableName, type Write } from '../../shared/store/tables.ts';
import type { WholeTables } from '../../shared/store/whole-tables.ts';

type WholeStorage = Storage & WholeTables;

/** Most writes of one transaction. */
const AT_ONCE = 100;
const LANES = 8;

/**
 * Has real commands do something over a copy of storage in memory, and writes what came of it back, all rows of a partition
 * together: what would take a thousand people a minute takes seconds. Nobody else may write meanwhile, and the work may neither
 * delete a row nor need a queue afterwards; throws where it does.
 */
export async function doInMemory(
  storage: WholeStorage,
  work: (deps: CommandDeps) => Promise<void>,
): Promise<void> {
  const memory = createMemoryStorage();
  const before = new Map<TableName, ReadonlyMap<string, string>>();
  for (const name of TABLE_NAMES) {
    const rows = await rowsOf(storage, name);
    await writeAll(memory, name, rows);
    before.set(name, new Map(rows.map((row) => [keyOf(row), JSON.stringify(row.cells)])));
  }
  const { commandDeps, settled } = composeCommands({
    storage: memory,
    clock: { now: () => new Date().toISOString(), realMs: Date.now },
    log: { info() {}, warn: fail, error: fail },
    pseudonymKey: 'nobody reads what is written under this key',
  });
  await work(commandDeps);
  await settled();
  for (const name of TABLE_NAMES) {
    const after = await rowsOf(memory, name);
    const known = before.get(name) ?? new Map<string, string>();
    const kept = new Set(after.map(keyOf));
    if ([...known.keys()].some((key) => !kept.has(key))) throw new Error(`${name} lost a row.`);
    const changed = after.filter((row) => known.get(keyOf(row)) !== JSON.stringify(row.cells));
    await writeAll(storage, name, changed);
  }
}

function fail(event: string): never {
  throw new Error(`A command complained: ${event}.`);
}

async function rowsOf(storage: WholeTables, name: TableName): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for await (const { partitionKey, rowKey, cells } of storage.everyRow(name)) {
    rows.push({ partitionKey, rowKey, cells });
  }
  return rows;
}

async function writeAll(storage: Storage, name: TableName, rows: readonly Row[]): Promise<void> {
  const partitions = Map.groupBy(rows, ({ partitionKey }) => partitionKey);
  const batches = [...partitions.values()].flatMap((partition) =>
    Array.from({ length: Math.ceil(partition.length / AT_ONCE) }, (_, n) =>
      partition.slice(n * AT_ONCE, (n + 1) * AT_ONCE),
    ),
  );
  await atOnce(batches, LANES, async (batch) => {
    const writes = batch.map((row): Write => ({ kind: 'upsert', row }));
    const outcome = await storage.tables.table(name).commit(writes);
    if (!outcome.ok) throw new Error(`${name} could not be written: ${outcome.reason}.`);
  });
}

function keyOf({ partitionKey, rowKey }: Row): string {
  return `${partitionKey}\n${rowKey}`;
}
