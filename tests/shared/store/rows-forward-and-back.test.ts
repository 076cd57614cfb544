import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROWS } from '../../../infra/data-map/register.ts';
import { decodeRow, encodeRow } from '../../../shared/store/row-codec.ts';
import type { Row } from '../../../shared/store/tables.ts';
import { examplesOf, withMore, withUnknownWords } from '../../support/row-examples.ts';

// ADR 39: programs of two versions run beside each other, and after each other in either order.

const BEFORE = path.join(import.meta.dirname, 'rows-of-before');

const each = ROWS.map((entry) => [`${entry.table}: ${entry.name}`, entry] as const);

function read({ table, schema }: (typeof ROWS)[number], row: Row) {
  const problems: string[] = [];
  const value = decodeRow(schema, { ...row, etag: '' }, table, ({ problem }) =>
    problems.push(problem),
  );
  return { value, problems };
}

function valueOf({ cells }: Row): object {
  const value = Object.entries(cells).map(([name, cell]) => [
    name,
    name.endsWith('Json') ? (JSON.parse(String(cell)) as unknown) : cell,
  ]);
  return Object.fromEntries(value) as object;
}

describe.each(each)('%s', (_name, entry) => {
  const examples = examplesOf(entry.schema) as readonly object[];

  test('is read back as it was written, with all that may be there and with what must be there', () => {
    for (const example of examples) {
      const { value, problems } = read(entry, encodeRow('p', 'r', example));
      expect(problems).toEqual([]);
      expect(value).toMatchObject(example);
    }
  });

  test('keeps the fields of a newer program, wherever they are, when it is written again', () => {
    for (const example of examples) {
      const newer = encodeRow('p', 'r', withMore(example) as object);
      const { value, problems } = read(entry, newer);
      expect(problems).toEqual([]);
      // More may be there: what stands for something absent.
      expect(valueOf(encodeRow('p', 'r', { ...(value as object) }))).toMatchObject(valueOf(newer));
    }
  });

  test('is read or reported, and nothing is thrown, whatever a newer program says in one place', () => {
    for (const other of examples.flatMap(withUnknownWords) as readonly object[]) {
      const { value, problems } = read(entry, encodeRow('p', 'r', other));
      expect(problems).toHaveLength(value === undefined ? 1 : 0);
    }
  });
});

describe.each(readdirSync(BEFORE))('rows of version %s', (file) => {
  const stored = JSON.parse(readFileSync(path.join(BEFORE, file), 'utf8')) as Readonly<
    Record<string, readonly Row['cells'][]>
  >;

  test.each(Object.keys(stored))('%s are read by this program', (name) => {
    const entry = ROWS.find((candidate) => `${candidate.table}: ${candidate.name}` === name);
    // A kind of row that is stored no more is taken out of the file only with the version that removed the last one.
    if (entry === undefined) throw new Error(`Nothing reads ${name} any more.`);
    for (const cells of stored[name] ?? []) {
      expect(read(entry, { partitionKey: 'p', rowKey: 'r', cells }).problems).toEqual([]);
    }
  });
});
