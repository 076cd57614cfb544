import { expect, test } from 'vitest';
import { createErg } from '../../../shared/commands/create-erg.ts';
import { hearBells } from '../../../shared/commands/hear-bells.ts';
import { joinErg } from '../../../shared/commands/join-erg.ts';
import { readRoster } from '../../../shared/commands/read-roster.ts';
import { BELL_DELAY_MS } from '../../../shared/store/bells.ts';
import { createMemoryStorage } from '../../../shared/store/memory-storage.ts';
import type { Storage } from '../../../shared/store/storage.ts';
import { anErg, aPerson, ERG_ID, NOON, TENANT_ID } from '../../support/builders.ts';
import { testClock, testDeps } from '../../support/command-deps.ts';
import { freshAzureStorage } from '../../support/fresh-azure-storage.ts';

const userIdOf = (n: number) => `5b2e9f10-0000-4000-8000-${String(n).padStart(12, '0')}`;

test.each<[string, number, () => Promise<Storage>]>([
  ['in memory', 1000, async () => createMemoryStorage()],
  ['in Azurite', 200, freshAzureStorage],
])(
  'joins of one ERG at once %s: %i are counted exactly, nobody is missing',
  async (_where, people, makeStorage) => {
    const storage = await makeStorage();
    const clock = testClock(NOON);
    // Two replicas, each with half of the people.
    const replicas = [testDeps({ clock, storage }), testDeps({ clock, storage })] as const;
    const [deps] = replicas;
    await createErg(deps, { tenantId: TENANT_ID, actorId: 'admin', erg: anErg() });
    const users = Array.from({ length: people }, (_, n) => userIdOf(n));
    await Promise.all(
      users.map((userId, n) =>
        deps.people.commit(undefined, aPerson({ userId, name: `Given${n} Family` }), []),
      ),
    );

    await Promise.all(
      users.map(async (userId, n) => {
        const asker = { key: { tenantId: TENANT_ID, userId } };
        const ask = { seen: 10, showToAllies: false };
        const joined = await joinErg(replicas[n % 2] ?? deps, asker, ERG_ID, ask);
        expect(joined).toMatchObject({ ok: true });
      }),
    );

    // What a replica left to its bell is there once that rang.
    clock.advanceMs(BELL_DELAY_MS + 1000);
    while ((await hearBells(deps)) > 0);
    const names = new Set<string>();
    let page = await readRoster(deps, { tenantId: TENANT_ID, ergId: ERG_ID }, {});
    expect(page).toMatchObject({ count: people, requested: 0 });
    for (;;) {
      for (const { userId } of page.lines) names.add(userId);
      const { continuation } = page;
      if (continuation === undefined) break;
      page = await readRoster(deps, { tenantId: TENANT_ID, ergId: ERG_ID }, { continuation });
    }
    expect(names).toEqual(new Set(users));
  },
);
