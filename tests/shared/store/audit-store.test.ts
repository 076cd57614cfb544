import { expect, test } from 'vitest';
import { type AuditAct, createAuditStore } from '../../../shared/store/audit-store.ts';
import { createMemoryStorage } from '../../../shared/store/memory-storage.ts';
import type { BrokenRow } from '../../../shared/store/row-codec.ts';
import { createPseudonymise } from '../../../shared/store/pseudonyms.ts';
import { ERG_ID, TENANT_ID, USER_ID } from '../../support/builders.ts';

const SUBJECT = '5b2e9f10-0000-4000-8000-0000000000bb';
const act: AuditAct = {
  act: 'ally.removed',
  actorId: USER_ID,
  subjectId: SUBJECT,
  atMs: Date.parse('2026-03-02T12:00:00.000Z'),
  id: '0195a000-0000-7000-8000-0000000000cc',
};

function setUp() {
  const { tables } = createMemoryStorage();
  const broken: BrokenRow[] = [];
  const pseudonymise = createPseudonymise('a key for tests that is long enough');
  return {
    pseudonymise,
    audit: createAuditStore(tables, pseudonymise, (row) => broken.push(row)),
    broken,
    tables,
    rows: (scope: string) => tables.table('Audit').readRange(`${TENANT_ID}_${scope}`, {}),
  };
}

test('an act is remembered with pseudonyms, and no id of a person stands anywhere in its row', async () => {
  const { audit, rows, pseudonymise } = setUp();
  await audit.record(TENANT_ID, { ergId: ERG_ID }, act);
  await audit.record(TENANT_ID, 'admin', { ...act, id: 'second' });

  for (const row of [...(await rows(ERG_ID)), ...(await rows('admin'))]) {
    expect(row.cells).toEqual({
      act: 'ally.removed',
      atMs: act.atMs,
      actor: pseudonymise(USER_ID),
      subject: pseudonymise(SUBJECT),
    });
    const written = JSON.stringify(row);
    for (const id of [USER_ID, SUBJECT]) {
      expect(written).not.toContain(id);
      expect(written).not.toContain(id.replaceAll('-', ''));
    }
  }
});

test('an act without a subject has none', async () => {
  const { audit, rows } = setUp();
  const { subjectId: _none, ...rest } = act;
  await audit.record(TENANT_ID, 'admin', rest);
  expect(Object.keys((await rows('admin'))[0]?.cells ?? {}).toSorted()).toEqual([
    'act',
    'actor',
    'atMs',
  ]);
});

test('the newest act comes first, two of one millisecond are two, and one repeated is one', async () => {
  const { audit, rows } = setUp();
  await audit.record(TENANT_ID, 'admin', { ...act, act: 'erg.created', id: 'a' });
  await audit.record(TENANT_ID, 'admin', {
    ...act,
    act: 'erg.archived',
    id: 'b',
    atMs: act.atMs + 1,
  });
  await audit.record(TENANT_ID, 'admin', {
    ...act,
    act: 'erg.brought-back',
    id: 'c',
    atMs: act.atMs + 1,
  });
  await audit.record(TENANT_ID, 'admin', { ...act, act: 'erg.created', id: 'a' });
  expect((await rows('admin')).map(({ cells }) => cells['act'])).toEqual([
    'erg.archived',
    'erg.brought-back',
    'erg.created',
  ]);
});

test('a pseudonym is the same for the same id under the same key, and under no other', () => {
  const one = createPseudonymise('one key');
  expect(one(USER_ID)).toBe(createPseudonymise('one key')(USER_ID));
  expect(one(USER_ID)).not.toBe(createPseudonymise('another key')(USER_ID));
  expect(one(USER_ID)).not.toBe(one(SUBJECT));
  // It may be part of a key.
  expect(one(USER_ID)).toMatch(/^[\w-]{22}$/);
});

test('a page tells the persons whom the reader names, and leaves all others nobody', async () => {
  const { audit } = setUp();
  await audit.record(
    TENANT_ID,
    { ergId: ERG_ID },
    { ...act, as: 'organiser', details: { count: 2 } },
  );
  const read = async (known: readonly string[]) =>
    (await audit.readPage(TENANT_ID, { ergId: ERG_ID }, known, undefined)).entries;
  const plain = {
    id: expect.any(String) as string,
    act: 'ally.removed',
    as: 'organiser',
    details: { count: 2 },
    atMs: act.atMs,
  };
  expect(await read([])).toEqual([plain]);
  expect(await read([USER_ID])).toEqual([{ ...plain, actorId: USER_ID }]);
  expect(await read([SUBJECT])).toEqual([{ ...plain, subjectId: SUBJECT }]);
});

test('pages of fifty, newest first, end with the oldest act; another log is another', async () => {
  const { audit } = setUp();
  for (let n = 0; n < 120; n += 1) {
    await audit.record(TENANT_ID, 'admin', { ...act, atMs: act.atMs + n, id: `act-${n}` });
  }
  await audit.record(TENANT_ID, { ergId: ERG_ID }, act);
  const sizes: number[] = [];
  const times: number[] = [];
  let continuation: string | undefined;
  do {
    const page = await audit.readPage(TENANT_ID, 'admin', [], continuation);
    sizes.push(page.entries.length);
    times.push(...page.entries.map(({ atMs }) => atMs - act.atMs));
    ({ continuation } = page);
  } while (continuation !== undefined);
  expect(sizes.filter((size) => size > 0)).toEqual([50, 50, 20]);
  expect(times).toEqual(Array.from({ length: 120 }, (_, n) => 119 - n));
});

test('a row that cannot be read is reported and skipped', async () => {
  const { audit, tables, broken } = setUp();
  const row = { partitionKey: `${TENANT_ID}_admin`, rowKey: '1', cells: { act: 'erg.created' } };
  await tables.table('Audit').commit([{ kind: 'insert', row }]);
  expect((await audit.readPage(TENANT_ID, 'admin', [], undefined)).entries).toEqual([]);
  expect(broken).toMatchObject([{ table: 'Audit' }]);
});
