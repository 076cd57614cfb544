import { describe, expect, test } from 'vitest';
import { createErg } from '../../../shared/commands/create-erg.ts';
import { ErgDirectoryReply, ErgReply } from '../../../shared/contract/ergs.ts';
import { ReportsReply } from '../../../shared/contract/reports.ts';
import { RunView } from '../../../shared/contract/run.ts';
import {
  bodyOf,
  type Caller,
  employee,
  expectProblem,
  pledgeId,
  startApi,
  useIssuer,
} from '../../support/api-server.ts';
import { anErg, anOrganiser, ERG_ID, TENANT_ID } from '../../support/builders.ts';
import {
  ASK_ID,
  askWords,
  EVENT_ID,
  eventWords,
  LESSON_ID,
  lessonWords,
} from '../../support/content.ts';

const issuer = useIssuer();
const admin = employee(300, { name: 'Ada Admin', roles: ['Alongside.Admin'] });
const other = employee(301, { name: 'Oz Admin', roles: ['Alongside.Admin'] });
const olu = employee(302, { name: 'Olu Organiser' });
const robin = employee(303, { name: 'Robin Example' });
const ABOUT_ERG = { kind: 'erg', ergId: ERG_ID };

function aReport(fields: Record<string, unknown> = {}) {
  return { id: pledgeId(1), about: ABOUT_ERG, reason: 'hurtful', words: 'It hurts.', ...fields };
}

async function aWorld() {
  const api = await startApi(issuer.get());
  const organisers = [anOrganiser({ userId: olu.id, name: olu.name })];
  const words = { purpose: 'Hurtful words.', tags: ['rude'], picture: '🌶️' };
  const erg = anErg({ id: ERG_ID, name: 'Prism', organisers, ...words });
  await createErg(api.deps, { tenantId: TENANT_ID, actorId: other.id, erg });
  const me = await api.as(robin);
  await me.consent();
  const ada = await api.as(admin);
  return { api, me, ada, organiser: await api.as(olu) };
}

async function queue(ada: Caller): Promise<ReportsReply['reports']> {
  return bodyOf(await ada.get('/api/admin/reports'), ReportsReply).reports;
}

const resolve = (ada: Caller, wanted: 'withdraw' | 'keep', revision = 1) =>
  ada.post(`/api/admin/reports/${pledgeId(1)}/resolve`, { do: wanted, revision });

describe('a report', () => {
  test('reaches the admins with what the content says now, and says nothing of who sent it', async () => {
    const { api, me, ada } = await aWorld();
    expect((await me.post('/api/reports', aReport())).status).toBe(200);
    expect(await queue(ada)).toMatchObject([
      {
        id: pledgeId(1),
        about: { kind: 'erg' },
        reason: 'hurtful',
        words: 'It hurts.',
        content: {
          words: ['🌶️ Hurtful words.', 'rude'],
          erg: { id: ERG_ID, name: 'Prism' },
          state: 'shown',
          revision: 1,
        },
      },
    ]);
    const kept = (await api.rows()).filter(({ table }) => table === 'Reports');
    expect(kept).toHaveLength(2);
    expect(JSON.stringify(kept)).not.toMatch(new RegExp(`${robin.id}|${robin.name}`));
  });

  test('that is sent again is the same, after an admin dealt with it too', async () => {
    const { me, ada } = await aWorld();
    await me.post('/api/reports', aReport());
    await me.post('/api/reports', aReport({ words: 'Sent again.' }));
    expect(await queue(ada)).toMatchObject([{ words: 'It hurts.' }]);
    expect((await resolve(ada, 'keep')).status).toBe(200);
    expect((await me.post('/api/reports', aReport())).status).toBe(200);
    expect(await queue(ada)).toEqual([]);
  });

  test('newest first, page by page', async () => {
    const { api, ada } = await aWorld();
    for (let n = 0; n < 60; n += 1) {
      api.clock.advanceMs(1000);
      const about = { kind: 'erg', ergId: ERG_ID } as const;
      const at = api.deps.clock.now();
      const report = { id: pledgeId(n), about, reason: 'other', words: `${n}`, at } as const;
      await api.deps.reports.add(TENANT_ID, report);
    }
    const first = bodyOf(await ada.get('/api/admin/reports'), ReportsReply);
    expect(first.reports.map(({ words }) => words)).toEqual(
      Array.from({ length: 50 }, (_, n) => `${59 - n}`),
    );
    const next = encodeURIComponent(first.continuation ?? '');
    const rest = bodyOf(await ada.get(`/api/admin/reports?continuation=${next}`), ReportsReply);
    expect(rest.reports).toHaveLength(10);
  });

  test.each([
    ['an ERG that is not there', { kind: 'erg', ergId: pledgeId(5) }],
    ['a template that is not there', { kind: 'template', id: 'constructor' }],
    ['a lesson that is not there', { kind: 'built-in-lesson', id: 'constructor' }],
    ['content that is not there', { kind: 'ask', ergId: ERG_ID, id: pledgeId(5) }],
  ])('about %s is refused', async (_what, about) => {
    const { me, ada } = await aWorld();
    expectProblem(await me.post('/api/reports', aReport({ about })), 'not-found');
    expect(await queue(ada)).toEqual([]);
  });

  test.each([
    ['an unknown kind', { about: { kind: 'pledge', id: pledgeId(5) } }],
    ['an unknown reason', { reason: 'boring' }],
    ['501 characters', { words: 'x'.repeat(501) }],
    ['no id', { id: undefined }],
  ])('with %s is refused', async (_what, fields) => {
    const { me } = await aWorld();
    expectProblem(await me.post('/api/reports', aReport(fields)), 'invalid');
  });

  test('needs consent', async () => {
    const { api } = await aWorld();
    const stranger = await api.as(employee(304));
    expectProblem(await stranger.post('/api/reports', aReport()), 'consent-needed');
  });

  test('is one of at most twenty that one person sends in an hour; others still can', async () => {
    const { api, me } = await aWorld();
    for (let n = 0; n < 20; n += 1) {
      expect((await me.post('/api/reports', aReport({ id: pledgeId(n) }))).status).toBe(200);
    }
    expectProblem(
      await me.post('/api/reports', aReport({ id: pledgeId(21) })),
      'too-many-requests',
    );
    expect((await me.get('/api/home')).status).toBe(200);
    const friend = await api.as(employee(305));
    await friend.consent();
    const theirs = aReport({ id: pledgeId(22) });
    expect((await friend.post('/api/reports', theirs)).status).toBe(200);
  });
});

describe('an admin', () => {
  test('withdraws an ERG’s words: everybody sees none, organisers see theirs and that they were withdrawn', async () => {
    const { me, ada, organiser } = await aWorld();
    await me.post('/api/reports', aReport());
    expect((await resolve(ada, 'withdraw')).status).toBe(200);
    expect(await queue(ada)).toEqual([]);

    const { erg } = bodyOf(await me.get(`/api/ergs/${ERG_ID}`), ErgReply);
    expect(erg).toMatchObject({ name: 'Prism', purpose: '', tags: [], picture: '👥' });
    const run = bodyOf(await organiser.get(`/api/ergs/${ERG_ID}/run`), RunView);
    expect(run).toMatchObject({ isWithdrawn: true, profile: { purpose: 'Hurtful words.' } });

    // The same words stay withdrawn; others are shown again.
    const save = (profile: RunView['profile'], revision: number) =>
      organiser.put(`/api/ergs/${ERG_ID}/run/profile`, { revision, profile });
    const renamed = bodyOf(await save({ ...run.profile, contact: 'x@example.com' }, 2), RunView);
    expect(renamed.isWithdrawn).toBe(true);
    const mended = await save({ ...run.profile, purpose: 'Kind words.' }, renamed.revision);
    expect(bodyOf(mended, RunView).isWithdrawn).toBe(false);
    expect(bodyOf(await me.get(`/api/ergs/${ERG_ID}`), ErgReply).erg).toMatchObject({
      purpose: 'Kind words.',
      tags: ['rude'],
    });
  });

  test('takes the words out of the directory too, and both logs say so', async () => {
    const { api, me, ada } = await aWorld();
    await me.post('/api/reports', aReport());
    await resolve(ada, 'withdraw');
    api.clock.advanceMs(60_000);
    const { ergs } = bodyOf(await me.get('/api/ergs'), ErgDirectoryReply);
    expect(ergs).toMatchObject([{ name: 'Prism', purpose: '', tags: [] }]);
    for (const scope of [{ ergId: ERG_ID }, 'admin'] as const) {
      const { entries } = await api.deps.audit.readPage(TENANT_ID, scope, [], undefined);
      expect(entries.map(({ act }) => act)).toContain('profile.withdrawn');
    }
  });

  test.each([
    ['ask', 'asks', ASK_ID, askWords()],
    ['lesson', 'lessons', LESSON_ID, lessonWords()],
    ['event', 'events', EVENT_ID, eventWords()],
  ] as const)('withdraws an ERG’s %s, which its organisers see', async (kind, part, id, words) => {
    const { api, me, ada, organiser } = await aWorld();
    const path = `/api/ergs/${ERG_ID}/run/${part}`;
    await organiser.put(`${path}/${id}`, { revision: 0, words });
    const about = { kind, ergId: ERG_ID, id };
    // What is a draft nobody but organisers knows of.
    expectProblem(await me.post('/api/reports', aReport({ about })), 'not-found');
    await organiser.put(`${path}/${id}/state`, { revision: 1, state: 'published' });
    expect((await me.post('/api/reports', aReport({ about }))).status).toBe(200);
    const [reported] = await queue(ada);
    expect(reported?.content).toMatchObject({ state: 'shown', revision: 2 });
    expect(reported?.content?.words[0]).toBe(words.title);

    expectProblem(await resolve(ada, 'withdraw', 1), 'changed-meanwhile');
    expect((await resolve(ada, 'withdraw', 2)).status).toBe(200);
    expect((await me.get(`/api/ergs/${ERG_ID}`)).text).not.toContain(words.title);
    expect((await organiser.get(`${path}?of=put-away`)).text).toMatch(/"state":"withdrawn"/);
    const { entries } = await api.deps.audit.readPage(TENANT_ID, 'admin', [], undefined);
    expect(entries.map(({ act }) => act)).toContain(`${kind}.withdrawn`);
  });

  test('withdraws nothing that they did not see', async () => {
    const { me, ada, organiser } = await aWorld();
    await me.post('/api/reports', aReport());
    const { profile } = bodyOf(await organiser.get(`/api/ergs/${ERG_ID}/run`), RunView);
    const kind = { ...profile, purpose: 'Kind words.' };
    await organiser.put(`/api/ergs/${ERG_ID}/run/profile`, { revision: 1, profile: kind });
    expectProblem(await resolve(ada, 'withdraw'), 'changed-meanwhile');
    expect(await queue(ada)).toMatchObject([{ content: { revision: 2 } }]);
    expect((await resolve(ada, 'withdraw', 2)).status).toBe(200);
  });

  test('leaves the content as it is: the report goes, and the admins’ log says so', async () => {
    const { api, me, ada } = await aWorld();
    await me.post('/api/reports', aReport());
    expect((await resolve(ada, 'keep')).status).toBe(200);
    expect((await resolve(ada, 'keep')).status).toBe(200);
    expect(await queue(ada)).toEqual([]);
    const { entries } = await api.deps.audit.readPage(TENANT_ID, 'admin', [admin.id], undefined);
    expect(entries.filter(({ act }) => act === 'report.kept')).toMatchObject([
      { actorId: admin.id },
    ]);
    expect((await api.rows()).some((row) => JSON.stringify(row).includes('It hurts.'))).toBe(false);
  });

  test('who is second is told, and changes nothing', async () => {
    const { api, me, ada } = await aWorld();
    await me.post('/api/reports', aReport());
    await resolve(ada, 'keep');
    const second = await api.as(other);
    expectProblem(await resolve(second, 'withdraw'), 'changed-meanwhile');
    const { erg } = bodyOf(await me.get(`/api/ergs/${ERG_ID}`), ErgReply);
    expect(erg.purpose).toBe('Hurtful words.');
  });

  test.each([
    { kind: 'template', id: 'speak-jokes' },
    { kind: 'built-in-lesson', id: 'speak-jokes' },
    { kind: 'built-in-lesson', id: 'joke-at-lunch' },
  ])('cannot withdraw what is of Alongside itself: $kind $id', async (about) => {
    const { me, ada } = await aWorld();
    expect((await me.post('/api/reports', aReport({ about }))).status).toBe(200);
    expect(await queue(ada)).toMatchObject([{ content: { state: 'fixed' } }]);
    expectProblem(await resolve(ada, 'withdraw', 0), 'not-withdrawable');
    expect((await resolve(ada, 'keep', 0)).status).toBe(200);
  });

  test('is told that there is no such report', async () => {
    const { ada } = await aWorld();
    expectProblem(await resolve(ada, 'keep'), 'not-found');
  });
});
