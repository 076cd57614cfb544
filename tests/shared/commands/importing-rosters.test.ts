import { describe, expect, test } from 'vitest';
import { CONSENT_VERSION } from '../../../shared/domain/person.ts';
import { declineInvitation } from '../../../shared/commands/decline-invitation.ts';
import { giveConsent } from '../../../shared/commands/give-consent.ts';
import { joinErg } from '../../../shared/commands/join-erg.ts';
import { readImportRows } from '../../../shared/commands/read-import-rows.ts';
import { readHome } from '../../../shared/commands/read-home.ts';
import { confirmImport, withdrawImport } from '../../../shared/commands/steer-import.ts';
import { uploadImport } from '../../../shared/commands/upload-import.ts';
import { withdrawConsent } from '../../../shared/commands/withdraw-consent.ts';
import { openInvitations } from '../../../shared/domain/invitation.ts';
import { parsePendingId } from '../../../shared/domain/pending-ids.ts';
import { aMembership, ERG_ID, TENANT_ID } from '../../support/builders.ts';
import { type TestDeps, testDeps } from '../../support/command-deps.ts';
import {
  anOrganisation,
  colleagueId,
  colleagueKey,
  daysLater,
  fileOf,
  IMPORT_ID,
  invitationsOf,
  inviteAll,
  keep,
  ORGANISER,
  OTHER_IMPORT_ID,
  preview,
  rowsOfImport,
  stateOf,
  workOnImports,
} from '../../support/imports.ts';

const RHYTHM = { budget: 1, day: 2, time: '09:00', zone: 'Europe/London' } as const;

async function seenBy(deps: TestDeps, n: number): Promise<number> {
  return (await deps.people.load(colleagueKey(n)))?.person.profile.membershipsRevision ?? 0;
}

async function join(deps: TestDeps, n: number) {
  const ask = { seen: await seenBy(deps, n), showToAllies: false };
  return joinErg(deps, { key: colleagueKey(n), name: `Person ${n}` }, ERG_ID, ask);
}

/** What of a person is stored, by row key. */
async function kept(deps: TestDeps, n: number): Promise<readonly string[]> {
  return (await deps.people.readEverything(colleagueKey(n))).map(({ rowKey }) => rowKey);
}

/** What the ERG remembers of invitations, by row key. */
async function remembered(deps: TestDeps): Promise<readonly string[]> {
  const rows = await deps.rosters.readAll(TENANT_ID, ERG_ID);
  return rows.map(({ rowKey }) => rowKey).filter((key) => /^(invited|expires)_/.test(key));
}

describe('a preview', () => {
  test('says the fate of every row, and nothing happens to anybody', async () => {
    const deps = testDeps();
    await anOrganisation(deps, 10);
    for (const [n, state] of [
      [1, 'active'],
      [2, 'requested'],
    ] as const) {
      const entry = {
        id: '',
        to: 'roster',
        ergId: ERG_ID,
        wanted: state,
        showToAllies: false,
        since: deps.clock.now(),
        name: `Person ${n}`,
        revision: 10,
        writtenAtMs: 0,
      } as const;
      await deps.rosters.apply(colleagueKey(n), entry, deps.clock.now());
    }
    const about = { at: deps.clock.now(), until: '2026-05-01T00:00:00.000Z' };
    await deps.invitations.remember(TENANT_ID, ERG_ID, [colleagueId(3)], about);
    const before = await deps.rosters.readAll(TENANT_ID, ERG_ID);
    const file = [
      'Name;Mail',
      '=HYPERLINK("http://evil.example");p0@example.org',
      'Ann;P1@Example.org',
      'Bo;p2@example.org',
      'Cy;p3@example.org',
      'Di;nobody@example.org',
      'Ed;@',
      'Fi;p0@example.org',
    ].join('\r\n');

    expect(await preview(deps, Buffer.from(file))).toEqual({
      invite: 1,
      'already-in': 1,
      'already-asked': 1,
      'already-invited': 1,
      unknown: 1,
      malformed: 1,
      repeated: 1,
    });
    expect(await rowsOfImport(deps)).toEqual([
      { row: 2, state: 'to-invite', userId: colleagueId(0) },
      { row: 3, state: 'settled', fate: 'already-in' },
      { row: 4, state: 'settled', fate: 'already-asked' },
      { row: 5, state: 'settled', fate: 'already-invited' },
      { row: 6, state: 'settled', fate: 'unknown' },
      { row: 7, state: 'settled', fate: 'malformed' },
      { row: 8, state: 'settled', fate: 'repeated' },
    ]);
    expect(await deps.rosters.readAll(TENANT_ID, ERG_ID)).toEqual(before);
    expect(await kept(deps, 0)).toEqual([]);
  });

  test('does not know whom two people in the directory share an address with', async () => {
    const deps = testDeps();
    await anOrganisation(deps, 1);
    const twin = { name: 'Twin', mail: 'P0@example.org', place: '', reports: 0 };
    await deps.directory.apply(TENANT_ID, [{ after: { ...twin, userId: colleagueId(9) } }]);
    expect(await preview(deps, fileOf([0]))).toMatchObject({ invite: 0, unknown: 1 });
  });

  test('of five thousand rows with bad ones among them counts them all', async () => {
    const deps = testDeps();
    await anOrganisation(deps, 4800);
    const rows = Array.from({ length: 5000 }, (_, n) =>
      n % 50 === 0 ? `bad row ${n}` : `p${n}@example.org`,
    );
    expect(await preview(deps, Buffer.from(['mail', ...rows].join('\n')))).toMatchObject({
      invite: 4704,
      unknown: 196,
      malformed: 100,
    });
    expect(await confirmImport(deps, ORGANISER, IMPORT_ID)).toMatchObject({ ok: true });
    await workOnImports(deps);
    expect(await stateOf(deps)).toMatchObject({
      progress: { state: 'done' },
      counts: { invite: 4704, unknown: 196, malformed: 100 },
    });
    expect(await invitationsOf(deps, 4799)).toMatchObject([{ ergId: ERG_ID, state: 'open' }]);
    expect(await kept(deps, 4750)).toEqual([]);
  });
});

test('a preview of as many rows as there may be fits into its rows, and is paged without reading them all', async () => {
  let reads = 0;
  const deps = testDeps({ observe: ({ on }) => void (on === 'ErgContent' && (reads += 1)) });
  await anOrganisation(deps, 2);
  const rows = Array.from(
    { length: 50_000 },
    (_, n) => `somebody.with.a.long.name${n}@example.org`,
  );
  rows[49_990] = 'p1@example.org';
  expect(await preview(deps, Buffer.from(['mail', ...rows].join('\n')))).toMatchObject({
    invite: 1,
    unknown: 49_999,
  });
  const key = { tenantId: TENANT_ID, ergId: ERG_ID, importId: IMPORT_ID };
  const { value } = (await deps.imports.read(key)) ?? {};
  if (value === undefined) throw new Error('The import is there.');
  reads = 0;
  expect(await readImportRows(deps, key, value, { fate: 'invite', from: 0 })).toEqual({
    rows: [{ row: 49_992, fate: 'invite' }],
  });
  const last = await readImportRows(deps, key, value, { from: 49_980 });
  expect(last.rows).toHaveLength(20);
  expect(last.next).toBeUndefined();
  expect(reads).toBeLessThanOrEqual(3);
}, 60_000);

describe('an import', () => {
  test('is the same when it is uploaded again, and another file under its number is refused', async () => {
    const deps = testDeps();
    await anOrganisation(deps, 3);
    await preview(deps, fileOf([0, 1]));
    const again = { id: IMPORT_ID, bytes: fileOf([0, 1]) };
    expect(await uploadImport(deps, ORGANISER, again)).toMatchObject({
      ok: true,
      value: { progress: { state: 'checked' } },
    });
    const other = { id: IMPORT_ID, bytes: fileOf([2]) };
    expect(await uploadImport(deps, ORGANISER, other)).toEqual({ ok: false, reason: 'id-taken' });
    expect(await stateOf(deps)).toMatchObject({ rows: 2 });
  });

  test('waits for the one before it to be confirmed or withdrawn', async () => {
    const deps = testDeps();
    await anOrganisation(deps, 3);
    await preview(deps, fileOf([0]));
    const next = { id: OTHER_IMPORT_ID, bytes: fileOf([1]) };
    expect(await uploadImport(deps, ORGANISER, next)).toEqual({
      ok: false,
      reason: 'import-waiting',
    });

    expect(await withdrawImport(deps, ORGANISER, IMPORT_ID)).toMatchObject({ ok: true });
    await workOnImports(deps);
    expect(await rowsOfImport(deps)).toEqual([]);
    expect(await confirmImport(deps, ORGANISER, IMPORT_ID)).toEqual({
      ok: false,
      reason: 'changed-meanwhile',
    });
    expect(await uploadImport(deps, ORGANISER, next)).toMatchObject({ ok: true });
  });

  test('is not withdrawn once it is confirmed, and not confirmed before its rows are known', async () => {
    const deps = testDeps();
    await anOrganisation(deps, 3);
    await uploadImport(deps, ORGANISER, { id: IMPORT_ID, bytes: fileOf([0]) });
    const early = await confirmImport(deps, ORGANISER, IMPORT_ID);
    expect(early).toEqual({ ok: false, reason: 'changed-meanwhile' });
    await workOnImports(deps);
    expect(await confirmImport(deps, ORGANISER, IMPORT_ID)).toMatchObject({ ok: true });
    const late = await withdrawImport(deps, ORGANISER, IMPORT_ID);
    expect(late).toEqual({ ok: false, reason: 'changed-meanwhile' });
  });

  test('is not confirmed by somebody who organises the ERG no more', async () => {
    const deps = testDeps();
    await anOrganisation(deps, 3);
    await preview(deps, fileOf([0]));
    const stranger = { ...ORGANISER, actor: { userId: colleagueId(2), as: 'organiser' } as const };
    expect(await confirmImport(deps, stranger, IMPORT_ID)).toEqual({
      ok: false,
      reason: 'not-allowed',
    });
    expect(await stateOf(deps)).toMatchObject({ progress: { state: 'checked' } });
  });

  test('keeps no address once it is checked, and nobody once they are invited', async () => {
    const deps = testDeps();
    await anOrganisation(deps, 3);
    await preview(deps, fileOf([0, 1, 2, 77]));
    expect(JSON.stringify(await rowsOfImport(deps))).not.toContain('@');
    await confirmImport(deps, ORGANISER, IMPORT_ID);
    await workOnImports(deps);
    expect(JSON.stringify(await rowsOfImport(deps))).not.toContain(colleagueId(0));
  });

  test('that nobody confirmed vanishes after a week, and a finished one after sixty days', async () => {
    const deps = testDeps();
    await anOrganisation(deps, 3);
    await preview(deps, fileOf([0]));
    await daysLater(deps, 7);
    await expect(stateOf(deps)).rejects.toThrow();

    await inviteAll(deps, [1], OTHER_IMPORT_ID);
    await daysLater(deps, 59);
    expect(await stateOf(deps, OTHER_IMPORT_ID)).toMatchObject({ progress: { state: 'done' } });
    await daysLater(deps, 1);
    await expect(stateOf(deps, OTHER_IMPORT_ID)).rejects.toThrow();
    expect(await deps.imports.due('2027-01-01T00:00:00.000Z', 10)).toEqual([]);
  });

  test('invites nobody to an ERG that was archived after it was confirmed', async () => {
    const deps = testDeps();
    await anOrganisation(deps, 3);
    await preview(deps, fileOf([0]));
    await confirmImport(deps, ORGANISER, IMPORT_ID);
    const loaded = await deps.ergs.load(TENANT_ID, ERG_ID);
    if (loaded === undefined) throw new Error('The ERG is there.');
    await deps.ergs.commit(loaded, { ...loaded.erg, state: 'archived', revision: 2 }, []);
    await workOnImports(deps);
    expect(await stateOf(deps)).toMatchObject({ progress: { state: 'withdrawn' } });
    expect(await kept(deps, 0)).toEqual([]);
  });
});

describe('an invitation', () => {
  test('stands alone in the partition of somebody who never opened Alongside, who is new otherwise', async () => {
    const deps = testDeps();
    await anOrganisation(deps, 1);
    await inviteAll(deps, [0]);

    expect(await kept(deps, 0)).toEqual([`c_invitation_${ERG_ID}`]);
    const asker = { key: colleagueKey(0), name: 'Person Zero', language: 'de' };
    const { person } = await readHome(deps, asker);
    expect(person).toMatchObject({
      profile: { name: 'Person Zero', language: 'de', consent: { state: 'none' } },
      pendings: [],
    });
    expect(openInvitations(person, deps.clock.now())).toHaveLength(1);
    // Reading stores nothing.
    expect(await kept(deps, 0)).toEqual([`c_invitation_${ERG_ID}`]);
    expect(deps.logged).toEqual([]);

    await giveConsent(deps, asker, { version: CONSENT_VERSION, rhythm: RHYTHM });
    expect(await join(deps, 0)).toMatchObject({
      ok: true,
      value: { memberships: [{ state: 'active' }] },
    });
  });

  test('goes with somebody who erases themselves, agreed or not, from the ERG as well', async () => {
    const deps = testDeps();
    await anOrganisation(deps, 2);
    await keep(deps, 1);
    await inviteAll(deps, [0, 1]);
    for (const n of [0, 1]) {
      expect(await withdrawConsent(deps, { key: colleagueKey(n) })).toMatchObject({ ok: true });
      expect(await kept(deps, n)).toEqual([]);
    }
    expect(await remembered(deps)).toEqual([]);
  });

  test('is told to whoever agreed, and joining answers it, whatever was decided before', async () => {
    const deps = testDeps();
    await anOrganisation(deps, 1);
    await keep(deps, 0, {
      messagesSinceAct: 1,
      refusals: [
        {
          ergId: ERG_ID,
          kind: 'removed',
          at: deps.clock.now(),
          askAgainFrom: '2026-12-01T00:00:00.000Z',
          revision: 9,
          was: aMembership(),
          pledgeIds: [],
        },
      ],
    });
    await inviteAll(deps, [0]);
    const told = (await deps.people.load(colleagueKey(0)))?.person;
    expect(told?.pendings.map(({ id }) => parsePendingId(id))).toMatchObject([
      { kind: 'invitation', ergId: ERG_ID },
    ]);
    // They did nothing themselves.
    expect(told?.profile.messagesSinceAct).toBe(1);

    expect(await join(deps, 0)).toMatchObject({
      ok: true,
      value: { memberships: [{ state: 'active' }], refusals: [], pendings: [] },
    });
    expect(await invitationsOf(deps, 0)).toMatchObject([{ state: 'answered' }]);
  });

  test.each(['agreed', 'not agreed'])(
    'that got a no thanks of somebody who has %s does not come again, and the ERG does not learn of it',
    async (who) => {
      const deps = testDeps();
      await anOrganisation(deps, 2);
      if (who === 'agreed') await keep(deps, 0);
      await inviteAll(deps, [0, 1]);
      const before = await deps.rosters.readAll(TENANT_ID, ERG_ID);

      const asker = { key: colleagueKey(0), name: 'Person 0' };
      expect(await declineInvitation(deps, asker, ERG_ID)).toEqual({ ok: true, value: 'gone' });
      const { person } = await readHome(deps, asker);
      expect(openInvitations(person, deps.clock.now())).toEqual([]);
      expect(person.pendings).toEqual([]);
      expect(await deps.rosters.readAll(TENANT_ID, ERG_ID)).toEqual(before);
      expect(await kept(deps, 0)).toHaveLength(who === 'agreed' ? 3 : 1);

      // Who said no and who said nothing are the same to the organiser, and nobody is asked again.
      expect(await inviteAll(deps, [0, 1], OTHER_IMPORT_ID)).toMatchObject({
        invite: 0,
        'already-invited': 2,
      });
      expect(await join(deps, 0)).toMatchObject({ ok: false });
    },
  );

  test('is over after sixty days, at once where it is read, and is deleted on both sides', async () => {
    const deps = testDeps();
    await anOrganisation(deps, 2);
    await keep(deps, 1);
    await inviteAll(deps, [0, 1]);
    deps.clock.advanceMs(60 * 86_400_000);
    for (const n of [0, 1]) {
      const { person } = await readHome(deps, { key: colleagueKey(n), name: `Person ${n}` });
      expect(openInvitations(person, deps.clock.now())).toEqual([]);
    }
    expect(await join(deps, 1)).toEqual({ ok: false, reason: 'by-invitation' });

    await daysLater(deps, 0);
    expect(await kept(deps, 0)).toEqual([]);
    expect(await invitationsOf(deps, 1)).toEqual([]);
    expect(await remembered(deps)).toEqual([]);
    // The same file invites anew now.
    expect(await inviteAll(deps, [0, 1], OTHER_IMPORT_ID)).toMatchObject({ invite: 2 });
  });

  test('is not made for somebody who joined between preview and confirmation', async () => {
    const deps = testDeps();
    await anOrganisation(deps, 2);
    await preview(deps, fileOf([0, 1]));
    await keep(deps, 0, { memberships: [aMembership()] });
    await keep(deps, 1, { memberships: [aMembership({ state: 'requested' })] });
    await confirmImport(deps, ORGANISER, IMPORT_ID);
    await workOnImports(deps);
    expect((await stateOf(deps)).counts).toMatchObject({
      invite: 0,
      'already-in': 1,
      'already-asked': 1,
    });
    expect(await invitationsOf(deps, 0)).toEqual([]);
  });
});
