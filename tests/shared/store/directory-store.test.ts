import { describe, expect, test } from 'vitest';
import {
  createDirectoryStore,
  DIRECTORY_SHARDS,
  type DirectoryPerson,
  directoryShardOf,
  type DirectoryStore,
  isStoredAs,
} from '../../../shared/store/directory-store.ts';
import { createMemoryStorage } from '../../../shared/store/memory-storage.ts';
import type { BrokenRow } from '../../../shared/store/row-codec.ts';
import type { StorageRequest } from '../../../shared/store/storage.ts';
import type { Row } from '../../../shared/store/tables.ts';
import { TENANT_ID } from '../../support/builders.ts';

const OTHER_TENANT = '7a1d0c52-0000-4000-8000-000000000009';

function userId(number: number): string {
  return `5b2e9f10-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

function person(number: number, fields: Partial<DirectoryPerson> = {}): DirectoryPerson {
  return {
    userId: userId(number),
    name: `Person ${number}`,
    mail: `person.${number}@example.org`,
    managerId: userId(0),
    place: 'Leeds',
    reports: 0,
    ...fields,
  };
}

function setUp(options: Pick<Parameters<typeof createMemoryStorage>[0] & object, 'pager'> = {}) {
  const requests: StorageRequest[] = [];
  const broken: BrokenRow[] = [];
  const { tables } = createMemoryStorage({
    ...options,
    observe: (request) => void requests.push(request),
  });
  const directory = createDirectoryStore(tables, (row) => void broken.push(row));
  const table = tables.table('Directory');
  return {
    directory,
    broken,
    add: (...people: DirectoryPerson[]) =>
      directory.apply(
        TENANT_ID,
        people.map((after) => ({ after })),
      ),
    stored: (number: number) => storedOf(directory, number),
    insertRow: (row: Row) => table.commit([{ kind: 'insert', row }]),
    async rowKeysOf(number: number): Promise<readonly string[]> {
      const shard = String(directoryShardOf(userId(number))).padStart(2, '0');
      const rows = await table.readRange(`${TENANT_ID}_${shard}`, {});
      return rows.map(({ rowKey }) => rowKey).filter((key) => key.endsWith(userId(number)));
    },
    /** What was asked of storage while `work` was done. */
    async requestsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
      requests.length = 0;
      await work();
      return requests.map(({ operation }) => operation);
    },
  };
}

async function storedOf(directory: DirectoryStore, number: number) {
  const shard = await directory.readShard(TENANT_ID, directoryShardOf(userId(number)));
  const stored = shard.people.get(userId(number));
  if (stored === undefined) throw new Error('This person is not in the directory.');
  return stored;
}

describe('a person of the directory', () => {
  test('comes back as written, by one point read', async () => {
    const { directory, add, requestsOf } = setUp();
    const { managerId: _, ...top } = person(0, { reports: 1 });
    expect(await add(top, person(1, { name: 'Zoë O’Dwyer', mail: '', place: '' }))).toBe('applied');

    expect(await directory.read(TENANT_ID, userId(0))).toEqual(top);
    expect(await directory.read(TENANT_ID, userId(1))).toEqual(
      person(1, { name: 'Zoë O’Dwyer', mail: '', place: '' }),
    );
    expect(await directory.read(TENANT_ID, userId(2))).toBeUndefined();
    expect(await directory.read(OTHER_TENANT, userId(1))).toBeUndefined();
    expect(await requestsOf(() => directory.read(TENANT_ID, userId(1)))).toEqual(['get']);
  });

  test('has a row for every word of the name beside their own', async () => {
    const { add, rowKeysOf } = setUp();
    await add(person(1, { name: 'Zoë O’Dwyer' }));

    expect(await rowKeysOf(1)).toEqual([
      `find_dwyer_${userId(1)}`,
      `find_o_${userId(1)}`,
      `find_zoe_${userId(1)}`,
      `user_${userId(1)}`,
    ]);
  });

  test('may have a name whose words are alike as far as keys go', async () => {
    const { add, directory } = setUp();
    const name = `${'a'.repeat(105)}b ${'a'.repeat(105)}c`;

    expect(await add(person(1, { name }))).toBe('applied');
    expect(await directory.findByWord(TENANT_ID, 'aaa', 10)).toMatchObject([{ name }]);
  });

  test('is in one of sixteen parts, and all parts are used', async () => {
    const { add, directory } = setUp();
    const people = Array.from({ length: 400 }, (_, number) => person(number));
    expect(await add(...people)).toBe('applied');

    const found: string[] = [];
    for (let shard = 0; shard < DIRECTORY_SHARDS; shard += 1) {
      const { people: part } = await directory.readShard(TENANT_ID, shard);
      expect(part.size).toBeGreaterThan(10);
      found.push(...part.keys());
    }
    expect(found.toSorted()).toEqual(people.map((each) => each.userId));
  });
});

describe('a change', () => {
  test('of a name moves the rows by which the person is found', async () => {
    const { add, directory, rowKeysOf, stored } = setUp();
    await add(person(1, { name: 'Ann Old' }));

    const before = await stored(1);
    await directory.apply(TENANT_ID, [{ before, after: person(1, { name: 'Ann New' }) }]);

    expect(await rowKeysOf(1)).toEqual([
      `find_ann_${userId(1)}`,
      `find_new_${userId(1)}`,
      `user_${userId(1)}`,
    ]);
    expect(await directory.findByWord(TENANT_ID, 'ann', 10)).toMatchObject([{ name: 'Ann New' }]);
    expect(await directory.read(TENANT_ID, userId(1))).toMatchObject({ name: 'Ann New' });
  });

  test('of a place reaches the rows by which the person is found', async () => {
    const { add, directory, stored } = setUp();
    await add(person(1));

    await directory.apply(TENANT_ID, [
      { before: await stored(1), after: person(1, { place: 'Madrid' }) },
    ]);

    expect(await directory.findByWord(TENANT_ID, 'person', 10)).toMatchObject([
      { place: 'Madrid' },
    ]);
  });

  test('of nothing asks nothing of storage', async () => {
    const { add, directory, stored, requestsOf } = setUp();
    await add(person(1));
    const before = await stored(1);

    expect(
      await requestsOf(() => directory.apply(TENANT_ID, [{ before, after: person(1) }])),
    ).toEqual([]);
  });

  test('without an after takes all rows of the person away', async () => {
    const { add, directory, rowKeysOf, stored } = setUp();
    await add(person(1), person(2));

    await directory.apply(TENANT_ID, [{ before: await stored(1) }]);

    expect(await rowKeysOf(1)).toEqual([]);
    expect(await rowKeysOf(2)).toHaveLength(3);
  });

  test('that somebody else was quicker with is refused, and nothing of that person is mixed', async () => {
    const { add, directory, rowKeysOf, stored } = setUp();
    await add(person(1, { name: 'Ann Old' }));
    const before = await stored(1);
    await directory.apply(TENANT_ID, [{ before, after: person(1, { name: 'Ann Quick' }) }]);

    const late = { before, after: person(1, { name: 'Ann Late' }) };
    expect(await directory.apply(TENANT_ID, [late])).toBe('changed');
    expect(await directory.apply(TENANT_ID, [{ before }])).toBe('changed');
    expect(await add(person(1, { name: 'Ann New' }))).toBe('changed');

    expect(await directory.read(TENANT_ID, userId(1))).toMatchObject({ name: 'Ann Quick' });
    expect(await rowKeysOf(1)).toContain(`find_quick_${userId(1)}`);
    expect(await rowKeysOf(1)).toHaveLength(3);
  });
});

test('many persons are written a hundred rows at a time, whole persons each', async () => {
  const { add, directory, requestsOf } = setUp();
  const shard = directoryShardOf(userId(0));
  const ofOneShard = Array.from({ length: 2000 }, (_, number) => person(number, { mail: '' }))
    .filter((each) => directoryShardOf(each.userId) === shard)
    .slice(0, 70);

  // Three rows a person, so 33 persons fill 99 rows.
  expect(await requestsOf(() => add(...ofOneShard))).toEqual(['commit', 'commit', 'commit']);
  expect((await directory.readShard(TENANT_ID, shard)).people.size).toBe(70);
});

describe('finding by a word', () => {
  const names = [
    'Ann Winter',
    'Hannah Anning',
    'Anna-Maria Anders',
    'Bo Änne',
    'Zed Andover',
    'An',
  ];
  const withNames = async (options: Parameters<typeof setUp>[0] = {}) => {
    const all = setUp(options);
    await all.add(...names.map((name, number) => person(number, { name })));
    const find = async (prefix: string, most = 50) =>
      (await all.directory.findByWord(TENANT_ID, prefix, most)).map(({ name }) => name);
    return { ...all, find };
  };

  test.each([
    ['an', ['An', 'Ann Winter', 'Anna-Maria Anders', 'Bo Änne', 'Hannah Anning', 'Zed Andover']],
    ['ann', ['Ann Winter', 'Anna-Maria Anders', 'Bo Änne', 'Hannah Anning']],
    ['ÄNN', ['Ann Winter', 'Anna-Maria Anders', 'Bo Änne', 'Hannah Anning']],
    ['  win ', ['Ann Winter']],
    ['anna-', ['Anna-Maria Anders']],
    ['b', ['Bo Änne']],
    ['x', []],
    ['', []],
    ['_', []],
    ['\uFFFF', []],
  ])('"%s" finds whoever has a word that begins so, once, by name', async (prefix, expected) => {
    const { find } = await withNames();
    expect(await find(prefix)).toEqual(expected);
  });

  test('gives no more than were asked for', async () => {
    const { find } = await withNames();
    expect(await find('an', 2)).toHaveLength(2);
  });

  test('goes on over short and empty pages', async () => {
    const { find } = await withNames({ pager: { pageSize: 1, emptyPageEvery: 2 } });
    expect(await find('an')).toHaveLength(6);
  });

  test('stays in the tenant', async () => {
    const { directory } = await withNames();
    expect(await directory.findByWord(OTHER_TENANT, 'an', 50)).toEqual([]);
  });

  test('finds names of other scripts', async () => {
    const { add, directory } = setUp();
    await add(
      person(1, { name: 'نور الحداد' }),
      person(2, { name: '林悦宁' }),
      person(3, { name: '𠮷野 Ken' }),
    );
    const find = async (prefix: string) =>
      (await directory.findByWord(TENANT_ID, prefix, 10)).map(({ name }) => name);

    expect(await find('نو')).toEqual(['نور الحداد']);
    expect(await find('林')).toEqual(['林悦宁']);
    expect(await find('𠮷')).toEqual(['𠮷野 Ken']);
  });
});

test('a row that cannot be read is reported, named as broken and not written over', async () => {
  const { add, broken, directory, insertRow } = setUp();
  const shard = directoryShardOf(userId(1));
  const partitionKey = `${TENANT_ID}_${String(shard).padStart(2, '0')}`;
  await insertRow({
    partitionKey,
    rowKey: `user_${userId(1)}`,
    cells: { name: 'From the future' },
  });

  const read = await directory.readShard(TENANT_ID, shard);

  expect([...read.broken]).toEqual([userId(1)]);
  expect(read.people.size).toBe(0);
  expect(broken).toMatchObject([{ table: 'Directory', rowKind: 'user' }]);
  expect(JSON.stringify(broken)).not.toContain(userId(1));
  expect(await add(person(1))).toBe('changed');
});

describe('finding by mail', () => {
  test('finds the one person with the address, in whatever case it is written, by one request', async () => {
    const { add, directory, requestsOf } = setUp();
    await add(person(1, { mail: 'Zoë.One@Example.org' }), person(2));

    expect(await directory.findByMail(TENANT_ID, 'zoe\u0308.one@example.ORG')).toBe(userId(1));
    expect(await requestsOf(() => directory.findByMail(TENANT_ID, 'person.2@example.org'))).toEqual(
      ['readPage'],
    );
    expect(await directory.findByMail(TENANT_ID, 'person.2')).toBeUndefined();
    expect(await directory.findByMail(OTHER_TENANT, 'person.2@example.org')).toBeUndefined();
  });

  test('finds nobody where two have one address, and the other once one of them goes', async () => {
    const { add, directory, stored } = setUp();
    await add(person(1, { mail: 'desk@example.org' }), person(2, { mail: 'DESK@example.org' }));
    expect(await directory.findByMail(TENANT_ID, 'desk@example.org')).toBeUndefined();

    await directory.apply(TENANT_ID, [{ before: await stored(1) }]);
    expect(await directory.findByMail(TENANT_ID, 'desk@example.org')).toBe(userId(2));
  });

  test('follows a mail that changes, and one that is taken away', async () => {
    const { add, directory, stored } = setUp();
    await add(person(1));
    const change = async (mail: string) =>
      directory.apply(TENANT_ID, [{ before: await stored(1), after: person(1, { mail }) }]);

    await change('new@example.org');
    expect(await directory.findByMail(TENANT_ID, 'person.1@example.org')).toBeUndefined();
    expect(await directory.findByMail(TENANT_ID, 'new@example.org')).toBe(userId(1));

    await change('');
    expect(await directory.findByMail(TENANT_ID, 'new@example.org')).toBeUndefined();
  });

  test('tells long addresses apart that begin alike', async () => {
    const { add, directory } = setUp();
    const long = (end: string) => `${'é'.repeat(250)}${end}@example.org`;
    await add(person(1, { mail: long('a') }), person(2, { mail: long('b') }));
    expect(await directory.findByMail(TENANT_ID, long('a'))).toBe(userId(1));
    expect(await directory.findByMail(TENANT_ID, long('b'))).toBe(userId(2));
    expect(await directory.findByMail(TENANT_ID, long('c'))).toBeUndefined();
  });

  test('finds persons who were imported before there were rows by mail, once they are imported again', async () => {
    const { add, directory, insertRow, stored } = setUp();
    await add(person(1, { mail: '' }));
    const { row } = await stored(1);
    // As it was written then.
    await directory.apply(TENANT_ID, [{ before: await stored(1) }]);
    await insertRow({ ...row, cells: { ...row.cells, mail: 'person.1@example.org' } });
    const before = await stored(1);
    expect(await directory.findByMail(TENANT_ID, 'person.1@example.org')).toBeUndefined();

    expect(isStoredAs(before, person(1))).toBe(false);
    await directory.apply(TENANT_ID, [{ before, after: person(1) }]);
    expect(await directory.findByMail(TENANT_ID, 'person.1@example.org')).toBe(userId(1));
  });
});
