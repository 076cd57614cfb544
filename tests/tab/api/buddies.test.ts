import { expect, test } from 'vitest';
import { z } from 'zod';
import {
  BuddiesReply,
  BuddyLinkReply,
  MadeAskReply,
  SharesReply,
  ShareView,
} from '../../../shared/contract/buddies.ts';
import {
  type ApiServer,
  bodyOf,
  type Caller,
  employee,
  expectField,
  expectProblem,
  pledgeId,
  robin,
  sasha,
  startApi,
  type TestPerson,
  useIssuer,
} from '../../support/api-server.ts';
import { TENANT_ID } from '../../support/builders.ts';

const issuer = useIssuer();
const kim = employee(103, { name: 'Kim Example' });
const PAIR = pledgeId(1);
const SHARE = pledgeId(50);
const WORDS = 'I did: let people finish, at the stand-up';
const NOBODY = { buddies: [], asks: [], saidYes: [] };
const ExportReply = z.object({ rows: z.array(z.object({ row: z.string(), values: z.unknown() })) });

const ask = async (me: Caller, id = PAIR) =>
  bodyOf(await me.post('/api/buddies', { id }), MadeAskReply);
const accept = (me: Caller, secret: string) =>
  me.post(`/api/buddies/links/${secret}/accept`, undefined);
const confirm = (me: Caller, id = PAIR) => me.post(`/api/buddies/${id}/confirm`, undefined);
const buddiesOf = async (me: Caller) => bodyOf(await me.get('/api/buddies'), BuddiesReply);
const share = (me: Caller, id = SHARE, words = WORDS) =>
  me.post(`/api/buddies/${PAIR}/shares`, { id, words });
const sharesOf = async (me: Caller) =>
  bodyOf(await me.get(`/api/buddies/${PAIR}/shares`), SharesReply);

async function agreed(api: ApiServer, who: TestPerson): Promise<Caller> {
  const me = await api.as(who);
  await me.consent();
  return me;
}

/** Robin, Sasha and Kim, who all agreed. */
async function three() {
  const api = await startApi(issuer.get());
  const [first, second, third] = [
    await agreed(api, robin),
    await agreed(api, sasha),
    await agreed(api, kim),
  ];
  return { api, robin: first, sasha: second, kim: third };
}

/** Robin and Sasha, who are buddies. */
async function two() {
  const people = await three();
  const { secret } = await ask(people.robin);
  expect((await accept(people.sasha, secret)).status).toBe(200);
  expect((await confirm(people.robin)).status).toBe(200);
  return { ...people, secret };
}

const inBuddies = async (api: ApiServer) =>
  (await api.rows()).filter(({ table }) => table === 'Buddies');

test('one asks, the other accepts, the first confirms, and each sees the other', async () => {
  const { api, robin: me, sasha: other } = await three();
  const made = await ask(me);
  expect(made.ask).toMatchObject({ id: PAIR, until: '2026-03-16T12:00:00.000Z' });
  expect(decodeURIComponent(made.teamsUrl)).toContain(`learn/buddies/${made.secret}`);
  const path = `/api/buddies/links/${made.secret}`;
  expect(bodyOf(await other.get(path), BuddyLinkReply)).toMatchObject({
    name: robin.name,
    state: 'open',
  });
  expect(bodyOf(await me.get(path), BuddyLinkReply)).toMatchObject({ state: 'own' });

  expect((await accept(other, made.secret)).status).toBe(200);
  expect(bodyOf(await other.get(path), BuddyLinkReply)).toMatchObject({ state: 'said-yes' });
  expect((await buddiesOf(me)).asks).toMatchObject([{ id: PAIR, acceptedBy: sasha.name }]);
  expect(await buddiesOf(other)).toMatchObject({
    buddies: [],
    saidYes: [{ id: PAIR, name: robin.name }],
  });
  expectProblem(await share(other), 'not-found');

  expect((await confirm(me)).status).toBe(200);
  const since = api.clock.now();
  expect(await buddiesOf(me)).toEqual({
    ...NOBODY,
    buddies: [{ id: PAIR, name: sasha.name, since }],
  });
  expect(await buddiesOf(other)).toEqual({
    ...NOBODY,
    buddies: [{ id: PAIR, name: robin.name, since }],
  });
});

test('the secret is 128 bits beside the id, and stands nowhere but in the answer', async () => {
  const { api, robin: me } = await three();
  const { secret } = await ask(me);
  expect(secret).toMatch(/^[\w-]{43}$/);
  expect(JSON.stringify(await api.rows())).not.toContain(secret);
});

test('nothing is kept of whoever looks at a link, and of whoever has not agreed', async () => {
  const { api, robin: me, kim: other } = await three();
  const { secret } = await ask(me);
  const before = await api.rows();
  const stranger = await api.as(employee(104, { name: 'Lee Example' }));
  for (const who of [stranger, other]) await who.get(`/api/buddies/links/${secret}`);
  expectProblem(await accept(stranger, secret), 'consent-needed');
  expect(await api.rows()).toEqual(before);
  await stranger.consent();
  expect((await accept(stranger, secret)).status).toBe(200);
});

test('a link that is wrong, used, expired or withdrawn is one and the same', async () => {
  const { api, robin: me, sasha: other, kim: third } = await three();
  const answers: string[] = [];
  const tryIt = async (secret: string) => {
    for (const answer of [
      await third.get(`/api/buddies/links/${secret}`),
      await accept(third, secret),
    ]) {
      expectProblem(answer, 'link-over');
      answers.push(answer.text);
    }
  };
  const { secret } = await ask(me);
  await tryIt('A'.repeat(43));
  await tryIt('not-a-link');
  await tryIt(`${secret.slice(0, -2)}${secret.endsWith('AA') ? 'BA' : 'AA'}`);
  await accept(other, secret);
  await tryIt(secret);
  await confirm(me);
  await tryIt(secret);

  const withdrawn = await ask(me, pledgeId(2));
  expect((await me.delete(`/api/buddies/${pledgeId(2)}`)).status).toBe(204);
  await tryIt(withdrawn.secret);

  const expired = await ask(me, pledgeId(3));
  api.clock.advanceMs(14 * 24 * 60 * 60_000);
  await tryIt(expired.secret);
  expect(new Set(answers).size).toBe(1);
  expect(await buddiesOf(me)).toMatchObject({ asks: [] });
});

test('an acceptance that the asker did not confirm in time is over for both, and nothing of it is left', async () => {
  const { api, robin: me, sasha: other } = await three();
  const { secret } = await ask(me);
  await accept(other, secret);
  api.clock.advanceMs(14 * 24 * 60 * 60_000);
  expectProblem(await confirm(me), 'not-found');
  expect(await buddiesOf(other)).toEqual(NOBODY);
  await api.deps.settled();
  expect(await buddiesOf(me)).toEqual(NOBODY);
  expect(await inBuddies(api)).toEqual([]);
});

test('nobody is their own buddy, and the same two are buddies once', async () => {
  const { robin: me, sasha: other } = await two();
  expectProblem(await accept(me, (await ask(me, pledgeId(2))).secret), 'own-link');
  const again = await ask(me, pledgeId(3));
  expectProblem(await accept(other, again.secret), 'already-buddies');
  const back = await ask(other, pledgeId(4));
  expectProblem(await accept(me, back.secret), 'already-buddies');
});

test('three buddies and three open links are the most', async () => {
  const { api, robin: me } = await three();
  for (const n of [1, 2, 3]) await ask(me, pledgeId(n));
  expectProblem(await me.post('/api/buddies', { id: pledgeId(4) }), 'too-many-asks');
  for (const n of [1, 2, 3]) await me.delete(`/api/buddies/${pledgeId(n)}`);
  for (const n of [11, 12, 13, 14]) {
    const { secret } = await ask(me, pledgeId(n));
    await accept(await agreed(api, employee(200 + n, { name: `Person ${n}` })), secret);
    const answer = await confirm(me, pledgeId(n));
    if (n < 14) expect(answer.status).toBe(200);
    else expectProblem(answer, 'too-many-buddies');
  }
  expect((await buddiesOf(me)).buddies).toHaveLength(3);
});

test('links whose time is over make room for new ones', async () => {
  const { api, robin: me } = await three();
  for (const n of [1, 2, 3]) await ask(me, pledgeId(n));
  api.clock.advanceMs(14 * 24 * 60 * 60_000);
  await ask(me, pledgeId(4));
  expect((await buddiesOf(me)).asks).toHaveLength(1);
});

test('the same ask again is the same ask, with the link that was answered last', async () => {
  const { robin: me, sasha: other } = await three();
  const first = await ask(me);
  const second = await ask(me);
  expect((await buddiesOf(me)).asks).toHaveLength(1);
  expectProblem(await accept(other, first.secret), 'link-over');
  expect((await accept(other, second.secret)).status).toBe(200);
  expect((await accept(other, second.secret)).status).toBe(200);
  expectProblem(await me.post('/api/buddies', { id: PAIR }), 'id-taken');
  for (let times = 0; times < 2; times += 1) expect((await confirm(me)).status).toBe(200);
  for (let times = 0; times < 2; times += 1) {
    expect((await me.delete(`/api/buddies/${PAIR}`)).status).toBe(204);
  }
  expectProblem(await me.post('/api/buddies', { id: PAIR }), 'id-taken');
});

test.each(['robin', 'sasha'] as const)(
  '%s ends it: both see neither the other nor what was shared, at once, and no message waits',
  async (who) => {
    const world = await two();
    for (const [n, one] of [world.robin, world.sasha].entries()) await share(one, pledgeId(60 + n));
    expect((await world[who].delete(`/api/buddies/${PAIR}`)).status).toBe(204);
    for (const one of [world.robin, world.sasha]) {
      expect(await buddiesOf(one)).toEqual(NOBODY);
      expectProblem(await one.get(`/api/buddies/${PAIR}/shares`), 'not-found');
    }
    expect(await inBuddies(world.api)).toEqual([]);
    for (const { id } of [robin, sasha]) {
      const person = (await world.api.deps.people.load({ tenantId: TENANT_ID, userId: id }))
        ?.person;
      expect(person).toMatchObject({ pendings: [], outbox: [], buddies: { ties: [] } });
    }
  },
);

test('the asker declines who accepted, and nothing is kept of it', async () => {
  const { api, robin: me, sasha: other } = await three();
  await accept(other, (await ask(me)).secret);
  expect((await me.delete(`/api/buddies/${PAIR}`)).status).toBe(204);
  expectProblem(await confirm(me), 'not-found');
  for (const one of [me, other]) expect(await buddiesOf(one)).toEqual(NOBODY);
  expect(await inBuddies(api)).toEqual([]);
});

test('what is shared is seen by both, the newest first, and taken back from both by who shared it alone', async () => {
  const { api, robin: me, sasha: other } = await two();
  const shared = bodyOf(await share(me), ShareView);
  expect(shared).toEqual({ id: SHARE, mine: true, words: WORDS, at: api.clock.now() });
  expect(bodyOf(await share(me), ShareView)).toEqual(shared);
  await share(other, pledgeId(51), 'I learnt: ask first');
  expect((await sharesOf(me)).shares.map(({ words, mine }) => [words, mine])).toEqual([
    ['I learnt: ask first', false],
    [WORDS, true],
  ]);
  const path = `/api/buddies/${PAIR}/shares/${SHARE}`;
  expectProblem(await other.delete(path), 'not-found');
  for (let times = 0; times < 2; times += 1) expect((await me.delete(path)).status).toBe(204);
  for (const one of [me, other]) expect((await sharesOf(one)).shares).toHaveLength(1);
  // A late repetition does not share it again.
  expectProblem(await share(me), 'id-taken');
  expect(JSON.stringify(await api.rows())).not.toContain(WORDS);
});

test('what is shared comes in pages', async () => {
  const { robin: me } = await two();
  for (let n = 0; n < 23; n += 1) await share(me, pledgeId(100 + n), `Number ${n}`);
  const first = await sharesOf(me);
  expect(first.shares).toHaveLength(20);
  const path = `/api/buddies/${PAIR}/shares?continuation=${encodeURIComponent(first.continuation ?? '')}`;
  const rest = bodyOf(await me.get(path), SharesReply);
  expect(rest.shares.map(({ words }) => words)).toEqual(['Number 2', 'Number 1', 'Number 0']);
});

test('words are between 1 and 600 characters, and nobody else’s id is taken', async () => {
  const { robin: me, sasha: other } = await two();
  expectField(await share(me, SHARE, ' '), 'words', 'empty');
  expectField(await share(me, SHARE, 'x'.repeat(601)), 'words', 'too-long');
  expectField(await share(me, 'mine'), 'id', 'not-an-id');
  await share(me, SHARE, 'x'.repeat(600));
  expectProblem(await share(other), 'id-taken');
});

test('a third person finds neither the pair nor what is shared in it, and can change nothing of it', async () => {
  const { api, robin: me, kim: third } = await two();
  await share(me);
  const before = await inBuddies(api);
  expectProblem(await third.get(`/api/buddies/${PAIR}/shares`), 'not-found');
  expectProblem(await share(third, pledgeId(70)), 'not-found');
  expectProblem(await confirm(third), 'not-found');
  expectProblem(await third.delete(`/api/buddies/${PAIR}`), 'not-found');
  expectProblem(await third.delete(`/api/buddies/${PAIR}/shares/${SHARE}`), 'not-found');
  expectProblem(await third.post('/api/buddies', { id: PAIR }), 'id-taken');
  expect(await inBuddies(api)).toEqual(before);
  expect(await buddiesOf(third)).toEqual(NOBODY);
});

test('the export holds the buddies by name and what one shared, and not what they did', async () => {
  const { robin: me, sasha: other } = await two();
  await share(me);
  await share(other, pledgeId(51), 'I learnt: ask first');
  const answer = await me.get('/api/me/export');
  const { rows } = bodyOf(answer, ExportReply);
  expect(rows).toContainEqual(
    expect.objectContaining({ values: expect.objectContaining({ name: sasha.name }) }),
  );
  expect(rows).toContainEqual(
    expect.objectContaining({
      values: expect.objectContaining({ words: WORDS, with: sasha.name }),
    }),
  );
  expect(answer.text).not.toContain('ask first');
});

test('who erases themselves is gone from the other side with everything that was shared', async () => {
  const { api, robin: me, sasha: other } = await two();
  await share(me);
  await share(other, pledgeId(51), 'I learnt: ask first');
  await ask(me, pledgeId(2));
  expect((await me.delete('/api/me')).status).toBe(204);
  expect(await buddiesOf(other)).toEqual(NOBODY);
  expect(await inBuddies(api)).toEqual([]);
});

test('a new name is shown to the buddy', async () => {
  const { api, sasha: other } = await two();
  const renamed = await api.as({ ...robin, name: 'Robin Newname' });
  await ask(renamed, pledgeId(2));
  expect((await buddiesOf(other)).buddies).toMatchObject([{ name: 'Robin Newname' }]);
});

test('what is asked of storage is what is said of it', async () => {
  const { api, robin: me } = await two();
  const count = async (act: () => Promise<unknown>) => {
    const before = api.requests.length;
    await act();
    return api.requests.length - before;
  };
  expect(await count(() => buddiesOf(me))).toBe(2);
  expect(await count(() => share(me))).toBe(2);
  expect(await count(() => sharesOf(me))).toBe(2);
  expect(await count(() => me.delete(`/api/buddies/${PAIR}/shares/${SHARE}`))).toBe(3);
});

test('nothing of it is logged', async () => {
  const { api, robin: me } = await two();
  await share(me);
  await me.delete(`/api/buddies/${PAIR}`);
  expect(api.deps.logged).toEqual([]);
});
