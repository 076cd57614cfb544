import { expect, test } from 'vitest';
import { createErg } from '../../../shared/commands/create-erg.ts';
import { hearBells } from '../../../shared/commands/hear-bells.ts';
import { joinErg } from '../../../shared/commands/join-erg.ts';
import { leaveErg } from '../../../shared/commands/leave-erg.ts';
import { withdrawConsent } from '../../../shared/commands/withdraw-consent.ts';
import { MOST_MEMBERSHIPS } from '../../../shared/domain/membership-decisions.ts';
import { MOST_PLEDGES_IN_HAND } from '../../../shared/domain/pledge.ts';
import { BELL_DELAY_MS } from '../../../shared/store/bells.ts';
import { createMemoryStorage } from '../../../shared/store/memory-storage.ts';
import {
  aDelivery,
  aMembership,
  anErg,
  aPerson,
  aPledge,
  ERG_ID,
  NOON,
  TENANT_ID,
  USER_ID,
} from '../../support/builders.ts';
import { testClock, testDeps } from '../../support/command-deps.ts';

const key = { tenantId: TENANT_ID, userId: USER_ID };

test('somebody with all that one can have is erased from every place', async () => {
  const deps = testDeps({ now: NOON });
  const ergIds = Array.from({ length: MOST_MEMBERSHIPS }, (_, n) => `erg-${n}`);
  const full = aPerson({
    memberships: ergIds.map((ergId) => aMembership({ ergId })),
    pledges: Array.from({ length: MOST_PLEDGES_IN_HAND }, (_, n) => aPledge({ id: `p${n}` })),
    deliveries: Array.from({ length: 60 }, (_, n) =>
      aDelivery({ date: new Date(Date.UTC(2026, 0, n + 1)).toISOString().slice(0, 10) }),
    ),
    outbox: ergIds.map((ergId) => ({
      id: `joined-${ergId}`,
      to: 'roster',
      ergId,
      wanted: 'active',
      showToAllies: false,
      since: NOON,
      name: 'Robin Example',
      revision: 10,
      writtenAtMs: 0,
    })),
  });
  // More rows than one transaction takes.
  const { outbox: _outbox, deliveries: _deliveries, ...part } = full;
  const begun = await deps.people.commit(undefined, { ...part, outbox: [], deliveries: [] }, []);
  if (!begun.ok) throw new Error('Somebody else was first.');
  const more = await deps.people.commit(begun.loaded, { ...full, deliveries: [] }, []);
  if (!more.ok) throw new Error('Somebody else was first.');
  expect(await deps.people.commit(more.loaded, full, [])).toMatchObject({ ok: true });

  expect(await withdrawConsent(deps, { key })).toEqual({ ok: true, value: 'erased' });
  expect(await deps.people.readEverything(key)).toEqual([]);
  for (const ergId of ergIds) {
    expect((await deps.rosters.sizeOf(TENANT_ID, ergId, NOON)).count).toBe(0);
    expect(JSON.stringify(await deps.rosters.readAll(TENANT_ID, ergId))).not.toContain('Robin');
  }
});

test('a leave that had not reached its roster reaches it although everything else is erased', async () => {
  const clock = testClock(NOON);
  let isRosterAway = false;
  const storage = createMemoryStorage({
    realMs: clock.realMs,
    observe: ({ on }) => {
      if (isRosterAway && on === 'Rosters') throw new Error('Storage is away.');
    },
  });
  const deps = testDeps({ clock, storage });
  await deps.people.commit(undefined, aPerson(), []);
  await createErg(deps, { tenantId: TENANT_ID, actorId: USER_ID, erg: anErg() });
  await joinErg(deps, { key }, ERG_ID, { seen: 10, showToAllies: false });
  isRosterAway = true;
  const seen = (await deps.people.load(key))?.person.profile.membershipsRevision ?? 0;
  expect(await leaveErg(deps, { key }, ERG_ID, seen)).toMatchObject({ ok: true });
  isRosterAway = false;

  await withdrawConsent(deps, { key });
  clock.advanceMs(BELL_DELAY_MS + 1000);
  while ((await hearBells(deps)) > 0);

  expect(await deps.people.readEverything(key)).toEqual([]);
  expect((await deps.rosters.sizeOf(TENANT_ID, ERG_ID, NOON)).count).toBe(0);
  expect(JSON.stringify(await deps.rosters.readAll(TENANT_ID, ERG_ID))).not.toContain('Robin');
});
