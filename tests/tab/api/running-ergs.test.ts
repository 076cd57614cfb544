import { describe, expect, test } from 'vitest';
import { AdminErgsReply, PeopleReply, RunView } from '../../../shared/contract/run.ts';
import {
  type ApiServer,
  bodyOf,
  employee,
  expectField,
  expectProblem,
  pledgeId,
  robin,
  robinTheAdmin,
  sasha,
  startApi,
  useIssuer,
} from '../../support/api-server.ts';
import { anErg, anOrganiser, ERG_ID, OTHER_ERG_ID, TENANT_ID } from '../../support/builders.ts';

const issuer = useIssuer();
const kim = employee(190, { name: 'Kim Example' });
const RUN = `/api/ergs/${ERG_ID}/run`;
const profile = {
  name: 'Night Shift Network',
  purpose: 'For everyone who works while others sleep.',
  tags: ['nights'],
  places: ['Leeds'],
  picture: '🌙',
  contact: 'nights@example.com',
  joinPolicy: 'open',
  askAgainAfterDays: 14,
};

/** An organisation in which Sasha runs an ERG; Robin, Sasha and Kim stand in the directory. */
async function anOrganisation(): Promise<ApiServer> {
  const api = await startApi(issuer.get());
  await api.deps.directory.apply(
    TENANT_ID,
    [robin, sasha, kim].map(({ id, name, mail }) => ({
      after: { userId: id, name, mail, place: 'Leeds', reports: 0 },
    })),
  );
  const organisers = [anOrganiser({ userId: sasha.id, name: sasha.name })];
  await api.deps.ergs.create(TENANT_ID, anErg({ organisers }), 0);
  return api;
}

describe('an admin', () => {
  test('creates an ERG with its first organiser, who finds it on their Home', async () => {
    const api = await anOrganisation();
    const admin = await api.as(robinTheAdmin);

    const created = bodyOf(
      await admin.post('/api/admin/ergs', { id: pledgeId(9), profile, organiserId: kim.id }),
      RunView,
    );

    expect(created).toMatchObject({
      id: pledgeId(9),
      profile,
      organisers: [{ userId: kim.id, name: 'Kim Example', appointedBy: 'admin' }],
      state: 'active',
      revision: 1,
    });
    const organiser = await api.as(kim);
    await organiser.consent();
    expect((await organiser.home()).runs).toEqual([
      { ergId: pledgeId(9), name: 'Night Shift Network', picture: '🌙' },
    ]);
  });

  test('does not make themselves an organiser, neither of a new ERG nor of one that is there', async () => {
    const api = await anOrganisation();
    const admin = await api.as(robinTheAdmin);
    const ask = { id: pledgeId(9), profile, organiserId: robinTheAdmin.id };
    expectProblem(await admin.post('/api/admin/ergs', ask), 'not-yourself');
    const appoint = await admin.post(`/api/admin/ergs/${ERG_ID}/organisers`, {
      userId: robinTheAdmin.id,
    });
    expectProblem(appoint, 'not-yourself');
    expectProblem(await admin.get(RUN), 'not-allowed');
  });

  test('appoints nobody whom the directory does not know', async () => {
    const api = await anOrganisation();
    const admin = await api.as(robinTheAdmin);
    const nobody = employee(555).id;
    const created = await admin.post('/api/admin/ergs', {
      id: pledgeId(9),
      profile,
      organiserId: nobody,
    });
    expectField(created, 'organiserId', 'unknown-person');
    const appointed = await admin.post(`/api/admin/ergs/${ERG_ID}/organisers`, { userId: nobody });
    expectField(appointed, 'userId', 'unknown-person');
  });

  test('is told that another ERG has the name, however it is written', async () => {
    const api = await anOrganisation();
    const admin = await api.as(robinTheAdmin);
    const ask = { id: pledgeId(9), organiserId: kim.id };
    const named = { ...profile, name: ' PARENTS   and carers ' };
    expectProblem(await admin.post('/api/admin/ergs', { ...ask, profile: named }), 'name-taken');
  });

  test('sees first which ERG waits for an organiser, at once after the last one left', async () => {
    const api = await anOrganisation();
    const other = anErg({ id: OTHER_ERG_ID, name: 'Afterwards' });
    await api.deps.ergs.create(TENANT_ID, other, 0);
    const admin = await api.as(robinTheAdmin);
    const named = async () =>
      bodyOf(await admin.get('/api/admin/ergs'), AdminErgsReply).ergs.map((erg) => [
        erg.name,
        erg.organisers,
      ]);
    expect(await named()).toEqual([
      ['Afterwards', 1],
      ['Parents and Carers', 1],
    ]);

    const organiser = await api.as(sasha);
    expect((await organiser.delete(`${RUN}/organisers/${sasha.id}`)).status).toBe(204);

    expect(await named()).toEqual([
      ['Parents and Carers', 0],
      ['Afterwards', 1],
    ]);
  });

  test('sees it, too, when the last organiser erased themselves', async () => {
    const api = await anOrganisation();
    const organiser = await api.as(sasha);
    await organiser.consent();
    expect((await organiser.delete('/api/me')).status).toBe(204);

    const admin = await api.as(robinTheAdmin);
    const [first] = bodyOf(await admin.get('/api/admin/ergs'), AdminErgsReply).ergs;
    expect(first).toMatchObject({ id: ERG_ID, organisers: 0 });
    expect(JSON.stringify(await api.deps.ergs.read(TENANT_ID, ERG_ID))).not.toContain('Sasha');
  });

  test('puts an ERG away: it is gone for everybody and comes back as it was', async () => {
    const api = await anOrganisation();
    const admin = await api.as(robinTheAdmin);
    const person = await api.as(kim);
    const archived = await admin.put(`${RUN}/state`, { revision: 1, state: 'archived' });
    expect(bodyOf(archived, RunView)).toMatchObject({ state: 'archived', revision: 2 });
    expectProblem(await person.get(`/api/ergs/${ERG_ID}`), 'not-found');
    expect((await person.get('/api/ergs')).body).toEqual({ ergs: [] });

    await admin.put(`${RUN}/state`, { revision: 2, state: 'active' });
    expect((await person.get(`/api/ergs/${ERG_ID}`)).status).toBe(200);
  });
});

describe('an organiser', () => {
  test('changes the profile; an older page changes nothing', async () => {
    const api = await anOrganisation();
    const me = await api.as(sasha);
    const changed = await me.put(`${RUN}/profile`, { revision: 1, profile });
    expect(bodyOf(changed, RunView)).toMatchObject({ profile, revision: 2 });
    const other = { ...profile, purpose: 'Something else.' };
    const late = await me.put(`${RUN}/profile`, { revision: 1, profile: other });
    expectProblem(late, 'changed-meanwhile');
  });

  test.each<[string, object, string, string]>([
    ['two emoji', { picture: '🌙🌙' }, 'profile.picture', 'not-an-emoji'],
    ['a word for a picture', { picture: 'moon' }, 'profile.picture', 'not-an-emoji'],
    ['a picture of markup', { picture: '<img>' }, 'profile.picture', 'not-an-emoji'],
    [
      'an address without encryption',
      { teamUrl: 'http://x.example' },
      'profile.teamUrl',
      'not-an-address',
    ],
    [
      'a script for an address',
      { channelUrl: 'javascript:alert(1)' },
      'profile.channelUrl',
      'not-an-address',
    ],
    ['no name', { name: '  ' }, 'profile.name', 'empty'],
    ['a name of a page', { name: 'x'.repeat(81) }, 'profile.name', 'too-long'],
    [
      'a hundred tags',
      { tags: Array.from({ length: 100 }, () => 'a') },
      'profile.tags',
      'too-many',
    ],
  ])('is told what is wrong with %s', async (_what, fields, path, reason) => {
    const api = await anOrganisation();
    const me = await api.as(sasha);
    const before = await api.rows();
    const refused = await me.put(`${RUN}/profile`, {
      revision: 1,
      profile: { ...profile, ...fields },
    });
    expectField(refused, path, reason);
    expect(await api.rows()).toEqual(before);
  });

  test.each(['👩🏽‍🦽', '🏳️‍🌈', '🇨🇾', '❤️', '🛠️'])('may choose %s', async (picture) => {
    const api = await anOrganisation();
    const me = await api.as(sasha);
    const changed = await me.put(`${RUN}/profile`, {
      revision: 1,
      profile: { ...profile, picture },
    });
    expect(bodyOf(changed, RunView).profile.picture).toBe(picture);
  });

  test('finds a colleague by the start of a word, hands over, and is an organiser no more', async () => {
    const api = await anOrganisation();
    const me = await api.as(sasha);
    const { people } = bodyOf(await me.get(`${RUN}/people?find=ki`), PeopleReply);
    expect(people).toEqual([{ userId: kim.id, name: 'Kim Example', place: 'Leeds' }]);

    const handed = await me.post(`${RUN}/hand-over`, { userId: kim.id });
    expect(bodyOf(handed, RunView).organisers).toMatchObject([
      { userId: kim.id, appointedBy: 'organiser' },
    ]);

    expectProblem(await me.get(RUN), 'not-allowed');
    expect((await (await api.as(kim)).get(RUN)).status).toBe(200);
  });

  test('names a sponsor, who sees no more than anybody', async () => {
    const api = await anOrganisation();
    const me = await api.as(sasha);
    const named = await me.put(`${RUN}/sponsor`, { revision: 1, userId: kim.id });
    expect(bodyOf(named, RunView).sponsor).toEqual({ userId: kim.id, name: 'Kim Example' });
    expectProblem(await (await api.as(kim)).get(RUN), 'not-allowed');
    const removed = await me.put(`${RUN}/sponsor`, { revision: 2, userId: null });
    expect(bodyOf(removed, RunView)).not.toHaveProperty('sponsor');
  });

  test('who was appointed by an admin stands so on the page that everybody sees', async () => {
    const api = await anOrganisation();
    const admin = await api.as(robinTheAdmin);
    await admin.post(`/api/admin/ergs/${ERG_ID}/organisers`, { userId: kim.id });
    const { body } = await (await api.as(kim)).get(`/api/ergs/${ERG_ID}`);
    expect(body).toMatchObject({
      erg: {
        organisers: [{}, { name: 'Kim Example', since: api.clock.now(), appointedBy: 'admin' }],
      },
    });
    expect(JSON.stringify(body)).not.toContain(kim.id);
  });
});
