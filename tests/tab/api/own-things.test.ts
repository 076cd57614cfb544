import { expect, test } from 'vitest';
import {
  type ApiServer,
  expectProblem,
  expectOk,
  pledgeId,
  robin,
  sasha,
  startApi,
  useIssuer,
} from '../../support/api-server.ts';

const issuer = useIssuer();
const SECRET = 'What Robin pledged';
const NOTE = 'What Robin noted';

/** Robin with a pledge in hand and answered, and an ended one; Sasha with nothing. */
async function robinAndSasha() {
  const api = await startApi(issuer.get());
  const owner = await api.as(robin);
  await owner.consent();
  const ended = await owner.pledge({ id: pledgeId(2) });
  expectOk(
    await owner.patch(`/api/pledges/${ended.id}`, { do: 'complete', revision: ended.revision }),
  );
  const { id } = await owner.pledge({ form: { kind: 'own-words', words: SECRET } });
  api.clock.set('2026-03-10T12:00:00.000Z');
  const [due] = (await owner.home()).due;
  if (due === undefined) throw new Error('Nothing is due.');
  const answered = { answer: 'did-it', note: NOTE, revision: null };
  expectOk(await owner.put(`/api/pledges/${id}/check-ins/${due.date}`, answered));
  const { pledges } = await owner.home();
  const revision = pledges.find((pledge) => pledge.id === id)?.revision ?? 0;
  return { api, id, endedId: ended.id, date: due.date, revision };
}

async function rowsOf(api: ApiServer, userId: string) {
  return (await api.rows()).filter((row) => row.partitionKey.endsWith(userId));
}

const answer = { answer: 'not-this-time', note: 'Overwritten', revision: null };
const form = { kind: 'own-words', words: 'Overwritten' };

/** Everything that can be asked about one pledge, with whatever revision its owner has seen. */
function everyAsk(id: string, date: string, revision: number) {
  const path = `/api/pledges/${id}`;
  const edit = { do: 'edit', revision, form, cadence: 'weekly', endsOn: '2026-05-25' };
  return [
    { method: 'GET', path },
    { method: 'GET', path: `${path}/check-ins` },
    { method: 'PATCH', path, body: edit },
    { method: 'PATCH', path, body: { do: 'make-smaller', revision, form } },
    { method: 'PATCH', path, body: { do: 'renew', revision, endsOn: '2026-05-25' } },
    ...['pause', 'resume', 'complete', 'let-go'].map((what) => {
      return { method: 'PATCH', path, body: { do: what, revision } };
    }),
    { method: 'PUT', path: `${path}/check-ins/${date}`, body: answer },
    { method: 'PUT', path: `${path}/check-ins/${date}`, body: { ...answer, revision } },
  ];
}

test.each(['who agreed', 'who has not agreed'] as const)(
  "another person's pledges and answers are not there for somebody %s, whatever they ask",
  async (who) => {
    const { api, id, endedId, date, revision } = await robinAndSasha();
    const other = await api.as(sasha);
    if (who === 'who agreed') await other.consent();
    const before = await api.rows();

    for (const ask of [...everyAsk(id, date, revision), ...everyAsk(endedId, date, revision)]) {
      const refused = await other.send(ask.method, ask.path, ask.body);
      const isAnswer = ask.method === 'PUT' && who === 'who has not agreed';
      expectProblem(refused, isAnswer ? 'consent-needed' : 'not-found');
      expect(refused.text).not.toMatch(new RegExp(`${SECRET}|${NOTE}`));
    }

    expect(await api.rows()).toEqual(before);
  },
);

test("deleting another person's pledge or answer is refused like deleting what never was, and nothing happens", async () => {
  const { api, id, endedId, date, revision } = await robinAndSasha();
  const other = await api.as(sasha);
  await other.consent();
  const before = await api.rows();

  for (const pledge of [id, endedId, pledgeId(99)]) {
    const paths = [`/api/pledges/${pledge}`, `/api/pledges/${pledge}/check-ins/${date}`];
    for (const path of paths) {
      const deleted = await other.delete(`${path}?revision=${revision}`);
      expectProblem(deleted, 'not-found');
    }
  }

  expect(await api.rows()).toEqual(before);
});

test('the same id is another pledge for another person', async () => {
  const { api, id } = await robinAndSasha();
  const before = await rowsOf(api, robin.id);
  const other = await api.as(sasha);
  await other.consent();

  const theirs = await other.pledge({ id, form: { kind: 'own-words', words: 'Mine' } });
  expect((await other.delete(`/api/pledges/${id}?revision=${theirs.revision}`)).status).toBe(204);

  expect(await rowsOf(api, robin.id)).toEqual(before);
});

test('lists, home and export hold what is one’s own and nothing of anybody else', async () => {
  const { api } = await robinAndSasha();
  const other = await api.as(sasha);
  await other.consent();
  await other.pledge({ id: pledgeId(7) });

  for (const path of ['/api/home', '/api/pledges/past', '/api/me/export']) {
    const { status, text } = await other.get(path);
    expect(status).toBe(200);
    expect(text).not.toMatch(new RegExp([SECRET, NOTE, robin.id, robin.name].join('|')));
  }
});

test("a person's place in a list is of no use to another", async () => {
  const { api, id } = await robinAndSasha();
  const other = await api.as(sasha);
  await other.consent();
  const place = encodeURIComponent(`>p_checkin_${id}_`);

  expect((await other.get(`/api/pledges/past?continuation=${place}`)).body).toEqual({
    pledges: [],
  });
  expectProblem(await other.get(`/api/pledges/${id}/check-ins?continuation=${place}`), 'not-found');
});

test('erasing oneself leaves others as they were', async () => {
  const { api } = await robinAndSasha();
  const before = await rowsOf(api, robin.id);
  const other = await api.as(sasha);
  await other.consent();

  expect((await other.delete('/api/me')).status).toBe(204);

  expect(await rowsOf(api, robin.id)).toEqual(before);
  expect(await rowsOf(api, sasha.id)).toEqual([]);
});
