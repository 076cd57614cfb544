import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Table, Write } from '../../../shared/store/tables.ts';
import type { MakeStorage } from './storage-contract.ts';

/** Compares every storage with a plain map, under transactions of any kind. */
export function describeCommitsModel(makeStorage: MakeStorage): void {
  it('does what a plain map does, whatever is written', async () => {
    const table = (await makeStorage()).tables.table('People');
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(transaction, { minLength: 1, maxLength: 8, size: 'max' }),
        async (transactions) => {
          run += 1;
          await compareWithMap(table, `run${run}`, transactions);
        },
      ),
      { numRuns: 40, seed: 20_250_228 },
    );
  });
}

/** A write before its ETag is known: the current one, an old one, or none. */
interface Intent {
  readonly kind: Write['kind'];
  readonly rowKey: string;
  readonly value: number;
  readonly etag: 'current' | 'stale' | 'none';
}

const intent: fc.Arbitrary<Intent> = fc.record({
  kind: fc.constantFrom('insert', 'replace', 'upsert', 'delete'),
  rowKey: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
  value: fc.integer(),
  etag: fc.constantFrom('current', 'current', 'stale', 'none'),
});

const transaction = fc.uniqueArray(intent, {
  size: 'max',
  minLength: 1,
  maxLength: 4,
  selector: ({ rowKey }) => rowKey,
});

type Model = ReadonlyMap<string, { readonly value: number; readonly etag: string }>;

async function compareWithMap(
  table: Table,
  partitionKey: string,
  transactions: readonly (readonly Intent[])[],
): Promise<void> {
  // An ETag of the form that this storage gives, of a row that was never there again.
  await table.commit([{ kind: 'insert', row: { partitionKey, rowKey: 'etag', cells: {} } }]);
  const stale = (await table.get(partitionKey, 'etag'))?.etag ?? '';
  await table.commit([{ kind: 'delete', partitionKey, rowKey: 'etag' }]);

  // Half of the rows exist at first, so that writes meet rows as often as not.
  const first = await table.commit(
    ['a', 'b', 'c'].map((rowKey) => {
      return { kind: 'insert', row: { partitionKey, rowKey, cells: { value: 0 } } };
    }),
  );
  const etags = first.ok ? first.etags : [];
  let model: Model = new Map(
    ['a', 'b', 'c'].map((rowKey, index) => [rowKey, { value: 0, etag: etags[index] ?? '' }]),
  );
  for (const intents of transactions) {
    const etagFor = (one: Intent) =>
      one.etag === 'current' ? (model.get(one.rowKey)?.etag ?? stale) : stale;
    const outcome = await table.commit(
      intents.map((one): Write => {
        const written = { partitionKey, rowKey: one.rowKey, cells: { value: one.value } };
        switch (one.kind) {
          case 'insert':
          case 'upsert':
            return { kind: one.kind, row: written };
          case 'replace':
            return { kind: 'replace', row: written, etag: etagFor(one) };
          case 'delete':
            return {
              kind: 'delete',
              partitionKey,
              rowKey: one.rowKey,
              ...(one.etag === 'none' ? {} : { etag: etagFor(one) }),
            };
        }
      }),
    );
    const failed = intents.findIndex((one) => refusal(model, one) !== undefined);
    if (failed === -1) {
      expect(outcome.ok).toBe(true);
      const given = outcome.ok ? outcome.etags : [];
      const next = new Map(model);
      intents.forEach(({ kind, rowKey, value }, index) => {
        if (kind === 'delete') next.delete(rowKey);
        else next.set(rowKey, { value, etag: given[index] ?? 'none was given' });
      });
      model = next;
    } else {
      const reason = refusal(model, intents[failed]);
      expect(outcome).toEqual({ ok: false, reason, index: failed });
    }
    const rows = await table.readRange(partitionKey, {});
    expect(rows).toEqual(
      [...model]
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(([rowKey, { value, etag }]) => ({ partitionKey, rowKey, cells: { value }, etag })),
    );
  }
}

function refusal(model: Model, one: Intent | undefined): string | undefined {
  if (one === undefined) return undefined;
  const exists = model.has(one.rowKey);
  if (one.kind === 'insert') return exists ? 'exists' : undefined;
  if (one.kind === 'upsert' || (one.kind === 'delete' && one.etag === 'none')) return undefined;
  if (!exists) return 'missing';
  return one.etag === 'current' ? undefined : 'changed';
}
