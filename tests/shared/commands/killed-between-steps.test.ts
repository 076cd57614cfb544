import { describe, expect, test } from 'vitest';
import { CONSENT_VERSION } from '../../../shared/domain/person.ts';
import { giveConsent } from '../../../shared/commands/give-consent.ts';
import { hearBells } from '../../../shared/commands/hear-bells.ts';
import { joinErg } from '../../../shared/commands/join-erg.ts';
import { leaveErg } from '../../../shared/commands/leave-erg.ts';
import { makePledge } from '../../../shared/commands/make-pledge.ts';
import { withdrawConsent } from '../../../shared/commands/withdraw-consent.ts';
import { BELL_DELAY_MS, TOMBSTONE_MS } from '../../../shared/store/bells.ts';
import { SCHEDULE_SHARDS } from '../../../shared/store/schedule-store.ts';
import { anErg, ERG_ID, PLEDGE_ID, TENANT_ID, USER_ID } from '../../support/builders.ts';
import { testClock, type TestDeps, testDeps } from '../../support/command-deps.ts';
import { Killed, killableStorage } from '../../support/killable-storage.ts';

const key = { tenantId: TENANT_ID, userId: USER_ID };
const asker = { key, name: 'Ada Winter', language: 'en' };

async function agreed(deps: TestDeps): Promise<void> {
  await deps.ergs.create(TENANT_ID, anErg(), 0);
  const rhythm = { budget: 1, day: 2, time: '09:00', zone: 'Europe/London' } as const;
  expect(await giveConsent(deps, asker, { version: CONSENT_VERSION, rhythm })).toMatchObject({
    ok: true,
  });
}

async function join(deps: TestDeps): Promise<unknown> {
  const seen = (await deps.people.load(key))?.person.profile.membershipsRevision ?? 0;
  return joinErg(deps, asker, ERG_ID, { seen, showToAllies: false });
}

async function leave(deps: TestDeps): Promise<unknown> {
  const seen = (await deps.people.load(key))?.person.profile.membershipsRevision ?? 0;
  return leaveErg(deps, asker, ERG_ID, seen);
}

const ACTS = {
  joining: { before: async () => {}, act: join },
  leaving: { before: join, act: leave },
  'joining again after leaving': {
    before: async (deps: TestDeps) => {
      await join(deps);
      await leave(deps);
    },
    act: join,
  },
  'making a pledge': {
    before: async () => {},
    act: (deps: TestDeps) =>
      makePledge(deps, asker, {
        id: PLEDGE_ID,
        pillar: 'listen',
        form: { kind: 'own-words', words: 'Let people finish.' },
        source: { kind: 'own' },
        cadence: 'weekly',
        endsOn: '2026-05-25',
      }),
  },
  'withdrawing consent': { before: join, act: (deps: TestDeps) => withdrawConsent(deps, asker) },
} as const;

/** That roster, schedule and person say the same. */
async function expectAgreement(deps: TestDeps): Promise<void> {
  const person = (await deps.people.load(key))?.person;
  expect(person?.outbox ?? []).toEqual([]);
  expect(person?.profile.life ?? 'living').toBe('living');

  const isAlly = person?.memberships.some((membership) => membership.ergId === ERG_ID) ?? false;
  const member = await deps.rosters.readMember(TENANT_ID, ERG_ID, USER_ID);
  expect(member?.member.state ?? 'none').toBe(isAlly ? 'active' : 'none');
  expect((await deps.rosters.sizeOf(TENANT_ID, ERG_ID, deps.clock.now())).count).toBe(
    isAlly ? 1 : 0,
  );
  const rows = await deps.rosters.readAll(TENANT_ID, ERG_ID);
  const listed = rows.filter((row) => /^(active|find|requested)_/.test(row.rowKey));
  expect(listed.map((row) => row.rowKey).toSorted()).toEqual(
    isAlly ? [`active_ada winter_${USER_ID}`, `find_ada_${USER_ID}`, `find_winter_${USER_ID}`] : [],
  );

  const look = person?.profile.nextLookAt;
  if (look === undefined) return;
  const shards = Array.from({ length: SCHEDULE_SHARDS }, (_, shard) => shard);
  const hints = await Promise.all(shards.map((shard) => deps.schedule.due(shard, look, 10)));
  expect(hints.flat().map((hint) => hint.at)).toContain(look);
}

describe.each(Object.entries(ACTS))('a program killed while %s', (_name, { before, act }) => {
  test('leaves roster, schedule and person in agreement once another has started, at every step', async () => {
    let steps = 0;
    for (let survived = false; !survived;) {
      steps += 1;
      const clock = testClock('2026-03-02T09:00:00.000Z');
      const { storage, dieAtWrite, startAgain } = killableStorage(clock.realMs);
      const first = testDeps({ storage, clock });
      await agreed(first);
      await first.people.load(key);
      await before(first);
      dieAtWrite(steps);
      await act(first).catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error;
      });
      survived = startAgain();

      const second = testDeps({ storage, clock });
      clock.advanceMs(BELL_DELAY_MS + 1000);
      while ((await hearBells(second)) > 0);
      await expectAgreement(second);
    }
    // Making a pledge for somebody whom the bot cannot reach is one transaction; the others have more to reach.
    expect(steps).toBeGreaterThan(1);
  });
});

test('the roster forgets a day later that somebody left', async () => {
  const deps = testDeps();
  await agreed(deps);
  await join(deps);
  await leave(deps);
  expect(await deps.rosters.readMember(TENANT_ID, ERG_ID, USER_ID)).toMatchObject({
    member: { state: 'none', name: '' },
  });

  deps.clock.advanceMs(TOMBSTONE_MS + BELL_DELAY_MS + 1000);
  while ((await hearBells(deps)) > 0);

  expect(await deps.rosters.readMember(TENANT_ID, ERG_ID, USER_ID)).toBeUndefined();
  expect((await deps.rosters.readAll(TENANT_ID, ERG_ID)).map((row) => row.rowKey)).toEqual([
    'active',
    'count',
  ]);
});

test('a delayed "joined" that arrives after "left" changes nothing', async () => {
  const deps = testDeps();
  await agreed(deps);
  await join(deps);
  const joined = await deps.rosters.readMember(TENANT_ID, ERG_ID, USER_ID);
  await leave(deps);

  const projected = await deps.rosters.apply(
    key,
    {
      id: 'late',
      to: 'roster',
      ergId: ERG_ID,
      wanted: 'active',
      showToAllies: false,
      since: deps.clock.now(),
      name: 'Ada Winter',
      revision: joined?.member.revision ?? 0,
      writtenAtMs: deps.clock.realMs(),
    },
    deps.clock.now(),
  );

  expect(projected).toEqual({ outcome: 'older' });
  await expectAgreement(deps);
});

test('a join repeated after a leave does not rejoin', async () => {
  const deps = testDeps();
  await agreed(deps);
  const ask = { seen: 0, showToAllies: false };
  expect(await joinErg(deps, asker, ERG_ID, ask)).toMatchObject({ ok: true });
  expect(await joinErg(deps, asker, ERG_ID, ask)).toMatchObject({ ok: true });
  await leave(deps);

  expect(await joinErg(deps, asker, ERG_ID, ask)).toEqual({
    ok: false,
    reason: 'changed-meanwhile',
  });
  await expectAgreement(deps);
});
