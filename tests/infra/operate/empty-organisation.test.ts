import { randomUUID } from 'node:crypto';
import { expect, inject, test } from 'vitest';
import { countOrganisation, emptyOrganisation } from '../../../infra/operate/empty-organisation.ts';
import { operateOn } from '../../../infra/operate/operator-storage.ts';
import { DEMO_TENANT_ID, loadDemoOrganisation } from '../../../infra/local/demo-organisation.ts';
import type { WholeTables } from '../../../shared/store/whole-tables.ts';
import { TABLE_NAMES } from '../../../shared/store/tables.ts';
import { NOON, TENANT_ID } from '../../support/builders.ts';
import { testClock, testDeps } from '../../support/command-deps.ts';
import { createMemoryStorage } from '../../../shared/store/memory-storage.ts';
import { liveWholeLife, workForADay } from '../../support/whole-life.ts';
import { recordingTeams } from '../../bot/delivery/broadcast-world.ts';

/** Two organisations in one account, one of them with everything that there is. */
async function shared() {
  const clock = testClock(NOON);
  const { storage } = operateOn(
    {
      kind: 'connection-string',
      connectionString: inject('azurite'),
      tablePrefix: `t${randomUUID().replaceAll('-', '')}`,
    },
    undefined,
  );
  await storage.createAll();
  const { queues } = createMemoryStorage({ realMs: clock.realMs });
  const { tables } = storage;
  const deps = testDeps({ clock, storage: { tables, queues }, sender: recordingTeams() });
  await loadDemoOrganisation(deps);
  await liveWholeLife(deps);
  await workForADay(deps);
  return storage;
}

/** Every row, as a line of its own. */
async function linesOf({ everyRow }: WholeTables): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const name of TABLE_NAMES) {
    for await (const { partitionKey, rowKey, cells } of everyRow(name)) {
      lines.push(JSON.stringify([name, partitionKey, rowKey, cells]));
    }
  }
  return lines;
}

test('of two organisations in one storage, one is counted, then emptied, and nothing of the other is touched', async () => {
  const storage = await shared();
  const before = await linesOf(storage);
  const others = before.filter((line) => !line.includes(TENANT_ID));
  const counted = await countOrganisation(storage, TENANT_ID);
  expect([...counted.values()].reduce((sum, count) => sum + count, 0)).toBe(
    before.length - others.length,
  );
  expect(await linesOf(storage)).toEqual(before);

  expect(await emptyOrganisation(storage, TENANT_ID)).toEqual(counted);

  expect(await linesOf(storage)).toEqual(others);
  expect(others.some((line) => line.includes(DEMO_TENANT_ID))).toBe(true);
  expect(await countOrganisation(storage, TENANT_ID)).toEqual(new Map());
}, 180_000);
