import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { handOnFigures } from '../../../bot/delivery/hand-on-figures.ts';
import { checkStorage } from '../../../infra/operate/check-storage.ts';
import { exportTables } from '../../../infra/operate/export-tables.ts';
import { operateOn } from '../../../infra/operate/operator-storage.ts';
import { restoreTables } from '../../../infra/operate/restore-tables.ts';
import { loadDemoOrganisation } from '../../../infra/local/demo-organisation.ts';
import { giveConsent } from '../../../shared/commands/give-consent.ts';
import { joinErg } from '../../../shared/commands/join-erg.ts';
import { withdrawConsent } from '../../../shared/commands/withdraw-consent.ts';
import type { ExactRow, ExactTables } from '../../../shared/store/azure-exact-tables.ts';
import { createMemoryStorage } from '../../../shared/store/memory-storage.ts';
import { personId } from '../../support/broadcasts.ts';
import { ERG_ID, NOON, TENANT_ID } from '../../support/builders.ts';
import { testClock, type TestClock, testDeps } from '../../support/command-deps.ts';
import { openQueues, searchStorage } from '../../support/search-storage.ts';
import {
  liveWholeLife,
  WHOLE,
  WHOLE_NAME,
  WHOLE_WORDS,
  workForADay,
} from '../../support/whole-life.ts';
import { recordingTeams } from '../../bot/delivery/broadcast-world.ts';
import { CONSENT_VERSION } from '../../../shared/domain/person.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'alongside-backup-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const inFolder = (name: string): string => path.join(folder, name);

/** An account of Azurite of its own, empty; its queues are in memory, since their time is the test's. */
function anAccount(clock: TestClock) {
  const operated = operateOn(connection(), 'a key for tests that is long enough');
  const queues = openQueues(createMemoryStorage({ realMs: clock.realMs }).queues);
  const { tables } = operated.storage;
  const deps = testDeps({ clock, storage: { tables, queues }, sender: recordingTeams() });
  const commands = () => ({ deps, settled: () => deps.settled() });
  return { ...operated, commands, deps, queues };
}

function connection() {
  return {
    kind: 'connection-string',
    connectionString: inject('azurite'),
    tablePrefix: `t${randomUUID().replaceAll('-', '')}`,
  } as const;
}

async function rowsOf(exact: ExactTables): Promise<readonly ExactRow[]> {
  const rows: ExactRow[] = [];
  for await (const page of exact.pages('People')) rows.push(...page);
  return rows;
}

describe('a backup', () => {
  test('keeps every type to the letter, through a file and back', async () => {
    const from = anAccount(testClock(NOON));
    await from.storage.createAll();
    const rows: readonly ExactRow[] = [
      {
        partitionKey: 'a',
        rowKey: 'b',
        cells: {
          whole: ['Double', '5.0'],
          half: ['Double', '0.1'],
          ms: ['Double', '1772452800000.0'],
          large: ['Double', '1e+21'],
          small: ['Int32', '-7'],
          long: ['Int64', '9007199254740993'],
          day: ['DateTime', '2026-01-01T00:00:00.1234567Z'],
          bytes: ['Binary', 'AQL/'],
          id: ['Guid', '7a1d0c52-0000-4000-8000-000000000001'],
          yes: ['Boolean', 'true'],
          no: ['Boolean', 'false'],
          words: ['String', 'Zoë said:\u2028 “5.0”\n\\u2029 😀'],
          number: ['String', '5'],
        },
      },
      { partitionKey: 'a', rowKey: 'c', cells: {} },
      { partitionKey: 'ü', rowKey: 'c d', cells: { words: ['String', ''] } },
    ];
    await from.exact.write('People', rows);
    expect(await rowsOf(from.exact)).toEqual(rows);
    await exportTables(from.exact, inFolder('full'));
    const into = anAccount(testClock(NOON));
    await restoreTables(into, inFolder('full'));
    expect(await rowsOf(into.exact)).toEqual(rows);
  });

  test('is under its name only once it is whole, and never writes over another', async () => {
    const { exact, storage } = anAccount(testClock(NOON));
    await storage.createAll();
    let pages = 0;
    const dying = {
      async *pages(...args: Parameters<typeof exact.pages>) {
        pages += 1;
        if (pages > 3) throw new Error('Storage is away.');
        yield* exact.pages(...args);
      },
    };
    await expect(exportTables(dying, inFolder('full'))).rejects.toThrow('away');
    const into = anAccount(testClock(NOON));
    for (const name of ['full', 'full.unfinished']) {
      await expect(restoreTables(into, inFolder(name))).rejects.toThrow('no backup');
    }
    await exportTables(exact, inFolder('full'));
    await expect(exportTables(exact, inFolder('full'))).rejects.toThrow('there already');
  });

  test('is not restored over anything, nor where a file is not what was written, nor when it is too old', async () => {
    const clock = testClock(NOON);
    const { exact, storage, deps } = anAccount(clock);
    await storage.createAll();
    await deps.schedule.put({ key: WHOLE, at: NOON });
    const now = () => clock.now();
    await exportTables(exact, inFolder('full'), { now });
    await expect(
      restoreTables(anAccount(clock), inFolder('full'), [], '2027-04-03T12:00:00.000Z'),
    ).rejects.toThrow('13 months');
    const full = anAccount(clock);
    await full.storage.createAll();
    await full.deps.schedule.put({ key: WHOLE, at: NOON });
    await expect(restoreTables(full, inFolder('full'), [], NOON)).rejects.toThrow('not empty');
    writeFileSync(path.join(inFolder('full'), 'People.jsonl.gz'), 'something else');
    await expect(restoreTables(anAccount(clock), inFolder('full'), [], NOON)).rejects.toThrow(
      'not what was written',
    );
  });
});

test('whoever was erased after the backup is gone after the restore, and nothing is half done', async () => {
  const clock = testClock(NOON);
  const now = () => clock.now();
  const before = anAccount(clock);
  await before.storage.createAll();
  await loadDemoOrganisation(before.deps);
  await liveWholeLife(before.deps);
  await exportTables(before.exact, inFolder('full'), { now });
  const asWas = await checkStorage(before.storage, now());

  // Two are erased, and one of them agrees anew; somebody joins of whom the backup does not know it.
  clock.advanceMs(60_000);
  const other = { key: { tenantId: TENANT_ID, userId: personId(3) }, name: 'Person 3' };
  await withdrawConsent(before.deps, { key: WHOLE });
  await joinErg(before.deps, other, ERG_ID, { seen: 10, showToAllies: false });
  await exportTables(before.exact, inFolder('ledger'), { now, erasuresOnly: true });

  const after = anAccount(clock);
  const restored = await restoreTables(after, inFolder('full'), [inFolder('ledger')], now());
  expect(restored).toMatchObject({ erasedAgain: 1, findings: [] });
  // What lay in queues is gone; the month that was being released is handed on anew, as by every new worker.
  await handOnFigures(after.deps);
  await workForADay(after.deps);
  const words = [WHOLE.userId, WHOLE_NAME, ...WHOLE_WORDS];
  const found = await searchStorage(after.storage, after.queues, words);
  expect(found.filter(({ where }) => !/^Directory (?:user|find|mail)$/.test(where))).toEqual([]);
  expect(await checkStorage(after.storage, now())).toEqual([]);
  expect(await after.deps.people.load(other.key)).toBeDefined();
  expect(asWas).toEqual([]);
}, 180_000);

test('whoever agreed anew after they were erased is still there after a restore', async () => {
  const clock = testClock(NOON);
  const now = () => clock.now();
  const before = anAccount(clock);
  await before.storage.createAll();
  const asker = { key: WHOLE, name: 'Person 1', language: 'en' };
  const rhythm = { budget: 1, day: 2, time: '09:00', zone: 'Europe/London' } as const;
  await giveConsent(before.deps, asker, { version: CONSENT_VERSION, rhythm });
  await withdrawConsent(before.deps, asker);
  clock.advanceMs(60_000);
  await giveConsent(before.deps, asker, { version: CONSENT_VERSION, rhythm });
  await before.deps.settled();
  await exportTables(before.exact, inFolder('full'), { now });
  const after = anAccount(clock);
  const restored = await restoreTables(after, inFolder('full'), [], now());
  expect(restored).toMatchObject({ erasedAgain: 0, findings: [] });
  expect((await after.deps.people.load(WHOLE))?.person.profile.name).toBe('Person 1');
  expect(await after.deps.audience.count(TENANT_ID)).toBe(1);
});
