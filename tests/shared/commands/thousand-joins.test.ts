import { expect, test } from 'vitest';
import { createErg } from '../../../shared/commands/create-erg.ts';
import { hearBells } from '../../../shared/commands/hear-bells.ts';
import { joinErg } from '../../../shared/commands/join-erg.ts';
import { readRoster } from '../../../shared/commands/read-roster.ts';
import { BELL_DELAY_MS } from '../../../shared/store/bells.ts';
import { anErg, aPerson, ERG_ID, NOON, TENANT_ID } from '../../support/builders.ts';
import { testClock, testDeps } from '../../support/command-deps.ts';
import { freshAzureStorage } from '../../support/fresh-azure-storage.ts';

const PEOPLE = 1000;
const userIdOf = (n: number) => `5b2e9f10-0000-4000-8000-${String(n).padStart(12, '0')}`;

test('a thousand joins of one ERG at once: counted exactly, nobody missing, nobody waits a minute', async () => {
  const storage = await freshAzureStorage();
  const clock = testClock(NOON);
  // Two replicas, each with half of the people.
  const replicas = [testDeps({ clock, storage }), testDeps({ clock, storage })] as const;
  const [deps] = replicas;
  await createErg(deps, { tenantId: TENANT_ID, actorId: 'admin', erg: anErg() });
  const users = Array.from({ length: PEOPLE }, (_, n) => userIdOf(n));
  await Promise.all(
    users.map((userId, n) =>
      deps.people.commit(undefined, aPerson({ userId, name: `Given${n} Family` }), []),
    ),
  );

  const waitedMs = await Promise.all(
    users.map(async (userId, n) => {
      const begun = Date.now();
      const asker = { key: { tenantId: TENANT_ID, userId } };
      const ask = { seen: 10, showToAllies: false };
      const joined = await joinErg(replicas[n % 2] ?? deps, asker, ERG_ID, ask);
      expect(joined).toMatchObject({ ok: true });
      return Date.now() - begun;
    }),
  );

  expect(Math.max(...waitedMs)).toBeLessThan(60_000);
  // What a replica left to its bell is there once that rang.
  clock.advanceMs(BELL_DELAY_MS + 1000);
  while ((await hearBells(deps)) > 0);
  const names = new Set<string>();
  let page = await readRoster(deps, { tenantId: TENANT_ID, ergId: ERG_ID }, {});
  expect(page).toMatchObject({ count: PEOPLE, requested: 0 });
  for (;;) {
    for (const { userId } of page.lines) names.add(userId);
    const { continuation } = page;
    if (continuation === undefined) break;
    page = await readRoster(deps, { tenantId: TENANT_ID, ergId: ERG_ID }, { continuation });
  }
  expect(names).toEqual(new Set(users));
}, 120_000);
