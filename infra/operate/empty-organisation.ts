import { z } from 'zod';
import { TABLE_NAMES, type TableName, type Write } from '../../shared/store/tables.ts';
import { type OperatorStorage, operatorStorage, runAsOperator } from './operator-storage.ts';

// `npm run empty-organisation -- TENANT_ID [--delete]`: counts the rows of one organisation in a storage that several share,
// or deletes them for good.

const MOST_WRITES = 100;

/** How many rows of each table are an organisation's; tables without any are left out. */
export type Counts = ReadonlyMap<TableName, number>;

/** Counts the rows of an organisation. */
export async function countOrganisation(
  storage: OperatorStorage['storage'],
  tenantId: string,
): Promise<Counts> {
  return eachOfOrganisation(storage, tenantId, async () => {});
}

/**
 * Deletes the rows of an organisation in every table, and gives how many there were. It must not be served any more: what the
 * program still writes for it would stay. May be begun again from the start.
 */
export async function emptyOrganisation(
  storage: OperatorStorage['storage'],
  tenantId: string,
): Promise<Counts> {
  return eachOfOrganisation(storage, tenantId, async (name, partitionKey, rowKeys) => {
    const writes = rowKeys.map((rowKey): Write => ({ kind: 'delete', partitionKey, rowKey }));
    for (let begin = 0; begin < writes.length; begin += MOST_WRITES) {
      const part = writes.slice(begin, begin + MOST_WRITES);
      const outcome = await storage.tables.table(name).commit(part);
      if (!outcome.ok) throw new Error(`${name} changed meanwhile: begin again.`);
    }
  });
}

/** Every row has the id of its organisation in one of its keys. */
async function eachOfOrganisation(
  storage: OperatorStorage['storage'],
  tenantId: string,
  act: (name: TableName, partitionKey: string, rowKeys: readonly string[]) => Promise<void>,
): Promise<Counts> {
  const counts = new Map<TableName, number>();
  for (const name of TABLE_NAMES) {
    let partition = '';
    let rowKeys: string[] = [];
    for await (const row of storage.everyRow(name)) {
      if (!row.partitionKey.includes(tenantId) && !row.rowKey.includes(tenantId)) continue;
      counts.set(name, (counts.get(name) ?? 0) + 1);
      // Rows come in the order of their partitions.
      if (row.partitionKey !== partition) {
        await act(name, partition, rowKeys);
        partition = row.partitionKey;
        rowKeys = [];
      }
      rowKeys.push(row.rowKey);
    }
    await act(name, partition, rowKeys);
  }
  return counts;
}

async function main(args: readonly string[]): Promise<number> {
  const tenantId = z.guid().safeParse(args[0]?.toLowerCase());
  const [, wish] = args;
  if (!tenantId.success || (wish !== undefined && wish !== '--delete')) {
    throw new Error('npm run empty-organisation -- TENANT_ID [--delete]');
  }
  const { storage } = operatorStorage();
  const empty = wish === '--delete' ? emptyOrganisation : countOrganisation;
  for (const [name, count] of await empty(storage, tenantId.data)) {
    process.stdout.write(`${name}: ${count}\n`);
  }
  process.stdout.write(
    wish === '--delete'
      ? 'These rows are deleted.\n'
      : 'Nothing is deleted yet; that takes --delete.\n',
  );
  return 0;
}

if (import.meta.main) await runAsOperator(main);
