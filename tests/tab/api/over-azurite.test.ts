import { expect, test } from 'vitest';
import { createErg } from '../../../shared/commands/create-erg.ts';
import { MembershipsReply } from '../../../shared/contract/ergs.ts';
import { CheckInsReply, PastPledgesReply, PledgeView } from '../../../shared/contract/pledges.ts';
import {
  type ApiServer,
  type Caller,
  aNewPledge,
  expectProblem,
  bodyOf,
  expectOk,
  pledgeId,
  robin,
  sasha,
  startApi,
  useIssuer,
} from '../../support/api-server.ts';
import { anErg, ERG_ID, TENANT_ID } from '../../support/builders.ts';
import { freshAzureStorage } from '../../support/fresh-azure-storage.ts';

const issuer = useIssuer();

async function overAzurite(): Promise<{ readonly api: ApiServer; readonly me: Caller }> {
  const api = await startApi(issuer.get(), { storage: await freshAzureStorage() });
  return { api, me: await api.as(robin) };
}

test('the same life of a pledge goes on over real tables and queues', async () => {
  const { api, me } = await overAzurite();
  const erg = { tenantId: TENANT_ID, actorId: sasha.id, erg: anErg() };
  await createErg(api.deps, erg);

  expectProblem(await me.post('/api/pledges', aNewPledge()), 'consent-needed');
  await me.consent();
  const { membershipsRevision } = await me.home();
  const join = { revision: membershipsRevision, showToAllies: true };
  const joined = bodyOf(await me.post(`/api/ergs/${ERG_ID}/join`, join), MembershipsReply);
  expect(joined.memberships).toMatchObject([{ name: 'Parents and Carers', state: 'active' }]);

  const made = await Promise.all([me.pledge({ ergId: ERG_ID }), me.pledge({ ergId: ERG_ID })]);
  expect(made[0]).toEqual(made[1]);
  api.clock.set('2026-03-10T12:00:00.000Z');
  const path = `/api/pledges/${pledgeId(1)}`;
  const answer = { answer: 'did-it', note: 'A note: 聞く 👩🏽‍💻', revision: null };
  expectOk(await me.put(`${path}/check-ins/2026-03-10`, answer));
  const { checkIns } = bodyOf(await me.get(`${path}/check-ins`), CheckInsReply);
  expect(checkIns).toMatchObject([{ note: answer.note }]);

  const { revision } = bodyOf(await me.get(path), PledgeView);
  expectProblem(await me.patch(path, { do: 'pause', revision: revision - 1 }), 'changed-meanwhile');
  expectOk(await me.patch(path, { do: 'complete', revision }));
  expect((await me.get('/api/me/export')).text).toContain(answer.note);

  expect((await me.delete('/api/me')).status).toBe(204);
  const left = JSON.stringify(await api.rows());
  for (const text of [answer.note, robin.name, 'Let people finish.']) {
    expect(left).not.toContain(text);
  }
  expect((await me.get('/api/home')).body).toMatchObject({ consent: 'none' });
  expect(api.deps.logged).toEqual([]);
});

test('pages go on where they ended, for their owner alone', async () => {
  const { api, me } = await overAzurite();
  await me.consent();
  for (let number = 1; number <= 51; number += 1) {
    const { id, revision } = await me.pledge({ id: pledgeId(number) });
    expectOk(await me.patch(`/api/pledges/${id}`, { do: 'complete', revision }));
  }

  const first = bodyOf(await me.get('/api/pledges/past'), PastPledgesReply);
  const place = encodeURIComponent(first.continuation ?? '');
  const second = bodyOf(await me.get(`/api/pledges/past?continuation=${place}`), PastPledgesReply);

  expect([...first.pledges, ...second.pledges].map((pledge) => pledge.id)).toEqual(
    Array.from({ length: 51 }, (_, index) => pledgeId(51 - index)),
  );
  expect(second).not.toHaveProperty('continuation');

  const other = await api.as(sasha);
  const theirs = await other.get(`/api/pledges/past?continuation=${place}`);
  expect(theirs.body).toEqual({ pledges: [] });
});

test('a place that no page gave is refused, and is no failure of ours', async () => {
  const { api, me } = await overAzurite();
  await me.consent();
  for (const place of ['nonsense', 'bnVsbA==', '%7B', '>c_profile']) {
    const answer = await me.get(`/api/pledges/past?continuation=${place}`);
    expectProblem(answer, 'invalid');
  }
  expect(api.deps.logged).toEqual([]);
});
