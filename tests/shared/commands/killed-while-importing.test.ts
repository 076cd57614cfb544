import { expect, test } from 'vitest';
import { declineInvitation } from '../../../shared/commands/decline-invitation.ts';
import { handOnDueImports } from '../../../shared/commands/expire-import.ts';
import { confirmImport } from '../../../shared/commands/steer-import.ts';
import { uploadImport } from '../../../shared/commands/upload-import.ts';
import { ERG_ID, NOON, TENANT_ID } from '../../support/builders.ts';
import { testClock, type TestDeps, testDeps } from '../../support/command-deps.ts';
import {
  anOrganisation,
  colleagueKey,
  daysLater,
  fileOf,
  IMPORT_ID,
  invitationsOf,
  keep,
  ORGANISER,
  preview,
  rowsOfImport,
  stateOf,
  workOnImports,
} from '../../support/imports.ts';
import { Killed, killableStorage } from '../../support/killable-storage.ts';

// A program is killed before its n-th write to storage, for every n; then another goes on. Each file is of two chunks.

const AGREED = [0, 1, 450] as const;
const FILE = fileOf([...Array(450).keys(), 450, 460]);

/** Programs one after the other over one storage, with people of whom a few have agreed. */
async function aWorld() {
  const clock = testClock(NOON);
  const { storage, dieAtWrite, startAgain } = killableStorage(clock.realMs);
  const program = () => testDeps({ clock, storage });
  const first = program();
  await anOrganisation(first, 455);
  for (const n of AGREED) await keep(first, n);
  return { clock, program, first, dieAtWrite, startAgain };
}

async function unlessKilled(begun: Promise<unknown>): Promise<void> {
  await begun.catch((error: unknown) => {
    if (!(error instanceof Killed)) throw error;
  });
}

/** What a worker does for some minutes: messages that a dead one had in hand come back. */
async function workForMinutes(deps: TestDeps, minutes = 3): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    await workOnImports(deps);
    deps.clock.advanceMs(60_000);
  }
}

/** Kills at every step of an act, and says how many there were. */
async function killedAtEveryStep(
  before: (deps: TestDeps) => Promise<unknown>,
  act: (deps: TestDeps) => Promise<unknown>,
  after: (deps: TestDeps) => Promise<void>,
): Promise<number> {
  for (let steps = 1; ; steps += 1) {
    const { program, first, dieAtWrite, startAgain } = await aWorld();
    await before(first);
    dieAtWrite(steps);
    await unlessKilled(act(program()));
    const survived = startAgain();
    const second = program();
    await workForMinutes(second);
    await after(second);
    if (survived) return steps;
  }
}

async function expectPreview(deps: TestDeps): Promise<void> {
  expect(await stateOf(deps)).toMatchObject({
    progress: { state: 'checked' },
    counts: { invite: 451, unknown: 1 },
  });
  const rows = await rowsOfImport(deps);
  expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: 452 }, (_, n) => n + 2));
  expect(await invitationsOf(deps, 7)).toEqual([]);
}

/** Everybody is invited once, and whoever agreed is told once. */
async function expectInvited(deps: TestDeps): Promise<void> {
  expect(await stateOf(deps)).toMatchObject({
    progress: { state: 'done' },
    counts: { invite: 451, unknown: 1 },
  });
  for (const n of [...AGREED, 7, 300, 449]) {
    expect(await invitationsOf(deps, n)).toHaveLength(1);
  }
  for (const n of AGREED) {
    const { person } = (await deps.people.load(colleagueKey(n))) ?? {};
    expect(person?.pendings).toHaveLength(1);
  }
  const rows = await deps.rosters.readAll(TENANT_ID, ERG_ID);
  expect(rows.filter(({ rowKey }) => rowKey.startsWith('invited_'))).toHaveLength(451);
  expect(rows.filter(({ rowKey }) => rowKey.startsWith('expires_'))).toHaveLength(451);
  expect(await deps.queues.queue('imports').approximateLength()).toBe(0);
}

const upload = (deps: TestDeps) => uploadImport(deps, ORGANISER, { id: IMPORT_ID, bytes: FILE });
const confirm = (deps: TestDeps) => confirmImport(deps, ORGANISER, IMPORT_ID);

test('one killed while it takes a file leaves no import, or one that is checked; uploading again completes it', async () => {
  const steps = await killedAtEveryStep(
    async () => {},
    upload,
    async (deps) => {
      expect(await upload(deps)).toMatchObject({ ok: true });
      await workForMinutes(deps);
      await expectPreview(deps);
    },
  );
  expect(steps).toBeGreaterThan(3);
});

test('a file that was taken half and never again is cleared away', async () => {
  for (const step of [2, 3, 4]) {
    const { program, dieAtWrite, startAgain } = await aWorld();
    dieAtWrite(step);
    await unlessKilled(upload(program()));
    startAgain();
    const second = program();
    await workForMinutes(second, 10);
    await daysLater(second, 7);
    await workForMinutes(second, 10);
    const content = second.storage.tables.table('ErgContent');
    const rows = await content.readRange(`${TENANT_ID}_${ERG_ID}`, {});
    expect(rows.map(({ rowKey }) => rowKey)).toEqual(['head']);
    expect(await second.queues.queue('imports').approximateLength()).toBe(0);
  }
});

test('one killed while it checks is gone on with, and every row has its fate', async () => {
  const steps = await killedAtEveryStep(upload, workOnImports, expectPreview);
  expect(steps).toBeGreaterThan(2);
});

test('one killed while it confirms leaves what can be confirmed again, and invites everybody once', async () => {
  const steps = await killedAtEveryStep(
    (deps) => preview(deps, FILE),
    confirm,
    async (deps) => {
      expect(await confirm(deps)).toMatchObject({ ok: true });
      await workForMinutes(deps);
      await expectInvited(deps);
    },
  );
  expect(steps).toBeGreaterThan(3);
});

test('one killed while it invites is gone on with, and everybody is invited once', async () => {
  const ready = async (deps: TestDeps) => {
    await preview(deps, FILE);
    await confirm(deps);
  };
  // Every step of the first hundred writes, then some of the many that are alike.
  for (const step of [...Array(60).keys(), 100, 200, 395, 401, 409, 410, 411, 412, 440, 465, 470]) {
    const { program, first, dieAtWrite, startAgain } = await aWorld();
    await ready(first);
    dieAtWrite(step + 1);
    await unlessKilled(workOnImports(program()));
    startAgain();
    const second = program();
    // Somebody answers before it goes on.
    const asker = { key: colleagueKey(0), name: 'Person 0' };
    const wasInvited = (await invitationsOf(second, 0)).length > 0;
    await declineInvitation(second, asker, ERG_ID);
    await workForMinutes(second);
    const [invitation] = await invitationsOf(second, 0);
    expect(invitation?.state).toBe(wasInvited ? 'answered' : 'open');
    if (!wasInvited) await expectInvited(second);
    expect(await stateOf(second)).toMatchObject({ progress: { state: 'done' } });
  }
}, 60_000);

test('one killed while it clears away what is over is gone on with, and nothing is left', async () => {
  for (const step of [1, 2, 3, 5, 50, 449, 450, 451, 452, 800, 903, 904, 905, 906]) {
    const { program, first, dieAtWrite, startAgain } = await aWorld();
    await preview(first, FILE);
    await confirm(first);
    await workOnImports(first);
    first.clock.advanceMs(60 * 86_400_000);
    dieAtWrite(step);
    const dying = program();
    await unlessKilled(handOnDueImports(dying).then(() => workOnImports(dying)));
    startAgain();
    const second = program();
    await workForMinutes(second);
    await daysLater(second, 0);
    await workForMinutes(second);
    for (const n of [0, 7, 449]) expect(await invitationsOf(second, n)).toEqual([]);
    const rows = await second.rosters.readAll(TENANT_ID, ERG_ID);
    expect(rows.filter(({ rowKey }) => /^(invited|expires)_/.test(rowKey))).toEqual([]);
    await expect(stateOf(second)).rejects.toThrow();
  }
}, 60_000);
