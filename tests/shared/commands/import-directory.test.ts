import { describe, expect, test } from 'vitest';
import { importDirectory } from '../../../shared/commands/import-directory.ts';
import { teamSketch } from '../../../shared/domain/team-sketch.ts';
import { DIRECTORY_SHARDS, directoryShardOf } from '../../../shared/store/directory-store.ts';
import type { StorageRequest } from '../../../shared/store/storage.ts';
import { NOON, TENANT_ID, USER_ID } from '../../support/builders.ts';
import { type TestDeps, testDeps } from '../../support/command-deps.ts';

const HEADER = 'id,name,mail,manager,place';

function id(number: number): string {
  return `5b2e9f10-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

interface Line {
  readonly number: number;
  readonly name?: string;
  readonly manager?: number;
}

function csvOf(lines: readonly Line[]): string {
  const rows = lines.map(
    ({ number, name = `Person ${number}`, manager }) =>
      `${id(number)},${name},p${number}@example.org,${manager === undefined ? '' : id(manager)},Leeds`,
  );
  return [HEADER, ...rows].join('\n');
}

/** Number 0 at the top, and everybody else below. */
function team(size: number): readonly Line[] {
  return Array.from({ length: size }, (_, number) =>
    number === 0 ? { number } : { number, manager: 0 },
  );
}

function importInto(deps: TestDeps, csv: string | Uint8Array) {
  return importDirectory(deps, { tenantId: TENANT_ID, actorId: USER_ID, csv });
}

/** Every row of the directory, whatever it is. */
async function allRows(deps: TestDeps): Promise<Readonly<Record<string, unknown>>> {
  const table = deps.storage.tables.table('Directory');
  const shards = await Promise.all(
    Array.from({ length: DIRECTORY_SHARDS }, (_, shard) => String(shard).padStart(2, '0')).flatMap(
      (shard) => [
        table.readRange(`${TENANT_ID}_${shard}`, {}),
        table.readRange(`${TENANT_ID}_m${shard}`, {}),
      ],
    ),
  );
  return Object.fromEntries(
    shards.flat().map((row) => [`${row.partitionKey} ${row.rowKey}`, row.cells]),
  );
}

function audited(deps: TestDeps) {
  return deps.storage.tables.table('Audit').readRange(`${TENANT_ID}_admin`, {});
}

describe('an import', () => {
  test('adds everybody, with the number of their reports', async () => {
    const deps = testDeps();

    expect(await importInto(deps, Buffer.from(csvOf(team(40))))).toEqual({
      ok: true,
      value: { added: 40, changed: 0, removed: 0, unchanged: 0, unreadable: 0 },
    });
    expect(await deps.directory.read(TENANT_ID, id(0))).toEqual({
      userId: id(0),
      name: 'Person 0',
      mail: 'p0@example.org',
      place: 'Leeds',
      reports: 39,
      team: teamSketch(Array.from({ length: 39 }, (_, n) => id(n + 1))),
    });
    expect(await deps.directory.read(TENANT_ID, id(7))).toMatchObject({
      managerId: id(0),
      reports: 0,
    });
  });

  test('adds, changes and removes what differs from before', async () => {
    const deps = testDeps();
    await importInto(deps, csvOf(team(10)));

    const next = [...team(9), { number: 20, manager: 3 }].map((line) =>
      line.number === 5 ? { ...line, name: 'Ann Renamed' } : line,
    );
    // Number 0 has one report fewer now, number 3 has one, and number 5 another name.
    expect(await importInto(deps, csvOf(next))).toEqual({
      ok: true,
      value: { added: 1, changed: 3, removed: 1, unchanged: 6, unreadable: 0 },
    });
    const fresh = testDeps();
    await importInto(fresh, csvOf(next));
    expect(await allRows(deps)).toEqual(await allRows(fresh));
  });

  test('of the same file again writes nothing at all', async () => {
    const requests: StorageRequest[] = [];
    const deps = testDeps({ observe: (request) => void requests.push(request) });
    await importInto(deps, csvOf(team(40)));
    requests.length = 0;

    expect(await importInto(deps, csvOf(team(40)))).toEqual({
      ok: true,
      value: { added: 0, changed: 0, removed: 0, unchanged: 40, unreadable: 0 },
    });
    expect(requests.filter(({ kind }) => kind === 'write')).toEqual([]);
    expect(await audited(deps)).toHaveLength(1);
  });

  test('is audited by who did it, without their id', async () => {
    const deps = testDeps({ now: NOON });
    await importInto(deps, csvOf(team(3)));

    const acts = await audited(deps);
    expect(acts).toMatchObject([
      { cells: { act: 'directory.imported', atMs: Date.parse(NOON), actor: expect.any(String) } },
    ]);
    expect(JSON.stringify(acts)).not.toContain(USER_ID);
  });
});

describe('an import with problems changes nothing and returns all of them', () => {
  test.each([
    [
      'in its rows',
      `${HEADER}\n${id(1)},,,,\nno-id,Ann,,,`,
      [
        { row: 2, reason: 'name-missing' },
        { row: 3, reason: 'id-not-valid' },
      ],
    ],
    [
      'in its shape',
      csvOf([{ number: 1 }, { number: 2 }, { number: 3, manager: 99 }]),
      [
        { row: 2, reason: 'several-roots' },
        { row: 3, reason: 'several-roots' },
        { row: 4, reason: 'unknown-manager' },
      ],
    ],
    ['in its first row', '', [{ row: 1, reason: 'empty-file' }]],
  ])('%s', async (_, csv, problems) => {
    const deps = testDeps();
    await importInto(deps, csvOf(team(5)));
    const before = await allRows(deps);

    expect(await importInto(deps, csv)).toEqual({ ok: false, reason: 'problems', problems });
    expect(await allRows(deps)).toEqual(before);
    expect(await audited(deps)).toHaveLength(1);
  });
});

test('an import that died at any write is completed by the same file, and was audited before it changed anything', async () => {
  const csv = csvOf(team(50));
  const done = testDeps();
  await importInto(done, csv);
  const expected = await allRows(done);

  const imported = csvOf([...team(8), { number: 70, manager: 2 }]);
  let deaths = 0;
  for (let lastWrite = 1; ; lastWrite += 1) {
    let writesLeft = Infinity;
    const deps = testDeps({
      observe({ kind }) {
        if (kind !== 'write') return;
        writesLeft -= 1;
        if (writesLeft < 0) throw new Error('The program is dead.');
      },
    });
    await importInto(deps, imported);
    const before = await allRows(deps);
    writesLeft = lastWrite - 1;
    const survived = await importInto(deps, csv).then(
      () => true,
      () => false,
    );
    writesLeft = Infinity;
    if (!survived) deaths += 1;
    const isUntouched = JSON.stringify(await allRows(deps)) === JSON.stringify(before);
    expect((await audited(deps)).length === 2 || isUntouched).toBe(true);

    expect(await importInto(deps, csv)).toMatchObject({ ok: true });
    expect(await allRows(deps)).toEqual(expected);
    if (survived) break;
  }
  // The act, and a transaction in each part at least.
  expect(deaths).toBeGreaterThanOrEqual(10);
});

test('of two imports at once both end, and every part is what one of them says', async () => {
  const deps = testDeps();
  await importInto(deps, csvOf(team(200)));
  const named = (name: string) => csvOf(team(200).map((line) => ({ ...line, name })));

  const outcomes = await Promise.all(
    ['Ann One', 'Ann Other'].map((name) => importInto(deps, named(name))),
  );

  expect(outcomes.map(({ ok }) => ok)).toEqual([true, true]);
  for (let shard = 0; shard < DIRECTORY_SHARDS; shard += 1) {
    const { people } = await deps.directory.readShard(TENANT_ID, shard);
    const names = new Set([...people.values()].map(({ person }) => person.name));
    expect([['Ann One'], ['Ann Other']]).toContainEqual([...names]);
  }
});

test('an import that others always overtake says that it is busy', async () => {
  const deps = testDeps();
  await importInto(deps, csvOf(team(20)));
  const overtaken = {
    ...deps,
    directory: { ...deps.directory, apply: async () => 'changed' as const },
  };

  expect(await importInto(overtaken, csvOf(team(21)))).toEqual({ ok: false, reason: 'busy' });
});

test('somebody whose row cannot be read is counted and left alone; everybody else is imported', async () => {
  const deps = testDeps();
  const partitionKey = `${TENANT_ID}_${String(directoryShardOf(id(3))).padStart(2, '0')}`;
  const row = { partitionKey, rowKey: `user_${id(3)}`, cells: { name: 'From the future' } };
  const table = deps.storage.tables.table('Directory');
  await table.commit([{ kind: 'insert', row }]);

  expect(await importInto(deps, csvOf(team(10)))).toEqual({
    ok: true,
    value: { added: 9, changed: 0, removed: 0, unchanged: 0, unreadable: 1 },
  });
  expect(await table.get(partitionKey, row.rowKey)).toMatchObject({ cells: row.cells });
});

test('an organisation is imported into its own tenant alone', async () => {
  const deps = testDeps();
  await importInto(deps, csvOf(team(10)));
  const before = await allRows(deps);

  await importDirectory(deps, {
    tenantId: '7a1d0c52-0000-4000-8000-000000000009',
    actorId: USER_ID,
    csv: csvOf(team(2)),
  });

  expect(await allRows(deps)).toEqual(before);
});
