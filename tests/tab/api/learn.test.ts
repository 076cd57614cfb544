import { describe, expect, test } from 'vitest';
import { createErg } from '../../../shared/commands/create-erg.ts';
import {
  LearntReply,
  LessonReply,
  LessonsReply,
  MarkReply,
} from '../../../shared/contract/learn.ts';
import {
  type ApiServer,
  bodyOf,
  type Caller,
  expectField,
  expectProblem,
  pledgeId,
  robin,
  sasha,
  startApi,
  useIssuer,
} from '../../support/api-server.ts';
import { anErg, anOrganiser, ERG_ID, TENANT_ID } from '../../support/builders.ts';
import { LESSON_ID, publishedItems } from '../../support/content.ts';

const issuer = useIssuer();

/** Robin, who agreed, in an organisation with one ERG that published one lesson of ten minutes. */
async function aWorld() {
  const api = await startApi(issuer.get());
  const erg = anErg({ organisers: [anOrganiser()] });
  const items = publishedItems();
  await createErg(api.deps, { tenantId: TENANT_ID, actorId: sasha.id, erg, items });
  const me = await api.as(robin);
  await me.consent();
  return { api, me };
}

async function lessons(me: Caller, query = '') {
  return bodyOf(await me.get(`/api/lessons${query}`), LessonsReply);
}

function put(me: Caller, path: string, to: string, revision: number) {
  return me.put(`${path}/mark`, { mark: to, revision });
}

/** Marks something with whatever revision is the present one. */
async function mark(me: Caller, path: string, to: string) {
  const { learningRevision } = await me.home();
  return bodyOf(await put(me, path, to, learningRevision), MarkReply);
}

async function join(me: Caller) {
  const { membershipsRevision: revision } = await me.home();
  const joined = await me.post(`/api/ergs/${ERG_ID}/join`, { revision, showToAllies: false });
  expect(joined.status).toBe(200);
}

const LISTEN = '/api/lessons/listen-ask';
const OF_ERG = `/api/ergs/${ERG_ID}/lessons/${LESSON_ID}`;

describe('the list of lessons', () => {
  test('holds every built-in one, open, and a good place to begin', async () => {
    const { me } = await aWorld();
    const { lessons: all, next, learningRevision } = await lessons(me);
    expect(all.length).toBeGreaterThanOrEqual(36);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(all.every(({ standing, erg }) => standing.state === 'open' && erg === undefined)).toBe(
      true,
    );
    expect(next).toMatchObject({ lesson: { id: 'why-power' }, reason: { kind: 'begin' } });
    expect(learningRevision).toBe(0);
  });

  test('is there before anybody agreed, and keeps nothing', async () => {
    const { api } = await aWorld();
    const before = await api.rows();
    const other = await api.as(sasha);
    expect((await lessons(other)).next).toBeDefined();
    expect((await other.get('/api/learnt')).body).toEqual({ lessons: [] });
    expect(await api.rows()).toEqual(before);
  });

  test('says why a lesson is next: a pledge, and a group that one joined', async () => {
    const { me } = await aWorld();
    await me.pledge({ id: pledgeId(1) });
    expect((await lessons(me)).next).toMatchObject({
      lesson: { pillar: 'listen' },
      reason: { kind: 'pledge', pillar: 'listen' },
    });
    await join(me);
    await mark(me, '/api/lessons/listen-hear-out', 'done');
    expect((await lessons(me)).next).toMatchObject({
      lesson: { id: LESSON_ID, erg: { id: ERG_ID, name: 'Parents and Carers' } },
      reason: { kind: 'group' },
    });
  });

  test('proposes what fits into the minutes at hand, and all the rest stays in the list', async () => {
    const { me } = await aWorld();
    const short = await lessons(me, '?minutes=2');
    expect(short.next?.lesson.minutes).toBeLessThanOrEqual(2);
    expect(short.lessons).toEqual((await lessons(me)).lessons);
    expect((await lessons(me, '?minutes=1')).next).toBeUndefined();
  });

  test.each([
    ['?minutes=soon', 'minutes', 'not-minutes'],
    ['?minutes=-1', 'minutes', 'not-minutes'],
    ['?minutes=1000', 'minutes', 'not-minutes'],
    ['?ergId=prism', 'ergId', 'not-an-id'],
  ])('with %s is refused', async (query, path, reason) => {
    const { me } = await aWorld();
    expectField(await me.get(`/api/lessons${query}`), path, reason);
  });

  test('has those of an ERG once one joined it, or asks for it by name', async () => {
    const { me } = await aWorld();
    const ids = async (query = '') => (await lessons(me, query)).lessons.map(({ id }) => id);
    expect(await ids()).not.toContain(LESSON_ID);
    expect(await ids(`?ergId=${ERG_ID}`)).toContain(LESSON_ID);
    expect(await ids(`?ergId=${pledgeId(9)}`)).not.toContain(LESSON_ID);
    await join(me);
    expect(await ids()).toContain(LESSON_ID);
  });
});

describe('one lesson', () => {
  test('has its five parts to read', async () => {
    const { me } = await aWorld();
    const { lesson, text, scene } = bodyOf(await me.get(LISTEN), LessonReply);
    expect(lesson).toMatchObject({ id: 'listen-ask', format: 'read', language: 'en', aids: [] });
    expect(Object.keys(text?.parts ?? {})).toEqual(['what', 'why', 'example', 'try', 'question']);
    expect(text?.sources[0]).toMatchObject({ by: 'Amy Edmondson', year: 1999 });
    expect(scene).toBeUndefined();
  });

  test('is a scene with its note, its word on safety and its steps', async () => {
    const { me } = await aWorld();
    const reply = bodyOf(await me.get('/api/lessons/joke-at-lunch'), LessonReply);
    expect(reply.lesson.format).toBe('practise');
    expect(reply.text).toBeUndefined();
    const { scene } = reply;
    expect(scene?.contentNote).toMatch(/joke/);
    expect(scene?.safety).not.toBe('');
    expect(scene?.steps[scene.start]).toMatchObject({ kind: 'choice' });
  });

  test('of an ERG says whose it is and where', async () => {
    const { me } = await aWorld();
    const reply = bodyOf(await me.get(OF_ERG), LessonReply);
    expect(reply).toEqual({
      lesson: {
        id: LESSON_ID,
        erg: { id: ERG_ID, name: 'Parents and Carers' },
        title: 'Where to begin',
        summary: 'A page with good links.',
        pillar: 'learn',
        format: 'read',
        minutes: 10,
        link: 'https://example.com/begin',
        aids: [],
        standing: { state: 'open' },
      },
      learningRevision: 0,
    });
  });

  test.each([
    '/api/lessons/constructor',
    '/api/lessons/no-such-lesson',
    `/api/lessons/${LESSON_ID}`,
    `/api/ergs/${ERG_ID}/lessons/${pledgeId(3)}`,
    `/api/ergs/${pledgeId(3)}/lessons/${LESSON_ID}`,
  ])('at %s is not found, and cannot be marked', async (path) => {
    const { api, me } = await aWorld();
    const before = await api.rows();
    expectProblem(await me.get(path), 'not-found');
    expectProblem(await put(me, path, 'done', 0), 'not-found');
    expect(await api.rows()).toEqual(before);
  });

  test('with an id that is none is refused', async () => {
    const { me } = await aWorld();
    expectField(await me.get('/api/lessons/..%2Fhome'), 'lessonId', 'not-an-id');
  });
});

describe('marking a lesson', () => {
  test('as done keeps it among what was learnt, and says which is next', async () => {
    const { api, me } = await aWorld();
    const reply = await mark(me, LISTEN, 'done');
    expect(reply).toMatchObject({
      standing: { state: 'done', at: api.clock.now() },
      next: { lesson: { id: expect.not.stringMatching('listen-ask') } },
    });
    const home = await me.home();
    expect(home.learningRevision).toBe(reply.learningRevision);
    expect(home.nextLesson).toEqual(reply.next);
    const learnt = bodyOf(await me.get('/api/learnt'), LearntReply);
    expect(learnt.lessons).toEqual([
      {
        id: 'listen-ask',
        title: "Ask about what you can't see",
        pillar: 'listen',
        format: 'read',
        minutes: 3,
        at: api.clock.now(),
      },
    ]);
  });

  test('as open again takes it out of what was learnt', async () => {
    const { me } = await aWorld();
    await mark(me, LISTEN, 'done');
    expect((await mark(me, LISTEN, 'open')).standing).toEqual({ state: 'open' });
    expect((await me.get('/api/learnt')).body).toEqual({ lessons: [] });
  });

  test('for later brings it back after two weeks, first, and it can be put off again', async () => {
    const { api, me } = await aWorld();
    expect((await mark(me, LISTEN, 'later')).standing).toEqual({
      state: 'later',
      from: '2026-03-16',
    });
    expect((await lessons(me)).next?.reason.kind).toBe('begin');
    api.clock.set('2026-03-16T12:00:00.000Z');
    expect((await lessons(me)).next).toMatchObject({
      lesson: { id: 'listen-ask' },
      reason: { kind: 'later' },
    });
    const again = await mark(me, LISTEN, 'later');
    expect(again.standing).toEqual({ state: 'later', from: '2026-03-30' });
    expect(again.next?.lesson.id).not.toBe('listen-ask');
  });

  test('as not for me proposes it no more, and it stays in the list', async () => {
    const { me } = await aWorld();
    await mark(me, '/api/lessons/why-power', 'not-for-me');
    const { next, lessons: all } = await lessons(me);
    expect(next?.lesson.id).not.toBe('why-power');
    expect(all.find(({ id }) => id === 'why-power')?.standing).toEqual({ state: 'not-for-me' });
  });

  test('of an ERG keeps of which it was, also when it stands no more', async () => {
    const { me } = await aWorld();
    await mark(me, OF_ERG, 'done');
    const learnt = bodyOf(await me.get('/api/learnt'), LearntReply);
    expect(learnt.lessons).toMatchObject([
      { id: LESSON_ID, ergId: ERG_ID, title: 'Where to begin' },
    ]);
  });

  test('the same twice is the same, and writes nothing the second time', async () => {
    const { api, me } = await aWorld();
    await mark(me, LISTEN, 'done');
    const before = await api.rows();
    const { learningRevision } = await me.home();
    expect((await put(me, LISTEN, 'done', 0)).status).toBe(200);
    expect((await put(me, LISTEN, 'done', learningRevision)).status).toBe(200);
    expect(await api.rows()).toEqual(before);
  });

  test('with an old revision is refused, and changes nothing', async () => {
    const { api, me } = await aWorld();
    await mark(me, LISTEN, 'done');
    const before = await api.rows();
    expectProblem(await put(me, LISTEN, 'open', 0), 'changed-meanwhile');
    expectProblem(await put(me, '/api/lessons/why-power', 'done', 0), 'changed-meanwhile');
    expect(await api.rows()).toEqual(before);
  });

  test('before agreeing is refused, and keeps nothing', async () => {
    const { api } = await aWorld();
    const other = await api.as(sasha);
    const before = await api.rows();
    expectProblem(await put(other, LISTEN, 'done', 0), 'consent-needed');
    expectProblem(await put(other, OF_ERG, 'later', 0), 'consent-needed');
    expect(await api.rows()).toEqual(before);
  });

  test.each([
    [{ mark: 'read', revision: 0 }, 'mark', 'invalid'],
    [{ mark: 'done' }, 'revision', 'not-a-revision'],
    [{ mark: 'done', revision: 0, userId: sasha.id }, 'userId', 'not-expected'],
  ])('with %j is refused', async (body, path, reason) => {
    const { me } = await aWorld();
    expectField(await me.put(`${LISTEN}/mark`, body), path, reason);
  });

  test('is nobody else’s to see', async () => {
    const { api, me } = await aWorld();
    await mark(me, LISTEN, 'done');
    const other = await api.as(sasha);
    await other.consent();
    expect((await other.get('/api/learnt')).body).toEqual({ lessons: [] });
    expect((await lessons(other)).lessons.every(({ standing }) => standing.state === 'open')).toBe(
      true,
    );
  });
});

test('what was learnt comes newest first, 50 a page', async () => {
  const { api, me } = await aWorld();
  await learnMany(api, me, 53);
  const first = bodyOf(await me.get('/api/learnt'), LearntReply);
  expect(first.lessons).toHaveLength(50);
  const place = encodeURIComponent(first.continuation ?? '');
  const rest = bodyOf(await me.get(`/api/learnt?continuation=${place}`), LearntReply);
  expect(rest.continuation).toBeUndefined();
  const days = [...first.lessons, ...rest.lessons].map(({ at }) => at);
  expect(days).toHaveLength(53);
  expect(days).toEqual(days.toSorted().toReversed());
});

/** Lessons that were done one a minute, as the store keeps them: more than are built in. */
async function learnMany(api: ApiServer, me: Caller, count: number): Promise<void> {
  await mark(me, LISTEN, 'done');
  for (let n = 1; n < count; n += 1) {
    const loaded = await api.deps.people.load({ tenantId: TENANT_ID, userId: robin.id });
    if (loaded === undefined) throw new Error('Robin is not there.');
    const at = new Date(Date.parse('2026-03-03T12:00:00Z') + n * 60_000).toISOString();
    const lesson = { lessonId: pledgeId(n), title: `Lesson ${n}`, minutes: 2, at } as const;
    const kept = { ...lesson, pillar: 'learn', format: 'read' } as const;
    await api.deps.people.commit(loaded, loaded.person, [{ kind: 'put-lesson', lesson: kept }]);
  }
}
