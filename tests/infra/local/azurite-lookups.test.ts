import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import '../../../infra/local/azurite-lookups.ts';

// What is used of lokijs here, as Azurite uses it.
interface Loki {
  addCollection(
    name: string,
    options: { readonly indices: readonly string[] },
  ): {
    insert(row: object): void;
    findOne(query: Readonly<Record<string, unknown>>): { readonly name: string } | null;
  };
}

const ofThis = createRequire(import.meta.url);
const LokiDatabase = createRequire(ofThis.resolve('azurite/dist/src/azurite.js'))('lokijs') as new (
  name: string,
) => Loki;

/** Rows of the same row key in many partitions, and how often the partition key of one of them was read. */
function aTable() {
  const rows = new LokiDatabase('test').addCollection('rows', {
    indices: ['PartitionKey', 'RowKey'],
  });
  let reads = 0;
  for (let n = 0; n < 1000; n += 1) {
    const partition = `partition ${String(n).padStart(4, '0')}`;
    rows.insert({
      RowKey: 'profile',
      name: `row ${n}`,
      get PartitionKey() {
        reads += 1;
        return partition;
      },
    });
  }
  reads = 0;
  return { rows, reads: () => reads };
}

test('Azurite finds a row among many of the same name without looking at the others', () => {
  const { rows, reads } = aTable();
  const found = rows.findOne({ RowKey: 'profile', PartitionKey: 'partition 0700' });
  expect(found?.name).toBe('row 700');
  expect(reads()).toBeLessThan(100);
});

test('a row that is not there is not found', () => {
  const { rows } = aTable();
  expect(rows.findOne({ RowKey: 'other', PartitionKey: 'partition 0700' })).toBeNull();
  expect(rows.findOne({ RowKey: 'profile', PartitionKey: 'partition 7000' })).toBeNull();
  expect(rows.findOne({ name: 'row 3' })?.name).toBe('row 3');
});
