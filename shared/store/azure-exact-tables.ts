import type { TableClient, TransactionAction } from '@azure/data-tables';
import { z } from 'zod';
import { type AzureStorageConnection, tableClient } from './azure-storage.ts';
import { asAzureTableRequest } from './azure-table-request.ts';
import { createGate } from './gate.ts';
import type { TableName, Write } from './tables.ts';

/** The types of a property, as storage knows them. */
export const EXACT_TYPES = [
  'String',
  'Boolean',
  'Int32',
  'Int64',
  'Double',
  'DateTime',
  'Guid',
  'Binary',
] as const;

/** A property with its type, as storage wrote it down: `["Double", "5.0"]`; binary as base64. */
export type ExactCell = readonly [type: (typeof EXACT_TYPES)[number], value: string];

/** A row to the letter. */
export interface ExactRow {
  readonly partitionKey: string;
  readonly rowKey: string;
  readonly cells: Readonly<Record<string, ExactCell>>;
}

/** Whole tables to the letter, for backups. */
export type ExactTables = ReturnType<typeof createExactTables>;

const MOST_WRITES = 100;
/** Characters of a transaction: far less than 4 MiB, whatever the script. */
const MOST_CHARACTERS = 500_000;

const Page = z.object({ value: z.array(z.record(z.string(), z.unknown())) });

/**
 * Tables of Azure or Azurite, read and written with the types that their properties have. The client's own reading takes a
 * whole Double for an Int32 (13.3.2), so that what is read here is the text of the answer.
 */
export function createExactTables(connection: AzureStorageConnection) {
  const gate = createGate(1);

  /** Every row of a table, a page of at most a thousand at a time. */
  async function* pages(name: TableName): AsyncGenerator<readonly ExactRow[]> {
    let answer = '';
    const client = tableClient(connection, name, gate, [
      {
        position: 'perCall',
        policy: {
          name: 'alongsideExactAnswer',
          async sendRequest(request, next) {
            const response = await next(request);
            answer = response.bodyAsText ?? '';
            return response;
          },
        },
      },
    ]);
    for await (const page of client.listEntities().byPage({ maxPageSize: 1000 })) {
      const rows = rowsIn(answer);
      if (rows.length !== page.length) throw new Error('An answer of storage is not understood.');
      yield rows;
    }
  }

  /** Whether a table has no row. */
  async function isEmpty(name: TableName): Promise<boolean> {
    for await (const page of pages(name)) if (page.length > 0) return false;
    return true;
  }

  /** Writes rows over what is there. Whoever gives them in the order of their partitions saves requests. */
  async function write(name: TableName, rows: readonly ExactRow[]): Promise<void> {
    const client = tableClient(connection, name, gate);
    for (const part of transactionsOf(rows)) await submit(client, name, part);
  }

  return { pages, isEmpty, write };
}

async function submit(
  client: TableClient,
  on: TableName,
  rows: readonly ExactRow[],
): Promise<void> {
  const actions = rows.map((row): TransactionAction => ['upsert', toEntity(row), 'Replace']);
  const writes = rows.map(({ partitionKey, rowKey }): Write => {
    return { kind: 'upsert', row: { partitionKey, rowKey, cells: {} } };
  });
  const request = { kind: 'write', on, operation: 'commit' } as const;
  await asAzureTableRequest({ request, observe: () => {}, writes }, () =>
    client.submitTransaction(actions),
  );
}

function toEntity({ partitionKey, rowKey, cells }: ExactRow) {
  const typed = Object.entries(cells).map(([name, [type, value]]) => [name, property(type, value)]);
  return {
    ...(Object.fromEntries(typed) as Record<string, unknown>),
    partitionKey,
    rowKey,
  };
}

function property(type: ExactCell[0], value: string): unknown {
  switch (type) {
    case 'String':
      return value;
    case 'Boolean':
      return value === 'true';
    case 'Int32':
      return { type, value: Number(value) };
    case 'Double':
      return { type, value: Number.isFinite(Number(value)) ? Number(value) : value };
    case 'Int64':
    case 'DateTime':
    case 'Guid':
    case 'Binary':
      return { type, value };
  }
}

/** The rows in the text of an answer. A number keeps the letters in which it was written: `5.0` is a Double. */
function rowsIn(answer: string): readonly ExactRow[] {
  const parsed: unknown = JSON.parse(
    answer,
    (_key, value: unknown, context?: { source?: string }) =>
      typeof value === 'number' ? new WrittenNumber(context?.source ?? String(value)) : value,
  );
  return Page.parse(parsed).value.map((entity) => {
    const cells: Record<string, ExactCell> = {};
    for (const [name, value] of Object.entries(entity)) {
      if (name.includes('odata.') || ['PartitionKey', 'RowKey', 'Timestamp'].includes(name)) {
        continue;
      }
      cells[name] = cellOf(value, entity[`${name}@odata.type`]);
    }
    return {
      partitionKey: String(entity['PartitionKey']),
      rowKey: String(entity['RowKey']),
      cells,
    };
  });
}

class WrittenNumber {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

function cellOf(value: unknown, said: unknown): ExactCell {
  const type = EXACT_TYPES.find((known) => said === `Edm.${known}`);
  if (value instanceof WrittenNumber) {
    return [type ?? (/^-?\d+$/.test(value.text) ? 'Int32' : 'Double'), value.text];
  }
  if (typeof value === 'boolean') return ['Boolean', String(value)];
  if (typeof value === 'string' && (said === undefined || type !== undefined)) {
    return [type ?? 'String', value];
  }
  throw new Error('A property has a type that is not known here.');
}

/** Rows one after the other, as many as one transaction takes: of one partition, each once. */
function* transactionsOf(rows: readonly ExactRow[]): Generator<readonly ExactRow[]> {
  let part: ExactRow[] = [];
  let characters = 0;
  for (const row of rows) {
    const size = JSON.stringify(row).length;
    const isFull = part.length === MOST_WRITES || characters + size > MOST_CHARACTERS;
    if (part.length > 0 && (isFull || part[0]?.partitionKey !== row.partitionKey)) {
      yield part;
      [part, characters] = [[], 0];
    }
    part.push(row);
    characters += size;
  }
  if (part.length > 0) yield part;
}
