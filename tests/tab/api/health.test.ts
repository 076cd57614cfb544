import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { compose } from '../../../main.ts';
import { createMemoryStorage } from '../../../shared/store/memory-storage.ts';
import type { StorageRequest } from '../../../shared/store/storage.ts';
import { testClock } from '../../support/command-deps.ts';

afterEach(() => void vi.useRealTimers());

const NOW = '2026-03-02T09:00:00.000Z';
const NEVER = new Promise<void>(() => {});

/** What becomes of a request to storage: nothing, a failure, or no end. */
type Weather = (request: StorageRequest) => void | Promise<void>;

const isLook = ({ on, operation }: StorageRequest) =>
  (on === 'Permits' && operation === 'get') || operation === 'approximateLength';

/** The whole program, over storage that does what a test says, listening on 127.0.0.1. */
async function start(roles: { readonly worker: boolean } = { worker: false }) {
  const clock = testClock(NOW);
  const state = { weather: (() => {}) as Weather, looks: [] as string[] };
  const alongside = await compose({
    storage: createMemoryStorage({
      realMs: clock.realMs,
      observe(request) {
        if (isLook(request)) state.looks.push(`${request.on} ${request.operation}`);
        return state.weather(request);
      },
    }),
    clock,
    log: { info: () => {}, warn: () => {}, error: () => {} },
    tokens: {
      issuer: 'http://127.0.0.1/{tid}',
      keys: new URL('http://127.0.0.1/keys'),
      audience: 'none',
      tenantIds: [],
      clients: [],
    },
    bot: {
      appId: 'b07b07b0-0000-4000-8000-000000000001',
      credentials: { kind: 'none' },
      isServiceUrlAllowed: () => false,
    },
    appId: 'a99a99a9-0000-4000-8000-000000000001',
    hostOrigins: [],
    pseudonymKey: 'a key for tests that is long enough',
    tabFolder: '/nowhere',
    roles: { web: true, ...roles },
  });
  const url = await alongside.web.app.listen({ host: '127.0.0.1', port: 0 });
  onTestFinished(() => alongside.stop());
  const ask = async (path: string) => {
    const response = await fetch(`${url}${path}`, { headers: { connection: 'close' } });
    return { status: response.status, body: (await response.json()) as unknown, response };
  };
  return {
    alongside,
    clock,
    state,
    ask,
    async ready() {
      const { status, body } = await ask('/health/ready');
      return [status, body];
    },
  };
}

const READY = [200, { status: 'ready' }];
const waitingFor = (...what: readonly string[]) => [503, { status: 'waiting', for: what }];

/** A promise and the function that keeps it. */
function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}

describe('readiness, asked over HTTP without a token', () => {
  test('is there when a table and a queue answer, and nobody may keep the answer', async () => {
    const { ready, ask, state } = await start();
    expect(await ready()).toEqual(READY);
    expect(state.looks.toSorted()).toEqual(['Permits get', 'packs approximateLength']);
    const { response } = await ask('/health/ready');
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  test.each(['get', 'approximateLength'])(
    'is away while %s fails, without a word of why, and comes back',
    async (operation) => {
      const { ready, clock, state } = await start();
      state.weather = (request) => {
        if (request.operation === operation) throw new Error('SECRET https://account/Permits');
      };
      expect(await ready()).toEqual(waitingFor('storage'));
      state.weather = () => {};
      clock.advanceMs(4999);
      expect(await ready()).toEqual(waitingFor('storage'));
      clock.advanceMs(1);
      expect(await ready()).toEqual(READY);
    },
  );

  test('is away after two seconds where storage does not answer, and comes back', async () => {
    const { ready, ask, clock, state } = await start();
    const asked = gate();
    state.weather = () => {
      asked.open();
      return NEVER;
    };
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const answer = ready();
    await asked.opened;
    expect((await ask('/health/live')).body).toEqual({ status: 'live' });
    await vi.advanceTimersByTimeAsync(2000);
    expect(await answer).toEqual(waitingFor('storage'));
    state.weather = () => {};
    clock.advanceMs(5000);
    expect(await ready()).toEqual(READY);
  });

  test('costs storage one look, however many ask at once', async () => {
    const { ready, state } = await start();
    const { opened, open } = gate();
    state.weather = () => opened;
    const answers = Array.from({ length: 50 }, ready);
    await vi.waitFor(() => expect(state.looks).toHaveLength(2));
    open();
    for (const answer of await Promise.all(answers)) expect(answer).toEqual(READY);
    expect(await ready()).toEqual(READY);
    expect(state.looks).toHaveLength(2);
  });

  test('is in no description of the API', async () => {
    const { ask } = await start();
    const { body } = await ask('/api/openapi.json');
    expect(JSON.stringify(body)).not.toContain('health/');
  });
});

describe('a process with a worker', () => {
  test('is ready when the worker has been started', async () => {
    const { alongside, ready } = await start({ worker: true });
    expect(await ready()).toEqual(waitingFor('worker'));
    alongside.startWork();
    expect(await ready()).toEqual(READY);
  });

  test('is no longer ready when a loop has not turned for a quarter of an hour', async () => {
    const { alongside, ready, clock, state } = await start({ worker: true });
    const { opened, open } = gate();
    onTestFinished(open);
    state.weather = ({ operation }) => (operation === 'receive' ? opened : undefined);
    alongside.startWork();
    clock.advanceMs(15 * 60_000 - 1);
    expect(await ready()).toEqual(READY);
    clock.advanceMs(1);
    expect(await ready()).toEqual(waitingFor('worker'));
  });

  test('says that it stops before it has finished what is in hand, and lives until then', async () => {
    const { alongside, ready, ask, state } = await start({ worker: true });
    const { opened, open } = gate();
    const received = gate();
    state.weather = ({ operation }) => {
      if (operation !== 'receive') return undefined;
      received.open();
      return opened;
    };
    alongside.startWork();
    await received.opened;
    expect(await ready()).toEqual(READY);
    const looks = state.looks.length;

    const stopped = alongside.stop();
    expect(await ready()).toEqual(waitingFor('stopping'));
    expect(state.looks).toHaveLength(looks);
    expect((await ask('/health/live')).status).toBe(200);

    open();
    await stopped;
    await expect(ready()).rejects.toThrow('fetch failed');
  });
});
