import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CellNotAllowed,
  guardKey,
  guardWrites,
  KeyNotAllowed,
  keySafe,
  RowTooLarge,
  TransactionNotAllowed,
  TransactionTooLarge,
} from '../../../shared/store/guards.ts';
import type { Cell, Write } from '../../../shared/store/tables.ts';

function insert(cells: Record<string, Cell> = {}, rowKey = 'row', partitionKey = 'p'): Write {
  return { kind: 'insert', row: { partitionKey, rowKey, cells } };
}

function remove(rowKey: string, partitionKey = 'p'): Write {
  return { kind: 'delete', partitionKey, rowKey };
}

function properties(count: number, cell: Cell): Record<string, Cell> {
  return Object.fromEntries(Array.from({ length: count }, (_, n) => [`cell${n}`, cell]));
}

describe('keys', () => {
  it.each(['', 'a', "it's", '%', 'Žofia 李 👍', ' ', '.', '~`!', 'x'.repeat(512)])(
    'may be %j',
    (key) => {
      expect(guardWrites([insert({}, key, key)])).toBe(key);
    },
  );

  const NOT_ALLOWED = ['/', '\\', '#', '?', '\n', '\t', '\u0000', '\u007f', '\u0085', '\ud83d'];
  it.each([...NOT_ALLOWED.map((character) => `a${character}b`), 'x'.repeat(513)])(
    'cannot be %j',
    (key) => {
      expect(() => guardKey(key)).toThrow(KeyNotAllowed);
      expect(() => guardWrites([insert({}, key)])).toThrow(KeyNotAllowed);
      expect(() => guardWrites([insert({}, 'row', key)])).toThrow(KeyNotAllowed);
      expect(() => guardWrites([remove('a'), remove(key)])).toThrow(KeyNotAllowed);
    },
  );

  it('are not told in the error', () => {
    expect(() => guardWrites([insert({}, 'user@contoso/x')])).toThrow(/^((?!contoso).)*$/);
  });
});

describe('properties', () => {
  it.each(['a', 'A1', '_a', 'pledgeJson', 'x'.repeat(255)])('may be named %s', (name) => {
    expect(guardWrites([insert({ [name]: 1 })])).toBe('p');
  });

  it.each([
    ...['', '1a', 'a-b', 'a.b', 'a b', 'é', 'odata.etag', 'x'.repeat(256)],
    ...['PartitionKey', 'RowKey', 'Timestamp', 'partitionKey', 'rowKey', 'timestamp', 'etag'],
    ...['__proto__', 'constructor', 'toString'],
  ])('cannot be named %j', (name) => {
    expect(() => guardWrites([insert({ [name]: 1 })])).toThrow(CellNotAllowed);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'cannot be %s',
    (cell) => {
      expect(() => guardWrites([insert({ cell })])).toThrow(CellNotAllowed);
    },
  );

  it('are at most 252', () => {
    expect(guardWrites([insert(properties(252, true))])).toBe('p');
    expect(() => guardWrites([insert(properties(253, true))])).toThrow(RowTooLarge);
  });

  it('have texts of at most 32 Ki characters', () => {
    expect(guardWrites([insert({ text: 'é'.repeat(32_768) })])).toBe('p');
    expect(() => guardWrites([insert({ text: 'e'.repeat(32_769) })])).toThrow(RowTooLarge);
  });

  it('are together at most 1 MiB, as the service counts', () => {
    // 4 for the row and 2 for each character of `p` and `row`; for each text 8, 4, and 2 for each of its
    // characters and of its name: 15 of 32 Ki characters, the first ten named by 5, the others by 6.
    const full = 4 + 8 + 10 * (8 + 4 + 10 + 65_536) + 5 * (8 + 4 + 12 + 65_536);
    const left = (1024 * 1024 - full - (8 + 4 + 8)) / 2;
    const cells = (length: number) => {
      return { ...properties(15, 'x'.repeat(32_768)), last: 'x'.repeat(length) };
    };
    expect(guardWrites([insert(cells(left))])).toBe('p');
    expect(() => guardWrites([insert(cells(left + 1))])).toThrow(RowTooLarge);
  });
});

describe('transactions', () => {
  it('have 1 to 100 writes', () => {
    const writes = Array.from({ length: 101 }, (_, n) => remove(`row${n}`));
    expect(guardWrites(writes.slice(0, 100))).toBe('p');
    expect(() => guardWrites(writes)).toThrow(TransactionTooLarge);
    expect(() => guardWrites([])).toThrow(TransactionNotAllowed);
  });

  it('have less than 4 MiB', () => {
    // Six bytes a character, as `\\u674e`: 22 rows of 192 KiB are more than 4 MiB.
    const writes = Array.from({ length: 22 }, (_, n) => {
      return insert({ text: '李'.repeat(32_768) }, `row${n}`);
    });
    expect(guardWrites(writes.slice(0, 21))).toBe('p');
    expect(() => guardWrites(writes)).toThrow(TransactionTooLarge);
  });

  it('stay in one partition', () => {
    expect(() => guardWrites([remove('a'), remove('b', 'q')])).toThrow(TransactionNotAllowed);
  });

  it('write each row once', () => {
    expect(() => guardWrites([remove('a'), insert({}, 'a')])).toThrow(TransactionNotAllowed);
  });
});

/** Texts of any UTF-16 units, halves of characters included. */
const anyText = fc
  .array(fc.oneof(fc.nat(0x7f), fc.nat(0xffff), fc.integer({ min: 0xd800, max: 0xdfff })))
  .map((units) => String.fromCharCode(...units));

describe('a text made safe for keys', () => {
  it.each([
    ['zofia kovac 2', 'zofia kovac 2'],
    ['Žofia-李.', 'Žofia-李.'],
    ['a_b', 'a=005Fb'],
    ['a/b=c', 'a=002Fb=003Dc'],
    ['👍', '=D83D=DC4D'],
    ['', ''],
  ])('turns %j into %j', (text, safe) => {
    expect(keySafe(text)).toBe(safe);
  });

  it('is always allowed, wherever it is cut', () => {
    fc.assert(
      fc.property(anyText, fc.nat(100), (text, length) => {
        const safe = keySafe(text).slice(0, length);
        guardKey(safe);
        expect(safe).not.toContain('_');
      }),
    );
  });

  it('can be turned back, so different texts stay different', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const back = keySafe(text).replaceAll(/=([0-9A-F]{4})/g, (_, hex: string) =>
          String.fromCharCode(Number.parseInt(hex, 16)),
        );
        expect(back).toBe(text);
      }),
    );
  });
});
