import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import english from '../../../shared/i18n/en/problems.json' with { type: 'json' };
import { PROBLEM_STATUS } from '../../../shared/contract/problem.ts';
import { TENANT_ID } from '../../support/builders.ts';
import {
  type Answer,
  aNewPledge,
  expectProblem,
  expectOk,
  pledgeId,
  robin,
  robinTheAdmin,
  sasha,
  startApi,
  type TestPerson,
  useIssuer,
} from '../../support/api-server.ts';
import { everyRoute, filledIn } from './every-route.ts';

const issuer = useIssuer();

describe('the words of a problem', () => {
  test('exist for every problem', () => {
    const { field, ...problems } = english;
    expect(Object.keys(problems).toSorted()).toEqual(Object.keys(PROBLEM_STATUS).toSorted());
    expect(field).toHaveProperty('invalid');
  });

  test.each([
    'en',
    'en-GB',
    'EN',
    'xx',
    'tlh',
    '',
    '*',
    'en-a',
    '<script>',
    'x'.repeat(5000),
    'de;q=0.1, en',
  ])('come in the nearest language that there is to "%s"', async (language) => {
    const api = await startApi(issuer.get());
    expectProblem(await (await api.as('nobody', language)).get('/api/home'), 'sign-in-needed');
    const me = await api.as(robin, language);
    expectProblem(await me.post('/api/pledges', aNewPledge()), 'consent-needed');
    await me.consent();
    await me.pledge();
    expect(api.deps.logged).toEqual([]);
  });
});

describe('what does not exist', () => {
  test.each([
    ['GET', '/api/nothing'],
    ['GET', '/api'],
    ['GET', '/api/'],
    ['POST', '/api/home/'],
    ['GET', '/nothing'],
    ['GET', '/tab/../../etc/passwd'],
    ['GET', '/health/nothing'],
    ['PUT', '/api/home'],
    ['POST', '/api/home'],
    ['DELETE', '/api/catalogue'],
    ['PATCH', '/api/ergs'],
    ['GET', '/api/messages'],
    ['OPTIONS', '/api/home'],
  ])(
    '%s %s: is not there, for whoever is signed in and for whoever is not',
    async (method, path) => {
      const api = await startApi(issuer.get());

      for (const who of [robin, 'nobody'] as const) {
        expectProblem(await (await api.as(who)).send(method, path), 'not-found');
      }

      expect(api.requests).toEqual([]);
    },
  );
});

describe('too many requests', () => {
  test('are refused with the time to wait, person by person', async () => {
    const api = await startApi(issuer.get(), { requestsAMinute: 3 });
    const me = await api.as(robin);
    for (let number = 1; number <= 3; number += 1) expectOk(await me.get('/api/home'));
    const asked = api.requests.length;

    const refused = await me.get('/api/home');

    expectProblem(refused, 'too-many-requests');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expectProblem(await me.post('/api/pledges', aNewPledge()), 'too-many-requests');
    expect(api.requests).toHaveLength(asked);
    expectOk(await (await api.as(sasha)).get('/api/home'));
  });

  test('of one organisation are refused before they take the room of others', async () => {
    const api = await startApi(issuer.get(), { requestsATenant: 4 });
    const me = await api.as(robin);
    for (let number = 1; number <= 4; number += 1) expectOk(await me.get('/api/home'));
    const asked = api.requests.length;

    const refused = await (await api.as(sasha)).get('/api/home');

    expectProblem(refused, 'too-many-requests');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(api.requests).toHaveLength(asked);
    // Who is not signed in takes nothing away from those who are, and is not counted.
    expectProblem(await (await api.as('nobody')).get('/api/home'), 'sign-in-needed');
    expect((await (await api.as('nobody')).get('/api/openapi.json')).status).toBe(200);
  });

  test.each([
    ['of a person', { requestsAMinute: 3 }, [robin, robin, robin], robin, sasha],
    ['of an organisation', { requestsATenant: 3 }, [robin, sasha, robin], sasha, undefined],
  ])('%s in the chat are refused with the time to wait', async (_, limits, before, late, other) => {
    const api = await startApi(issuer.get(), {
      ...limits,
      receiveActivity: async ({ body, mayGoOn }) => {
        const { speaker } = body as { speaker: string };
        const status = (await mayGoOn({ tenantId: TENANT_ID, userId: speaker })) ? 200 : 429;
        return { status, headers: {}, body: '' };
      },
    });
    const say = async ({ id: speaker }: TestPerson) =>
      (await api.as('nobody')).post('/api/messages', { speaker });
    for (const speaker of before) expect((await say(speaker)).status).toBe(200);

    const refused = await say(late);

    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    // Another person has room of their own, and what is said takes none from what is asked.
    if (other !== undefined) expect((await say(other)).status).toBe(200);
    expectOk(await (await api.as(robin)).get('/api/home'));
  });

  test('of whoever shares an address do not keep others from opening the tab', async () => {
    const api = await startApi(issuer.get(), { requestsAMinute: 3 });
    const nobody = await api.as('nobody');
    for (let number = 1; number <= 10; number += 1) {
      expect((await nobody.get('/api/openapi.json')).status).toBe(200);
    }
  });
});

test.each(['gzip', 'br', 'deflate'])(
  'a body that is compressed with %s is not blown up here',
  async (encoding) => {
    const api = await startApi(issuer.get());
    const me = await api.as(robin);
    const bomb = new Uint8Array(gzipSync(Buffer.alloc(40 * 1024 * 1024, 0x20)));
    expect(bomb.length).toBeLessThan(64 * 1024);

    const answer = await me.send('POST', '/api/consent', undefined, {
      raw: bomb,
      headers: { 'content-encoding': encoding },
    });

    expectProblem(answer, 'invalid');
    expect(await api.rows()).toEqual([]);
  },
);

describe('while storage fails', () => {
  const KEY = 'AccountKey=Zm9vYmFyCg==';

  function failing(fields: object): Error {
    return Object.assign(new Error(`${KEY} at https://account.example`), fields);
  }

  test.each([
    ['is too busy', 'busy', { statusCode: 503, code: 'ServerBusy' }],
    ['has an error of its own', 'busy', { statusCode: 500, code: 'InternalError' }],
    ['refuses connections', 'busy', { code: 'ECONNREFUSED' }],
    ['loses connections', 'busy', { code: 'ECONNRESET' }],
    ['cannot be found', 'busy', { code: 'ENOTFOUND' }],
    ['takes too long', 'busy', { code: 'Timeout' }],
    ['gives no right', 'unexpected', { statusCode: 403, code: 'AuthorizationFailure' }],
    ['has no such table', 'unexpected', { statusCode: 404, code: 'TableNotFound' }],
    ['does not understand', 'unexpected', { statusCode: 400, code: 'InvalidInput' }],
    ['says too many requests', 'unexpected', { statusCode: 429 }],
    ['does what nobody foresaw', 'unexpected', {}],
  ] as const)(
    'since it %s, the answer is "%s" on every route, logged, and tells nothing more',
    async (_what, code, fields) => {
      const api = await startApi(issuer.get(), {
        observe() {
          throw failing(fields);
        },
      });
      const me = await api.as(robinTheAdmin);
      const routes = await everyRoute(api);
      // The rest reads nothing, or finds out in time that it need not: an empty file is told of before.
      const elsewhere = ['/api/catalogue', '/api/admin/directory/imports'];
      const reading = routes.filter(({ isPublic, path }) => !isPublic && !elsewhere.includes(path));
      expect(reading.length).toBeGreaterThan(12);

      for (const route of reading) {
        const { path, body } = filledIn(route);
        const answer = await me.send(route.method, path, body);
        expectProblem(answer, code);
        expect(answer.text).not.toMatch(/AccountKey|account\.example|\bat .*:\d+|InternalError/);
      }

      expect(api.deps.logged.filter(({ event }) => event === 'request.failed')).toHaveLength(
        reading.length,
      );
    },
  );

  test('only writing fails: nothing is half done, and once it is back the same request goes through', async () => {
    let isDown = false;
    const api = await startApi(issuer.get(), {
      observe({ kind }) {
        if (isDown && kind === 'write') throw failing({ statusCode: 503 });
      },
    });
    const me = await api.as(robin);
    await me.consent();
    isDown = true;
    expectProblem(await me.post('/api/pledges', aNewPledge()), 'busy');
    expect((await me.home()).pledges).toEqual([]);
    isDown = false;
    expect(await me.pledge()).toMatchObject({ id: pledgeId(1) });
  });

  test('what fails in the bot tells nothing either', async () => {
    const api = await startApi(issuer.get(), {
      receiveActivity: () => Promise.reject(failing({})),
    });

    const answer = await (await api.as('nobody')).post('/api/messages', { type: 'message' });

    expectProblem(answer, 'unexpected');
    expect(answer.text).not.toMatch(/AccountKey|account\.example/);
    expect(api.deps.logged).toMatchObject([{ event: 'request.failed' }]);
  });
});

describe('the endpoint of the bot', () => {
  const tooLarge = JSON.stringify({ text: 'x'.repeat(257 * 1024) });

  test.each<[what: string, code: 'invalid' | 'too-large' | 'not-json', raw: string, type: string]>([
    ['no JSON', 'invalid', '{', 'application/json'],
    ['too large', 'too-large', tooLarge, 'application/json'],
    ['another type', 'not-json', '<a/>', 'application/xml'],
  ])('refuses a body that is %s with a problem', async (_what, code, raw, type) => {
    const api = await startApi(issuer.get());
    const nobody = await api.as('nobody');

    const answer: Answer = await nobody.send('POST', '/api/messages', undefined, {
      raw,
      headers: { 'content-type': type },
    });

    expectProblem(answer, code);
  });
});
