import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createReadiness } from '../../../tab/api/readiness.ts';
import { createWebServer } from '../../../tab/api/web-server.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

/** A process, and what a test does to it. */
function setUp(storageAsked?: Promise<unknown>) {
  const state = {
    nowMs: 1_000_000,
    stopping: false,
    turnedAtMs: undefined as number | undefined,
    looks: 0,
    storage: () => Promise.resolve<unknown>(undefined),
  };
  const isReady = createReadiness({
    askStorage() {
      state.looks += 1;
      return state.storage();
    },
    workerTurnedAtMs: () => state.turnedAtMs,
    isStopping: () => state.stopping,
    realMs: () => state.nowMs,
    ...(storageAsked === undefined ? {} : { storageAsked }),
  });
  return { state, isReady };
}

describe('a process', () => {
  test('is ready when storage answers', async () => {
    const { isReady } = setUp();
    expect(await isReady()).toEqual({ ready: true, waitingFor: [] });
  });

  test('has looked already where storage was asked at the start, for five seconds', async () => {
    const { state, isReady } = setUp(Promise.resolve());
    expect(await isReady()).toEqual({ ready: true, waitingFor: [] });
    expect(state.looks).toBe(0);
    state.nowMs += 5000;
    await isReady();
    expect(state.looks).toBe(1);
  });

  test('is not ready where storage failed at the start', async () => {
    const { isReady } = setUp(Promise.reject(new Error('away')));
    expect(await isReady()).toEqual({ ready: false, waitingFor: ['storage'] });
  });

  test('is not while storage fails, and is again when it has come back', async () => {
    const { state, isReady } = setUp();
    state.storage = () => Promise.reject(new Error('SECRET address'));
    expect(await isReady()).toEqual({ ready: false, waitingFor: ['storage'] });
    state.storage = () => Promise.resolve();
    state.nowMs += 5000;
    expect(await isReady()).toEqual({ ready: true, waitingFor: [] });
  });

  test('does not wait for storage that never answers', async () => {
    const { state, isReady } = setUp();
    state.storage = () => new Promise(() => {});
    const asked = isReady();
    await vi.advanceTimersByTimeAsync(2000);
    expect(await asked).toEqual({ ready: false, waitingFor: ['storage'] });
  });

  test('looks once, however many ask within five seconds', async () => {
    const { state, isReady } = setUp();
    await Promise.all([isReady(), isReady(), isReady()]);
    state.nowMs += 4999;
    await isReady();
    expect(state.looks).toBe(1);
    state.nowMs += 1;
    await isReady();
    expect(state.looks).toBe(2);
  });

  test('is not where storage cannot even be asked', async () => {
    const { state, isReady } = setUp();
    state.storage = () => {
      throw new Error('SECRET address');
    };
    expect(await isReady()).toEqual({ ready: false, waitingFor: ['storage'] });
  });

  test('that begins to stop while storage is asked says so, and asks it no more', async () => {
    const { state, isReady } = setUp();
    const storage = Promise.withResolvers<void>();
    state.storage = () => storage.promise;
    const asked = isReady();
    state.stopping = true;
    storage.resolve();
    expect(await asked).toEqual({ ready: false, waitingFor: ['stopping'] });
    state.nowMs += 5000;
    expect(await isReady()).toEqual({ ready: false, waitingFor: ['stopping'] });
    expect(state.looks).toBe(1);
  });

  test('says at once that it stops', async () => {
    const { state, isReady } = setUp();
    await isReady();
    state.stopping = true;
    expect(await isReady()).toEqual({ ready: false, waitingFor: ['stopping'] });
  });

  test.each([
    [0, true],
    [15 * 60_000 - 1, true],
    [15 * 60_000, false],
  ])('whose worker turned %i ms ago is ready: %s', async (ageMs, ready) => {
    const { state, isReady } = setUp();
    state.turnedAtMs = state.nowMs - ageMs;
    expect((await isReady()).ready).toBe(ready);
  });
});

test('over HTTP: 200 or 503, and what it waits for in fixed words, without a token', async () => {
  vi.useRealTimers();
  const { state, isReady } = setUp();
  const { app } = await createWebServer({
    log: { info: () => {}, warn: () => {}, error: () => {} },
    tabFolder: '/nowhere',
    app: { appId: 'alongside', hostOrigins: [] },
    isReady,
    receiveActivity: () => Promise.reject(new Error('Nothing is said here.')),
  });
  const ask = async () => {
    const { statusCode, body } = await app.inject('/health/ready');
    return [statusCode, JSON.parse(body) as unknown];
  };
  expect(await ask()).toEqual([200, { status: 'ready' }]);
  state.stopping = true;
  expect(await ask()).toEqual([503, { status: 'waiting', for: ['stopping'] }]);
  expect((await app.inject('/health/live')).statusCode).toBe(200);
  await app.close();
});
