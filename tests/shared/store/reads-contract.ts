import { beforeAll, describe, expect, it } from 'vitest';
import { KeyNotAllowed } from '../../../shared/store/guards.ts';
import type { RowRange, Table } from '../../../shared/store/tables.ts';
import type { MakeStorage } from './storage-contract.ts';

async function insert(table: Table, partitionKey: string, rowKeys: readonly string[]) {
  for (let from = 0; from < rowKeys.length; from += 100) {
    const part = rowKeys.slice(from, from + 100);
    const outcome = await table.commit(
      part.map((rowKey) => ({ kind: 'insert', row: { partitionKey, rowKey, cells: {} } })),
    );
    expect(outcome.ok).toBe(true);
  }
}

/** What every storage must do when it is read. */
export function describeReads(makeStorage: MakeStorage): void {
  describe('reading', () => {
    let table: Table;
    beforeAll(async () => {
      table = (await makeStorage()).tables.table('People');
      const shuffled = ['p_b', 'c_b', 'd', 'c_', 'P_b', 'p_a', 'c_a~', 'c_a', '10', '9', 'c_é', ''];
      await insert(table, 'mixed', shuffled);
    });

    it('finds no row where none is, nor in a partition that is not there', async () => {
      expect(await table.get('mixed', 'nothing')).toBeUndefined();
      expect(await table.get('nobody', 'c_a')).toBeUndefined();
      expect(await table.readRange('nobody', {})).toEqual([]);
      expect(await table.readPage('nobody', {})).toEqual({ rows: [] });
    });

    const RANGES: readonly (readonly [RowRange, readonly string[]])[] = [
      [{}, ['', '10', '9', 'P_b', 'c_', 'c_a', 'c_a~', 'c_b', 'c_é', 'd', 'p_a', 'p_b']],
      [{ from: 'c_', before: 'd' }, ['c_', 'c_a', 'c_a~', 'c_b', 'c_é']],
      [{ from: 'c_a', before: 'c_a`' }, ['c_a']],
      [{ from: 'c_b' }, ['c_b', 'c_é', 'd', 'p_a', 'p_b']],
      [{ from: 'c_b!', before: 'p_a' }, ['c_é', 'd']],
      [{ before: 'P_b' }, ['', '10', '9']],
      [{ from: 'd', before: 'd' }, []],
      [{ from: 'p', before: 'c' }, []],
      [{ from: 'z' }, []],
      [{ before: '' }, []],
      [{ from: "'", before: "c' or 'a' eq 'a" }, ['10', '9', 'P_b']],
    ];
    it.each(RANGES)('gives the range %o in the order of keys', async (range, expected) => {
      const rows = await table.readRange('mixed', range);
      expect(rows.map((row) => row.rowKey)).toEqual(expected);
    });

    it('goes through a range in pages as small as asked for', async () => {
      const range = { from: 'c_', before: 'p_b' };
      const seen: string[][] = [];
      let continuation: string | undefined;
      do {
        const page = await table.readPage('mixed', range, {
          limit: 2,
          ...(continuation === undefined ? {} : { continuation }),
        });
        seen.push(page.rows.map((row) => row.rowKey));
        continuation = page.continuation;
      } while (continuation !== undefined);
      expect(seen.flat()).toEqual(['c_', 'c_a', 'c_a~', 'c_b', 'c_é', 'd', 'p_a']);
      expect(seen.every((keys) => keys.length <= 2)).toBe(true);
    });

    it('refuses pages of no row or of more than a thousand', async () => {
      await expect(table.readPage('mixed', {}, { limit: 0 })).rejects.toThrow(RangeError);
      await expect(table.readPage('mixed', {}, { limit: 1001 })).rejects.toThrow(RangeError);
    });

    it('refuses to get a row by a key that cannot be', async () => {
      await expect(table.get('mixed', 'a/b')).rejects.toThrow(KeyNotAllowed);
      await expect(table.get('a#b', 'a')).rejects.toThrow(KeyNotAllowed);
    });
  });

  it('reads more than a thousand rows to the end, page after page', async () => {
    const table = (await makeStorage()).tables.table('People');
    const keys = Array.from({ length: 1_101 }, (_, n) => `č${String(n).padStart(5, '0')}`);
    await insert(table, 'žofia', keys);
    await insert(table, 'žofiá', ['č00000']);
    const first = await table.readPage('žofia', {});
    expect(first.rows).toHaveLength(1_000);
    const second = await table.readPage(
      'žofia',
      {},
      first.continuation === undefined ? {} : { continuation: first.continuation },
    );
    expect(second.rows.map((row) => row.rowKey)).toEqual(keys.slice(1_000));
    expect(second.continuation).toBeUndefined();
    const all = await table.readRange('žofia', {});
    expect(all.map((row) => row.rowKey)).toEqual(keys);
  });

  it('goes on after the last page although rows around its end are gone', async () => {
    const table = (await makeStorage()).tables.table('People');
    await insert(table, 'p', ['a', 'b', 'c', 'd', 'e']);
    const { continuation = '' } = await table.readPage('p', {}, { limit: 2 });
    await table.commit([
      { kind: 'delete', partitionKey: 'p', rowKey: 'b' },
      { kind: 'delete', partitionKey: 'p', rowKey: 'c' },
    ]);
    const rest = await table.readPage('p', {}, { limit: 2, continuation });
    expect(rest.rows.map((row) => row.rowKey)).toEqual(['d', 'e']);
  });
}
