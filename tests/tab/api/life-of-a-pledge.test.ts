import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createErg } from '../../../shared/commands/create-erg.ts';
import { HomeReply } from '../../../shared/contract/home.ts';
import {
  CheckInsReply,
  CheckInView,
  PastPledgesReply,
  PledgeView,
} from '../../../shared/contract/pledges.ts';
import {
  aNewPledge,
  type Caller,
  expectField,
  expectProblem,
  bodyOf,
  expectOk,
  pledgeId,
  robin,
  startApi,
  useIssuer,
} from '../../support/api-server.ts';
import { anErg, ERG_ID, TENANT_ID } from '../../support/builders.ts';

const issuer = useIssuer();

async function robinWithAPledge(fields: Readonly<Record<string, unknown>> = {}) {
  const api = await startApi(issuer.get());
  const me = await api.as(robin);
  await me.consent();
  const pledge = await me.pledge(fields);
  return { api, me, pledge };
}

const Answered = z.object({ pledge: PledgeView.optional(), checkIn: CheckInView });
type Answered = z.infer<typeof Answered>;

async function answerDue(
  me: Caller,
  fields: Readonly<Record<string, unknown>> = {},
): Promise<Answered & { readonly path: string }> {
  const [due] = (await me.home()).due;
  if (due === undefined) throw new Error('Nothing is due.');
  const path = `/api/pledges/${due.pledgeId}/check-ins/${due.date}`;
  const body = { answer: 'did-it', revision: null, ...fields };
  return { ...bodyOf(await me.put(path, body), Answered), path };
}

async function read(me: Caller, id: string): Promise<PledgeView> {
  return bodyOf(await me.get(`/api/pledges/${id}`), PledgeView);
}

async function change(
  me: Caller,
  { id, revision }: PledgeView,
  body: Readonly<Record<string, unknown>>,
): Promise<PledgeView> {
  return bodyOf(await me.patch(`/api/pledges/${id}`, { revision, ...body }), PledgeView);
}

test('from the first visit to the last trace of a pledge', async () => {
  const api = await startApi(issuer.get());
  const me = await api.as(robin);

  const first = bodyOf(await me.get('/api/home'), HomeReply);
  expect(first).toMatchObject({ consent: 'none', name: robin.name, consentVersion: 2 });
  expect(api.changes()).toBe(0);

  await me.consent();
  expect(await me.home()).toMatchObject({ due: [], pledges: [], chat: 'not-installed' });
  const { id } = await me.pledge();
  expect(await me.home()).toMatchObject({
    due: [],
    pledges: [{ id, life: 'active', nextQuestionOn: '2026-03-10' }],
  });

  api.clock.set('2026-03-10T08:59:00.000Z');
  expect((await me.home()).due).toEqual([]);
  api.clock.set('2026-03-10T09:00:00.000Z');
  expect((await me.home()).due).toMatchObject([{ pledgeId: id, date: '2026-03-10' }]);

  const answered = await answerDue(me, { note: 'A note.' });
  expect(answered.checkIn).toMatchObject({ answer: 'did-it', note: 'A note.', answerOpen: true });
  expect(await me.home()).toMatchObject({ due: [], pledges: [{ nextQuestionOn: '2026-03-17' }] });

  const { path } = answered;
  const changed = bodyOf(
    await me.put(path, { answer: 'not-this-time', revision: answered.checkIn.revision }),
    Answered,
  );
  expect(changed.checkIn).toMatchObject({ answer: 'not-this-time', note: 'A note.' });
  const edited = bodyOf(
    await me.put(path, {
      answer: 'not-this-time',
      note: '  Another note.  ',
      revision: changed.checkIn.revision,
    }),
    Answered,
  );
  expect(edited.checkIn.note).toBe('Another note.');
  const bare = bodyOf(
    await me.put(path, { answer: 'not-this-time', note: '', revision: edited.checkIn.revision }),
    Answered,
  );
  expect(bare.checkIn).not.toHaveProperty('note');
  expect((await me.delete(`${path}?revision=${bare.checkIn.revision}`)).status).toBe(204);
  expect((await me.home()).due).toMatchObject([{ date: '2026-03-10' }]);

  const paused = await change(me, await read(me, id), { do: 'pause' });
  expect(paused.life).toBe('paused');
  expect((await me.home()).due).toEqual([]);
  const resumed = await change(me, paused, { do: 'resume' });
  expect(resumed).toMatchObject({ life: 'active', nextQuestionOn: '2026-03-17' });

  const form = { kind: 'if-then', cue: 'we meet', action: 'let people finish' };
  const rewritten = await change(me, resumed, {
    do: 'edit',
    form,
    cadence: 'fortnightly',
    endsOn: '2026-06-01',
  });
  expect(rewritten).toMatchObject({ form, cadence: 'fortnightly', endsOn: '2026-06-01' });
  const smaller = { ...form, action: 'count to two' };
  const made = await change(me, rewritten, { do: 'make-smaller', form: smaller });
  expect(made).toMatchObject({ form: smaller, title: 'count to two' });

  api.clock.set('2026-06-02T12:00:00.000Z');
  const over = await read(me, id);
  expect(over).toMatchObject({ periodOver: true });
  const renewed = await change(me, over, { do: 'renew', endsOn: '2026-08-25' });
  expect(renewed).toMatchObject({ periodOver: false, startedOn: '2026-06-02' });

  api.clock.set('2026-06-16T12:00:00.000Z');
  await answerDue(me, { note: 'The last note.' });
  const done = await change(me, await read(me, id), { do: 'complete' });
  expect(done.life).toBe('completed');
  expect((await me.home()).pledges).toEqual([]);
  const past = bodyOf(await me.get('/api/pledges/past'), PastPledgesReply);
  expect(past.pledges).toMatchObject([{ id, life: 'completed', recent: [{ answer: 'did-it' }] }]);
  const history = bodyOf(await me.get(`/api/pledges/${id}/check-ins`), CheckInsReply);
  expect(history.checkIns).toMatchObject([{ note: 'The last note.', answerOpen: false }]);

  expect((await me.delete(`/api/pledges/${id}?revision=${done.revision}`)).status).toBe(204);
  expect((await me.get('/api/pledges/past')).body).toEqual({ pledges: [] });
  expectProblem(await me.get(`/api/pledges/${id}`), 'not-found');
  expectProblem(await me.get(`/api/pledges/${id}/check-ins`), 'not-found');
  expect(JSON.stringify(await api.rows())).not.toContain('The last note.');
  expect(api.deps.logged).toEqual([]);
});

describe('a revision that is out of date', () => {
  const form = { kind: 'own-words', words: 'Not seen.' };

  test.each([
    { do: 'edit', form, cadence: 'weekly', endsOn: '2026-05-25' },
    { do: 'make-smaller', form },
    { do: 'pause' },
    { do: 'resume', seenBefore: { do: 'pause' } },
    { do: 'renew', endsOn: '2026-06-01' },
    { do: 'complete' },
    { do: 'let-go' },
  ])('changes nothing: $do', async ({ seenBefore, ...body }) => {
    const { api, me, pledge } = await robinWithAPledge();
    const seen = seenBefore === undefined ? pledge : await change(me, pledge, seenBefore);
    const others = { kind: 'own-words', words: 'From another device.' };
    await change(me, seen, { do: 'make-smaller', form: others });
    const before = await api.rows();

    const { revision } = seen;
    const refused = await me.patch(`/api/pledges/${pledge.id}`, { ...body, revision });

    expectProblem(refused, 'changed-meanwhile');
    expect(await api.rows()).toEqual(before);
  });

  test('deletes nothing, neither in hand nor ended', async () => {
    const { api, me, pledge } = await robinWithAPledge();
    const path = `/api/pledges/${pledge.id}?revision=${pledge.revision}`;
    const paused = await change(me, pledge, { do: 'pause' });
    const inHand = await api.rows();
    expectProblem(await me.delete(path), 'changed-meanwhile');
    expect(await api.rows()).toEqual(inHand);

    await change(me, paused, { do: 'let-go' });
    const ended = await api.rows();
    expectProblem(await me.delete(path), 'changed-meanwhile');
    expect(await api.rows()).toEqual(ended);
  });

  test('neither changes nor deletes an answer', async () => {
    const { api, me } = await robinWithAPledge();
    api.clock.set('2026-03-10T12:00:00.000Z');
    const { path, checkIn } = await answerDue(me);
    expectOk(await me.put(path, { answer: 'not-this-time', revision: checkIn.revision }));
    const before = await api.rows();

    for (const revision of [null, checkIn.revision]) {
      const body = { answer: 'did-not-come-up', revision };
      expectProblem(await me.put(path, body), 'changed-meanwhile');
    }
    const deletion = await me.delete(`${path}?revision=${checkIn.revision}`);
    expectProblem(deletion, 'changed-meanwhile');

    expect(await api.rows()).toEqual(before);
  });

  test('of two devices that change at once, one is told that it was too late', async () => {
    const { me, pledge } = await robinWithAPledge();
    const { revision } = pledge;
    const path = `/api/pledges/${pledge.id}`;

    const answers = await Promise.all([
      me.patch(path, { do: 'make-smaller', revision, form: { kind: 'own-words', words: 'One' } }),
      me.patch(path, { do: 'make-smaller', revision, form: { kind: 'own-words', words: 'Two' } }),
    ]);

    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200, 409]));
    const won = answers.find((answer) => answer.status === 200);
    expect(await read(me, pledge.id)).toEqual(won?.body);
  });
});

describe('an answer', () => {
  test('that is sent twice is one answer, also at the same time', async () => {
    const { api, me } = await robinWithAPledge();
    api.clock.set('2026-03-10T12:00:00.000Z');
    const path = `/api/pledges/${pledgeId(1)}/check-ins/2026-03-10`;
    const body = { answer: 'did-it', note: 'Once.', revision: null };

    const answers = await Promise.all([me.put(path, body), me.put(path, body)]);
    answers.push(await me.put(path, body));

    const checkIns = answers.map((answer) => bodyOf(answer, Answered).checkIn);
    expect(new Set(checkIns.map((checkIn) => checkIn.revision)).size).toBe(1);
  });

  test.each([
    ['for a day that was not asked about', '2026-03-09'],
    ['before the question came', '2026-03-17'],
    ['for a day long ago', '2020-01-01'],
  ])('%s is not taken', async (_what, date) => {
    const { api, me, pledge } = await robinWithAPledge();
    api.clock.set('2026-03-10T12:00:00.000Z');
    const before = await api.rows();

    const body = { answer: 'did-it', revision: null };
    const refused = await me.put(`/api/pledges/${pledge.id}/check-ins/${date}`, body);

    expectProblem(refused, 'question-passed');
    expect(await api.rows()).toEqual(before);
  });

  test('stays as it is once the next question has come, but its note may change', async () => {
    const { api, me } = await robinWithAPledge();
    api.clock.set('2026-03-10T12:00:00.000Z');
    const { path, checkIn } = await answerDue(me, { note: 'First.' });
    api.clock.set('2026-03-17T12:00:00.000Z');

    const { revision } = checkIn;
    const refused = await me.put(path, { answer: 'not-this-time', revision });
    expectProblem(refused, 'question-passed');
    const noted = bodyOf(
      await me.put(path, { answer: 'did-it', note: 'Then.', revision }),
      Answered,
    );
    expect(noted.checkIn).toMatchObject({ answer: 'did-it', note: 'Then.', answerOpen: false });
  });

  test('of long ago keeps its answer, may change its note, twice the same, and may go', async () => {
    const { api, me, pledge } = await robinWithAPledge();
    api.clock.set('2026-03-10T12:00:00.000Z');
    const { path, checkIn } = await answerDue(me, { note: 'First.' });
    for (const date of ['2026-03-17', '2026-03-24', '2026-03-31']) {
      api.clock.set(`${date}T12:00:00.000Z`);
      await answerDue(me);
    }
    await change(me, await read(me, pledge.id), { do: 'complete' });
    const { revision } = checkIn;

    expectProblem(await me.put(path, { answer: 'not-this-time', revision }), 'question-passed');
    const body = { answer: 'did-it', note: 'Then.', revision };
    const noted = bodyOf(await me.put(path, body), Answered);
    expect(noted.checkIn).toMatchObject({ answer: 'did-it', note: 'Then.' });
    expect(noted).not.toHaveProperty('pledge');
    // The answer to the first request was lost, and it is sent again.
    expect(bodyOf(await me.put(path, body), Answered).checkIn).toEqual(noted.checkIn);

    const stale = await me.put(path, { ...body, note: 'Not seen.' });
    expectProblem(stale, 'changed-meanwhile');
    const gone = await me.delete(`${path}?revision=${noted.checkIn.revision}`);
    expect(gone.status).toBe(204);
    const { checkIns } = bodyOf(await me.get(`/api/pledges/${pledge.id}/check-ins`), CheckInsReply);
    expect(checkIns.map((each) => each.date)).toEqual(['2026-03-31', '2026-03-24', '2026-03-17']);
  });

  test('twice "not this time" offers a smaller step', async () => {
    const { api, me, pledge } = await robinWithAPledge();
    for (const date of ['2026-03-10', '2026-03-17']) {
      api.clock.set(`${date}T12:00:00.000Z`);
      expect((await read(me, pledge.id)).offerSmaller).toBe(false);
      await answerDue(me, { answer: 'not-this-time' });
    }
    expect((await read(me, pledge.id)).offerSmaller).toBe(true);
  });

  test('the longest note is kept whole', async () => {
    const { api, me } = await robinWithAPledge();
    api.clock.set('2026-03-10T12:00:00.000Z');
    const note = '聞'.repeat(2000);
    expect((await answerDue(me, { note })).checkIn.note).toBe(note);
  });
});

describe('the same change again', () => {
  const form = { kind: 'own-words', words: 'Other words.' };

  test.each([
    { do: 'edit', form, cadence: 'monthly', endsOn: '2026-06-01' },
    { do: 'edit', form, cadence: 'monthly', endsOn: '2026-06-01', ergId: ERG_ID },
    { do: 'make-smaller', form },
    { do: 'pause' },
    { do: 'resume', seenBefore: { do: 'pause' } },
    { do: 'renew', endsOn: '2026-06-01' },
    { do: 'complete' },
    { do: 'let-go' },
  ])('is the same change, for a pledge of an ERG: $do', async ({ seenBefore, ...body }) => {
    const api = await startApi(issuer.get());
    const me = await api.as(robin);
    await me.consent();
    const created = { tenantId: TENANT_ID, actorId: robin.id, erg: anErg() };
    await createErg(api.deps, created);
    const { membershipsRevision } = await me.home();
    const join = { revision: membershipsRevision, showToAllies: false };
    expectOk(await me.post(`/api/ergs/${ERG_ID}/join`, join));
    const pledge = await me.pledge({ ergId: ERG_ID });
    const seen = seenBefore === undefined ? pledge : await change(me, pledge, seenBefore);
    const first = await change(me, seen, body);
    const before = await api.rows();

    expect(await change(me, seen, body)).toEqual(first);

    expect(await api.rows()).toEqual(before);
  });
});

describe.each([
  ['completed', 'complete', 'let-go'],
  ['let go', 'let-go', 'complete'],
] as const)('a pledge that was %s', (_state, end, otherEnd) => {
  test('stays as it was', async () => {
    const { api, me, pledge } = await robinWithAPledge();
    const { revision } = await change(me, pledge, { do: end });
    const before = await api.rows();

    for (const what of ['pause', 'resume', otherEnd]) {
      const body = { do: what, revision };
      expectProblem(await me.patch(`/api/pledges/${pledge.id}`, body), 'pledge-ended');
    }

    expect(await api.rows()).toEqual(before);
  });

  test('is not made anew by a request that comes late', async () => {
    const { api, me, pledge } = await robinWithAPledge();
    await change(me, pledge, { do: end });
    const before = await api.rows();

    expectProblem(await me.post('/api/pledges', aNewPledge()), 'pledge-ended');

    expect(await api.rows()).toEqual(before);
  });
});

test.each([
  ['today', '2026-03-02'],
  ['a day after 53 weeks', '2027-03-09'],
])('a pledge cannot be renewed or moved until %s', async (_what, endsOn) => {
  const { api, me, pledge } = await robinWithAPledge();
  const before = await api.rows();
  const { revision, form, cadence } = pledge;

  for (const body of [
    { do: 'renew', revision, endsOn },
    { do: 'edit', revision, form, cadence, endsOn },
  ]) {
    const refused = await me.patch(`/api/pledges/${pledge.id}`, body);
    expectField(refused, 'endsOn', 'period-not-allowed');
  }

  expect(await api.rows()).toEqual(before);
});

describe('a long history', () => {
  /** Every page of a list, at most ten. */
  async function readAll<Page extends { readonly continuation?: string | undefined }>(
    me: Caller,
    path: string,
    schema: z.ZodType<Page>,
  ): Promise<readonly Page[]> {
    const pages: Page[] = [];
    let query = '';
    do {
      const page = bodyOf(await me.get(`${path}${query}`), schema);
      pages.push(page);
      query = `?continuation=${encodeURIComponent(page.continuation ?? '')}`;
    } while (pages.at(-1)?.continuation !== undefined && pages.length < 10);
    return pages;
  }

  test('of 60 answers comes in two pages, newest first, each once', async () => {
    const { api, me, pledge } = await robinWithAPledge({ endsOn: '2027-03-08' });
    let answered = 0;
    for (let week = 0; answered < 60; week += 1) {
      const day = new Date(Date.parse('2026-03-10T12:00:00.000Z') + week * 7 * 86_400_000);
      api.clock.set(day.toISOString());
      const now = await read(me, pledge.id);
      if (now.periodOver) await change(me, now, { do: 'renew', endsOn: '2027-09-01' });
      if ((await me.home()).due.length === 0) continue;
      await answerDue(me);
      answered += 1;
    }

    const pages = await readAll(me, `/api/pledges/${pledge.id}/check-ins`, CheckInsReply);

    expect(pages.map((page) => page.checkIns.length)).toEqual([50, 10]);
    const dates = pages.flatMap((page) => page.checkIns.map((checkIn) => checkIn.date));
    expect(dates).toEqual([...new Set(dates)].toSorted().toReversed());
  });

  test('of 55 ended pledges comes in two pages, newest first, each once', async () => {
    const { me, pledge } = await robinWithAPledge();
    await change(me, pledge, { do: 'complete' });
    for (let number = 2; number <= 55; number += 1) {
      await change(me, await me.pledge({ id: pledgeId(number) }), { do: 'let-go' });
    }

    const pages = await readAll(me, '/api/pledges/past', PastPledgesReply);

    expect(pages.map((page) => page.pledges.length)).toEqual([50, 5]);
    expect(pages.flatMap((page) => page.pledges.map((past) => past.id))).toEqual(
      Array.from({ length: 55 }, (_, index) => pledgeId(55 - index)),
    );
  });
});
