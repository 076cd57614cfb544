import { describe, expect, test } from 'vitest';
import type { RosterEntry } from '../../../shared/domain/person.ts';
import { ContinuationNotAllowed } from '../../../shared/store/guards.ts';
import { createMemoryStorage } from '../../../shared/store/memory-storage.ts';
import type { RosterList, RosterPage } from '../../../shared/store/roster-pages.ts';
import { createRostersStore } from '../../../shared/store/rosters-store.ts';
import type { Storage } from '../../../shared/store/storage.ts';
import { ERG_ID, NOON, OTHER_ERG_ID, TENANT_ID } from '../../support/builders.ts';
import { testClock } from '../../support/command-deps.ts';
import { BOTH_STORAGES } from './both-storages.ts';

function setUp(storage: Storage) {
  const rosters = createRostersStore(storage.tables, {
    report: (row) => expect.unreachable(JSON.stringify(row)),
    realMs: testClock(NOON).realMs,
    wait: async () => {},
  });
  let people = 0;
  /** Every line of a list, and how many pages that took. */
  async function everyLine(read: (continuation?: string) => Promise<RosterPage>) {
    const pages: (readonly string[])[] = [];
    let continuation: string | undefined;
    do {
      const page = await read(continuation);
      pages.push(page.lines.map(({ name }) => name));
      continuation = page.continuation;
    } while (continuation !== undefined);
    return { names: pages.flat(), pages };
  }
  return {
    rosters,
    everyLine,
    add(name: string, fields: Partial<RosterEntry> = {}) {
      people += 1;
      const userId = `5b2e9f10-0000-4000-8000-${String(people).padStart(12, '0')}`;
      const entry: RosterEntry = {
        id: 'outbox-1',
        to: 'roster',
        ergId: ERG_ID,
        wanted: 'active',
        showToAllies: false,
        since: NOON,
        name,
        revision: 10,
        writtenAtMs: 0,
        ...fields,
      };
      return rosters.apply({ tenantId: TENANT_ID, userId }, entry, NOON).then(() => userId);
    },
    page: (of: RosterList, limit = 50, continuation?: string, ergId = ERG_ID) =>
      rosters.readPage(TENANT_ID, ergId, {
        of,
        limit,
        ...(continuation === undefined ? {} : { continuation }),
      }),
    find: (text: string, continuation?: string, limit = 50) =>
      rosters.search(TENANT_ID, ERG_ID, {
        text,
        limit,
        ...(continuation === undefined ? {} : { continuation }),
      }),
  };
}

describe.each(BOTH_STORAGES)('the lists of a roster %s', (_name, makeStorage) => {
  test('are allies by name, page by page, and the first page says how many there are', async () => {
    const { add, page, everyLine } = setUp(await makeStorage());
    await Promise.all(['Olu', 'ada', 'Émile', 'Zoë', 'bo'].map((name) => add(name)));
    await add('Waits', { wanted: 'requested' });

    const first = await page('active', 2);
    expect(first).toMatchObject({ counts: { count: 5, requested: 1 } });
    const { names, pages } = await everyLine((continuation) => page('active', 2, continuation));
    expect(names).toEqual(['ada', 'bo', 'Émile', 'Olu', 'Zoë']);
    expect(pages.map(({ length }) => length)).toEqual([2, 2, 1]);
    expect((await page('active', 2, first.continuation)).counts).toBeUndefined();
  });

  test('are requests from the oldest, and nobody who was let in', async () => {
    const { add, page } = setUp(await makeStorage());
    const asked = (minute: number) => `2026-03-02T12:${String(minute).padStart(2, '0')}:00.000Z`;
    await add('Third', { wanted: 'requested', since: asked(30) });
    await add('First', { wanted: 'requested', since: asked(10) });
    await add('Second', { wanted: 'requested', since: asked(20) });
    await add('In already', { since: asked(0) });

    const { lines, continuation } = await page('requested');
    expect(lines.map(({ name, since }) => [name, since])).toEqual([
      ['First', asked(10)],
      ['Second', asked(20)],
      ['Third', asked(30)],
    ]);
    expect(continuation).toBeUndefined();
  });

  test('show to allies only who chose it, while they do', async () => {
    const { add, page, rosters } = setUp(await makeStorage());
    const userId = await add('Ada Winter', { showToAllies: true });
    await add('Bo Winter');
    await add('Asked only', { wanted: 'requested', showToAllies: true });
    expect((await page('shown')).lines).toEqual([{ userId, name: 'Ada Winter', since: NOON }]);

    const hidden: RosterEntry = {
      id: 'outbox-2',
      to: 'roster',
      ergId: ERG_ID,
      wanted: 'active',
      showToAllies: false,
      since: NOON,
      name: 'Ada Winter',
      revision: 11,
      writtenAtMs: 0,
    };
    await rosters.apply({ tenantId: TENANT_ID, userId }, hidden, NOON);
    expect((await page('shown')).lines).toEqual([]);
    expect((await page('active')).lines).toHaveLength(2);
  });

  test('of an ERG that nobody joined are empty', async () => {
    const { page, find } = setUp(await makeStorage());
    for (const of of ['active', 'requested', 'shown'] as const) {
      expect(await page(of)).toEqual({ lines: [] });
    }
    expect(await find('ada')).toEqual({ lines: [] });
  });

  test('are searched by the beginning of any word, of every word that was typed', async () => {
    const { add, find } = setUp(await makeStorage());
    const names = [
      'Ada Winter',
      'Adam Summer',
      'Winnie Adeyemi',
      'José Ångström-Ólafs',
      'Ann Anna',
    ];
    for (const name of names) await add(name);
    const found = async (text: string) => (await find(text)).lines.map(({ name }) => name);

    expect(await found('ad')).toEqual(['Ada Winter', 'Adam Summer', 'Winnie Adeyemi']);
    expect(await found('win ad')).toEqual(['Winnie Adeyemi', 'Ada Winter']);
    expect(await found('AD wint')).toEqual(['Ada Winter']);
    expect(await found('olaf jose')).toEqual(['José Ångström-Ólafs']);
    // Two words of this name begin so.
    expect(await found('ann')).toEqual(['Ann Anna']);
    expect(await found('nn')).toEqual([]);
    expect(await found('  ')).toEqual([]);
  });

  test('are searched page by page: a page may be empty, and nobody is found twice', async () => {
    const { add, find, everyLine } = setUp(await makeStorage());
    await Promise.all(
      Array.from({ length: 12 }, (_, n) => add(`Sam Same${n % 3} ${n === 11 ? 'Last' : 'Other'}`)),
    );
    const { names, pages } = await everyLine((continuation) => find('sam', continuation, 5));
    expect(names).toHaveLength(12);
    expect(pages.length).toBeGreaterThan(3);

    const last = await everyLine((continuation) => find('sam la', continuation, 5));
    expect(last.names).toEqual(['Sam Same2 Last']);
    expect(last.pages.some(({ length }) => length === 0)).toBe(true);
  });

  test.each([
    ['markup', '<script>alert(1)</script> Smith', 'smith'],
    ['text that turns around', 'Ada \u202Egnilrad\u202C Winter', 'wint'],
    ['three hundred characters', `Bo ${'ü'.repeat(297)}`, 'uuuu'],
    ['one word of three hundred', 'x'.repeat(300), 'x'.repeat(250)],
    ['Chinese', '林悦宁', '林悦'],
    ['Arabic', 'فاطمة الزهراء', 'الز'],
    ['Devanagari', 'प्रिया शर्मा', 'शर्'],
    ['an emoji alone', '👩🏽‍💻', '👩🏽‍💻'],
    ['what keys cannot hold', 'O’Neill/Smith\\#1? a_b', 'smith'],
    ['a formula', "=HYPERLINK('x') Cell", 'cell'],
    ['half a character', 'Half \uD83D Way', 'way'],
    ['quotes of a filter', "D'Arcy' or 1 eq 1", 'arcy'],
  ])('hold and find names with %s', async (_what, name, text) => {
    const { add, page, find } = setUp(await makeStorage());
    const userId = await add(name, { showToAllies: true });
    await add('Somebody Else');
    const line = { userId, name: name.toWellFormed(), since: NOON };
    expect((await page('active')).lines).toContainEqual(line);
    expect((await page('shown')).lines).toEqual([line]);
    expect((await find(text)).lines).toEqual([line]);
    const first = await page('active', 1);
    expect(first.continuation).toBeDefined();
    expect((await page('active', 1, first.continuation)).lines).toHaveLength(1);
  });

  test('refuse a continuation that no page of this list gave', async () => {
    const { add, page, find } = setUp(await makeStorage());
    for (const name of ['Ada', 'Bo', 'Cy']) {
      await add(name);
      await add(name, { wanted: 'requested' });
    }
    const { continuation = '' } = await page('active', 1);
    const encoded = (text: string) => Buffer.from(text).toString('base64url');
    for (const broken of [
      '',
      'x',
      '!!!',
      `${continuation}=`,
      encoded('member_'),
      encoded('active'),
      encoded('active`'),
      encoded('active_\u0000'),
      encoded(`active_${'a'.repeat(600)}`),
      encoded('requested_'),
      Buffer.from([0xff, 0xfe]).toString('base64url'),
    ]) {
      await expect(page('active', 1, broken), broken).rejects.toThrow(ContinuationNotAllowed);
    }
    await expect(page('requested', 1, continuation)).rejects.toThrow(ContinuationNotAllowed);
    await expect(page('shown', 1, continuation)).rejects.toThrow(ContinuationNotAllowed);
    await expect(find('ada', continuation)).rejects.toThrow(ContinuationNotAllowed);
  });

  test('go on in their own ERG, wherever the continuation is from', async () => {
    const { add, page } = setUp(await makeStorage());
    for (const name of ['Ada', 'Bo', 'Cy']) await add(name);
    for (const name of ['Abe', 'Bea', 'Zed']) await add(name, { ergId: OTHER_ERG_ID });
    const { continuation } = await page('active', 2);
    const other = await page('active', 10, continuation, OTHER_ERG_ID);
    expect(other).toEqual({ lines: [expect.objectContaining({ name: 'Zed' })] });
  });
});

test('a storage whose pages are short or empty still gives every line once', async () => {
  for (const pager of [{ pageSize: 1 }, { pageSize: 2, emptyPageEvery: 2 }]) {
    const { add, page, find, everyLine } = setUp(createMemoryStorage({ pager }));
    const names = ['Ada Adams', 'Bo Adams', 'Cy Adams', 'Di Adams'];
    for (const name of names) await add(name);
    expect((await everyLine((continuation) => page('active', 10, continuation))).names).toEqual(
      names,
    );
    expect((await everyLine((continuation) => find('ada', continuation))).names).toHaveLength(4);
  }
});

test('a roster of thousands takes one request a page', async () => {
  const requests: unknown[] = [];
  const storage = createMemoryStorage({ observe: (request) => void requests.push(request) });
  const { add, page, find } = setUp(storage);
  for (let n = 0; n < 5000; n += 50) {
    await Promise.all(Array.from({ length: 50 }, (_, m) => add(`Given${m} Family${n + m}`)));
  }
  requests.length = 0;
  const first = await page('active');
  expect(first.counts?.count).toBe(5000);
  expect(first.lines).toHaveLength(50);
  expect((await page('active', 50, first.continuation)).lines).toHaveLength(50);
  expect((await find('family499')).lines).toHaveLength(11);
  expect(requests).toHaveLength(3);
});
