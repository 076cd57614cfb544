import { describe, expect, test } from 'vitest';
import { readLines, removeChunks, writeLines } from '../../../shared/store/text-chunks.ts';
import { BOTH_STORAGES } from './both-storages.ts';

/** Far more than one row and one transaction hold. */
const MANY = Array.from({ length: 20_000 }, (_, n) => [n, `Zoë ${n} – 名前`, 'x'.repeat(n % 200)]);

describe.each(BOTH_STORAGES)('long lists %s', (_name, makeStorage) => {
  async function setUp() {
    const { tables } = await makeStorage();
    return tables.table('Releases');
  }

  type Table = Awaited<ReturnType<typeof setUp>>;

  async function read(table: Table, prefix: string): Promise<readonly unknown[]> {
    const values: unknown[] = [];
    for await (const value of readLines(table, 'p', prefix)) values.push(value);
    return values;
  }

  test('are read as they were written, each under its own name', async () => {
    const table = await setUp();
    await writeLines(table, 'p', 'many', MANY);
    await writeLines(table, 'p', 'many-more', [['else']]);
    await writeLines(table, 'p', 'none', []);
    expect(await read(table, 'many')).toEqual(MANY);
    expect(await read(table, 'many-more')).toEqual([['else']]);
    expect(await read(table, 'none')).toEqual([]);
  }, 60_000);

  test('are removed whole, with all that begins alike, and nothing besides', async () => {
    const table = await setUp();
    await writeLines(table, 'p', 'a_00', MANY.slice(0, 9000));
    await writeLines(table, 'p', 'a_01', [1]);
    await writeLines(table, 'p', 'b', [2]);
    await removeChunks(table, 'p', 'a');
    expect(await read(table, 'a')).toEqual([]);
    expect(await read(table, 'b')).toEqual([2]);
    await removeChunks(table, 'p', 'a');
  }, 60_000);
});
