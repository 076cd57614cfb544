import { expect, test } from 'vitest';
import { createAuditStore } from '../../../shared/store/audit-store.ts';
import { createMemoryStorage } from '../../../shared/store/memory-storage.ts';
import { createPseudonymise } from '../../../shared/store/pseudonyms.ts';
import { ERG_ID, TENANT_ID, USER_ID } from '../../support/builders.ts';

const SUBJECT = '5b2e9f10-0000-4000-8000-0000000000bb';
const act = {
  act: 'ally.removed',
  actorId: USER_ID,
  subjectId: SUBJECT,
  atMs: Date.parse('2026-03-02T12:00:00.000Z'),
  id: '0195a000-0000-7000-8000-0000000000cc',
};

function setUp() {
  const { tables } = createMemoryStorage();
  const pseudonymise = createPseudonymise('a key for tests that is long enough');
  return {
    pseudonymise,
    audit: createAuditStore(tables, pseudonymise),
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
  await audit.record(TENANT_ID, 'admin', { ...act, act: 'first', id: 'a' });
  await audit.record(TENANT_ID, 'admin', { ...act, act: 'second', id: 'b', atMs: act.atMs + 1 });
  await audit.record(TENANT_ID, 'admin', { ...act, act: 'third', id: 'c', atMs: act.atMs + 1 });
  await audit.record(TENANT_ID, 'admin', { ...act, act: 'first', id: 'a' });
  expect((await rows('admin')).map(({ cells }) => cells['act'])).toEqual([
    'second',
    'third',
    'first',
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
