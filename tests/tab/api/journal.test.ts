import { describe, expect, test } from 'vitest';
import { JournalEntryView, JournalReply } from '../../../shared/contract/journal.ts';
import {
  bodyOf,
  type Caller,
  expectField,
  expectOk,
  expectProblem,
  pledgeId,
  robin,
  sasha,
  startApi,
  useIssuer,
} from '../../support/api-server.ts';
import { ERG_ID } from '../../support/builders.ts';

const issuer = useIssuer();
const SECRET = 'What Robin wrote for nobody else';
const TITLE = 'What Robin wrote it about';
const ABOUT = {
  'a built-in lesson': { kind: 'lesson', lessonId: 'listen-empathy', title: TITLE },
  "an ERG's lesson": { kind: 'lesson', lessonId: pledgeId(30), ergId: ERG_ID, title: TITLE },
  'a check-in': { kind: 'check-in', pledgeId: pledgeId(1), date: '2026-03-10', title: TITLE },
} as const;
const PATH = `/api/journal/${pledgeId(7)}`;

/** Robin, who agreed. */
async function robinAlone() {
  const api = await startApi(issuer.get());
  const me = await api.as(robin);
  await me.consent();
  return { api, me };
}

/** Robin with one entry. */
async function robinWithAnEntry() {
  const { api, me } = await robinAlone();
  const asked = { words: SECRET, about: ABOUT['a check-in'], revision: 0 };
  const entry = bodyOf(await me.put(PATH, asked), JournalEntryView);
  return { api, me, entry, asked };
}

async function journalOf(me: Caller) {
  return bodyOf(await me.get('/api/journal'), JournalReply);
}

describe('an entry', () => {
  test('about nothing in particular is kept with the moment at which it was written', async () => {
    const { me } = await robinAlone();
    const words = 'One line,\n\tand "another" 林 👩🏽‍💻.';
    expectOk(await me.put(PATH, { words: `  ${words}\n`, revision: 0 }));
    expect((await journalOf(me)).entries).toEqual([
      {
        id: pledgeId(7),
        words,
        writtenAt: '2026-03-02T12:00:00.000Z',
        revision: expect.any(Number),
      },
    ]);
  });

  test.each(Object.entries(ABOUT))(
    'about %s says so, with the title as it was',
    async (_, about) => {
      const { me } = await robinAlone();
      expectOk(await me.put(PATH, { words: SECRET, about, revision: 0 }));
      expect((await journalOf(me)).entries).toMatchObject([{ words: SECRET, about }]);
    },
  );

  test('sent again is the same entry, and writes nothing', async () => {
    const { api, me, entry, asked } = await robinWithAnEntry();
    const before = await api.rows();
    expect(bodyOf(await me.put(PATH, asked), JournalEntryView)).toEqual(entry);
    expect(await api.rows()).toEqual(before);
  });

  test('sent ten times at once is one entry', async () => {
    const { me } = await robinAlone();
    const asked = { words: SECRET, revision: 0 };
    const answers = await Promise.all(Array.from({ length: 10 }, () => me.put(PATH, asked)));
    for (const answer of answers) {
      if (answer.status !== 200) expectProblem(answer, 'busy');
    }
    expect((await journalOf(me)).entries).toHaveLength(1);
  });

  test('changed by two at once takes the words of one, and the other is told', async () => {
    const { me, entry } = await robinWithAnEntry();
    const words = ['First.', 'Second.', 'Third.'];
    const answers = await Promise.all(
      words.map((other) => me.put(PATH, { words: other, revision: entry.revision })),
    );
    const taken = answers.filter(({ status }) => status === 200);
    expect(taken).toHaveLength(1);
    const [stands] = (await journalOf(me)).entries;
    expect(stands).toEqual(taken[0]?.body);
    for (const answer of answers) {
      if (answer.status !== 200) expectProblem(answer, 'changed-meanwhile');
    }
  });

  test('is changed only as it was seen, and keeps when and about what it was written', async () => {
    const { api, me, entry } = await robinWithAnEntry();
    api.clock.set('2026-03-05T12:00:00.000Z');
    const { revision } = entry;
    const changed = bodyOf(await me.put(PATH, { words: 'Now.', revision }), JournalEntryView);
    expect(changed).toEqual({
      ...entry,
      words: 'Now.',
      changedAt: '2026-03-05T12:00:00.000Z',
      revision: changed.revision,
    });
    expect(changed.revision).toBeGreaterThan(revision);
    expectProblem(await me.put(PATH, { words: 'Late.', revision }), 'changed-meanwhile');
    expectProblem(await me.put(PATH, { words: 'New.', revision: 0 }), 'changed-meanwhile');
    expect((await journalOf(me)).entries).toEqual([changed]);
  });

  test('is deleted only as it was seen; deleted again is fine; a late first request does not bring it back', async () => {
    const { me, entry, asked } = await robinWithAnEntry();
    const gone = `${PATH}?revision=${entry.revision}`;
    expectProblem(await me.delete(`${PATH}?revision=1`), 'changed-meanwhile');
    expect((await me.delete(gone)).status).toBe(204);
    expect((await me.delete(gone)).status).toBe(204);
    expectProblem(await me.put(PATH, asked), 'not-found');
    expectProblem(await me.put(PATH, { words: 'Now.', revision: entry.revision }), 'not-found');
    expect(await journalOf(me)).toEqual({ entries: [] });
  });

  test.each<[what: string, fields: Record<string, unknown>, path: string, reason: string]>([
    ['without words', { words: ' \n ' }, 'words', 'empty'],
    ['with too many', { words: 'x'.repeat(4001) }, 'words', 'too-long'],
    ['with a character nobody sees', { words: 'a\u0000b' }, 'words', 'control-characters'],
    ['about another kind of thing', { about: { kind: 'person' } }, 'about.kind', 'invalid'],
    [
      'about a path',
      { about: { ...ABOUT['a built-in lesson'], lessonId: '../x' } },
      'about.lessonId',
      'not-an-id',
    ],
    [
      'about a day that is none',
      { about: { ...ABOUT['a check-in'], date: '2026-02-30' } },
      'about.date',
      'not-a-date',
    ],
    [
      'about something without a title',
      { about: { ...ABOUT['a check-in'], title: '' } },
      'about.title',
      'empty',
    ],
    ['with no revision', { revision: undefined }, 'revision', 'not-a-revision'],
    ['for somebody else', { userId: sasha.id }, 'userId', 'not-expected'],
  ])('%s is refused, and nothing is kept or told back', async (_what, fields, path, reason) => {
    const { api, me } = await robinAlone();
    const before = await api.rows();
    const refused = await me.put(PATH, { words: SECRET, revision: 0, ...fields });
    expectField(refused, path, reason);
    expect(refused.text).not.toContain(SECRET);
    expect(await api.rows()).toEqual(before);
  });

  test.each(['not-an-id', ERG_ID, '..%2Fc_profile'])('under the id %s is refused', async (id) => {
    const { me } = await robinAlone();
    expectField(await me.put(`/api/journal/${id}`, { words: 'x', revision: 0 }), 'id', 'not-an-id');
  });

  test('of exactly as many characters as fit is kept as it is', async () => {
    const { me } = await robinAlone();
    const words = 'ł'.repeat(4000);
    expectOk(await me.put(PATH, { words, revision: 0 }));
    expect((await journalOf(me)).entries).toMatchObject([{ words }]);
  });
});

test('without consent nothing is kept', async () => {
  const api = await startApi(issuer.get());
  const me = await api.as(robin);
  expectProblem(await me.put(PATH, { words: SECRET, revision: 0 }), 'consent-needed');
  expect(await journalOf(me)).toEqual({ entries: [] });
  expect(await api.rows()).toEqual([]);
});

test('the journal is read newest first, fifty a page, to its end', async () => {
  const { me } = await robinAlone();
  for (let n = 1; n <= 53; n += 1) {
    expectOk(await me.put(`/api/journal/${pledgeId(n)}`, { words: `Entry ${n}`, revision: 0 }));
  }
  const first = await journalOf(me);
  const on = `?continuation=${encodeURIComponent(first.continuation ?? '')}`;
  const second = bodyOf(await me.get(`/api/journal${on}`), JournalReply);
  expect(first.entries).toHaveLength(50);
  expect(second.continuation).toBeUndefined();
  expect([...first.entries, ...second.entries].map(({ words }) => words)).toEqual(
    Array.from({ length: 53 }, (_, n) => `Entry ${53 - n}`),
  );
});

test('a continuation that no page gave is refused', async () => {
  const { me } = await robinWithAnEntry();
  expectField(await me.get('/api/journal?continuation=x'), 'continuation', 'invalid');
});

test.each(['who agreed', 'who has not agreed'] as const)(
  "another person's journal is not there for somebody %s, whatever they ask",
  async (who) => {
    const { api, me, entry } = await robinWithAnEntry();
    const first = await journalOf(me);
    const other = await api.as(sasha);
    if (who === 'who agreed') await other.consent();
    const before = await api.rows();
    const { revision } = entry;

    const changed = await other.put(PATH, { words: 'Overwritten', revision });
    expectProblem(changed, who === 'who agreed' ? 'not-found' : 'consent-needed');
    expectProblem(await other.delete(`${PATH}?revision=${revision}`), 'not-found');
    expect(await journalOf(other)).toEqual({ entries: [] });
    for (const path of ['/api/home', '/api/me/export', '/api/pledges/past', '/api/learnt']) {
      expect((await other.get(path)).text).not.toMatch(new RegExp(`${SECRET}|${TITLE}`));
    }

    expect(await api.rows()).toEqual(before);
    expect(await journalOf(me)).toEqual(first);
  },
);

test('the same id in two journals is two entries', async () => {
  const { api, me } = await robinWithAnEntry();
  const other = await api.as(sasha);
  await other.consent();
  expectOk(await other.put(PATH, { words: 'What Sasha wrote', revision: 0 }));
  expect((await journalOf(other)).entries).toMatchObject([{ words: 'What Sasha wrote' }]);
  expect((await journalOf(me)).entries).toMatchObject([{ words: SECRET }]);
});

test("a page's continuation opens nobody else's journal", async () => {
  const { api, me } = await robinAlone();
  for (let n = 1; n <= 51; n += 1) {
    expectOk(await me.put(`/api/journal/${pledgeId(n)}`, { words: SECRET, revision: 0 }));
  }
  const { continuation = '' } = await journalOf(me);
  const other = await api.as(sasha);
  await other.consent();
  const stolen = await other.get(`/api/journal?continuation=${encodeURIComponent(continuation)}`);
  expect(stolen.text).not.toContain(SECRET);
});

test('home reads nothing of a journal, and tells nothing of it', async () => {
  const { api, me } = await robinWithAnEntry();
  const from = api.requests.length;
  const home = await me.get('/api/home');
  expect(home.text).not.toMatch(new RegExp(`${SECRET}|${TITLE}`));
  expect(JSON.stringify(api.requests.slice(from))).not.toContain('p_journal');
});

test('the export has the journal in readable words', async () => {
  const { me, entry } = await robinWithAnEntry();
  const { text, body } = await me.get('/api/me/export');
  expect(text).toContain(SECRET);
  expect(body).toMatchObject({
    rows: expect.arrayContaining([
      expect.objectContaining({ values: expect.objectContaining({ ...entry }) }),
    ]),
  });
});

test('whoever erases themselves takes the journal along, also one of many pages', async () => {
  const { api, me } = await robinWithAnEntry();
  for (let n = 100; n < 230; n += 1) {
    expectOk(await me.put(`/api/journal/${pledgeId(n)}`, { words: SECRET, revision: 0 }));
  }
  expect((await me.delete('/api/me')).status).toBe(204);
  await api.deps.settled();
  expect(JSON.stringify(await api.rows())).not.toMatch(new RegExp(`${SECRET}|${TITLE}`));
  await me.consent();
  expect(await journalOf(me)).toEqual({ entries: [] });
});

test('nothing of a journal is logged, whatever becomes of a request', async () => {
  const { api, me, entry } = await robinWithAnEntry();
  await me.put(PATH, { words: 'x'.repeat(4001), revision: 0 });
  await me.put(PATH, { words: `${SECRET} again`, revision: 1 });
  await me.delete(`${PATH}?revision=${entry.revision}`);
  await me.put(PATH, { words: SECRET, revision: 0 });
  expect(JSON.stringify(api.deps.logged)).not.toMatch(
    new RegExp(`${SECRET}|${TITLE}|${pledgeId(7)}|${robin.id}`),
  );
});

test('a journal that storage cannot give or take is told as such, and nothing of it is logged', async () => {
  let isBroken = false;
  const api = await startApi(issuer.get(), {
    async observe({ kind }) {
      if (isBroken && kind !== 'queue') throw Object.assign(new Error('down'), { statusCode: 503 });
    },
  });
  const me = await api.as(robin);
  await me.consent();
  isBroken = true;
  expectProblem(await me.put(PATH, { words: SECRET, revision: 0 }), 'busy');
  expectProblem(await me.get('/api/journal'), 'busy');
  expectProblem(await me.delete(`${PATH}?revision=1`), 'busy');
  expect(JSON.stringify(api.deps.logged)).not.toMatch(
    new RegExp(`${SECRET}|${pledgeId(7)}|${robin.id}`),
  );
});
