import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  type BrokenRow,
  decodeRow,
  encodeRow,
  kindOfRow,
  sameCells,
} from '../../../shared/store/row-codec.ts';
import type { Row } from '../../../shared/store/tables.ts';

const Schema = z.object({
  text: z.string(),
  number: z.number(),
  truth: z.boolean(),
  list: z.array(z.string()),
  inner: z.object({ deep: z.string() }),
  maybe: z.string().exactOptional(),
});
const value: z.infer<typeof Schema> = {
  text: 'Zoë “ok”\n',
  number: 0.5,
  truth: false,
  list: [],
  inner: { deep: '' },
};

function decode(row: Row) {
  const broken: BrokenRow[] = [];
  return {
    decoded: decodeRow(Schema, { ...row, etag: 'e' }, 'People', (it) => broken.push(it)),
    broken,
  };
}

describe('a value as a row', () => {
  test.each([value, { ...value, maybe: '' }, { ...value, maybe: 'there', number: 2 ** 53 - 1 }])(
    'comes back as it was: %o',
    (written) => {
      expect(decode(encodeRow('p', 'r', written))).toEqual({ decoded: written, broken: [] });
    },
  );

  test('has lists and objects as JSON, and nothing of what is absent', () => {
    expect(encodeRow('p', 'r', { ...value, maybe: undefined })).toEqual({
      partitionKey: 'p',
      rowKey: 'r',
      cells: {
        text: value.text,
        number: 0.5,
        truth: false,
        listJson: '[]',
        innerJson: '{"deep":""}',
      },
    });
  });

  test('keeps what a newer version wrote, through copies made of it, and shows it to nobody', () => {
    const { cells, ...keys } = encodeRow('p', 'r', value);
    const newer = { newer: 1, newestJson: '{"a":[0]}', innerJson: '{"deep":"","deeper":true}' };
    const row = { ...keys, cells: { ...cells, ...newer } };
    const { decoded, broken } = decode(row);
    expect(broken).toEqual([]);
    expect(JSON.stringify(decoded)).toBe(JSON.stringify(value));
    const copied = { ...value, ...decoded, text: 'other', maybe: 'there' };
    expect(encodeRow('p', 'r', copied).cells).toEqual({
      ...row.cells,
      text: 'other',
      maybe: 'there',
    });
    expect(encodeRow('p', 'r', { ...copied, inner: { deep: 'new' } }).cells['innerJson']).toBe(
      '{"deep":"new"}',
    );
  });
});

describe('a row that cannot be read', () => {
  const { cells } = encodeRow('p', 'r', value);
  const { text: _text, ...withoutText } = cells;
  const BROKEN: readonly (readonly [string, Row['cells'], RegExp])[] = [
    ['a property is missing', withoutText, /^text: /],
    ['a property is of another type', { ...cells, number: 'many' }, /^number: /],
    ['something deep is wrong', { ...cells, innerJson: '{"deep":7}' }, /^inner.deep: /],
    ['it is no JSON', { ...cells, innerJson: '{"deep' }, /^innerJson is not JSON$/],
  ];
  test.each(BROKEN)('is reported without its words: %s', (_what, broken, problem) => {
    const read = decode({ partitionKey: 'p', rowKey: 'c_pledge_0195a', cells: broken });
    expect(read).toEqual({
      decoded: undefined,
      broken: [{ table: 'People', rowKind: 'c_pledge', problem: expect.stringMatching(problem) }],
    });
    expect(JSON.stringify(read.broken)).not.toMatch(/many|Zoë|0195a/);
  });
});

test.each([
  ['c_profile', 'c_profile'],
  ['c_pledge_0195a000-0000', 'c_pledge'],
  ['c_ally_e7900000-0000', 'c_ally'],
  ['p_checkin_a0_123', 'p_checkin'],
  ['find_zoe_5b2e', 'find'],
  ['active_ada winter_5b2e', 'active'],
  ['member_abc-def', 'member'],
  ['count', 'count'],
  ['1234', ''],
])('the kind of the row %s is "%s": never an id, never a name', (rowKey, kind) => {
  expect(kindOfRow(rowKey)).toBe(kind);
});

test('rows are the same when they hold the same cells, in whatever order', () => {
  const row = (cells: Row['cells']) => ({ partitionKey: 'p', rowKey: 'r', cells });
  expect(sameCells(row({ a: 1, b: 'x' }), row({ b: 'x', a: 1 }))).toBe(true);
  expect(sameCells(row({ a: 1 }), row({ a: '1' }))).toBe(false);
  expect(sameCells(row({ a: 1 }), row({ a: 1, b: 2 }))).toBe(false);
  expect(sameCells(row({ a: 1, b: 2 }), row({ a: 1 }))).toBe(false);
  expect(sameCells(row({ a: 1 }), row({ b: 1 }))).toBe(false);
  expect(sameCells(row({ aJson: '{"b":1,"c":2}' }), row({ aJson: '{"c":2,"b":1}' }))).toBe(true);
  expect(sameCells(row({ aJson: '[1,2]' }), row({ aJson: '[2,1]' }))).toBe(false);
});
