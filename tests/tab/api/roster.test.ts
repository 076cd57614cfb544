import { describe, expect, test } from 'vitest';
import { createErg } from '../../../shared/commands/create-erg.ts';
import { MembershipsReply } from '../../../shared/contract/ergs.ts';
import {
  OutcomesReply,
  RequestsReply,
  RosterReply,
  ShownAlliesReply,
} from '../../../shared/contract/roster.ts';
import type { Erg } from '../../../shared/domain/erg.ts';
import {
  bodyOf,
  employee,
  expectField,
  expectProblem,
  startApi,
  type TestPerson,
  useIssuer,
} from '../../support/api-server.ts';
import { anErg, anOrganiser, ERG_ID, OTHER_ERG_ID, TENANT_ID } from '../../support/builders.ts';

const issuer = useIssuer();
const olu = employee(201, { name: 'Olu Organiser' });
const RUN = `/api/ergs/${ERG_ID}/run`;

async function anErgWith(fields: Partial<Erg> = {}) {
  const api = await startApi(issuer.get());
  const organisers = [anOrganiser({ userId: olu.id, name: olu.name })];
  for (const id of [ERG_ID, OTHER_ERG_ID]) {
    const erg = anErg({ id, name: id, joinPolicy: 'on-request', organisers, ...fields });
    await createErg(api.deps, { tenantId: TENANT_ID, actorId: employee(8).id, erg });
  }
  const organiser = await api.as(olu);
  let revision = 0;
  async function ask(who: TestPerson, showToAllies = false, ergId = ERG_ID) {
    const me = await api.as(who);
    await me.consent();
    ({ membershipsRevision: revision } = await me.home());
    const answer = await me.post(`/api/ergs/${ergId}/join`, { revision, showToAllies });
    bodyOf(answer, MembershipsReply);
    return me;
  }
  return {
    api,
    organiser,
    ask,
    roster: async (query = '') => bodyOf(await organiser.get(`${RUN}/roster${query}`), RosterReply),
    requests: async (query = '') =>
      bodyOf(await organiser.get(`${RUN}/requests${query}`), RequestsReply),
    async act(path: string, body: unknown) {
      return bodyOf(await organiser.post(`${RUN}/${path}`, body), OutcomesReply).outcomes;
    },
    audited: async () => {
      const rows = await api.rows();
      return rows
        .filter(({ table, partitionKey }) => table === 'Audit' && partitionKey.endsWith(ERG_ID))
        .map(({ cells }) => [cells['act'], cells['detailsJson']])
        .filter(([act]) => act !== 'erg.created');
    },
  };
}

const ids = (people: readonly TestPerson[]) => people.map(({ id }) => id);
const ALL = Array.from({ length: 5 }, (_, n) => employee(210 + n, { name: `Given${n} Family` }));
const [first, second, third] = ALL as [TestPerson, TestPerson, TestPerson];

describe('requests', () => {
  test('are shown from the oldest and approved together, each with their own answer', async () => {
    const { api, ask, requests, roster, act, audited } = await anErgWith();
    for (const person of ALL) {
      await ask(person);
      api.clock.advanceMs(1000);
    }
    expect(await requests()).toMatchObject({
      requested: 5,
      requests: ALL.map(({ id, name }) => ({ userId: id, name })),
    });

    const stranger = employee(299).id;
    const outcomes = await act('requests/answers', {
      answer: 'approve',
      userIds: [first.id, stranger, second.id, first.id],
    });
    expect(outcomes).toEqual([
      { userId: first.id, outcome: 'done', act: expect.any(Number) },
      { userId: stranger, outcome: 'not-found' },
      { userId: second.id, outcome: 'done', act: expect.any(Number) },
    ]);
    expect(await roster()).toMatchObject({
      count: 2,
      requested: 3,
      allies: [{ name: first.name }, { name: second.name }],
    });
    expect(await audited()).toEqual([['request.approved', '{"count":2}']]);

    // The same again is the same.
    const again = await act('requests/answers', { answer: 'approve', userIds: [first.id] });
    expect(again).toEqual([outcomes[0]]);
    expect(await audited()).toHaveLength(1);
  });

  test('that were declined are undone on the row, and the person may not ask until then', async () => {
    const { api, ask, requests, act } = await anErgWith();
    const me = await ask(first);
    const [done] = await act('requests/answers', { answer: 'decline', userIds: [first.id] });
    expect(await requests()).toMatchObject({ requested: 0, requests: [] });
    const { membershipsRevision: revision } = await me.home();
    expectProblem(
      await me.post(`/api/ergs/${ERG_ID}/join`, { revision, showToAllies: false }),
      'ask-again-later',
    );

    const acts = [{ userId: first.id, act: done?.act }];
    expect(await act('requests/undo', { acts })).toEqual([{ userId: first.id, outcome: 'done' }]);
    expect(await requests()).toMatchObject({ requested: 1, requests: [{ name: first.name }] });

    const [later] = await act('requests/answers', { answer: 'approve', userIds: [first.id] });
    api.clock.advanceMs(10 * 60_000);
    expect(await act('requests/undo', { acts: [{ userId: first.id, act: later?.act }] })).toEqual([
      { userId: first.id, outcome: 'told-already' },
    ]);
    // The first act is not what stands there now.
    expect(await act('requests/undo', { acts })).toMatchObject([{ outcome: 'changed-meanwhile' }]);
  });

  test('of somebody whose partition fails are busy, and the others are answered', async () => {
    let failing = '';
    const { api, ask, act } = await anErgWith();
    await ask(first);
    await ask(second);
    const load = api.deps.people.load.bind(api.deps.people);
    Object.assign(api.deps.people, {
      load: (key: { readonly tenantId: string; readonly userId: string }) =>
        key.userId === failing ? Promise.reject(new Error('No answer.')) : load(key),
    });
    failing = first.id;
    expect(
      await act('requests/answers', { answer: 'approve', userIds: ids([first, second]) }),
    ).toMatchObject([{ outcome: 'busy' }, { outcome: 'done' }]);
    failing = '';
    expect(
      await act('requests/answers', { answer: 'approve', userIds: ids([first, second]) }),
    ).toMatchObject([{ outcome: 'done' }, { outcome: 'done' }]);
  });

  test('by two organisers at once end in one of the two, and both are told', async () => {
    const { ask, act, roster } = await anErgWith();
    await ask(first);
    const [[yes], [no]] = await Promise.all([
      act('requests/answers', { answer: 'approve', userIds: [first.id] }),
      act('requests/answers', { answer: 'decline', userIds: [first.id] }),
    ]);
    const outcomes = [yes?.outcome, no?.outcome];
    expect(new Set(outcomes)).toEqual(new Set(['changed-meanwhile', 'done']));
    expect((await roster()).count).toBe(outcomes[0] === 'done' ? 1 : 0);
  });

  test.each<[string, unknown, string, string]>([
    ['nobody', { answer: 'approve', userIds: [] }, 'userIds', 'empty'],
    [
      'more than fifty',
      { answer: 'approve', userIds: Array.from({ length: 51 }, (_, n) => employee(n).id) },
      'userIds',
      'too-many',
    ],
    ['no id', { answer: 'approve', userIds: ['a/b'] }, 'userIds.0', 'not-an-id'],
    ['another answer', { answer: 'perhaps', userIds: [first.id] }, 'answer', 'invalid'],
  ])('are not answered for %s', async (_what, body, path, reason) => {
    const { organiser } = await anErgWith();
    expectField(await organiser.post(`${RUN}/requests/answers`, body), path, reason);
  });
});

describe('the roster', () => {
  test('is paged and searched, and tells nothing but name and since', async () => {
    const { api, ask, roster } = await anErgWith({ joinPolicy: 'open' });
    const many = Array.from({ length: 53 }, (_, n) =>
      employee(300 + n, { name: `Given${n} ${n % 2 === 0 ? 'Even' : 'Odd'}` }),
    );
    await Promise.all(many.map((person) => ask(person)));
    const page = await roster();
    expect(page).toMatchObject({ count: 53, requested: 0 });
    expect(page.allies).toHaveLength(50);
    expect(Object.keys(page.allies[0] ?? {})).toEqual(['userId', 'name', 'since']);
    const rest = await roster(`?continuation=${page.continuation}`);
    expect(rest.allies).toHaveLength(3);
    expect(rest).not.toHaveProperty('count');
    expect(new Set([...page.allies, ...rest.allies].map(({ userId }) => userId)).size).toBe(53);

    const before = api.requests.length;
    const found = await roster('?find=od%20given1');
    expect(found.allies.map(({ name }) => name)).toContain('Given1 Odd');
    expect(found.allies.every(({ name }) => /^Given1\d? Odd$/.test(name))).toBe(true);
    await roster();
    // The head and the page each time.
    expect(api.requests.slice(before)).toHaveLength(4);
  });

  test.each(['x', '%00', '!!', 'a'.repeat(2001)])(
    'refuses a continuation that it never gave: %s',
    async (continuation) => {
      const { organiser } = await anErgWith();
      for (const list of ['roster', 'requests']) {
        const answer = await organiser.get(`${RUN}/${list}?continuation=${continuation}`);
        expectField(answer, 'continuation', 'invalid');
      }
    },
  );

  test('loses who is removed, who is told of it later and may be brought back before', async () => {
    const { ask, roster, act, audited } = await anErgWith({ joinPolicy: 'open' });
    const me = await ask(first);
    await ask(second);
    const [done] = await act('roster/remove', { userIds: [first.id] });
    expect(await roster()).toMatchObject({ count: 1, allies: [{ name: second.name }] });
    expect((await me.home()).memberships).toEqual([]);

    await act('roster/undo', { acts: [{ userId: first.id, act: done?.act }] });
    expect(await roster()).toMatchObject({ count: 2 });
    expect((await me.home()).memberships).toMatchObject([{ ergId: ERG_ID, state: 'active' }]);
    const acts = (await audited()).map(([name]) => name);
    expect(new Set(acts)).toEqual(new Set(['ally.removal-undone', 'ally.removed']));
  });
});

describe('fellow allies', () => {
  test('see the names of those who chose it, and nothing else of them', async () => {
    const { api, ask } = await anErgWith({ joinPolicy: 'open' });
    await ask(first, true);
    await ask(second, false);
    const me = await ask(third, false);
    const answer = await me.get(`/api/ergs/${ERG_ID}/allies`);
    expect(bodyOf(answer, ShownAlliesReply)).toEqual({ names: [first.name] });
    expect(answer.text).not.toContain(first.id);

    // Not before one is in, not of another ERG, and not by asking with anything.
    const outsider = await api.as(employee(290, { name: 'Out Sider' }));
    expectProblem(await outsider.get(`/api/ergs/${ERG_ID}/allies`), 'not-allowed');
    expectProblem(await me.get(`/api/ergs/${OTHER_ERG_ID}/allies`), 'not-allowed');
  });

  test('do not see them while they only ask', async () => {
    const { ask } = await anErgWith();
    const me = await ask(first, true);
    expectProblem(await me.get(`/api/ergs/${ERG_ID}/allies`), 'not-allowed');
  });
});
