import { describe, expect, it } from 'vitest';
import type { Cell, Row, StoredRow, Table, Write } from '../../../shared/store/tables.ts';
import type { MakeStorage } from './storage-contract.ts';

const PARTITION = 'tenant_person';

function row(rowKey: string, cells: Record<string, Cell> = {}, partitionKey = PARTITION): Row {
  return { partitionKey, rowKey, cells };
}

/** Writes rows that the test starts from, and reads them back. */
async function given(table: Table, ...rows: readonly Row[]): Promise<StoredRow[]> {
  const outcome = await table.commit(rows.map((each) => ({ kind: 'insert', row: each })));
  expect(outcome.ok).toBe(true);
  return Promise.all(rows.map((each) => read(table, each.rowKey)));
}

async function read(table: Table, rowKey: string): Promise<StoredRow> {
  const found = await table.get(PARTITION, rowKey);
  if (found === undefined) throw new Error(`There is no ${rowKey}.`);
  return found;
}

async function keysOf(table: Table): Promise<string[]> {
  return (await table.readRange(PARTITION, {})).map((each) => each.rowKey);
}

/** What every storage must do with writes. */
export function describeCommits(makeStorage: MakeStorage): void {
  const people = async (): Promise<Table> => (await makeStorage()).tables.table('People');

  describe('one write', () => {
    it('inserts a row and gives the ETag that it is read with', async () => {
      const table = await people();
      const outcome = await table.commit([{ kind: 'insert', row: row('a', { n: 1 }) }]);
      const found = await read(table, 'a');
      expect(found).toMatchObject(row('a', { n: 1 }));
      expect(outcome).toEqual({ ok: true, etags: [found.etag] });
    });

    it('does not insert a row that exists', async () => {
      const table = await people();
      const [before] = await given(table, row('a', { n: 1 }));
      expect(await table.commit([{ kind: 'insert', row: row('a', { n: 2 }) }])).toEqual({
        ok: false,
        reason: 'exists',
        index: 0,
      });
      expect(await read(table, 'a')).toEqual(before);
    });

    it('replaces a row as a whole under its ETag, which is another one then', async () => {
      const table = await people();
      const [before] = await given(table, row('a', { n: 1, gone: true }));
      const etag = before?.etag ?? '';
      const outcome = await table.commit([{ kind: 'replace', row: row('a', { n: 2 }), etag }]);
      const after = await read(table, 'a');
      expect(after.cells).toEqual({ n: 2 });
      expect(after.etag).not.toBe(etag);
      expect(outcome).toEqual({ ok: true, etags: [after.etag] });
    });

    it('does not replace a row that has changed since', async () => {
      const table = await people();
      const [old] = await given(table, row('a', { n: 1 }));
      const etag = old?.etag ?? '';
      await table.commit([{ kind: 'upsert', row: row('a', { n: 2 }) }]);
      expect(await table.commit([{ kind: 'replace', row: row('a', { n: 3 }), etag }])).toEqual({
        ok: false,
        reason: 'changed',
        index: 0,
      });
      expect((await read(table, 'a')).cells).toEqual({ n: 2 });
    });

    it('changes the ETag even where the content stays the same', async () => {
      const table = await people();
      const [old] = await given(table, row('a', { n: 1 }));
      const etag = old?.etag ?? '';
      await table.commit([{ kind: 'upsert', row: row('a', { n: 1 }) }]);
      const outcome = await table.commit([{ kind: 'replace', row: row('a', { n: 3 }), etag }]);
      expect(outcome).toMatchObject({ ok: false, reason: 'changed' });
    });

    it('says that a row to replace is missing', async () => {
      const table = await people();
      const [old] = await given(table, row('a'));
      const etag = old?.etag ?? '';
      await table.commit([{ kind: 'delete', partitionKey: PARTITION, rowKey: 'a' }]);
      expect(await table.commit([{ kind: 'replace', row: row('a'), etag }])).toEqual({
        ok: false,
        reason: 'missing',
        index: 0,
      });
      expect(await table.get(PARTITION, 'a')).toBeUndefined();
    });

    it('upserts over what is there, as a whole, and where nothing is', async () => {
      const table = await people();
      await given(table, row('a', { n: 1, gone: true }));
      const over = await table.commit([{ kind: 'upsert', row: row('a', { n: 2 }) }]);
      const anew = await table.commit([{ kind: 'upsert', row: row('b', { n: 3 }) }]);
      const [a, b] = [await read(table, 'a'), await read(table, 'b')];
      expect([a.cells, b.cells]).toEqual([{ n: 2 }, { n: 3 }]);
      expect(over).toEqual({ ok: true, etags: [a.etag] });
      expect(anew).toEqual({ ok: true, etags: [b.etag] });
    });

    it('deletes a row, and one that is gone already is as good', async () => {
      const table = await people();
      await given(table, row('a'));
      const write: Write = { kind: 'delete', partitionKey: PARTITION, rowKey: 'a' };
      expect(await table.commit([write])).toEqual({ ok: true, etags: [undefined] });
      expect(await table.get(PARTITION, 'a')).toBeUndefined();
      expect(await table.commit([write])).toEqual({ ok: true, etags: [undefined] });
    });

    it('deletes under an ETag only what has not changed and is still there', async () => {
      const table = await people();
      const [old] = await given(table, row('a', { n: 1 }));
      await table.commit([{ kind: 'upsert', row: row('a', { n: 2 }) }]);
      const remove = (etag: string | undefined): Write => {
        return { kind: 'delete', partitionKey: PARTITION, rowKey: 'a', etag: etag ?? '' };
      };
      const stale = await table.commit([remove(old?.etag)]);
      expect(stale).toEqual({ ok: false, reason: 'changed', index: 0 });
      const { etag } = await read(table, 'a');
      expect(await table.commit([remove(etag)])).toEqual({ ok: true, etags: [undefined] });
      expect(await table.commit([remove(etag)])).toEqual({
        ok: false,
        reason: 'missing',
        index: 0,
      });
    });
  });

  describe('a transaction', () => {
    it('does every kind of write at once and gives their ETags in order', async () => {
      const table = await people();
      const [b, c] = await given(table, row('b'), row('c'), row('d'));
      const outcome = await table.commit([
        { kind: 'delete', partitionKey: PARTITION, rowKey: 'c', etag: c?.etag ?? '' },
        { kind: 'upsert', row: row('e', { n: 5 }) },
        { kind: 'insert', row: row('a', { n: 1 }) },
        { kind: 'delete', partitionKey: PARTITION, rowKey: 'd' },
        { kind: 'replace', row: row('b', { n: 2 }), etag: b?.etag ?? '' },
      ]);
      const rows = await table.readRange(PARTITION, {});
      expect(rows.map(({ rowKey, cells }) => [rowKey, cells])).toEqual([
        ['a', { n: 1 }],
        ['b', { n: 2 }],
        ['e', { n: 5 }],
      ]);
      const etagOf = (rowKey: string) => rows.find((each) => each.rowKey === rowKey)?.etag;
      expect(outcome).toEqual({
        ok: true,
        etags: [undefined, etagOf('e'), etagOf('a'), undefined, etagOf('b')],
      });
    });

    // Each is tried behind writes of other kinds that would succeed, and must undo them.
    const FAILING: readonly (readonly [string, 'exists' | 'changed' | 'missing', Write])[] = [
      ['an insert meets a row', 'exists', { kind: 'insert', row: row('here') }],
      ['a replacement comes late', 'changed', { kind: 'replace', row: row('here'), etag: 'stale' }],
      ['a row to replace is gone', 'missing', { kind: 'replace', row: row('no'), etag: 'stale' }],
      [
        'a row to delete has changed',
        'changed',
        { kind: 'delete', partitionKey: PARTITION, rowKey: 'here', etag: 'stale' },
      ],
      [
        'a row to delete under an ETag is gone',
        'missing',
        { kind: 'delete', partitionKey: PARTITION, rowKey: 'no', etag: 'stale' },
      ],
    ];
    it.each(FAILING)('does nothing where %s, and says which', async (_, reason, failing) => {
      const table = await people();
      const [stale] = await given(table, row('here'), row('other'), row('third'));
      await table.commit([{ kind: 'upsert', row: row('here', { n: 2 }) }]);
      const before = await table.readRange(PARTITION, {});
      // An ETag of the form that this storage gives, but an old one.
      const late = 'etag' in failing ? { ...failing, etag: stale?.etag ?? '' } : failing;
      const outcome = await table.commit([
        { kind: 'upsert', row: row('new') },
        { kind: 'delete', partitionKey: PARTITION, rowKey: 'third' },
        late,
        { kind: 'delete', partitionKey: PARTITION, rowKey: 'other' },
      ]);
      expect(outcome).toEqual({ ok: false, reason, index: 2 });
      expect(await table.readRange(PARTITION, {})).toEqual(before);
    });

    it('is done without the deletes that find nothing to delete', async () => {
      const table = await people();
      await given(table, row('a'));
      const outcome = await table.commit([
        { kind: 'delete', partitionKey: PARTITION, rowKey: 'gone1' },
        { kind: 'insert', row: row('b') },
        { kind: 'delete', partitionKey: PARTITION, rowKey: 'gone2' },
        { kind: 'delete', partitionKey: PARTITION, rowKey: 'a' },
      ]);
      const b = await read(table, 'b');
      expect(outcome).toEqual({ ok: true, etags: [undefined, b.etag, undefined, undefined] });
      expect(await keysOf(table)).toEqual(['b']);
    });

    it('counts its writes as they were given where a later one fails after such a delete', async () => {
      const table = await people();
      await given(table, row('a'));
      const outcome = await table.commit([
        { kind: 'delete', partitionKey: PARTITION, rowKey: 'gone' },
        { kind: 'insert', row: row('b') },
        { kind: 'insert', row: row('a') },
      ]);
      expect(outcome).toEqual({ ok: false, reason: 'exists', index: 2 });
      expect(await keysOf(table)).toEqual(['a']);
    });

    it('is fine where all it does is delete what is gone', async () => {
      const table = await people();
      const outcome = await table.commit([
        { kind: 'delete', partitionKey: PARTITION, rowKey: 'a' },
        { kind: 'delete', partitionKey: PARTITION, rowKey: 'b' },
      ]);
      expect(outcome).toEqual({ ok: true, etags: [undefined, undefined] });
    });

    it('writes a hundred rows', async () => {
      const table = await people();
      const rows = Array.from({ length: 100 }, (_, n) => row(String(n).padStart(3, '0'), { n }));
      await given(table, ...rows);
      expect(await keysOf(table)).toEqual(rows.map((each) => each.rowKey));
    });
  });

  it('lets only one of many win who write under the same ETag', async () => {
    const table = await people();
    const [guard] = await given(table, row('guard'));
    const etag = guard?.etag ?? '';
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        table.commit([
          { kind: 'replace', row: row('guard', { n }), etag },
          { kind: 'insert', row: row(`claim${n}`) },
        ]),
      ),
    );
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(outcomes.filter((outcome) => !outcome.ok && outcome.reason === 'changed')).toHaveLength(
      7,
    );
    expect(await keysOf(table)).toHaveLength(2);
  });

  it('keeps partitions and tables apart', async () => {
    const { tables } = await makeStorage();
    await tables.table('People').commit([{ kind: 'insert', row: row('a', { n: 1 }, 'one') }]);
    await tables.table('People').commit([{ kind: 'insert', row: row('a', { n: 2 }, 'one2') }]);
    await tables.table('Rosters').commit([{ kind: 'insert', row: row('a', { n: 3 }, 'one') }]);
    expect((await tables.table('People').get('one', 'a'))?.cells).toEqual({ n: 1 });
    expect(await tables.table('People').readRange('one', {})).toHaveLength(1);
    expect((await tables.table('Rosters').get('one', 'a'))?.cells).toEqual({ n: 3 });
  });

  it('gives every value back as it was', async () => {
    const table = await people();
    const cells = {
      empty: '',
      date: '2025-02-28',
      instant: '2025-02-28T09:00:00Z',
      guid: '6f1c1a52-9d0e-4f0a-8f6b-6f8f2f6d1c11',
      digits: '0042',
      yes: 'true',
      json: '{"a":[1,"}"],"b":"\\n"}',
      lines: 'one\r\ntwo\n\r\n--changeset_x\r\nDELETE y HTTP/1.1\r\nIf-Match: *\r\n',
      scripts: 'Žofia 李 שלום 👩🏽‍🦽 e\u0301\u2028\u2029\u007f',
      quotes: `'"\\&<>%41`,
      true: true,
      false: false,
      zero: 0,
      small: -1,
      int32: 2_147_483_648,
      ms: 1_790_000_000_000,
      safe: Number.MAX_SAFE_INTEGER,
      half: 0.5,
      tenth: 0.1,
      tiny: 5e-324,
      huge: 1.7976931348623157e308,
    };
    await given(table, row('single', cells));
    await given(table, row('batch', cells), row('batch2', cells));
    for (const rowKey of ['single', 'batch']) {
      expect((await read(table, rowKey)).cells).toEqual(cells);
    }
    const [paged] = await table.readRange(PARTITION, { from: 'single' });
    expect(paged?.cells).toEqual(cells);
  });

  it('mends texts that end in half a character', async () => {
    const table = await people();
    await given(table, row('single', { text: 'cut \ud83d' }));
    await given(table, row('batch', { text: '\udc4d cut' }), row('batch2'));
    expect((await read(table, 'single')).cells).toEqual({ text: 'cut \ufffd' });
    expect((await read(table, 'batch')).cells).toEqual({ text: '\ufffd cut' });
  });

  it('takes keys of many characters, in a request of their own and in a transaction', async () => {
    const table = await people();
    const keys = ["it's 'one'", '%41 100%', 'a+b&c=d;e,f(g)', 'Žofia 李', ' space ', '"x"', '..'];
    for (const key of keys) {
      await table.commit([{ kind: 'insert', row: row(key, { n: 1 }, key) }]);
      const found = await table.get(key, key);
      expect(found).toMatchObject(row(key, { n: 1 }, key));
      const outcome = await table.commit([
        { kind: 'delete', partitionKey: key, rowKey: key, etag: found?.etag ?? '' },
        { kind: 'insert', row: row(`${key}2`, {}, key) },
      ]);
      expect(outcome.ok).toBe(true);
      const left = await table.readRange(key, { from: key });
      expect(left.map((each) => each.rowKey)).toEqual([`${key}2`]);
    }
  });

  it('takes rows of almost 1 MiB, and transactions of almost 4', async () => {
    const table = await people();
    const names = Array.from({ length: 15 }, (_, n) => `text${n}`);
    const text = 'x李'.repeat(16 * 1024);
    const cells = Object.fromEntries(names.map((name) => [name, text] as const));
    await given(table, row('alone', cells));
    await given(table, row('one', cells), row('two', cells));
    for (const rowKey of ['alone', 'one', 'two']) {
      expect((await read(table, rowKey)).cells).toEqual(cells);
    }
  });
}
