import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { estimate, SIZES } from '../../../infra/costs/estimate.ts';
import { costTables } from '../../../infra/costs/tables.ts';

const page = readFileSync(
  path.resolve(import.meta.dirname, '../../../docs/operate/costs.md'),
  'utf8',
);

/** A table's cells, however wide its columns are written. */
function cells(text: string): readonly string[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.replaceAll(/ *\| */g, '|'))
    .filter((line) => !/^[|-]+$/.test(line));
}

test.each(Object.entries(costTables()))(
  'the table "%s" stands in the page as it is',
  (name, table) => {
    const [, part = ''] = page.split(`<!-- ${name} -->`);
    expect(cells(part.split(`<!-- end of ${name} -->`)[0] ?? '')).toEqual(cells(table));
  },
);

test('a larger organisation costs more, and less for each of its people', () => {
  const totals = SIZES.map((size) => ({ total: estimate(size).total, people: size.people }));
  for (const [index, { total, people }] of totals.entries()) {
    const before = totals[index - 1];
    if (before === undefined) continue;
    expect(total).toBeGreaterThan(before.total);
    expect(total / people).toBeLessThan(before.total / before.people);
  }
});

test('the sum is worked out by hand for a thousand people', () => {
  const { active, messages, tables, queues } = estimate({ people: 1000, webs: 1, workers: 1 });
  expect(active).toBe(400);
  expect(messages).toBeCloseTo(1740);
  // Messages 1740 × (3.2 + 0.7 × 3), visits 2400 × 5, changes 200 × 8, release 400 × 2.5, and a worker's month.
  expect(tables).toBeCloseTo(1740 * 5.3 + 12_000 + 1600 + 1000 + (32 / 60) * 2_628_000, -1);
  expect(queues).toBeCloseTo(1740 * 0.2 + 2.8 * 2_628_000, -1);
});
