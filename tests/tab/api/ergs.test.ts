import { describe, expect, test } from 'vitest';
import { createErg } from '../../../shared/commands/create-erg.ts';
import { ErgDirectoryReply, ErgReply, MembershipsReply } from '../../../shared/contract/ergs.ts';
import { PledgeView } from '../../../shared/contract/pledges.ts';
import type { Erg } from '../../../shared/domain/erg.ts';
import {
  type ApiServer,
  employee,
  expectField,
  expectProblem,
  bodyOf,
  expectOk,
  robin,
  sasha,
  startApi,
  useIssuer,
} from '../../support/api-server.ts';
import { anErg, ERG_ID, TENANT_ID } from '../../support/builders.ts';

const issuer = useIssuer();
const ON_REQUEST = 'e7900000-0000-4000-8000-000000000011';
const BY_INVITATION = 'e7900000-0000-4000-8000-000000000012';
const ARCHIVED = 'e7900000-0000-4000-8000-000000000013';
const NOT_THERE = 'e7900000-0000-4000-8000-0000000000ff';

const ERGS: readonly Erg[] = [
  anErg({ name: 'Pride', sponsor: { userId: employee(9).id, name: 'Sam Sponsor' } }),
  anErg({ id: ON_REQUEST, name: 'Árbol', joinPolicy: 'on-request' }),
  anErg({ id: BY_INVITATION, name: 'Veterans', joinPolicy: 'by-invitation' }),
  anErg({ id: ARCHIVED, name: 'Of Old', state: 'archived' }),
];

async function anOrganisation() {
  const api = await startApi(issuer.get());
  for (const erg of ERGS) {
    await createErg(api.deps, { tenantId: TENANT_ID, actorId: employee(8).id, erg });
  }
  const me = await api.as(robin);
  return { api, me };
}

async function robinWhoAgreed() {
  const { api, me } = await anOrganisation();
  await me.consent();
  const { membershipsRevision: revision } = await me.home();
  return { api, me, revision };
}

const join = (id: string) => `/api/ergs/${id}/join`;
const leave = (id: string) => `/api/ergs/${id}/leave`;
const membership = (id: string) => `/api/ergs/${id}/membership`;

function memberOf(api: ApiServer, ergId: string, userId = robin.id) {
  return api.deps.rosters.readMember(TENANT_ID, ergId, userId).then((found) => found?.member);
}

describe('the directory', () => {
  test('names every active ERG in order of the name, before agreeing to anything', async () => {
    const { api, me } = await anOrganisation();
    const before = api.changes();

    const { ergs } = bodyOf(await me.get('/api/ergs'), ErgDirectoryReply);

    expect(ergs.map((erg) => erg.name)).toEqual(['Árbol', 'Pride', 'Veterans']);
    expect(api.changes()).toBe(before);
  });

  test('tells sizes as bands', async () => {
    const { me } = await anOrganisation();
    const { ergs } = bodyOf(await me.get('/api/ergs'), ErgDirectoryReply);
    expect(ergs.map((erg) => erg.size)).toEqual([
      { from: 0, to: 9 },
      { from: 0, to: 9 },
      { from: 0, to: 9 },
    ]);
  });

  test('of an organisation without ERGs is empty', async () => {
    const api = await startApi(issuer.get());
    expect((await (await api.as(robin)).get('/api/ergs')).body).toEqual({ ergs: [] });
  });

  test.each(['x-klingon', 'en-a', 'zz-ZZ-zz-zz', 'de-1', 'i-default', '*', 'en-GB-oxendict'])(
    'is in some order for whoever reads in "%s"',
    async (language) => {
      const { api } = await anOrganisation();
      const { ergs } = bodyOf(
        await (await api.as(robin, language)).get('/api/ergs'),
        ErgDirectoryReply,
      );
      expect(ergs).toHaveLength(3);
    },
  );
});

describe("an ERG's page", () => {
  test('tells what it is for, whom to write to and who runs it, and no id of a person', async () => {
    const { me } = await anOrganisation();

    const answer = await me.get(`/api/ergs/${ERG_ID}`);

    expect(bodyOf(answer, ErgReply).erg).toMatchObject({
      name: 'Pride',
      joinPolicy: 'open',
      organisers: [{ name: 'Olu Example' }],
      sponsor: { name: 'Sam Sponsor' },
    });
    expect(answer.text).not.toContain('5b2e9f10-');
    expect(bodyOf(answer, ErgReply)).not.toHaveProperty('membership');
  });

  test.each([
    ['one that is archived', ARCHIVED],
    ['one that never was', NOT_THERE],
  ])('of %s is not there', async (_what, id) => {
    const { me } = await anOrganisation();
    expectProblem(await me.get(`/api/ergs/${id}`), 'not-found');
  });
});

describe('joining', () => {
  test('an open ERG makes an ally at once, on the roster as asked, with one tap or two', async () => {
    const { api, me, revision } = await robinWhoAgreed();

    const joined = bodyOf(
      await me.post(join(ERG_ID), { revision, showToAllies: false }),
      MembershipsReply,
    );
    const again = await me.post(join(ERG_ID), { revision, showToAllies: false });

    expect(joined.memberships).toMatchObject([
      { ergId: ERG_ID, name: 'Pride', state: 'active', showToAllies: false },
    ]);
    expect(again.body).toEqual(joined);
    expect(await memberOf(api, ERG_ID)).toMatchObject({ state: 'active', showToAllies: false });
    expect((await me.home()).memberships).toEqual(joined.memberships);
    expect(bodyOf(await me.get(`/api/ergs/${ERG_ID}`), ErgReply).membership).toEqual(
      joined.memberships[0],
    );
  });

  test('one on request only asks', async () => {
    const { api, me, revision } = await robinWhoAgreed();

    const asked = await me.post(join(ON_REQUEST), { revision, showToAllies: true });

    expect(bodyOf(asked, MembershipsReply).memberships).toMatchObject([{ state: 'requested' }]);
    expect(await memberOf(api, ON_REQUEST)).toMatchObject({ state: 'requested' });
  });

  test.each([
    ['by invitation', BY_INVITATION, 'by-invitation'],
    ['that is archived', ARCHIVED, 'not-found'],
    ['that never was', NOT_THERE, 'not-found'],
  ] as const)('one %s is refused and changes nothing', async (_what, id, code) => {
    const { api, me, revision } = await robinWhoAgreed();
    const before = await api.rows();

    expectProblem(await me.post(join(id), { revision, showToAllies: true }), code);

    expect(await api.rows()).toEqual(before);
  });

  test('before agreeing is refused and changes nothing', async () => {
    const { api, me } = await anOrganisation();
    const before = await api.rows();

    const refused = await me.post(join(ERG_ID), { revision: 0, showToAllies: true });

    expectProblem(refused, 'consent-needed');
    expect(await api.rows()).toEqual(before);
  });

  test('a fifty-first ERG is refused with words for it', async () => {
    const { api, me, revision } = await robinWhoAgreed();
    let seen = revision;
    for (let number = 0; number <= 50; number += 1) {
      const id = `e7900000-0000-4000-9000-${String(number).padStart(12, '0')}`;
      const erg = anErg({ id, name: `ERG ${number}` });
      await createErg(api.deps, { tenantId: TENANT_ID, actorId: employee(8).id, erg });
      const answer = await me.post(join(id), { revision: seen, showToAllies: false });
      if (number < 50) seen = bodyOf(answer, MembershipsReply).membershipsRevision;
      else expectProblem(answer, 'too-many-memberships');
    }
  });
});

describe('an ally', () => {
  async function robinTheAlly() {
    const { api, me, revision: before } = await robinWhoAgreed();
    const joined = await me.post(join(ERG_ID), { revision: before, showToAllies: false });
    const { membershipsRevision: revision } = bodyOf(joined, MembershipsReply);
    return { api, me, revision };
  }

  test('is shown to other allies when they say so, and no longer when they take it back', async () => {
    const { api, me, revision } = await robinTheAlly();

    const shown = bodyOf(
      await me.put(membership(ERG_ID), { revision, showToAllies: true }),
      MembershipsReply,
    );
    expect(shown.memberships).toMatchObject([{ showToAllies: true }]);
    expect(await memberOf(api, ERG_ID)).toMatchObject({ showToAllies: true });

    const seen = shown.membershipsRevision;
    expectOk(await me.put(membership(ERG_ID), { revision: seen, showToAllies: false }));
    expect(await memberOf(api, ERG_ID)).toMatchObject({ showToAllies: false });
  });

  test('mutes the ERG, and nothing about it stands outside their own partition', async () => {
    const { api, me, revision } = await robinTheAlly();
    const elsewhere = async () => (await api.rows()).filter(({ table }) => table !== 'People');
    const before = await elsewhere();
    const body = { revision, showToAllies: false, muted: true };
    const muted = bodyOf(await me.put(membership(ERG_ID), body), MembershipsReply);
    expect(muted.memberships).toMatchObject([{ muted: true, showToAllies: false }]);
    expect(await elsewhere()).toEqual(before);

    const shown = bodyOf(
      await me.put(membership(ERG_ID), { revision: muted.membershipsRevision, showToAllies: true }),
      MembershipsReply,
    );
    expect(shown.memberships).toMatchObject([{ muted: true, showToAllies: true }]);
  });

  test('leaves at once: off the roster, and no pledge is for that ERG any more', async () => {
    const { api, me, revision } = await robinTheAlly();
    const pledge = await me.pledge({ ergId: ERG_ID });
    expect(pledge.ergId).toBe(ERG_ID);

    const left = bodyOf(await me.post(leave(ERG_ID), { revision }), MembershipsReply);

    expect(left.memberships).toEqual([]);
    expect(await memberOf(api, ERG_ID)).toMatchObject({ state: 'none', name: '' });
    expect(bodyOf(await me.get(`/api/pledges/${pledge.id}`), PledgeView)).not.toHaveProperty(
      'ergId',
    );
    expect((await me.post(leave(ERG_ID), { revision })).body).toEqual(left);
  });

  test('takes a request back in the same way', async () => {
    const { api, me, revision } = await robinTheAlly();
    const asked = await me.post(join(ON_REQUEST), { revision, showToAllies: false });
    const { membershipsRevision } = bodyOf(asked, MembershipsReply);

    expectOk(await me.post(leave(ON_REQUEST), { revision: membershipsRevision }));

    expect(await memberOf(api, ON_REQUEST)).toMatchObject({ state: 'none' });
  });

  test('is not moved by what they have not seen: joining, leaving or showing', async () => {
    const { api, me, revision } = await robinTheAlly();
    const before = await api.rows();

    const asks = [
      me.post(join(ON_REQUEST), { revision: revision - 1, showToAllies: false }),
      me.post(join(ERG_ID), { revision, showToAllies: true }),
      me.post(leave(ERG_ID), { revision: revision - 1 }),
      me.put(membership(ERG_ID), { revision: revision - 1, showToAllies: true }),
    ];
    for (const refused of await Promise.all(asks)) expectProblem(refused, 'changed-meanwhile');

    expect(await api.rows()).toEqual(before);
  });

  test('a join that arrives again after leaving does not join again', async () => {
    const { api, me, revision: before } = await robinWhoAgreed();
    const ask = { revision: before, showToAllies: false };
    const { membershipsRevision } = bodyOf(await me.post(join(ERG_ID), ask), MembershipsReply);
    expectOk(await me.post(leave(ERG_ID), { revision: membershipsRevision }));

    expectProblem(await me.post(join(ERG_ID), ask), 'changed-meanwhile');

    expect(await memberOf(api, ERG_ID)).toMatchObject({ state: 'none' });
  });

  test('of one ERG cannot be shown in another', async () => {
    const { api, me, revision } = await robinTheAlly();
    const before = await api.rows();

    const refused = await me.put(membership(ON_REQUEST), { revision, showToAllies: true });

    expectProblem(refused, 'not-found');
    expect(await api.rows()).toEqual(before);
  });

  test('only leaves for themselves', async () => {
    const { api } = await robinTheAlly();
    const before = await api.rows();
    const other = await api.as(sasha);

    expectOk(await other.post(leave(ERG_ID), { revision: 0 }));
    const show = { revision: 0, showToAllies: true };
    expectProblem(await other.put(membership(ERG_ID), show), 'not-found');

    expect(await api.rows()).toEqual(before);
  });

  test('who only asked to join cannot pledge for that ERG yet', async () => {
    const { me, revision } = await robinTheAlly();
    expectOk(await me.post(join(ON_REQUEST), { revision, showToAllies: false }));
    const { id, revision: seen, form, cadence, endsOn } = await me.pledge();

    const edit = { do: 'edit', revision: seen, form, cadence, endsOn, ergId: ON_REQUEST };
    expectField(await me.patch(`/api/pledges/${id}`, edit), 'ergId', 'not-an-ally');
  });
});

test('a roster that cannot be written now does not hold up the answer', async () => {
  let isDown = false;
  const api = await startApi(issuer.get(), {
    observe(request) {
      if (isDown && request.on === 'Rosters') throw new Error('down');
    },
  });
  const [erg] = ERGS;
  if (erg === undefined) throw new Error('No ERG.');
  await createErg(api.deps, { tenantId: TENANT_ID, actorId: employee(8).id, erg });
  const me = await api.as(robin);
  await me.consent();
  isDown = true;

  const { membershipsRevision: revision } = await me.home();
  const joined = await me.post(join(ERG_ID), { revision, showToAllies: false });

  expect(bodyOf(joined, MembershipsReply).memberships).toHaveLength(1);
  expect(api.deps.logged).toMatchObject([{ event: 'projection.postponed' }]);
});
