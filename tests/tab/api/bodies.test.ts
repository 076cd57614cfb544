import { describe, expect, test } from 'vitest';
import { CONSENT_VERSION } from '../../../shared/domain/person.ts';
import {
  type Answer,
  aNewPledge,
  expectField,
  expectProblem,
  pledgeId,
  robin,
  robinTheAdmin,
  startApi,
  useIssuer,
} from '../../support/api-server.ts';
import { anErg, anOrganiser, ERG_ID, TENANT_ID } from '../../support/builders.ts';
import { everyRoute, filledIn } from './every-route.ts';

const issuer = useIssuer();
const organisedByRobin = anOrganiser({ userId: robin.id, name: robin.name });

/** Robin, who agreed and has one pledge; and what must stay as it is. */
async function robinWithAPledge() {
  const api = await startApi(issuer.get());
  const me = await api.as(robin);
  await me.consent();
  const pledge = await me.pledge();
  const { settingsRevision } = await me.home();
  const before = await api.rows();
  return {
    api,
    me,
    pledge,
    settingsRevision,
    expectUnchanged: async () => expect(await api.rows()).toEqual(before),
  };
}

const OWN = (words: unknown) => ({ form: { kind: 'own-words', words } });
const NEW = { id: pledgeId(2) };

test('the body that the following ones differ from is taken', async () => {
  const { me } = await robinWithAPledge();
  expect(await me.pledge(NEW)).toMatchObject(NEW);
});

describe('a new pledge', () => {
  test.each<[what: string, fields: Record<string, unknown>, path: string, reason: string]>([
    ['without an id', { id: undefined }, 'id', 'not-an-id'],
    ['with an id of another kind', { id: ERG_ID }, 'id', 'not-an-id'],
    ['with an id that would leave its key', { id: '../c_profile' }, 'id', 'not-an-id'],
    ['with a number for an id', { id: 7 }, 'id', 'not-an-id'],
    ['without words', OWN(''), 'form.words', 'empty'],
    ['with blank words', OWN(' \n\t '), 'form.words', 'empty'],
    ['with no words at all', OWN(undefined), 'form.words', 'invalid'],
    ['with a list for words', OWN(['a']), 'form.words', 'invalid'],
    ['with null for words', OWN(null), 'form.words', 'invalid'],
    ['with too long words', OWN('x'.repeat(301)), 'form.words', 'too-long'],
    ['with a character nobody sees', OWN('a\u0000b'), 'form.words', 'control-characters'],
    ['with a bell in it', OWN('a\u0007b'), 'form.words', 'control-characters'],
    ['with a C1 control in it', OWN('a\u009bb'), 'form.words', 'control-characters'],
    ['without a form', { form: undefined }, 'form', 'invalid'],
    ['in a form of another kind', { form: { kind: 'poem', words: 'x' } }, 'form.kind', 'invalid'],
    [
      'with a field of another form',
      { form: { kind: 'own-words', words: 'x', cue: 'y' } },
      'form.cue',
      'not-expected',
    ],
    [
      'with an empty cue',
      { form: { kind: 'if-then', cue: ' ', action: 'I do it' } },
      'form.cue',
      'empty',
    ],
    [
      'with six phrases',
      { form: { kind: 'plain-goal', goal: 'x', phrases: ['1', '2', '3', '4', '5', '6'] } },
      'form.phrases',
      'too-many',
    ],
    [
      'with an empty phrase',
      { form: { kind: 'plain-goal', goal: 'x', phrases: ['1', ''] } },
      'form.phrases.1',
      'empty',
    ],
    ['in no pillar that there is', { pillar: 'shout' }, 'pillar', 'invalid'],
    ['with no cadence that there is', { cadence: 'hourly' }, 'cadence', 'invalid'],
    ['until a day that does not exist', { endsOn: '2026-02-30' }, 'endsOn', 'not-a-date'],
    ['until the 31st of April', { endsOn: '2026-04-31' }, 'endsOn', 'not-a-date'],
    ['until a 29th of February in no leap year', { endsOn: '2027-02-29' }, 'endsOn', 'not-a-date'],
    ['until a moment', { endsOn: '2026-05-25T00:00:00Z' }, 'endsOn', 'not-a-date'],
    ['until a day in words', { endsOn: 'tomorrow' }, 'endsOn', 'not-a-date'],
    ['until today', { endsOn: '2026-03-02' }, 'endsOn', 'period-not-allowed'],
    ['until a day that has passed', { endsOn: '2020-01-01' }, 'endsOn', 'period-not-allowed'],
    ['for longer than 53 weeks', { endsOn: '2027-03-09' }, 'endsOn', 'period-not-allowed'],
    ['until the end of time', { endsOn: '9999-12-31' }, 'endsOn', 'period-not-allowed'],
    ['for an ERG that is none', { ergId: 'an ERG' }, 'ergId', 'not-an-id'],
    ['for an ERG that was not joined', { ergId: ERG_ID }, 'ergId', 'not-an-ally'],
    [
      'from no template that there is',
      { source: { kind: 'catalogue', templateId: 'act-nice' } },
      'source.templateId',
      'template-unknown',
    ],
    [
      'from a template of another pillar',
      { source: { kind: 'catalogue', templateId: 'learn-sources' } },
      'source.templateId',
      'template-unknown',
    ],
    [
      'from a template with the name of an inherited property',
      { source: { kind: 'catalogue', templateId: 'constructor' } },
      'source.templateId',
      'template-unknown',
    ],
    ['from an ask that is not named', { source: { kind: 'ask' } }, 'source.askId', 'not-an-id'],
    ['with a life of its own', { life: { state: 'completed' } }, 'life', 'not-expected'],
    ['for another owner', { userId: 'somebody' }, 'userId', 'not-expected'],
  ])('%s is refused, and says which field', async (_what, fields, path, reason) => {
    const { me, expectUnchanged } = await robinWithAPledge();

    const refused = await me.post('/api/pledges', aNewPledge({ ...NEW, ...fields }));

    expectField(refused, path, reason);
    await expectUnchanged();
  });

  test.each([
    ['words in every script', '聞く · לשמוע · naïve · 👩🏽‍💻'],
    ['lines and tabs', 'one\n\ttwo'],
    ['what would be a formula or markup elsewhere', '=1+1 <b>"\'`${x}</b> $t(bot:hi) {{name}}'],
    ['exactly as many characters as fit', 'x'.repeat(300)],
  ])('%s are kept as they are', async (_what, words) => {
    const { me } = await robinWithAPledge();

    const { form } = await me.pledge({ ...NEW, ...OWN(words) });

    expect(form).toEqual({ kind: 'own-words', words });
  });

  test('the longest period ends 53 weeks from today', async () => {
    const { me } = await robinWithAPledge();
    expect((await me.pledge({ ...NEW, endsOn: '2027-03-08' })).endsOn).toBe('2027-03-08');
  });

  test('everything that is wrong is said at once', async () => {
    const { me } = await robinWithAPledge();

    const refused = await me.post('/api/pledges', aNewPledge({ id: '', cadence: 0, endsOn: '' }));

    const paths = expectProblem(refused, 'invalid').fields?.map((field) => field.path);
    expect(paths).toEqual(expect.arrayContaining(['id', 'cadence', 'endsOn']));
  });

  test('a thousand fields that nobody expects are not all told back', async () => {
    const { me, expectUnchanged } = await robinWithAPledge();
    const many = Object.fromEntries(
      Array.from({ length: 1000 }, (_, index) => [`field-${index}`.padEnd(40, 'x'), 1]),
    );

    const refused = await me.post('/api/pledges', aNewPledge({ ...NEW, ...many }));

    expect(expectProblem(refused, 'invalid').fields?.length).toBeLessThan(50);
    await expectUnchanged();
  });
});

describe('settings', () => {
  const settings = {
    budget: 2,
    day: 3,
    time: '10:00',
    zone: 'Europe/Berlin',
    messages: { state: 'on' },
    quietDates: [],
    showWords: true,
  };

  test.each<[what: string, fields: Record<string, unknown>, path: string, reason: string]>([
    ['a zone that does not exist', { zone: 'Europe/Atlantis' }, 'zone', 'unknown-time-zone'],
    ['an offset for a zone', { zone: '+01:00' }, 'zone', 'unknown-time-zone'],
    ['a path for a zone', { zone: '../../etc/passwd' }, 'zone', 'unknown-time-zone'],
    ['an endless zone', { zone: 'E'.repeat(1000) }, 'zone', 'unknown-time-zone'],
    ['an hour that does not exist', { time: '24:00' }, 'time', 'not-a-time'],
    ['seconds', { time: '09:00:00' }, 'time', 'not-a-time'],
    ['four messages a week', { budget: 4 }, 'budget', 'invalid'],
    ['half a message a week', { budget: 0.5 }, 'budget', 'invalid'],
    ['fewer than no messages', { budget: -1 }, 'budget', 'invalid'],
    ['an eighth day', { day: 8 }, 'day', 'invalid'],
    ['a day in words', { day: 'Tuesday' }, 'day', 'invalid'],
    ['yes for true', { showWords: 'yes' }, 'showWords', 'invalid'],
    ['no messages at all', { messages: undefined }, 'messages', 'invalid'],
    ['a pause without an end', { messages: { state: 'paused' } }, 'messages.until', 'not-a-date'],
    [
      'a pause until a day that does not exist',
      { messages: { state: 'paused', until: '2026-02-30' } },
      'messages.until',
      'not-a-date',
    ],
    [
      'a pause until today',
      { messages: { state: 'paused', until: '2026-03-02' } },
      'messages.until',
      'pause-in-the-past',
    ],
    [
      'an end where nothing is paused',
      { messages: { state: 'on', until: '2026-04-01' } },
      'messages.until',
      'not-expected',
    ],
    ['a setting that nobody knows', { admin: true }, 'admin', 'not-expected'],
  ])('%s is refused, and says which field', async (_what, fields, path, reason) => {
    const { me, settingsRevision: revision, expectUnchanged } = await robinWithAPledge();

    const body = { revision, settings: { ...settings, ...fields } };
    const refused = await me.put('/api/settings', body);

    expectField(refused, `settings.${path}`, reason);
    await expectUnchanged();
  });

  test.each([-1, 1.5, '1', null, 1e300, undefined])('the revision %s is none', async (revision) => {
    const { me, expectUnchanged } = await robinWithAPledge();

    const refused = await me.put('/api/settings', { revision, settings });

    expectField(refused, 'revision', 'not-a-revision');
    await expectUnchanged();
  });

  test.each<[what: string, fields: Record<string, unknown>, path: string, reason: string]>([
    ['without a version', { version: undefined }, 'version', 'invalid'],
    ['to version 0', { version: 0 }, 'version', 'invalid'],
    ['without a rhythm', { rhythm: undefined }, 'rhythm', 'invalid'],
    [
      'in no zone that there is',
      { rhythm: { budget: 1, day: 2, time: '09:00', zone: 'Mars/Olympus' } },
      'rhythm.zone',
      'unknown-time-zone',
    ],
  ])('agreeing %s is refused, and nothing is stored', async (_what, fields, path, reason) => {
    const api = await startApi(issuer.get());
    const rhythm = { budget: 1, day: 2, time: '09:00', zone: 'Europe/London' };

    const refused = await (
      await api.as(robin)
    ).post('/api/consent', {
      version: CONSENT_VERSION,
      rhythm,
      ...fields,
    });

    expectField(refused, path, reason);
    expect(await api.rows()).toEqual([]);
  });

  test('agreeing to a text that is not in force is refused, and nothing is stored', async () => {
    const api = await startApi(issuer.get());
    const rhythm = { budget: 1, day: 2, time: '09:00', zone: 'Europe/London' };

    const refused = await (
      await api.as(robin)
    ).post('/api/consent', { version: CONSENT_VERSION + 1, rhythm });

    expectProblem(refused, 'changed-meanwhile');
    expect(await api.rows()).toEqual([]);
  });
});

describe('an answer', () => {
  const given = { answer: 'did-it', revision: null };

  test.each<[what: string, fields: Record<string, unknown>, path: string, reason: string]>([
    ['that is none of the three', { answer: 'maybe' }, 'answer', 'invalid'],
    ['without an answer', { answer: undefined }, 'answer', 'invalid'],
    ['with too long a note', { note: 'x'.repeat(2001) }, 'note', 'too-long'],
    [
      'with a character nobody sees in the note',
      { note: 'a\u001bb' },
      'note',
      'control-characters',
    ],
    ['with a number for a note', { note: 5 }, 'note', 'invalid'],
    ['without what was seen', { revision: undefined }, 'revision', 'not-a-revision'],
    ['with a field nobody knows', { via: 'chat' }, 'via', 'not-expected'],
  ])('%s is refused, and says which field', async (_what, fields, path, reason) => {
    const { api, me, pledge, expectUnchanged } = await robinWithAPledge();
    api.clock.set('2026-03-10T12:00:00.000Z');

    const refused = await me.put(`/api/pledges/${pledge.id}/check-ins/2026-03-10`, {
      ...given,
      ...fields,
    });

    expectField(refused, path, reason);
    await expectUnchanged();
  });
});

describe('an address', () => {
  test.each<[path: string, field: string, reason: string]>([
    ['/api/pledges/1', 'id', 'not-an-id'],
    ['/api/pledges/0195a000-0000-7000-8000-00000000000g', 'id', 'not-an-id'],
    ['/api/pledges/__proto__', 'id', 'not-an-id'],
    ['/api/pledges/c_profile', 'id', 'not-an-id'],
    ['/api/pledges/%2e%2e%2fme', 'id', 'not-an-id'],
    ['/api/pledges/%00', 'id', 'not-an-id'],
    ["/api/pledges/' or 1 eq 1 or '", 'id', 'not-an-id'],
    [`/api/pledges/${pledgeId(1)}%0a`, 'id', 'not-an-id'],
    ['/api/ergs/nothing', 'id', 'not-an-id'],
    [`/api/pledges/${pledgeId(1)}/check-ins?page=2`, 'page', 'not-expected'],
    [`/api/pledges/past?continuation=${'x'.repeat(2000)}`, 'continuation', 'too-long'],
    ['/api/pledges/past?continuation=a&continuation=b', 'continuation', 'invalid'],
    ['/api/pledges/past?__proto__=a', '__proto__', 'not-expected'],
    ['/api/pledges/past?constructor[prototype]=a', 'constructor[prototype]', 'not-expected'],
  ])('%s is refused, and says why', async (path, field, reason) => {
    const { me, expectUnchanged } = await robinWithAPledge();

    expectField(await me.get(path), field, reason);

    await expectUnchanged();
  });

  test.each<[query: string]>([
    [''],
    ['?revision='],
    ['?revision=-1'],
    ['?revision=1.5'],
    ['?revision=1e3'],
    ['?revision=0x1'],
    ['?revision=true'],
    ['?revision=99999999999999999999'],
    ['?revision=1&revision=1'],
  ])('deleting with "%s" for what was seen is refused', async (query) => {
    const { me, pledge, expectUnchanged } = await robinWithAPledge();
    const path = `/api/pledges/${pledge.id}`;

    expectField(await me.delete(`${path}${query}`), 'revision', 'not-a-revision');
    expectField(
      await me.delete(`${path}/check-ins/2026-03-10${query}`),
      'revision',
      'not-a-revision',
    );

    await expectUnchanged();
  });

  test.each(['2026-02-30', '2026-3-1', 'today', '20260310'])(
    'an answer for %s is refused',
    async (date) => {
      const { me, pledge, expectUnchanged } = await robinWithAPledge();
      const body = { answer: 'did-it', revision: null };

      const refused = await me.put(`/api/pledges/${pledge.id}/check-ins/${date}`, body);

      expectField(refused, 'date', 'not-a-date');
      await expectUnchanged();
    },
  );

  test('an id in capitals is the same id', async () => {
    const { api, me, pledge } = await robinWithAPledge();
    const id = pledge.id.toUpperCase();
    const before = await api.rows();

    expect((await me.get(`/api/pledges/${id}`)).body).toMatchObject({ id: pledge.id });
    expect(await me.pledge({ id })).toMatchObject({ id: pledge.id });

    expect(await api.rows()).toEqual(before);
  });

  test.each([
    ['longer than any id', `/api/pledges/${'a'.repeat(5000)}`],
    ['that is no address', '/api/pledges/%zz'],
    ['with half a character', '/api/pledges/%c3'],
    ['with an empty part', '/api/pledges//check-ins'],
    ['with a part too many', `/api/pledges/${pledgeId(1)}/check-ins/2026-03-10/note`],
    ['that goes up', '/api/pledges/..%2f..%2fhome/x/y'],
  ])('one %s is not there', async (_what, path) => {
    const { me, expectUnchanged } = await robinWithAPledge();

    const answer = await me.get(path);

    const { code } = expectProblem(answer, answer.status === 400 ? 'invalid' : 'not-found');
    expect(['invalid', 'not-found']).toContain(code);
    expect(answer.text).not.toContain('%zz');
    await expectUnchanged();
  });

  test('a query longer than the server reads is refused without a stack', async () => {
    const { me, expectUnchanged } = await robinWithAPledge();

    const answer = await me.get(`/api/pledges/past?continuation=${'x'.repeat(40_000)}`);

    expect(answer.status).toBe(431);
    expect(answer.text).not.toMatch(/\bat .*:\d+/);
    await expectUnchanged();
  });
});

describe('every route that takes a body', () => {
  async function toEveryRoute(
    send: (
      to: (
        body: unknown,
        options?: { raw?: string | Uint8Array<ArrayBuffer>; headers?: Record<string, string> },
      ) => Promise<Answer>,
      body: unknown,
    ) => Promise<Answer>,
    check: (answer: Answer) => void,
  ) {
    const { api } = await robinWithAPledge();
    // Some routes are for admins alone, some for who organises the ERG.
    const me = await api.as(robinTheAdmin);
    await api.deps.ergs.create(TENANT_ID, anErg({ organisers: [organisedByRobin] }), 0);
    const before = await api.rows();
    const routes = (await everyRoute(api)).filter((route) => route.hasBody);
    expect(routes.length).toBeGreaterThanOrEqual(8);
    for (const route of routes) {
      const { path, body } = filledIn(route);
      check(await send((other, options) => me.send(route.method, path, other, options), body));
    }
    expect(await api.rows()).toEqual(before);
  }

  test('refuses one that is missing', async () => {
    await toEveryRoute(
      (to) => to(undefined),
      (answer) => void expectProblem(answer, 'invalid'),
    );
  });

  test.each(['[]', '"text"', '5', 'null', 'true', '{}'])('refuses %s', async (raw) => {
    await toEveryRoute(
      (to) => to(undefined, { raw }),
      (answer) => void expectProblem(answer, 'invalid'),
    );
  });

  test.each(['', '{', '{"a":1,}', "{'a':1}", '\u0000', '{"a":NaN}'])(
    'refuses %j, which is no JSON',
    async (raw) => {
      await toEveryRoute(
        (to) => to(undefined, { raw, headers: { 'content-type': 'application/json' } }),
        (answer) => void expectProblem(answer, 'invalid'),
      );
    },
  );

  test('refuses bytes that are no text', async () => {
    await toEveryRoute(
      (to) => to(undefined, { raw: new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]) }),
      (answer) => void expectProblem(answer, 'invalid'),
    );
  });

  test('refuses a field too many, and names it', async () => {
    await toEveryRoute(
      (to, body) => to({ ...(body as object), tenantId: 'another' }),
      (answer) => expectField(answer, 'tenantId', 'not-expected'),
    );
  });

  test.each(['__proto__', 'constructor'])(
    'refuses %s, and no object has anything new afterwards',
    async (name) => {
      await toEveryRoute(
        (to, body) => {
          const poison = `"${name}":{"prototype":{"isAdmin":true},"isAdmin":true}`;
          return to(undefined, { raw: JSON.stringify(body).replace('{', `{${poison},`) });
        },
        (answer) => void expectProblem(answer, 'invalid'),
      );
      expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
    },
  );

  test('refuses one that is too large', async () => {
    await toEveryRoute(
      (to, body) => to({ ...(body as object), filler: 'x'.repeat(64 * 1024) }),
      (answer) => void expectProblem(answer, 'too-large'),
    );
  });

  test('takes one just below that, to say what is wrong with it', async () => {
    await toEveryRoute(
      (to, body) => to({ ...(body as object), filler: 'x'.repeat(63 * 1024) }),
      (answer) => expectField(answer, 'filler', 'not-expected'),
    );
  });

  test('refuses one nested a thousand times', async () => {
    await toEveryRoute(
      (to) => to(undefined, { raw: `${'['.repeat(1000)}${']'.repeat(1000)}` }),
      (answer) => void expectProblem(answer, 'invalid'),
    );
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'application/json-patch+json',
    'nonsense',
  ])('refuses the content type %s', async (type) => {
    await toEveryRoute(
      (to, body) => to(body, { headers: { 'content-type': type } }),
      (answer) => void expectProblem(answer, 'not-json'),
    );
  });
});
