import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { collectDue } from '../../../bot/delivery/collect-due.ts';
import { createErg } from '../../../shared/commands/create-erg.ts';
import { hearBells } from '../../../shared/commands/hear-bells.ts';
import { learnConversation } from '../../../shared/commands/learn-conversation.ts';
import { PledgeView } from '../../../shared/contract/pledges.ts';
import { SettingsBody } from '../../../shared/contract/settings.ts';
import type { Settings } from '../../../shared/domain/settings.ts';
import {
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

const issuer = useIssuer();

const settings: Settings = {
  budget: 2,
  day: 3,
  time: '10:00',
  zone: 'Asia/Kolkata',
  messages: { state: 'paused', until: '2026-04-01' },
  quietDates: [],
  showWords: true,
};

const SettingsReply = z.object({ settings: SettingsBody, settingsRevision: z.number() });
const ExportReply = z.object({
  exportedAt: z.string(),
  rows: z.array(z.object({ row: z.string() })),
});

async function robinWhoAgreed() {
  const api = await startApi(issuer.get());
  const me = await api.as(robin);
  await me.consent();
  const { settingsRevision: revision } = await me.home();
  return { api, me, revision };
}

describe('settings', () => {
  test('are kept, all at once, and the same request again is the same', async () => {
    const { api, me, revision } = await robinWhoAgreed();

    const first = bodyOf(await me.put('/api/settings', { revision, settings }), SettingsReply);
    const changes = api.changes();
    const again = bodyOf(await me.put('/api/settings', { revision, settings }), SettingsReply);

    expect(first.settings).toEqual(settings);
    expect(again).toEqual(first);
    expect(api.changes()).toBe(changes);
    expect(await me.home()).toMatchObject(first);
  });

  test('are not overwritten by what was not seen', async () => {
    const { api, me, revision } = await robinWhoAgreed();
    expectOk(await me.put('/api/settings', { revision, settings }));
    const before = await api.rows();

    const stale = { revision, settings: { ...settings, budget: 0 } };
    expectProblem(await me.put('/api/settings', stale), 'changed-meanwhile');

    expect(await api.rows()).toEqual(before);
  });

  test('may change while something else does, which is not their revision', async () => {
    const { me, revision } = await robinWhoAgreed();
    await me.pledge();
    const { status } = await me.put('/api/settings', { revision, settings });
    expect(status).toBe(200);
  });

  test('do not exist before agreeing', async () => {
    const api = await startApi(issuer.get());

    const refused = await (await api.as(robin)).put('/api/settings', { revision: 0, settings });

    expectProblem(refused, 'consent-needed');
    expect(await api.rows()).toEqual([]);
  });

  test('agreeing twice keeps the first time and the settings made since', async () => {
    const { api, me, revision } = await robinWhoAgreed();
    const { consentedAt } = await me.home();
    expectOk(await me.put('/api/settings', { revision, settings }));
    api.clock.advanceMs(60_000);

    await me.consent();

    expect(await me.home()).toMatchObject({ consentedAt, settings });
  });

  test('the name follows the sign-in with the next change', async () => {
    const { api, me } = await robinWhoAgreed();
    await me.pledge();
    const renamed = await api.as({ ...robin, name: 'Robin Newname' });

    await renamed.pledge({ id: pledgeId(2) });

    expect((await me.home()).name).toBe('Robin Newname');
  });
});

/** Texts that only Robin wrote or is called by. */
const TEXTS = ['Robin Example', 'My own words', 'My own cue', 'My own line', 'My own note'];

/** Robin with something in every place: pledges in hand and ended, answers, an ERG, settings, a chat. */
async function robinWithALife() {
  const { api, me, revision } = await robinWhoAgreed();
  await createErg(api.deps, { tenantId: TENANT_ID, actorId: sasha.id, erg: anErg() });
  await learnConversation(
    api.deps,
    { key: { tenantId: TENANT_ID, userId: robin.id } },
    {
      conversationId: 'a:conversation-of-robin',
      serviceUrl: 'https://smba.example/emea/',
    },
  );
  const { membershipsRevision } = await me.home();
  const join = { revision: membershipsRevision, showToAllies: true };
  expectOk(await me.post(`/api/ergs/${ERG_ID}/join`, join));
  const form = {
    kind: 'if-then',
    cue: 'My own cue',
    action: 'My own words',
    selfTalk: 'My own line',
  };
  await me.pledge({ form, ergId: ERG_ID });
  const ended = await me.pledge({ id: pledgeId(2) });
  api.clock.set('2026-03-10T12:00:00.000Z');
  for (const { pledgeId: id, date } of (await me.home()).due) {
    const body = { answer: 'did-it', note: 'My own note', revision: null };
    expectOk(await me.put(`/api/pledges/${id}/check-ins/${date}`, body));
  }
  const { revision: seen } = bodyOf(await me.get(`/api/pledges/${ended.id}`), PledgeView);
  expectOk(await me.patch(`/api/pledges/${ended.id}`, { do: 'complete', revision: seen }));
  expectOk(await me.put('/api/settings', { revision, settings }));
  return { api, me };
}

describe('the export', () => {
  test('holds every row of one’s own, readable, and every word', async () => {
    const { api, me } = await robinWithALife();

    const answer = await me.get('/api/me/export');

    const { exportedAt, rows } = bodyOf(answer, ExportReply);
    expect(exportedAt).toBe(api.clock.now());
    const own = (await api.rows()).filter((row) => row.partitionKey.endsWith(robin.id));
    expect(rows.map(({ row }) => row).toSorted()).toEqual(own.map((row) => row.rowKey).toSorted());
    expect(new Set(rows.map(({ row }) => row.split('_').slice(0, 2).join('_')))).toEqual(
      new Set(['c_profile', 'c_conversation', 'c_pledge', 'c_ally', 'p_pledge', 'p_checkin']),
    );
    for (const text of TEXTS) expect(answer.text).toContain(text);
    // No JSON inside of JSON: a person reads this.
    expect(answer.text).not.toContain('\\"');
  });

  test('of somebody of whom nothing is kept is empty', async () => {
    const api = await startApi(issuer.get());
    expect((await (await api.as(robin)).get('/api/me/export')).body).toMatchObject({ rows: [] });
  });

  test('may not be kept on the way', async () => {
    const { me } = await robinWhoAgreed();
    expect((await me.get('/api/me/export')).headers.get('cache-control')).toBe('no-store');
  });
});

describe('erasing oneself', () => {
  test('leaves no row and no word, and home begins anew', async () => {
    const { api, me } = await robinWithALife();

    const { status, text } = await me.delete('/api/me');

    expect({ status, text }).toEqual({ status: 204, text: '' });
    const left = await api.rows();
    expect(left.filter((row) => row.partitionKey.includes(robin.id))).toEqual([]);
    for (const written of [...TEXTS, 'a:conversation-of-robin']) {
      expect(JSON.stringify(left)).not.toContain(written);
    }
    expect((await me.get('/api/home')).body).toMatchObject({ consent: 'none' });
    expect((await me.get('/api/me/export')).body).toMatchObject({ rows: [] });
  });

  test('leaves only an id where something late could bring it back, and after a day not that', async () => {
    const { api, me } = await robinWithALife();
    await me.delete('/api/me');
    const withId = async () =>
      (await api.rows()).filter((row) => JSON.stringify(row).includes(robin.id));

    // Tombstones of the roster and of the audience of moments, and hints of the schedule, which say "look" and nothing else.
    const tables = new Set((await withId()).map((row) => row.table));
    const tombstones = ['Rosters', 'Participation'];
    expect([...tables].filter((table) => ![...tombstones, 'Schedule'].includes(table))).toEqual([]);

    api.clock.advanceMs(2 * 86_400_000);
    await hearBells(api.deps);
    expect((await withId()).filter((row) => tombstones.includes(row.table))).toEqual([]);
    api.clock.set('2027-03-10T12:00:00.000Z');
    await collectDue(api.deps);
    expect(await withId()).toEqual([]);
    expect(api.deps.logged).toEqual([]);
  });

  test('twice is as good as once, and of nobody writes nothing', async () => {
    const { api, me } = await robinWithALife();
    expect((await me.delete('/api/me')).status).toBe(204);
    const before = api.changes();
    expect((await me.delete('/api/me')).status).toBe(204);
    expect(api.changes()).toBe(before);
  });

  test('at the same time as changes leaves nothing of them behind', async () => {
    const { api, me } = await robinWithALife();
    const { settingsRevision: revision } = await me.home();

    const [erased] = await Promise.all([
      me.delete('/api/me'),
      me.post('/api/pledges', aNewPledge({ id: pledgeId(3) })),
      me.put('/api/settings', { revision, settings: { ...settings, budget: 0 } }),
      me.post('/api/pledges', aNewPledge({ id: pledgeId(4) })),
    ]);

    expect(erased.status).toBe(204);
    expect((await me.get('/api/home')).body).toMatchObject({ consent: 'none' });
    expect((await api.rows()).filter((row) => row.partitionKey.includes(robin.id))).toEqual([]);
  });

  test('is no end: who agrees again begins with nothing', async () => {
    const { me } = await robinWithALife();
    await me.delete('/api/me');

    await me.consent();

    expect(await me.home()).toMatchObject({ pledges: [], memberships: [], due: [] });
    expect(await me.pledge()).toMatchObject({ recent: [] });
  });
});
