import { describe, expect, test } from 'vitest';
import { confirmDirectory, withdrawDirectory } from '../../../shared/commands/steer-directory.ts';
import { uploadDirectory } from '../../../shared/commands/upload-directory.ts';
import { NOON, TENANT_ID, USER_ID } from '../../support/builders.ts';
import { testClock, type TestDeps, testDeps } from '../../support/command-deps.ts';
import {
  aTeam,
  directoryCsv,
  directoryId,
  everybodyIn,
  workOnDirectories,
} from '../../support/directories.ts';
import { Killed, killableStorage } from '../../support/killable-storage.ts';

const ID = '0195a000-0000-7000-8000-0000000000d1';
const OTHER_ID = '0195a000-0000-7000-8000-0000000000d2';
const ASK = { tenantId: TENANT_ID, actorId: USER_ID };

function upload(deps: TestDeps, csv: string, id = ID) {
  return uploadDirectory(deps, TENANT_ID, { id, bytes: Buffer.from(csv) });
}

async function importAll(deps: TestDeps, csv: string, id = ID, removals = 0): Promise<void> {
  expect(await upload(deps, csv, id)).toMatchObject({ ok: true });
  await workOnDirectories(deps);
  expect(await confirmDirectory(deps, ASK, { importId: id, removals })).toMatchObject({ ok: true });
  await workOnDirectories(deps);
}

async function progressOf(deps: TestDeps) {
  return (await deps.directoryImports.read(TENANT_ID))?.value.progress;
}

/** Who is written down of files that are under way. */
async function keptOfFiles(deps: TestDeps): Promise<readonly string[]> {
  const table = deps.storage.tables.table('Directory');
  const rows = await table.readRange(`${TENANT_ID}_import`, {
    from: 'people_',
    before: 'people`',
  });
  return rows.map(({ rowKey }) => rowKey);
}

const audited = (deps: TestDeps) =>
  deps.storage.tables.table('Audit').readRange(`${TENANT_ID}_admin`, {});

describe('a program that is killed before any write, while', () => {
  const BEFORE = directoryCsv(aTeam(40));
  const AFTER = directoryCsv([
    ...aTeam(20).map((line) => (line.number === 5 ? { ...line, name: 'Ann Renamed' } : line)),
    { number: 70, manager: 3 },
  ]);

  async function killedAtEveryStep(
    before: (deps: TestDeps) => Promise<unknown>,
    act: (deps: TestDeps) => Promise<unknown>,
    after: (deps: TestDeps) => Promise<void>,
  ): Promise<number> {
    for (let steps = 1; ; steps += 1) {
      const clock = testClock(NOON);
      const { storage, dieAtWrite, startAgain } = killableStorage(clock.realMs);
      const first = testDeps({ clock, storage });
      await importAll(first, BEFORE);
      await before(first);
      dieAtWrite(steps);
      await act(testDeps({ clock, storage })).catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error;
      });
      const survived = startAgain();
      const second = testDeps({ clock, storage });
      for (let minute = 0; minute < 5; minute += 1) {
        await workOnDirectories(second);
        clock.advanceMs(60_000);
      }
      await after(second);
      if (survived) return steps;
    }
  }

  test('a file is taken: sent again it is taken, and nothing of it was seen before', async () => {
    const deaths = await killedAtEveryStep(
      async () => {},
      (deps) => upload(deps, AFTER, OTHER_ID),
      async (deps) => {
        expect((await everybodyIn(deps)).size).toBe(40);
        expect(await upload(deps, AFTER, OTHER_ID)).toMatchObject({ ok: true });
        await workOnDirectories(deps);
        expect(await progressOf(deps)).toMatchObject({
          state: 'compared',
          counts: { added: 1, changed: 3, removed: 20, unchanged: 17 },
        });
      },
    );
    expect(deaths).toBeGreaterThan(3);
  });

  test('it is compared, confirmed and applied: another goes on, and it is audited once', async () => {
    const fresh = testDeps({ now: NOON });
    await importAll(fresh, AFTER);
    const expected = await everybodyIn(fresh);
    const deaths = await killedAtEveryStep(
      (deps) => upload(deps, AFTER, OTHER_ID),
      async (deps) => {
        await workOnDirectories(deps);
        await confirmDirectory(deps, ASK, { importId: OTHER_ID, removals: 20 });
        await workOnDirectories(deps);
      },
      async (deps) => {
        const confirmed = await confirmDirectory(deps, ASK, { importId: OTHER_ID, removals: 20 });
        expect(confirmed.ok).toBe(true);
        for (let minute = 0; minute < 5; minute += 1) {
          await workOnDirectories(deps);
          deps.clock.advanceMs(60_000);
        }
        expect(await progressOf(deps)).toMatchObject({ state: 'done' });
        expect(await everybodyIn(deps)).toEqual(expected);
        expect(await audited(deps)).toHaveLength(2);
        expect(await keptOfFiles(deps)).toEqual([]);
        expect(deps.logged).toEqual([]);
      },
    );
    expect(deaths).toBeGreaterThan(40);
  });

  test('it is withdrawn: withdrawn again it is forgotten', async () => {
    await killedAtEveryStep(
      (deps) => upload(deps, AFTER, OTHER_ID),
      (deps) => withdrawDirectory(deps, TENANT_ID, OTHER_ID),
      async (deps) => {
        expect(await withdrawDirectory(deps, TENANT_ID, OTHER_ID)).toMatchObject({ ok: true });
        await workOnDirectories(deps);
        expect(await keptOfFiles(deps)).toEqual([]);
        expect((await everybodyIn(deps)).size).toBe(40);
      },
    );
  });
});

test('an upload that died is given up after ten minutes, and the next one clears it', async () => {
  const clock = testClock(NOON);
  const { storage, dieAtWrite, startAgain } = killableStorage(clock.realMs);
  dieAtWrite(4);
  await expect(
    upload(testDeps({ clock, storage }), directoryCsv(aTeam(50))),
  ).rejects.toBeInstanceOf(Killed);
  startAgain();
  const deps = testDeps({ clock, storage });
  expect(await upload(deps, directoryCsv(aTeam(3)), OTHER_ID)).toMatchObject({
    reason: 'import-waiting',
  });
  clock.advanceMs(11 * 60_000);
  await importAll(deps, directoryCsv(aTeam(3)), OTHER_ID);
  expect((await everybodyIn(deps)).size).toBe(3);
  expect(await keptOfFiles(deps)).toEqual([]);
});

test('two jobs at once do not change one directory: the second waits until the first is done', async () => {
  const deps = testDeps();
  await upload(deps, directoryCsv(aTeam(5)));
  await workOnDirectories(deps);
  await confirmDirectory(deps, ASK, { importId: ID, removals: 0 });
  expect(await deps.leases.take(`directory_${TENANT_ID}`, 'another', 60_000)).toBe(true);
  await workOnDirectories(deps);
  expect((await everybodyIn(deps)).size).toBe(0);
  deps.clock.advanceMs(61_000);
  await workOnDirectories(deps);
  expect((await everybodyIn(deps)).size).toBe(5);
});

/** Eight reports each, level by level. */
function levels(size: number) {
  return Array.from({ length: size }, (_, number) =>
    number === 0 ? { number } : { number, manager: Math.floor((number - 1) / 8) },
  );
}

test('200,000 people are taken, compared and written', { timeout: 60_000 }, async () => {
  const deps = testDeps();
  const csv = directoryCsv(levels(200_000));
  // Of this process alone, since others may be at work on the machine.
  const before = process.cpuUsage();
  await importAll(deps, csv);
  const { user } = process.cpuUsage(before);
  expect(user / 1000).toBeLessThan(20_000);
  expect(await progressOf(deps)).toMatchObject({ state: 'done', counts: { added: 200_000 } });
  expect(await deps.directory.read(TENANT_ID, directoryId(1))).toMatchObject({ reports: 8 });
});

test('of a file that differs in one person only that person and their manager are written', async () => {
  let writes = 0;
  const deps = testDeps({
    observe: ({ on, kind }) => void (writes += on === 'Directory' && kind === 'write' ? 1 : 0),
  });
  await importAll(deps, directoryCsv(levels(5000)));
  await upload(deps, directoryCsv(levels(4999)), OTHER_ID);
  await workOnDirectories(deps);
  expect(await progressOf(deps)).toMatchObject({
    counts: { added: 0, changed: 1, removed: 1, unchanged: 4998 },
  });
  await confirmDirectory(deps, ASK, { importId: OTHER_ID, removals: 0 });
  writes = 0;
  await workOnDirectories(deps);
  expect(await progressOf(deps)).toMatchObject({ state: 'done' });
  // How far it is after each of sixteen parts; the two of them and a mail address; that one leaves, and nothing is kept of
  // them; and forgetting the file.
  expect(writes).toBeLessThanOrEqual(16 + 3 + 2 + 1);
});
