import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { DATA_MAP_FILE, dataMap } from '../../../infra/data-map/data-map.ts';
import { isOfKind, type RowEntry } from '../../../infra/data-map/entry.ts';
import { fieldsOf } from '../../../infra/data-map/fields.ts';
import { QUEUE_MESSAGES } from '../../../infra/data-map/queue-messages.ts';
import { ROWS } from '../../../infra/data-map/register.ts';
import { loadDemoOrganisation } from '../../../infra/local/demo-organisation.ts';
import { BandInRow } from '../../../shared/store/band-row.ts';
import { createMemoryStorage } from '../../../shared/store/memory-storage.ts';
import { QUEUE_NAMES } from '../../../shared/store/queues.ts';
import { type StoredRow, TABLE_NAMES, type TableName } from '../../../shared/store/tables.ts';
import type { WholeTables } from '../../../shared/store/whole-tables.ts';
import { NOON } from '../../support/builders.ts';
import { testClock, testDeps } from '../../support/command-deps.ts';
import { openQueues } from '../../support/search-storage.ts';
import { liveWholeLife } from '../../support/whole-life.ts';

const ROOT = join(import.meta.dirname, '../../..');
const STORE = join(ROOT, 'shared/store');

/** Whether a field of the register is where something lies, or says what lies there. */
function isKnown(path: string, fields: readonly string[]): boolean {
  return fields.some(
    (field) =>
      field === path ||
      field.startsWith(`${path}.`) ||
      (field.endsWith('.*') && path.startsWith(field.slice(0, -1))),
  );
}

/** Where anything lies in a value, with arrays looked into. */
function pathsOf(value: unknown, path: string): readonly string[] {
  if (Array.isArray(value) && value.length > 0) return value.flatMap((one) => pathsOf(one, path));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [path];
  return Object.entries(value).flatMap(([name, inside]) =>
    pathsOf(inside, path === '' ? name : `${path}.${name}`),
  );
}

function valueOf({ cells }: Pick<StoredRow, 'cells'>): unknown {
  const entries = Object.entries(cells).map(([name, cell]): [string, unknown] =>
    name.endsWith('Json') ? [name.slice(0, -4), JSON.parse(String(cell))] : [name, cell],
  );
  return Object.fromEntries(entries);
}

/** What of a row the register does not know. */
function unknownIn(table: TableName, row: StoredRow): readonly string[] {
  const where = `${table} ${row.partitionKey} ${row.rowKey}`;
  const entries = ROWS.filter((entry) => entry.table === table && isOfKind(entry, row));
  const [entry] = entries;
  if (entry === undefined || entries.length > 1) return [`${where}: ${entries.length} entries`];
  const fields = fieldsOf(entry.schema);
  return [
    ...pathsOf(valueOf(row), '')
      .filter((path) => !isKnown(path, fields))
      .map((path) => `${where}: ${path}`),
    ...unreadLines(entry, row).map((line) => `${where}: ${line}`),
  ];
}

function unreadLines({ line }: RowEntry, { cells }: StoredRow): readonly string[] {
  if (line === undefined) return [];
  const lines = String(cells['text']).split('\n');
  return lines.filter((text) => text !== '' && !line.safeParse(JSON.parse(text)).success);
}

async function unknownRows({ everyRow }: WholeTables): Promise<readonly string[]> {
  const unknown = new Set<string>();
  for (const table of TABLE_NAMES) {
    for await (const row of everyRow(table)) {
      for (const one of unknownIn(table, row)) unknown.add(one);
    }
  }
  return [...unknown];
}

describe('the data map', () => {
  test('is committed as the program makes it (npm run data-map)', async () => {
    expect(readFileSync(join(ROOT, DATA_MAP_FILE), 'utf8')).toBe(await dataMap());
  });

  test('knows every row, every field and every message of somebody who did everything there is', async () => {
    const clock = testClock(NOON);
    const storage = createMemoryStorage({ realMs: clock.realMs });
    const queues = openQueues(storage.queues);
    await liveWholeLife(testDeps({ clock, storage: { tables: storage.tables, queues } }));

    expect(await unknownRows(storage)).toEqual([]);
    const unknown = QUEUE_MESSAGES.flatMap(({ queue, schema }) => {
      const fields = fieldsOf(schema);
      return queues
        .texts(queue)
        .flatMap((text) => pathsOf(JSON.parse(text), ''))
        .filter((path) => !isKnown(path, fields))
        .map((path) => `${queue}: ${path}`);
    });
    expect(unknown).toEqual([]);
  });

  test('knows every row and field of the demo organisation', async () => {
    const storage = createMemoryStorage();
    await loadDemoOrganisation(testDeps({ storage }));

    expect(await unknownRows(storage)).toEqual([]);
  });

  test('tells of a kind of row, or a field of one, that nobody wrote down', () => {
    const row = { partitionKey: 't_u', rowKey: 'c_learning', etag: '' };
    expect(unknownIn('People', { ...row, cells: { revision: 1, mood: 'low' } })).toEqual([
      'People t_u c_learning: mood',
    ]);
    const laterJson = '[{"lessonId":"a","from":"b","why":"c"}]';
    expect(unknownIn('People', { ...row, cells: { laterJson } })).toEqual([
      'People t_u c_learning: later.why',
    ]);
    expect(unknownIn('People', { ...row, rowKey: 'c_mood', cells: {} })).toEqual([
      'People t_u c_mood: 0 entries',
    ]);
  });

  test('has every table and every queue', () => {
    expect([...new Set(ROWS.map(({ table }) => table))].toSorted()).toEqual(
      [...TABLE_NAMES].toSorted(),
    );
    expect(QUEUE_MESSAGES.map(({ queue }) => queue)).toEqual([...QUEUE_NAMES]);
  });

  test('calls no two kinds of row the same, and gives no two the same key', () => {
    const names = ROWS.map(({ table, name }) => `${table} ${name}`);
    const keys = ROWS.map(({ table, partition, key }) => `${table} ${partition} ${key}`);
    expect(new Set(names).size).toBe(ROWS.length);
    expect(new Set(keys).size).toBe(ROWS.length);
  });
});

/** Files of the store, by name, with their text. */
const SOURCES = readdirSync(STORE)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name, text: readFileSync(join(STORE, name), 'utf8') }));

/** Where a schema is given to what reads a row. */
const READS = [
  /\bdecodeRow\((?<schema>[\w.[\]]+),/g,
  /\bdecode\((?:row, )?(?<schema>[A-Z]\w*)\b/g,
  /\bofKind\([^,]+, (?<schema>\w+)\)/g,
  /\bshow\(.*, (?<schema>[A-Z]\w*)\);/g,
  /^ +schema: (?<schema>[A-Z]\w*),$/gm,
] as const;

/** Functions that pass a schema on, which those who call them name (`READS`). */
const PASSED_ON = [
  'news-lines-store.ts schema',
  'person-everything.ts schema',
  'person-mapping.ts schema',
  'releases-store.ts schema',
  'tenant-row.ts schema',
];

describe('the register', () => {
  const reads = SOURCES.filter(({ name }) => name !== 'row-codec.ts').flatMap(({ name, text }) =>
    READS.flatMap((pattern) =>
      [...text.matchAll(pattern)].map((match) => ({
        name,
        schema: match.groups?.['schema'] ?? '',
      })),
    ),
  );

  test('is told of every function that passes a schema on to decodeRow', () => {
    const passedOn = reads.filter(({ schema }) => /^[a-z]/.test(schema));
    const names = new Set(passedOn.map(({ name, schema }) => `${name} ${schema}`));
    expect([...names].toSorted()).toEqual(PASSED_ON);
  });

  test('has every schema by which the store reads a row', async () => {
    const known = new Set<unknown>(ROWS.map(({ schema }) => schema));
    const named = new Map<string, unknown>();
    for (const { name, schema } of reads.filter((read) => /^[A-Z]/.test(read.schema))) {
      for (const one of await schemasCalled(schema, name)) named.set(`${name} ${schema}`, one);
    }
    expect(named.size).toBeGreaterThan(40);
    const missing = [...named].filter(([, schema]) => !known.has(schema)).map(([name]) => name);
    expect(missing).toEqual([]);
  });

  test('has every schema that the store gives away', async () => {
    const known = new Set<unknown>([
      ...ROWS.flatMap(({ schema, line }) => [schema, line]),
      ...QUEUE_MESSAGES.map(({ schema }) => schema),
      // A part of others.
      BandInRow,
    ]);
    const missing: string[] = [];
    for (const { name } of SOURCES) {
      for (const [exported, value] of Object.entries(await moduleOf(name))) {
        if (value instanceof z.ZodType && !known.has(value)) missing.push(`${name} ${exported}`);
      }
    }
    expect(missing).toEqual([]);
  });
});

async function moduleOf(name: string): Promise<Record<string, unknown>> {
  return (await import(pathToFileURL(join(STORE, name)).href)) as Record<string, unknown>;
}

/** What a file of the store means by the name of a schema: something that it exports, or imports from another. */
async function schemasCalled(name: string, file: string): Promise<readonly unknown[]> {
  const [binding = ''] = name.split('[');
  const text = SOURCES.find((source) => source.name === file)?.text ?? '';
  const from = [...text.matchAll(/import \{(?<names>[^}]*)\} from '\.\/(?<file>[^']+)'/g)].find(
    ({ groups }) => groups?.['names']?.split(/[\s,]+/).includes(binding),
  )?.groups?.['file'];
  const found = (await moduleOf(from ?? file))[binding];
  if (typeof found !== 'object' || found === null)
    throw new Error(`${file} does not export the schema ${binding}.`);
  return found instanceof z.ZodType ? [found] : Object.values<unknown>({ ...found });
}
