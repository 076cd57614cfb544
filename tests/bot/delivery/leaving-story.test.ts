import { describe, expect, test } from 'vitest';
import { handOnDirectories } from '../../../bot/delivery/hand-on-directories.ts';
import { lookAtPerson } from '../../../bot/delivery/look-at-person.ts';
import { createErg } from '../../../shared/commands/create-erg.ts';
import { importDirectory } from '../../../shared/commands/import-directory.ts';
import { invitePerson } from '../../../shared/commands/invite-person.ts';
import { joinErg } from '../../../shared/commands/join-erg.ts';
import { ERASED_AFTER_DAYS } from '../../../shared/domain/leaving.ts';
import { directoryShardOf } from '../../../shared/store/directory-store.ts';
import type { Storage } from '../../../shared/store/storage.ts';
import { anErg, ERG_ID, NOON, TENANT_ID, USER_ID } from '../../support/builders.ts';
import { testClock, type TestClock, type TestDeps, testDeps } from '../../support/command-deps.ts';
import { aTeam, directoryCsv, directoryId, workOnDirectories } from '../../support/directories.ts';
import { Killed, killableStorage } from '../../support/killable-storage.ts';
import { aDuePerson, ALL_DUE_AT, store, stored } from './due-people.ts';

// Number 2 has a question due on 10 March; the others have never met Alongside.
const NUMBER = 2;
const userId = directoryId(NUMBER);
const key = { tenantId: TENANT_ID, userId };
const ALL = directoryCsv(aTeam(5));
const WITHOUT = directoryCsv(aTeam(5).filter(({ number }) => number !== NUMBER));

async function importInto(deps: TestDeps, csv: string): Promise<void> {
  const asked = { tenantId: TENANT_ID, actorId: USER_ID, csv };
  expect(await importDirectory(deps, asked)).toMatchObject({ ok: true });
}

/** An organisation in whose directory everybody is, and an ERG of which number 2 is an ally. */
async function anOrganisation(storage?: Storage, clock: TestClock = testClock(NOON)) {
  const deps = testDeps({ clock, ...(storage === undefined ? {} : { storage }) });
  await createErg(deps, { tenantId: TENANT_ID, actorId: 'admin', erg: anErg() });
  await importInto(deps, ALL);
  await store(deps, aDuePerson({ userId }));
  expect(await joinErg(deps, { key }, ERG_ID, { seen: 10, showToAllies: false })).toMatchObject({
    ok: true,
  });
  await deps.settled();
  return deps;
}

/** So many days later, with the work of that hour done. */
async function daysLater(deps: TestDeps, days: number): Promise<void> {
  deps.clock.advanceMs(days * 86_400_000);
  await handOnDirectories(deps);
  for (let minute = 0; minute < 4; minute += 1) {
    await workOnDirectories(deps);
    deps.clock.advanceMs(60_000);
  }
}

async function looked(deps: TestDeps): Promise<string> {
  return (await lookAtPerson(deps, { key, again: false })).kind;
}

function leaversOf(deps: TestDeps) {
  return deps.leavers.list(TENANT_ID, directoryShardOf(userId));
}

describe('somebody who is no longer in the directory', () => {
  test('loses their place and their messages at once', async () => {
    const deps = await anOrganisation();
    await importInto(deps, WITHOUT);
    expect(await deps.directory.read(TENANT_ID, userId)).toBeUndefined();
    expect((await stored(deps, key)).profile.leftAt).toBe(NOON);
    expect((await stored(deps, key)).profile.nextLookAt).toBeUndefined();
    deps.clock.set(ALL_DUE_AT);
    expect(await looked(deps)).toBe('nothing');
    expect(deps.logged).toEqual([]);
  });

  test('is erased after 30 days, not before, and nothing of them is left', async () => {
    const deps = await anOrganisation();
    await importInto(deps, WITHOUT);
    await daysLater(deps, ERASED_AFTER_DAYS - 1);
    expect(await deps.people.load(key)).toBeDefined();
    expect(await deps.rosters.readMember(TENANT_ID, ERG_ID, userId)).toBeDefined();
    await daysLater(deps, 1);
    expect(await deps.people.load(key)).toBeUndefined();
    expect(await deps.people.readEverything(key)).toEqual([]);
    expect((await deps.rosters.readMember(TENANT_ID, ERG_ID, userId))?.member.state).not.toBe(
      'active',
    );
    expect(await leaversOf(deps)).toEqual([]);
    expect(deps.logged).toEqual([]);
  });

  test('who comes back in time gets their messages again and is not erased', async () => {
    const deps = await anOrganisation();
    await importInto(deps, WITHOUT);
    await daysLater(deps, 5);
    await importInto(deps, ALL);
    expect((await stored(deps, key)).profile.leftAt).toBeUndefined();
    expect(await leaversOf(deps)).toEqual([]);
    await daysLater(deps, ERASED_AFTER_DAYS);
    expect((await stored(deps, key)).memberships).toHaveLength(1);
    expect((await stored(deps, key)).profile.nextLookAt).toBeDefined();
  });

  test('and was never kept here leaves nothing behind', async () => {
    const deps = await anOrganisation();
    await importInto(deps, directoryCsv(aTeam(3)));
    for (const number of [3, 4]) {
      expect(await deps.leavers.list(TENANT_ID, directoryShardOf(directoryId(number)))).toEqual([]);
    }
  });

  test('and was only invited is forgotten at once', async () => {
    const deps = await anOrganisation();
    const invited = { tenantId: TENANT_ID, userId: directoryId(3) };
    const invitation = { ergId: ERG_ID, at: NOON, until: '2026-05-01T12:00:00.000Z' };
    expect(await invitePerson(deps, invited, invitation)).toBe('invite');
    expect(await deps.people.readEverything(invited)).toHaveLength(1);
    await importInto(deps, directoryCsv(aTeam(3)));
    expect(await deps.leavers.list(TENANT_ID, directoryShardOf(invited.userId))).toEqual([]);
    expect(await deps.people.readEverything(invited)).toEqual([]);
  });
});

test('in an organisation that never imported a directory nobody has left', async () => {
  const deps = testDeps({ now: NOON });
  await store(deps, aDuePerson({ userId }));
  await daysLater(deps, 3 * ERASED_AFTER_DAYS);
  expect((await stored(deps, key)).profile.leftAt).toBeUndefined();
});

/** Kills before every write of an act; gives how many there were. */
async function killedAtEveryStep(
  before: (deps: TestDeps) => Promise<unknown>,
  act: (deps: TestDeps) => Promise<unknown>,
  after: (deps: TestDeps) => Promise<void>,
): Promise<number> {
  for (let steps = 1; ; steps += 1) {
    const clock = testClock(NOON);
    const { storage, dieAtWrite, startAgain } = killableStorage(clock.realMs);
    const first = await anOrganisation(storage, clock);
    await before(first);
    dieAtWrite(steps);
    await act(testDeps({ clock, storage })).catch((error: unknown) => {
      if (!(error instanceof Killed)) throw error;
    });
    const survived = startAgain();
    await after(testDeps({ clock, storage }));
    if (survived) return steps;
  }
}

describe('a program that is killed before any write', () => {
  test('while somebody goes: the same file marks them, and so does the hour after', async () => {
    const deaths = await killedAtEveryStep(
      async () => {},
      (deps) => importInto(deps, WITHOUT),
      async (deps) => {
        const isGone = !(await deps.directory.holds(TENANT_ID, userId));
        await daysLater(deps, 0);
        expect((await stored(deps, key)).profile.leftAt !== undefined).toBe(isGone);
        await importInto(deps, WITHOUT);
        expect((await stored(deps, key)).profile.leftAt).toBeDefined();
        await daysLater(deps, ERASED_AFTER_DAYS);
        expect(await deps.people.load(key)).toBeUndefined();
      },
    );
    expect(deaths).toBeGreaterThan(4);
  });

  test('while somebody comes back: the same file takes the mark away, and nobody is erased', async () => {
    await killedAtEveryStep(
      (deps) => importInto(deps, WITHOUT),
      (deps) => importInto(deps, ALL),
      async (deps) => {
        await importInto(deps, ALL);
        expect((await stored(deps, key)).profile.leftAt).toBeUndefined();
        await daysLater(deps, ERASED_AFTER_DAYS + 1);
        expect(await deps.people.load(key)).toBeDefined();
      },
    );
  });

  test('while somebody is erased: the next hour goes on, to the end', async () => {
    const deaths = await killedAtEveryStep(
      (deps) => importInto(deps, WITHOUT),
      (deps) => daysLater(deps, ERASED_AFTER_DAYS),
      async (deps) => {
        // Whoever held the directory alone is waited for.
        deps.clock.advanceMs(3 * 60_000);
        await daysLater(deps, ERASED_AFTER_DAYS);
        expect(await deps.people.readEverything(key)).toEqual([]);
        expect(await leaversOf(deps)).toEqual([]);
      },
    );
    expect(deaths).toBeGreaterThan(6);
  });
});
