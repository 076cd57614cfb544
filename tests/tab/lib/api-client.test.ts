import { expect, test } from 'vitest';
import { ApiProblem, createApiClient, Unreachable } from '../../../tab/lib/api-client.ts';
import { isWorthRetrying } from '../../../tab/lib/query-client.ts';
import { fakeApi, json, noConnection, nothing, problem } from '../support/fake-api.ts';

function clientOver(api: ReturnType<typeof fakeApi>, more: { timeoutMs?: number } = {}) {
  const reached: boolean[] = [];
  const client = createApiClient({
    fetch: api.fetch,
    getToken: () => Promise.resolve('the-token'),
    language: () => 'en-GB',
    onReach: (one) => reached.push(one),
    ...more,
  });
  return { client, reached };
}

test('a request carries token, language and body, and gives the parsed reply', async () => {
  const api = fakeApi();
  api.on('POST /api/pledges', () => json({ id: 'p1' }, 201));
  const { client, reached } = clientOver(api);
  expect(await client.request('POST', '/api/pledges', { id: 'p1' })).toEqual({ id: 'p1' });
  const [seen] = api.seen;
  expect(seen?.body).toEqual({ id: 'p1' });
  expect(seen?.headers.get('authorization')).toBe('Bearer the-token');
  expect(seen?.headers.get('accept-language')).toBe('en-GB');
  expect(reached).toEqual([true]);
});

test('a reply without a body is undefined', async () => {
  const api = fakeApi();
  api.on('DELETE /api/me', () => nothing());
  expect(await clientOver(api).client.request('DELETE', '/api/me')).toBeUndefined();
});

test('a refusal carries the problem in the words of the API, and counts as reached', async () => {
  const api = fakeApi();
  api.on('GET /api/home', () => problem('not-for-guests'));
  const { client, reached } = clientOver(api);
  const failure = await client.request('GET', '/api/home').catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ApiProblem);
  expect(failure).toMatchObject({ problem: { detail: 'Detail of not-for-guests' } });
  expect(reached).toEqual([true]);
});

test.each([
  ['no network', 'no-connection', () => noConnection()],
  ['a page of a gateway', 'unreadable', () => new Response('<html>', { status: 502 })],
  ['JSON that is no problem', 'unreadable', () => json({ error: 'x' }, 500)],
] as const)('%s is unreachable: %s', async (_, reason, answer) => {
  const api = fakeApi();
  api.on('GET /api/home', answer);
  const { client, reached } = clientOver(api);
  const failure = await client.request('GET', '/api/home').catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Unreachable);
  expect(failure).toMatchObject({ reason });
  expect(reached).toEqual([false]);
});

test('an API that does not answer in time is too slow', async () => {
  const client = createApiClient({
    fetch: (_, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error));
      }),
    getToken: () => Promise.resolve('t'),
    language: () => 'en',
    timeoutMs: 5,
  });
  await expect(client.request('GET', '/api/home')).rejects.toMatchObject({ reason: 'too-slow' });
});

test('without a token nothing is sent', async () => {
  const api = fakeApi();
  const client = createApiClient({
    fetch: api.fetch,
    getToken: () => Promise.reject(new Error('CancelledByUser')),
    language: () => 'en',
  });
  await expect(client.request('GET', '/api/home')).rejects.toMatchObject({ reason: 'no-token' });
  expect(api.seen).toEqual([]);
});

test('only what another attempt may mend is tried again, and not for ever', () => {
  const refusal = (code: 'busy' | 'invalid' | 'changed-meanwhile' | 'too-many-requests') =>
    new ApiProblem({ type: '', title: '', status: 0, detail: '', code });
  expect(isWorthRetrying(0, refusal('busy'))).toBe(true);
  expect(isWorthRetrying(0, refusal('too-many-requests'))).toBe(true);
  expect(isWorthRetrying(2, new Unreachable('no-connection'))).toBe(true);
  expect(isWorthRetrying(3, new Unreachable('no-connection'))).toBe(false);
  expect(isWorthRetrying(0, refusal('invalid'))).toBe(false);
  expect(isWorthRetrying(0, refusal('changed-meanwhile'))).toBe(false);
  expect(isWorthRetrying(0, new Unreachable('no-token'))).toBe(false);
  expect(isWorthRetrying(0, new TypeError('a defect'))).toBe(false);
});
