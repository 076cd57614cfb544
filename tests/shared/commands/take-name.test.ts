import { expect, test } from 'vitest';
import { changeMembership } from '../../../shared/commands/change-membership.ts';
import { createErg } from '../../../shared/commands/create-erg.ts';
import { hearBells } from '../../../shared/commands/hear-bells.ts';
import { importDirectory } from '../../../shared/commands/import-directory.ts';
import { joinErg } from '../../../shared/commands/join-erg.ts';
import { leaveErg } from '../../../shared/commands/leave-erg.ts';
import { readHome } from '../../../shared/commands/read-home.ts';
import { BELL_DELAY_MS } from '../../../shared/store/bells.ts';
import { createMemoryStorage } from '../../../shared/store/memory-storage.ts';
import type { StorageRequest } from '../../../shared/store/storage.ts';
import {
  anErg,
  anOrganiser,
  aPerson,
  ERG_ID,
  NOON,
  OTHER_ERG_ID,
  TENANT_ID,
  USER_ID,
} from '../../support/builders.ts';
import { testClock, type TestDeps, testDeps } from '../../support/command-deps.ts';

const key = { tenantId: TENANT_ID, userId: USER_ID };
const OLD = { key, name: 'Robin Example' };
const NEW = { key, name: 'Robin Newname' };

/** Robin, an ally of one ERG and asking to join another that Robin also runs and sponsors. */
async function robinIn(deps: TestDeps): Promise<void> {
  const organisers = [anOrganiser(), anOrganiser({ userId: USER_ID, name: OLD.name })];
  const sponsor = { userId: USER_ID, name: OLD.name };
  const ergs = [
    anErg(),
    anErg({ id: OTHER_ERG_ID, name: 'Prism', joinPolicy: 'on-request', organisers, sponsor }),
  ];
  for (const erg of ergs) await createErg(deps, { tenantId: TENANT_ID, actorId: 'admin', erg });
  await deps.people.commit(undefined, aPerson(), []);
  for (const { id } of ergs) {
    const seen = (await deps.people.load(key))?.person.profile.membershipsRevision ?? 0;
    const joined = await joinErg(deps, OLD, id, { seen, showToAllies: id === ERG_ID });
    expect(joined).toMatchObject({ ok: true });
  }
}

async function hearAll(deps: TestDeps): Promise<void> {
  deps.clock.advanceMs(BELL_DELAY_MS + 1000);
  while ((await hearBells(deps)) > 0);
}

/** Every row but the audit's in which a name stands, old or new. */
async function namedIn(deps: TestDeps, name: string): Promise<readonly string[]> {
  const { tables } = deps.storage;
  const rows = [
    ...(await deps.rosters.readAll(TENANT_ID, ERG_ID)),
    ...(await deps.rosters.readAll(TENANT_ID, OTHER_ERG_ID)),
    ...(await tables.table('ErgContent').readRange(`${TENANT_ID}_${OTHER_ERG_ID}`, {})),
    ...(await deps.people.readEverything(key)),
  ];
  return rows
    .filter((row) => JSON.stringify(row).toLowerCase().includes(name.toLowerCase()))
    .map(({ rowKey }) => rowKey.split('_')[0] ?? '')
    .toSorted();
}

async function expectOnlyNewName(deps: TestDeps): Promise<void> {
  expect(await namedIn(deps, 'Example"')).toEqual([]);
  expect(await namedIn(deps, 'Robin Example')).toEqual([]);
  expect(await namedIn(deps, NEW.name)).toEqual(
    ['active', 'c', 'find', 'find', 'head', 'member', 'member', 'requested', 'shown'].toSorted(),
  );
  expect((await deps.people.load(key))?.person.outbox).toEqual([]);
}

test('reading home under another name replaces the old one in every row', async () => {
  const deps = testDeps({ now: NOON });
  await robinIn(deps);
  await readHome(deps, NEW);
  await deps.settled();
  await expectOnlyNewName(deps);
  expect(await deps.ergs.read(TENANT_ID, OTHER_ERG_ID)).toMatchObject({
    organisers: [{ name: 'Olu Example' }, { name: NEW.name }],
    sponsor: { name: NEW.name },
  });
  expect(await deps.rosters.sizeOf(TENANT_ID, ERG_ID, NOON)).toMatchObject({ count: 1 });
  expect(await deps.rosters.sizeOf(TENANT_ID, OTHER_ERG_ID, NOON)).toMatchObject({ requested: 1 });
});

test('reading home under the same name, or none, writes nothing', async () => {
  const requests: StorageRequest[] = [];
  const deps = testDeps({ now: NOON, observe: (request) => void requests.push(request) });
  await robinIn(deps);
  await deps.publishedErgs.get(TENANT_ID);
  for (const asker of [OLD, { key }, { key, name: '' }]) {
    requests.length = 0;
    await readHome(deps, asker);
    await deps.settled();
    expect(requests).toHaveLength(1);
  }
});

test('a change under another name carries the name with it', async () => {
  const deps = testDeps({ now: NOON });
  await robinIn(deps);
  const seen = (await deps.people.load(key))?.person.profile.membershipsRevision ?? 0;
  await changeMembership(deps, NEW, ERG_ID, { seen, showToAllies: true });
  await expectOnlyNewName(deps);
});

test('leaving under another name leaves no name behind', async () => {
  const deps = testDeps({ now: NOON });
  await robinIn(deps);
  const seen = (await deps.people.load(key))?.person.profile.membershipsRevision ?? 0;
  await leaveErg(deps, NEW, ERG_ID, seen);
  const rows = JSON.stringify(await deps.rosters.readAll(TENANT_ID, ERG_ID));
  expect(rows.toLowerCase()).not.toContain('robin');
});

const HEADER = 'id,name,mail,manager,place';
const directoryOf = (name: string) => `${HEADER}\n${USER_ID},${name},robin@example.org,,Leeds\n`;

test('an import of the directory replaces the names of those who are known here, and makes nobody known', async () => {
  for (const isKnown of [true, false]) {
    const deps = testDeps({ now: NOON });
    if (isKnown) await robinIn(deps);
    for (const name of [OLD.name, NEW.name]) {
      const csv = directoryOf(name);
      await importDirectory(deps, { tenantId: TENANT_ID, actorId: 'admin', csv });
    }
    await hearAll(deps);
    if (isKnown) await expectOnlyNewName(deps);
    else expect(await deps.people.load(key)).toBeUndefined();
  }
});

test('an import names an organiser who never came here by their new name', async () => {
  const deps = testDeps({ now: NOON });
  const organisers = [anOrganiser({ userId: USER_ID, name: OLD.name })];
  await createErg(deps, { tenantId: TENANT_ID, actorId: 'admin', erg: anErg({ organisers }) });
  for (const name of [OLD.name, NEW.name]) {
    await importDirectory(deps, { tenantId: TENANT_ID, actorId: 'admin', csv: directoryOf(name) });
  }
  await hearAll(deps);
  expect((await deps.ergs.read(TENANT_ID, ERG_ID))?.organisers).toMatchObject([{ name: NEW.name }]);
  expect(await deps.people.load(key)).toBeUndefined();
});

test('a program killed at any step of a change of name leaves one name in the end', async () => {
  let steps = 0;
  for (let survived = false; !survived;) {
    steps += 1;
    const clock = testClock(NOON);
    let stepsLeft = Infinity;
    const storage = createMemoryStorage({
      realMs: clock.realMs,
      observe: () => {
        stepsLeft -= 1;
        if (stepsLeft < 0) throw new Error('Killed.');
      },
    });
    const first = testDeps({ clock, storage });
    await robinIn(first);
    stepsLeft = steps - 1;
    await readHome(first, NEW).catch((error: unknown) =>
      expect(error).toMatchObject({ message: 'Killed.' }),
    );
    await first.settled();
    survived = stepsLeft >= 0;
    stepsLeft = Infinity;

    const second = testDeps({ clock, storage });
    await hearAll(second);
    // The person comes again, as people do; nothing of the first attempt is in the way.
    await readHome(second, NEW);
    await second.settled();
    await expectOnlyNewName(second);
  }
  expect(steps).toBeGreaterThan(15);
});
