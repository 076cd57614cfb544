import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Problem } from '../../../shared/contract/problem.ts';
import {
  type Answer,
  aNewPledge,
  pledgeId,
  robinTheAdmin,
  sasha,
  startApi,
  useIssuer,
} from '../../support/api-server.ts';
import { anErg, anOrganiser, ERG_ID, TENANT_ID } from '../../support/builders.ts';
import { everyRoute, filledIn } from './every-route.ts';

const issuer = useIssuer();

/** Words that mean something here, so that random bodies get past the first check now and then. */
const KNOWN = [
  'id',
  'do',
  'edit',
  'pause',
  'revision',
  'form',
  'kind',
  'if-then',
  'plain-goal',
  'own-words',
  'words',
  'goal',
  'phrases',
  'cue',
  'action',
  'pillar',
  'listen',
  'speak-up',
  'source',
  'catalogue',
  'templateId',
  'cadence',
  'weekly',
  'endsOn',
  '2026-05-25',
  'ergId',
  ERG_ID,
  pledgeId(1),
  'answer',
  'did-it',
  'note',
  'settings',
  'budget',
  'day',
  'time',
  '09:00',
  'zone',
  'Europe/London',
  'messages',
  'state',
  'paused',
  'until',
  'showWords',
  'quietDates',
  'version',
  'rhythm',
  'showToAllies',
  '__proto__',
  'constructor',
  'toString',
  'length',
  '\u0000',
  '\ud800',
  '\u202e',
  "' or 1 eq 1",
  '../..',
  '%00',
];

const word = fc.oneof(fc.constantFrom(...KNOWN), fc.string({ unit: 'binary', maxLength: 40 }));
const number = fc.oneof(
  fc.constantFrom(0, -0, 1, -1, 1e308, Number.MAX_SAFE_INTEGER, 2 ** 53),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    word,
    number,
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(word, tie('json'), { maxKeys: 6 }),
  ),
}));

/** A good body with some of its places, however deep, changed for something else. */
function bent(good: unknown): fc.Arbitrary<unknown> {
  if (typeof good !== 'object' || good === null || Array.isArray(good)) {
    return fc.oneof({ weight: 4, arbitrary: fc.constant(good) }, { weight: 1, arbitrary: json });
  }
  const fields = Object.entries(good).map(([name, value]): [string, fc.Arbitrary<unknown>] => [
    name,
    bent(value),
  ]);
  return fc.oneof(
    { weight: 6, arbitrary: fc.record(Object.fromEntries(fields)) },
    { weight: 1, arbitrary: fc.record(Object.fromEntries(fields), { requiredKeys: [] }) },
    { weight: 1, arbitrary: json },
  );
}

/** Whatever was asked: an answer in JSON, a file, or a problem in words; never a failure of ours. */
function expectSomeAnswer(answer: Answer): void {
  const type = answer.headers.get('content-type') ?? '';
  expect(answer.status, answer.text).toBeLessThan(500);
  if (answer.status === 204) expect(answer.text).toBe('');
  else if (answer.status === 200)
    expect(type).toMatch(/^(?:application\/json|application\/zip|text\/(?:csv|calendar))/);
  else {
    expect(type).toBe('application/problem+json; charset=utf-8');
    const { status, fields = [] } = Problem.parse(answer.body);
    expect(status).toBe(answer.status);
    expect(fields.length).toBeLessThanOrEqual(20);
  }
}

async function aServer() {
  const api = await startApi(issuer.get());
  const other = await api.as(sasha);
  await other.consent();
  await other.pledge({ form: { kind: 'own-words', words: 'Nobody else reads or changes this.' } });
  const ofOthers = async () =>
    (await api.rows()).filter((row) => row.partitionKey.endsWith(sasha.id));
  const before = await ofOthers();
  const me = await api.as(robinTheAdmin);
  await me.consent();
  await me.pledge();
  const organiser = anOrganiser({ userId: robinTheAdmin.id, name: robinTheAdmin.name });
  await api.deps.ergs.create(TENANT_ID, anErg({ organisers: [organiser] }), 0);
  return { api, me, expectOthersUnchanged: async () => expect(await ofOthers()).toEqual(before) };
}

test('random bodies get an answer from every route, and no failure', async () => {
  const { api, me, expectOthersUnchanged } = await aServer();
  const routes = (await everyRoute(api)).filter((route) => route.hasBody);
  const requests = fc.constantFrom(...routes).chain((route) => {
    const { path, body } = filledIn(route);
    return fc.record({
      method: fc.constant(route.method),
      path: fc.constant(path),
      body: fc.oneof(json, bent(body)),
    });
  });

  await fc.assert(
    fc.asyncProperty(requests, async ({ method, path, body }) => {
      expectSomeAnswer(await me.send(method, path, body));
    }),
    { numRuns: 600 },
  );

  await expectOthersUnchanged();
  expect(api.deps.logged).toEqual([]);
}, 120_000);

test('random changes of a pledge get an answer, and no failure', async () => {
  const { api, me, expectOthersUnchanged } = await aServer();
  const { form, cadence, endsOn } = aNewPledge();
  const edits = fc
    .constantFrom<object>(
      { do: 'edit', form, cadence, endsOn },
      { do: 'make-smaller', form },
      { do: 'renew', endsOn },
      { do: 'pause' },
      { do: 'resume' },
    )
    .chain(bent);
  const date = fc.constantFrom(
    '2026-05-25',
    '2026-03-03',
    '2027-03-08',
    '2028-02-29',
    '0001-01-01',
  );

  await fc.assert(
    fc.asyncProperty(edits, date, async (edit, day) => {
      const { pledges } = await me.home();
      const revision = pledges[0]?.revision;
      const body =
        typeof edit === 'object' && edit !== null && !Array.isArray(edit)
          ? { revision, ...edit, ...('endsOn' in edit ? { endsOn: day } : {}) }
          : edit;
      expectSomeAnswer(await me.patch(`/api/pledges/${pledgeId(1)}`, body));
    }),
    { numRuns: 300 },
  );

  await expectOthersUnchanged();
  expect(api.deps.logged).toEqual([]);
}, 120_000);

test('random bytes as a body get an answer, and no failure', async () => {
  const { api, me, expectOthersUnchanged } = await aServer();
  const routes = (await everyRoute(api)).filter((route) => route.hasBody);
  const before = await api.rows();

  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...routes),
      fc.uint8Array({ maxLength: 200 }),
      async (route, bytes) => {
        const { path } = filledIn(route);
        const raw = new Uint8Array(bytes);
        expectSomeAnswer(await me.send(route.method, path, undefined, { raw }));
      },
    ),
    { numRuns: 200 },
  );

  expect(await api.rows()).toEqual(before);
  await expectOthersUnchanged();
}, 120_000);

test('random addresses, queries, languages and tokens get an answer, and no failure', async () => {
  const { api, me, expectOthersUnchanged } = await aServer();
  const printable = fc.string({
    unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
    maxLength: 60,
  });
  const routes = await everyRoute(api);
  const nobody = await api.as('nobody');
  const reading = routes.filter((route) => route.method === 'GET');

  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...reading),
      fc.oneof(fc.constant(undefined), word),
      fc.oneof(fc.constant(''), printable),
      printable,
      async (route, id, query, language) => {
        const part = id === undefined ? undefined : encodeURIComponent(id.toWellFormed());
        const { path } = filledIn(route, ...(part === undefined ? [] : [part]));
        // "." and ".." are folded by whoever asks, so they name another address.
        const address = `${path}${query === '' ? '' : `?continuation=${encodeURIComponent(query)}`}`;
        const headers = { 'accept-language': language };
        expectSomeAnswer(await me.send('GET', address, undefined, { headers }));
      },
    ),
    { numRuns: 300 },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        printable,
        printable.map((text) => `Bearer ${text}`),
        fc.base64String().map((text) => `Bearer ${text}.${text}.${text}`),
      ),
      async (authorization) => {
        const { status } = await nobody.send('GET', '/api/home', undefined, {
          headers: { authorization },
        });
        expect(status).toBe(401);
      },
    ),
    { numRuns: 200 },
  );

  await expectOthersUnchanged();
  expect(api.deps.logged).toEqual([]);
}, 120_000);
