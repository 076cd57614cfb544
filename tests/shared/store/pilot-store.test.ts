import { expect, test } from 'vitest';
import { createMemoryStorage } from '../../../shared/store/memory-storage.ts';
import { createPilotStore } from '../../../shared/store/pilot-store.ts';
import type { BrokenRow } from '../../../shared/store/row-codec.ts';
import { TENANT_ID } from '../../support/builders.ts';

const NOW = '2026-03-02T12:00:00.000Z';
const person = (n: number) => ({
  tenantId: TENANT_ID,
  userId: `5b2e9f10-0000-4000-8000-00000000000${n}`,
});

test('a count that cannot be read is reported, counted from the people, and written anew', async () => {
  const { tables } = createMemoryStorage();
  const broken: BrokenRow[] = [];
  const pilot = createPilotStore(tables, (row) => broken.push(row));
  await pilot.change(person(1), 'in', NOW);
  await pilot.change(person(2), 'in', NOW);
  expect(await pilot.count(TENANT_ID)).toBe(2);

  const row = { partitionKey: `${TENANT_ID}_pilot`, rowKey: 'count', cells: { count: 'two' } };
  await tables.table('Tenants').commit([{ kind: 'upsert', row }]);
  expect(await pilot.count(TENANT_ID)).toBe(2);
  expect(broken).toMatchObject([{ table: 'Tenants', problem: 'count: invalid_type' }]);

  expect(await pilot.change(person(3), 'in', NOW)).toBe('changed');
  expect(broken).toHaveLength(2);
  expect(await pilot.count(TENANT_ID)).toBe(3);
  expect(broken).toHaveLength(2);
});
