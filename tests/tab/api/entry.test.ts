import { describe, expect, test } from 'vitest';
import { AuditReply } from '../../../shared/contract/audit.ts';
import { AdminSettingsReply, EntryView, PilotReply } from '../../../shared/contract/entry.ts';
import { HomeReply } from '../../../shared/contract/home.ts';
import {
  bodyOf,
  type Caller,
  employee,
  expectOk,
  expectProblem,
  robin,
  sasha,
  startApi,
  useIssuer,
} from '../../support/api-server.ts';
import { TENANT_ID } from '../../support/builders.ts';

const issuer = useIssuer();
const ada = employee(186, { name: 'Ada Admin', roles: ['Alongside.Admin'] });
const guest = employee(140, { name: 'Gil Guest', guest: true });
const OPEN = { access: 'everyone', guests: 'refused', budget: 1 } as const;
const A_MINUTE_MS = 60_001;

async function anOrganisation() {
  const api = await startApi(issuer.get());
  const admin = await api.as(ada);
  await api.deps.directory.apply(
    TENANT_ID,
    [robin, sasha].map(({ id, name, mail }) => ({
      after: { userId: id, name, mail, place: '', reports: 0 },
    })),
  );
  return { api, admin };
}

async function set(admin: Caller, entry: object): Promise<EntryView> {
  const { entry: known } = await settingsOf(admin);
  const { revision, ...rest } = known;
  const body = { revision, entry: { ...rest, ...entry } };
  return bodyOf(await admin.put('/api/admin/entry', body), EntryView);
}

const settingsOf = async (admin: Caller) =>
  bodyOf(await admin.get('/api/admin/settings'), AdminSettingsReply);
const pilotOf = async (admin: Caller) => bodyOf(await admin.get('/api/admin/pilot'), PilotReply);
const sentencesOf = async (admin: Caller) =>
  bodyOf(await admin.get('/api/admin/audit'), AuditReply).acts.map(({ sentence }) => sentence);

describe('a pilot', () => {
  test('is closed to whoever is not in it, kindly, and stores nothing of them', async () => {
    const { api, admin } = await anOrganisation();
    await set(admin, { access: 'pilot' });
    const me = await api.as(robin);
    const before = await api.rows();

    for (const path of ['/api/home', '/api/ergs', '/api/me/export']) {
      const { title } = expectProblem(await me.get(path), 'pilot-only');
      expect(title).toContain('with a small group first');
    }
    await expect(me.consent()).rejects.toThrow();

    expect(await api.rows()).toEqual(before);
  });

  test('is open to who is in it, at once here, and to admins', async () => {
    const { api, admin } = await anOrganisation();
    await set(admin, { access: 'pilot' });
    const me = await api.as(robin);
    expectProblem(await me.get('/api/home'), 'pilot-only');

    expectOk(await admin.put(`/api/admin/pilot/${robin.id}`, {}));

    expectOk(await me.get('/api/home'));
    await me.consent();
    expectOk(await admin.get('/api/home'));
    expect(await pilotOf(admin)).toEqual({
      count: 1,
      members: [{ userId: robin.id, name: robin.name }],
    });
    // In already is the same request.
    const again = await admin.put(`/api/admin/pilot/${robin.id}`, {});
    expect(again.body).toEqual({ outcome: 'same' });
    expect(await pilotOf(admin)).toMatchObject({ count: 1 });
  });

  test('does not end taking part for who agreed before it began, or was in it then', async () => {
    const { api, admin } = await anOrganisation();
    const me = await api.as(robin);
    await me.consent();
    await api.deps.settled();
    await set(admin, { access: 'pilot' });
    expectOk(await me.get('/api/home'));

    await admin.put(`/api/admin/pilot/${sasha.id}`, {});
    const other = await api.as(sasha);
    await other.consent();
    await api.deps.settled();
    expect((await admin.delete(`/api/admin/pilot/${sasha.id}`)).status).toBe(204);
    expectOk(await other.get('/api/home'));

    // Who erases themselves took part no longer.
    expect((await other.delete('/api/me')).status).toBe(204);
    api.clock.advanceMs(A_MINUTE_MS);
    expectProblem(await other.get('/api/home'), 'pilot-only');
  });

  test('asks storage about one person once a minute, and not at all where none is on', async () => {
    const { api, admin } = await anOrganisation();
    const me = await api.as(robin);
    await me.consent();
    await api.deps.settled();
    await me.get('/api/home');
    const cost = async () => {
      const before = api.requests.length;
      await me.get('/api/home');
      return api.requests.length - before;
    };
    expect(await cost()).toBe(1);
    await set(admin, { access: 'pilot' });
    await me.get('/api/home');
    expect(await cost()).toBe(1);
  });

  test('takes people of the directory alone, and an end opens it to everybody', async () => {
    const { api, admin } = await anOrganisation();
    const nobody = employee(199).id;
    const { fields } = expectProblem(await admin.put(`/api/admin/pilot/${nobody}`, {}), 'invalid');
    expect(fields).toEqual([{ path: 'userId', reason: 'unknown-person' }]);
    await set(admin, { access: 'pilot' });
    await set(admin, { access: 'everyone' });
    expectOk(await (await api.as(robin)).get('/api/home'));
  });

  test('of hundreds is listed page by page, each once, with an exact count', async () => {
    const { api, admin } = await anOrganisation();
    for (let n = 0; n < 45; n += 1) {
      const key = { tenantId: TENANT_ID, userId: employee(1000 + n).id };
      await api.deps.pilot.change(key, 'in', api.clock.now());
    }
    const seen = new Set<string>();
    let path = '/api/admin/pilot';
    for (;;) {
      const page = bodyOf(await admin.get(path), PilotReply);
      expect(page.count).toBe(45);
      for (const { userId } of page.members) seen.add(userId);
      if (page.continuation === undefined) break;
      path = `/api/admin/pilot?continuation=${encodeURIComponent(page.continuation)}`;
    }
    expect(seen.size).toBe(45);
  });
});

describe('guests', () => {
  test('are refused unless an admin allows them', async () => {
    const { api, admin } = await anOrganisation();
    const me = await api.as(guest);
    expectProblem(await me.get('/api/home'), 'not-for-guests');
    await set(admin, { guests: 'allowed' });
    await me.consent();
    expect(bodyOf(await me.get('/api/home'), HomeReply)).toMatchObject({ consent: 'given' });
    await set(admin, { guests: 'refused' });
    expectProblem(await me.get('/api/home'), 'not-for-guests');
  });

  test('never run Alongside, whatever role they have', async () => {
    const { api, admin } = await anOrganisation();
    await set(admin, { guests: 'allowed' });
    const me = await api.as({ ...guest, roles: ['Alongside.Admin'] });
    expect(bodyOf(await me.get('/api/home'), HomeReply)).toMatchObject({ admin: false });
    expectProblem(await me.get('/api/admin/settings'), 'not-allowed');
  });

  test('are in a pilot only where they are in its group', async () => {
    const { api, admin } = await anOrganisation();
    await set(admin, { guests: 'allowed', access: 'pilot' });
    expectProblem(await (await api.as(guest)).get('/api/home'), 'pilot-only');
  });
});

describe('the settings of admins', () => {
  test('say what holds, and who changed it last', async () => {
    const { api, admin } = await anOrganisation();
    expect(await settingsOf(admin)).toMatchObject({
      entry: { ...OPEN, revision: 0 },
      smallestGroup: { fewest: 10, revision: 0 },
      pilotCount: 0,
      changes: [],
    });
    await set(admin, { access: 'pilot', budget: 2 });
    await admin.put(`/api/admin/pilot/${robin.id}`, {});
    const other = await api.as({ ...sasha, roles: ['Alongside.Admin'] });
    await other.put('/api/organisation/rules', { fewest: 15, revision: 0 });

    const { entry, smallestGroup, pilotCount, changes } = await settingsOf(admin);

    expect(entry).toEqual({ access: 'pilot', guests: 'refused', budget: 2, revision: 1 });
    expect({ smallestGroup, pilotCount }).toMatchObject({
      smallestGroup: { fewest: 15 },
      pilotCount: 1,
    });
    expect(new Map(changes.map(({ setting, by }) => [setting, by]))).toEqual(
      new Map([
        ['access', 'you'],
        ['budget', 'you'],
        ['pilot', 'you'],
        ['smallest-group', 'admin'],
      ]),
    );
  });

  test('are audited, and a change over another admin’s is not made', async () => {
    const { admin } = await anOrganisation();
    await set(admin, { access: 'pilot', guests: 'allowed' });
    await admin.put(`/api/admin/pilot/${robin.id}`, {});
    const stale = { revision: 0, entry: { ...OPEN, budget: 3 } };
    expectProblem(await admin.put('/api/admin/entry', stale), 'changed-meanwhile');
    const told = await sentencesOf(admin);
    expect(told).toHaveLength(3);
    expect(told.join(' ')).toMatch(/pilot group.*guests|guests.*pilot/);
    expect(told).toContain('You added a colleague to the pilot group.');
  });

  test('propose as many messages as was decided to who begins', async () => {
    const { api, admin } = await anOrganisation();
    await set(admin, { budget: 0 });
    const home = bodyOf(await (await api.as(robin)).get('/api/home'), HomeReply);
    expect(home).toMatchObject({ consent: 'none', proposed: { budget: 0 } });
    const body = { revision: 1, entry: { ...OPEN, budget: 4 } };
    expectProblem(await admin.put('/api/admin/entry', body), 'invalid');
  });
});
