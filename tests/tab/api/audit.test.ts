import { expect, test } from 'vitest';
import { createErg } from '../../../shared/commands/create-erg.ts';
import { AuditReply } from '../../../shared/contract/audit.ts';
import {
  type ApiServer,
  bodyOf,
  type Caller,
  employee,
  expectOk,
  expectProblem,
  startApi,
  useIssuer,
} from '../../support/api-server.ts';
import { anErg, anOrganiser, ERG_ID, TENANT_ID } from '../../support/builders.ts';

const issuer = useIssuer();
const boss = employee(280, { name: 'Bao Boss', roles: ['Alongside.Admin'] });
const other = employee(281, { name: 'Ada Admin', roles: ['Alongside.Admin'] });
const olu = employee(282, { name: 'Olu Organiser' });
const sam = employee(283, { name: 'Sam Successor' });
const LOG = `/api/ergs/${ERG_ID}/run/audit`;

async function aWorld(): Promise<ApiServer> {
  const api = await startApi(issuer.get());
  await api.deps.directory.apply(
    TENANT_ID,
    [boss, other, olu, sam].map(({ id, name, mail }) => ({
      after: { userId: id, name, mail, place: 'Leeds', reports: 0 },
    })),
  );
  const organisers = [anOrganiser({ userId: olu.id, name: olu.name })];
  const erg = anErg({ id: ERG_ID, name: 'Prism', organisers });
  await createErg(api.deps, { tenantId: TENANT_ID, actorId: boss.id, erg });
  api.clock.advanceMs(1000);
  return api;
}

async function sentences(me: Caller, path: string): Promise<readonly string[]> {
  const { acts } = bodyOf(await me.get(path), AuditReply);
  return acts.map(({ sentence }) => sentence);
}

test('an organiser reads who did what, and only present organisers are named', async () => {
  const api = await aWorld();
  const me = await api.as(olu);
  expectOk(await me.post(`/api/ergs/${ERG_ID}/run/organisers`, { userId: sam.id }));
  api.clock.advanceMs(1000);
  const successor = await api.as(sam);
  expectOk(
    await successor.put(`/api/ergs/${ERG_ID}/run/state`, { revision: 2, state: 'archived' }),
  );
  api.clock.advanceMs(1000);
  const admin = await api.as(boss);
  expectOk(await admin.put(`/api/ergs/${ERG_ID}/run/state`, { revision: 3, state: 'active' }));

  expect(await sentences(me, LOG)).toEqual([
    'An admin brought this ERG back.',
    'Sam Successor archived this ERG.',
    'You made Sam Successor an organiser.',
    'An admin created this ERG as “Prism”.',
  ]);
  api.clock.advanceMs(1000);
  expect((await me.delete(`/api/ergs/${ERG_ID}/run/organisers/${sam.id}`)).status).toBe(204);
  const log = await sentences(me, LOG);
  expect(log).toEqual([
    'You ended the part of a colleague as an organiser.',
    'An admin brought this ERG back.',
    'A former organiser archived this ERG.',
    'You made a colleague an organiser.',
    'An admin created this ERG as “Prism”.',
  ]);
  expectProblem(await successor.get(LOG), 'not-allowed');
});

test('admins read what admins did, of which ERG, and nobody is named but *You*', async () => {
  const api = await aWorld();
  const admin = await api.as(boss);
  expectOk(await admin.post(`/api/admin/ergs/${ERG_ID}/organisers`, { userId: sam.id }));
  const { acts } = bodyOf(await (await api.as(other)).get('/api/admin/audit'), AuditReply);
  expect(acts).toMatchObject([
    { sentence: 'An admin made a colleague an organiser.', erg: 'Prism' },
    { sentence: 'An admin created this ERG as “Prism”.', erg: 'Prism' },
  ]);
  expect((await sentences(admin, '/api/admin/audit'))[0]).toBe(
    'You made a colleague an organiser.',
  );
});

test('a log of more than fifty acts is read page by page; a continuation that no page gave is refused', async () => {
  const api = await aWorld();
  for (let n = 0; n < 60; n += 1) {
    const act = { act: 'roster.exported', actorId: olu.id, atMs: n, id: `act-${n}` } as const;
    await api.deps.audit.record(TENANT_ID, { ergId: ERG_ID }, act);
  }
  const me = await api.as(olu);
  const first = bodyOf(await me.get(LOG), AuditReply);
  expect(first.acts).toHaveLength(50);
  const next = encodeURIComponent(first.continuation ?? '');
  const second = bodyOf(await me.get(`${LOG}?continuation=${next}`), AuditReply);
  expect(second.acts).toHaveLength(11);
  expect(second.continuation).toBeUndefined();
  expectProblem(await me.get(`${LOG}?continuation=made-up`), 'invalid');
});
