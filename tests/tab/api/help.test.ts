import { expect, test } from 'vitest';
import { HelpReply } from '../../../shared/contract/help.ts';
import { bodyOf, employee, expectProblem, startApi, useIssuer } from '../../support/api-server.ts';
import { TENANT_ID } from '../../support/builders.ts';

const issuer = useIssuer();
const admin = employee(290, { name: 'Ada Admin', roles: ['Alongside.Admin'] });
const robin = employee(291, { name: 'Robin Example' });
const HR = { label: 'People team', text: 'They listen first.', phone: '+44 (0)113 496 0000' };
const URGENT = { label: 'In an emergency', text: '', url: 'https://help.example.com/now' };

async function aWorld() {
  const api = await startApi(issuer.get());
  const audited = async () => {
    const { entries } = await api.deps.audit.readPage(TENANT_ID, 'admin', [admin.id], undefined);
    return entries.map(({ act, actorId }) => [act, actorId]);
  };
  return { api, ada: await api.as(admin), me: await api.as(robin), audited };
}

test('where nothing is set everybody is told so', async () => {
  const { me } = await aWorld();
  expect(bodyOf(await me.get('/api/help'), HelpReply)).toEqual({ places: {}, revision: 0 });
});

test('what an admin sets is there for everybody, and stands in the audit log once', async () => {
  const { ada, me, audited } = await aWorld();
  await me.get('/api/help');
  const body = { revision: 0, places: { hr: HR, emergency: URGENT } };
  const set = bodyOf(await ada.put('/api/admin/help', body), HelpReply);
  expect(set).toEqual({ places: { hr: HR, emergency: URGENT }, revision: 1 });
  expect(bodyOf(await me.get('/api/help'), HelpReply)).toEqual(set);
  expect(bodyOf(await ada.get('/api/admin/help'), HelpReply)).toEqual(set);

  // The same again changes nothing, whatever was seen.
  expect(bodyOf(await ada.put('/api/admin/help', body), HelpReply)).toEqual(set);
  expect(await audited()).toEqual([['help.changed', admin.id]]);
});

test('another replica shows a change within a minute', async () => {
  const { api, ada, me } = await aWorld();
  await me.get('/api/help');
  await api.deps.help.replace(TENANT_ID, 0, { places: { hr: HR } });
  expect(bodyOf(await ada.get('/api/admin/help'), HelpReply).revision).toBe(1);
  api.clock.advanceMs(60_000);
  expect(bodyOf(await me.get('/api/help'), HelpReply).places).toEqual({ hr: HR });
});

test('what another admin changed meanwhile is not written over', async () => {
  const { api, ada, audited } = await aWorld();
  await api.deps.help.replace(TENANT_ID, 0, { places: { hr: HR } });
  const body = { revision: 0, places: { emergency: URGENT } };
  expectProblem(await ada.put('/api/admin/help', body), 'changed-meanwhile');
  expect((await api.deps.help.read(TENANT_ID)).places).toEqual({ hr: HR });
  expect(await audited()).toEqual([]);
});

test.each([
  ['an address that is not https', { ...URGENT, url: 'javascript:alert(1)' }],
  ['a phone number that is none', { ...HR, phone: 'ring me' }],
  ['no label', { ...HR, label: ' ' }],
  ['a text of 301 characters', { ...HR, text: 'x'.repeat(301) }],
  ['a place that nobody knows', undefined],
])('%s is refused, and nothing is set', async (_what, place) => {
  const { api, ada } = await aWorld();
  const places = place === undefined ? { lawyers: HR } : { hr: place };
  expectProblem(await ada.put('/api/admin/help', { revision: 0, places }), 'invalid');
  expect((await api.deps.help.read(TENANT_ID)).revision).toBe(0);
});
