import { expect, test } from 'vitest';
import { deliverBroadcast } from '../../../bot/delivery/deliver-broadcast.ts';
import { createSendPermits } from '../../../bot/delivery/send-permits.ts';
import { createErg } from '../../../shared/commands/create-erg.ts';
import {
  AskedMomentsReply,
  ErgNewsReply,
  NewsView,
  RunNewsReply,
} from '../../../shared/contract/news.ts';
import { ReportsReply } from '../../../shared/contract/reports.ts';
import {
  type ApiServer,
  bodyOf,
  employee,
  expectProblem,
  robin,
  sasha,
  startApi,
  useIssuer,
} from '../../support/api-server.ts';
import { aMoment, anAnnouncement } from '../../support/broadcasts.ts';
import { anErg, anOrganiser, ERG_ID, TENANT_ID } from '../../support/builders.ts';
import { NEWS_ID, OTHER_NEWS_ID } from '../../support/news.ts';

const issuer = useIssuer();
const olu = employee(181, { name: 'Olu Organiser' });
const ada = employee(186, { name: 'Ada Admin', roles: ['Alongside.Admin'] });
const NEWS = `/api/ergs/${ERG_ID}/run/news`;

/** An ERG that Olu runs; Robin and Sasha agreed, and Robin joined. */
async function aWorld(): Promise<ApiServer> {
  const api = await startApi(issuer.get());
  const organisers = [anOrganiser({ userId: olu.id, name: olu.name })];
  const erg = anErg({ organisers });
  await createErg(api.deps, { tenantId: TENANT_ID, actorId: ada.id, erg });
  for (const who of [robin, sasha]) await (await api.as(who)).consent();
  const me = await api.as(robin);
  const { membershipsRevision: revision } = await me.home();
  await me.post(`/api/ergs/${ERG_ID}/join`, { revision, showToAllies: false });
  await api.deps.settled();
  return api;
}

/** What a worker does with the jobs of broadcasts that show now. */
async function work({ deps }: ApiServer): Promise<void> {
  const permits = createSendPermits(deps.permits, deps.clock.realMs);
  const queue = deps.queues.queue('broadcasts');
  for (;;) {
    const messages = await queue.receive({ most: 1, visibilityMs: 30_000 });
    if (messages.length === 0) return;
    for (const message of messages) {
      await deliverBroadcast(deps, permits, { queue, message }, new AbortController().signal);
    }
  }
}

async function created(api: ApiServer, id: string, content: object): Promise<NewsView> {
  const answer = await (await api.as(olu)).post(NEWS, { id, content, days: 14 });
  expect(answer.status, answer.text).toBe(200);
  return NewsView.parse(answer.body);
}

async function done(api: ApiServer, id: string, body: object): Promise<NewsView> {
  const answer = await (await api.as(olu)).send('PATCH', `${NEWS}/${id}`, body);
  expect(answer.status, answer.text).toBe(200);
  return NewsView.parse(answer.body);
}

/** Prepares and confirms a draft, and lets the hold pass. */
async function sent(api: ApiServer, id: string, revision: number): Promise<NewsView> {
  const prepared = await done(api, id, { do: 'prepare', revision });
  await work(api);
  const confirmed = await done(api, id, { do: 'confirm', revision: prepared.revision });
  api.clock.advanceMs(5 * 60_000);
  return confirmed;
}

test('a moment is counted, sent to that number, held, and stands on everybody’s Home, never with who published it', async () => {
  const api = await aWorld();
  const draft = await created(api, NEWS_ID, aMoment());
  expect(draft.life).toEqual({ state: 'draft' });
  const prepared = await done(api, NEWS_ID, { do: 'prepare', revision: draft.revision });
  expect(prepared.life).toMatchObject({ state: 'preparing' });
  await work(api);
  const me = await api.as(olu);
  const ready = NewsView.parse((await me.get(`${NEWS}/${NEWS_ID}`)).body);
  expect(ready.life).toMatchObject({ state: 'ready', recipients: 2, timing: null });

  const holding = await done(api, NEWS_ID, { do: 'confirm', revision: ready.revision });
  expect(holding.life).toMatchObject({ state: 'holding', recipients: 2 });
  expect((await (await api.as(sasha)).home()).moments).toEqual([]);

  api.clock.advanceMs(5 * 60_000);
  const home = await (await api.as(sasha)).home();
  expect(home.moments).toMatchObject([{ id: NEWS_ID, content: aMoment() }]);
  const text = JSON.stringify(home);
  for (const secret of [olu.id, olu.name, ERG_ID]) expect(text).not.toContain(secret);
  expect(home.news).toEqual([]);
  const page = ErgNewsReply.parse(
    (await (await api.as(sasha)).get(`/api/ergs/${ERG_ID}/news`)).body,
  );
  expect(page.news.map(({ id }) => id)).toEqual([NEWS_ID]);
  expect(JSON.stringify(page)).not.toContain(olu.id);

  // Two people are too few for numbers.
  const sending = NewsView.parse((await me.get(`${NEWS}/${NEWS_ID}`)).body);
  expect(sending.life).toMatchObject({ state: 'sending', progress: null });

  await done(api, NEWS_ID, { do: 'retire', revision: sending.revision });
  expect((await (await api.as(sasha)).home()).moments).toEqual([]);
});

test('an announcement stands on Home of allies alone, and on the ERG’s page of everybody', async () => {
  const api = await aWorld();
  const { revision } = await created(api, NEWS_ID, anAnnouncement());
  await sent(api, NEWS_ID, revision);
  expect((await (await api.as(robin)).home()).news).toMatchObject([{ id: NEWS_ID, ergId: ERG_ID }]);
  expect((await (await api.as(sasha)).home()).news).toEqual([]);
  const page = ErgNewsReply.parse(
    (await (await api.as(sasha)).get(`/api/ergs/${ERG_ID}/news`)).body,
  );
  expect(page.news).toHaveLength(1);

  const me = await api.as(robin);
  const { membershipsRevision: revision2 } = await me.home();
  const muted = { revision: revision2, showToAllies: false, muted: true };
  expect((await me.put(`/api/ergs/${ERG_ID}/membership`, muted)).status).toBe(200);
  expect((await me.home()).news).toEqual([]);
});

test.each([
  ['moment', aMoment(), { kind: 'moment', id: NEWS_ID }],
  ['announcement', anAnnouncement(), { kind: 'announcement', ergId: ERG_ID, id: NEWS_ID }],
] as const)(
  'a %s that somebody reports is withdrawn by an admin, and gone from Home and the page',
  async (kind, content, about) => {
    const api = await aWorld();
    const { revision } = await created(api, NEWS_ID, content);
    const me = await api.as(robin);
    const report = { id: OTHER_NEWS_ID, about, reason: 'hurtful', words: '' };
    // What nobody but organisers knows of cannot be reported.
    expectProblem(await me.post('/api/reports', report), 'not-found');
    await sent(api, NEWS_ID, revision);
    expect((await me.post('/api/reports', report)).status).toBe(200);

    const admin = await api.as(ada);
    const [reported] = bodyOf(await admin.get('/api/admin/reports'), ReportsReply).reports;
    expect(reported?.content).toMatchObject({ state: 'shown', erg: { id: ERG_ID } });
    expect(reported?.content?.words[0]).toBe(content.title);
    const resolve = `/api/admin/reports/${OTHER_NEWS_ID}/resolve`;
    const seen = reported?.content?.revision ?? 0;
    const stale = { do: 'withdraw', revision: seen - 1 };
    expectProblem(await admin.post(resolve, stale), 'changed-meanwhile');
    expect((await admin.post(resolve, { do: 'withdraw', revision: seen })).status).toBe(200);

    const home = await me.home();
    expect([home.moments, home.news]).toEqual([[], []]);
    expect((await me.get(`/api/ergs/${ERG_ID}/news`)).text).not.toContain(content.title);
    const { entries } = await api.deps.audit.readPage(TENANT_ID, 'admin', [], undefined);
    expect(entries.map(({ act }) => act)).toContain(`${kind}.withdrawn`);
  },
);

test('drafts are seen by organisers alone, the newest first, beside the drafts that ship', async () => {
  const api = await aWorld();
  await created(api, NEWS_ID, aMoment());
  await created(api, OTHER_NEWS_ID, anAnnouncement({ text: '' }));
  const reply = RunNewsReply.parse((await (await api.as(olu)).get(NEWS)).body);
  expect(reply.news.map(({ id }) => id)).toEqual([OTHER_NEWS_ID, NEWS_ID]);
  expect(reply.drafts).toHaveLength(3);
  expect(reply.everybody).toBe('few');
  const page = ErgNewsReply.parse(
    (await (await api.as(sasha)).get(`/api/ergs/${ERG_ID}/news`)).body,
  );
  expect(page.news).toEqual([]);
});

test('an admin publishes what they were asked to, may stop it in its hold, and sees nothing else of the ERG', async () => {
  const api = await aWorld();
  const admin = await api.as(ada);
  const { revision } = await created(api, NEWS_ID, aMoment());
  await created(api, OTHER_NEWS_ID, aMoment({ title: 'Not yet' }));
  const asked = await done(api, NEWS_ID, { do: 'ask', revision });
  expect(asked.life).toMatchObject({ state: 'asked' });

  const { moments } = AskedMomentsReply.parse((await admin.get('/api/admin/news')).body);
  expect(moments).toMatchObject([{ id: NEWS_ID, ergId: ERG_ID, erg: anErg().name }]);
  const path = `/api/admin/ergs/${ERG_ID}/news`;
  expectProblem(await admin.get(`${path}/${OTHER_NEWS_ID}`), 'not-found');
  expectProblem(
    await admin.send('PATCH', `${path}/${OTHER_NEWS_ID}`, { do: 'prepare', revision: 1 }),
    'not-asked',
  );

  const act = async (wanted: string, seen: number) => {
    const answer = await admin.send('PATCH', `${path}/${NEWS_ID}`, { do: wanted, revision: seen });
    expect(answer.status, answer.text).toBe(200);
    return NewsView.parse(answer.body);
  };
  const prepared = await act('prepare', asked.revision);
  await work(api);
  const holding = await act('confirm', prepared.revision);
  expect(holding.life).toMatchObject({ state: 'holding' });
  expect((await admin.get(`${path}/${NEWS_ID}`)).status).toBe(200);
  const stopped = await act('stop', holding.revision);
  expect(stopped.life).toMatchObject({ state: 'stopped', inHold: true });
  expect(AskedMomentsReply.parse((await admin.get('/api/admin/news')).body).moments).toEqual([]);
});

test('words, days and revisions that do not fit are refused, and nothing is kept', async () => {
  const api = await aWorld();
  const me = await api.as(olu);
  const { revision } = await created(api, NEWS_ID, aMoment());
  const before = await api.rows();
  const content = aMoment();
  for (const body of [
    { do: 'change', revision, content: { ...content, title: ' ' }, days: 14 },
    { do: 'change', revision, content: { ...content, title: 'x'.repeat(121) }, days: 14 },
    {
      do: 'change',
      revision,
      content: { ...content, ifThisTouchesYou: 'x'.repeat(3001) },
      days: 1,
    },
    { do: 'change', revision, content: { ...content, title: 'bell \u0007' }, days: 14 },
    { do: 'change', revision, content, days: 31 },
    { do: 'change', revision, content, days: 0 },
    { do: 'withdraw', revision },
  ]) {
    expectProblem(await me.send('PATCH', `${NEWS}/${NEWS_ID}`, body), 'invalid');
  }
  const confirm = { do: 'confirm', revision };
  expectProblem(await me.send('PATCH', `${NEWS}/${NEWS_ID}`, confirm), 'prepare-again');
  const prepare = { do: 'prepare', revision: revision + 1 };
  expectProblem(await me.send('PATCH', `${NEWS}/${NEWS_ID}`, prepare), 'changed-meanwhile');
  expectProblem(await me.get(`${NEWS}/${OTHER_NEWS_ID}`), 'not-found');
  expect(await api.rows()).toEqual(before);
});

test('what is confirmed before the people are counted is told so, and nothing is sent', async () => {
  const api = await aWorld();
  const { revision } = await created(api, NEWS_ID, aMoment());
  const prepared = await done(api, NEWS_ID, { do: 'prepare', revision });
  const me = await api.as(olu);
  const confirm = { do: 'confirm', revision: prepared.revision };
  expectProblem(await me.send('PATCH', `${NEWS}/${NEWS_ID}`, confirm), 'not-ready');
});

test('an organiser’s answers tell how many were told in bands, and name nobody', async () => {
  const api = await aWorld();
  for (let n = 300; n < 330; n += 1) await (await api.as(employee(n))).consent();
  await api.deps.settled();
  const { revision } = await created(api, NEWS_ID, aMoment());
  await sent(api, NEWS_ID, revision);
  await work(api);
  const answer = await (await api.as(olu)).get(`${NEWS}/${NEWS_ID}`);
  // Nobody of them has the bot: all were looked at, and none was told.
  expect(NewsView.parse(answer.body).life).toMatchObject({
    state: 'sending',
    recipients: 32,
    progress: { sent: { from: 0, to: 4 }, notTold: { from: 25, to: 32 } },
  });
  for (const n of [300, 329]) expect(answer.text).not.toContain(employee(n).id);
});
