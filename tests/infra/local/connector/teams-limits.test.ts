import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  teamsLimits,
  type SlidingWindow,
  type TeamsLimitOptions,
} from '../../../../infra/local/connector/teams-limits.ts';
import type { ConnectorRequest } from '../../../../infra/local/connector/verdict.ts';

const START_MS = Date.parse('2026-03-02T09:00:00.000Z');

/** Limits whose clock begins at 0: `ask` gives `ok`, or the seconds of `Retry-After`. */
function limitsFrom0(options: TeamsLimitOptions = {}) {
  const limits = teamsLimits(options);
  const ask = (
    ms: number,
    conversationId: string | undefined = 'a:1',
    operation: ConnectorRequest['operation'] = 'send',
  ): 'ok' | number => {
    const atMs = START_MS + ms;
    const verdict = limits.judge({ operation, personId: 'person', conversationId, atMs });
    if (verdict.kind === 'allow') return 'ok';
    if (verdict.kind === 'lose') throw new Error('Limits lose nothing.');
    return Number(verdict.headers?.['retry-after']);
  };
  /** As many requests at one moment, each in a conversation of its own. */
  const askMany = (ms: number, count: number): readonly ('ok' | number)[] =>
    Array.from({ length: count }, (_, index) => ask(ms, `a:${ms}-${index}`));
  return { ...limits, ask, askMany };
}

const okays = (count: number) => Array.from({ length: count }, () => 'ok' as const);

test('one request too many is answered as Teams documents it', () => {
  const { judge } = teamsLimits({ burst: 1 });
  const request: ConnectorRequest = {
    operation: 'send',
    personId: 'person',
    conversationId: 'a:1',
    atMs: START_MS,
  };

  expect([judge(request), judge(request)]).toEqual([
    { kind: 'allow' },
    {
      kind: 'answer',
      status: 429,
      headers: { 'retry-after': '1' },
      body: { error: { code: 'Throttled', message: 'Too many requests.' } },
    },
  ]);
});

describe('the limit of the app in a tenant', () => {
  test('lets through 50 at once, and then one every 20 ms', () => {
    const { askMany } = limitsFrom0();

    expect(askMany(0, 51)).toEqual([...okays(50), 1]);
    expect(askMany(19, 1)).toEqual([1]);
    expect(askMany(20, 2)).toEqual(['ok', 1]);
    expect(askMany(59, 2)).toEqual(['ok', 1]);
    expect(askMany(60, 2)).toEqual(['ok', 1]);
  });

  test('never saves up more than 50', () => {
    const { askMany } = limitsFrom0();
    askMany(0, 50);

    expect(askMany(999, 50)).toEqual([...okays(49), 1]);
    expect(askMany(60_000, 51)).toEqual([...okays(50), 1]);
  });

  test('never refuses one every 20 ms, and refuses one every 19 ms when the 50 are used up', () => {
    const even = limitsFrom0();
    const hasty = limitsFrom0();
    const every = (limits: typeof even, gapMs: number, count: number) =>
      Array.from({ length: count }, (_, n) => limits.ask(n * gapMs, `a:${n}`));

    expect(every(even, 20, 30_000)).toEqual(okays(30_000));
    // Each gains 50 thousandths: 981 of them fit into the 49 requests that are left after the first.
    expect(every(hasty, 19, 982)).toEqual([...okays(981), 1]);
  });

  test.each([
    { atMs: 1, waits: 4 },
    { atMs: 1_000, waits: 3 },
    { atMs: 1_001, waits: 3 },
    { atMs: 3_000, waits: 1 },
    { atMs: 3_999, waits: 1 },
    { atMs: 4_000, waits: 'ok' },
  ] as const)('says at $atMs ms of 4 s to wait: $waits', ({ atMs, waits }) => {
    const { ask } = limitsFrom0({ perSecond: 0.25, burst: 1 });
    ask(0, 'a:1');

    expect(ask(atMs, 'a:2')).toBe(waits);
  });

  test('counts every request, reading members and conversations that do not exist too', () => {
    const { ask } = limitsFrom0({ burst: 6 });
    const operations = ['create-conversation', 'send', 'update', 'delete', 'read-members'] as const;

    expect(operations.map((operation) => ask(0, 'a:1', operation))).toEqual(okays(5));
    const nowhere = { operation: 'send', personId: undefined, conversationId: undefined } as const;
    const { judge } = limitsFrom0({ burst: 1 });
    expect(judge({ ...nowhere, atMs: 0 }).kind).toBe('allow');
    expect(judge({ ...nowhere, atMs: 0 }).kind).toBe('answer');
    expect([ask(0, 'a:2'), ask(0, 'a:3')]).toEqual(['ok', 1]);
  });
});

describe('the limit of a conversation', () => {
  const many = (count: number, ms: number) => Array.from({ length: count }, () => ms);
  const every = (count: number, gapMs: number) =>
    Array.from({ length: count }, (_, n) => n * gapMs);

  test.each([
    { window: '7 in 1 s', sent: many(6, 0), atMs: 0, waits: 'ok' },
    { window: '7 in 1 s', sent: many(7, 0), atMs: 0, waits: 1 },
    { window: '7 in 1 s', sent: many(7, 0), atMs: 999, waits: 1 },
    { window: '7 in 1 s', sent: many(7, 0), atMs: 1_000, waits: 'ok' },
    { window: '7 in 1 s, the first alone', sent: [0, ...many(6, 500)], atMs: 999, waits: 1 },
    { window: '7 in 1 s, the first alone', sent: [0, ...many(6, 500)], atMs: 1_000, waits: 'ok' },
    { window: '8 in 2 s', sent: [...many(7, 0), 1_000], atMs: 1_000, waits: 1 },
    { window: '8 in 2 s', sent: [...many(7, 0), 1_000], atMs: 1_999, waits: 1 },
    { window: '8 in 2 s', sent: [...many(7, 0), 1_000], atMs: 2_000, waits: 'ok' },
    { window: '8 in 2 s, the first alone', sent: [0, ...many(7, 1_500)], atMs: 2_000, waits: 1 },
    { window: '8 in 2 s, the first alone', sent: [0, ...many(7, 1_500)], atMs: 2_500, waits: 'ok' },
    {
      window: '8 in 2 s, the first alone',
      sent: [0, ...many(7, 1_500), 2_500],
      atMs: 2_501,
      waits: 1,
    },
    { window: '8 in 2 s', sent: [...many(7, 0), 1_900], atMs: 1_900, waits: 1 },
    { window: '60 in 30 s', sent: every(59, 250), atMs: 14_750, waits: 'ok' },
    { window: '60 in 30 s', sent: every(60, 250), atMs: 15_000, waits: 15 },
    { window: '60 in 30 s', sent: every(60, 250), atMs: 15_001, waits: 15 },
    { window: '60 in 30 s', sent: every(60, 250), atMs: 28_999, waits: 2 },
    { window: '60 in 30 s', sent: every(60, 250), atMs: 29_000, waits: 1 },
    { window: '60 in 30 s', sent: every(60, 250), atMs: 29_999, waits: 1 },
    { window: '60 in 30 s', sent: every(60, 250), atMs: 30_000, waits: 'ok' },
    { window: '1,800 in an hour', sent: every(1_799, 500), atMs: 899_500, waits: 'ok' },
    { window: '1,800 in an hour', sent: every(1_800, 500), atMs: 900_000, waits: 2_700 },
    { window: '1,800 in an hour', sent: every(1_800, 500), atMs: 3_599_999, waits: 1 },
    { window: '1,800 in an hour', sent: every(1_800, 500), atMs: 3_600_000, waits: 'ok' },
  ] as const)(
    '$window: after $sent.length, one at $atMs ms has to wait: $waits',
    ({ sent, atMs, waits }) => {
      const { ask, figures } = limitsFrom0();
      for (const ms of sent) ask(ms);
      expect(figures().accepted.count).toBe(sent.length);

      expect(ask(atMs)).toBe(waits);
    },
  );

  test('is one for creating, sending, updating and deleting, and leaves reading members alone', () => {
    const { ask } = limitsFrom0();
    const write = (operation: ConnectorRequest['operation']) => ask(0, 'a:1', operation);

    expect(write('create-conversation')).toBe('ok');
    expect(Array.from({ length: 3 }, () => write('send'))).toEqual(okays(3));
    expect(Array.from({ length: 2 }, () => write('update'))).toEqual(okays(2));
    expect(write('delete')).toBe('ok');
    for (const operation of ['create-conversation', 'send', 'update', 'delete'] as const) {
      expect(write(operation)).toBe(1);
    }
    expect(Array.from({ length: 20 }, () => write('read-members'))).toEqual(okays(20));
  });

  test('touches no other conversation, and its refusals use up nothing of the app', () => {
    const { ask, askMany } = limitsFrom0();
    for (let n = 0; n < 7; n += 1) ask(0, 'a:busy');

    for (let n = 0; n < 100; n += 1) expect(ask(0, 'a:busy')).toBe(1);
    expect(askMany(0, 44)).toEqual([...okays(43), 1]);
  });

  test('is not used up by what the app was refused', () => {
    const { ask, askMany } = limitsFrom0();
    askMany(0, 50);
    for (let n = 0; n < 100; n += 1) expect(ask(0, 'a:1')).toBe(1);

    expect(Array.from({ length: 8 }, () => ask(500, 'a:1'))).toEqual([...okays(7), 1]);
  });
});

test('whoever is refused by both limits is told the longer time', () => {
  const { ask, askMany, figures } = limitsFrom0();
  for (let n = 0; n < 60; n += 1) ask(n * 250);
  askMany(15_000, 50);

  expect(ask(15_000)).toBe(15);
  expect(figures().refusedByApp.count).toBe(1);
});

// The windows told in the slowest way: every accepted request is kept, and each is counted anew.
function slowModel(windows: readonly SlidingWindow[]) {
  const accepted: number[] = [];
  return (ms: number): boolean => {
    const passes = windows.every(
      ({ most, inMs }) => accepted.filter((at) => at > ms - inMs).length < most,
    );
    if (passes) accepted.push(ms);
    return passes;
  };
}

test('any requests are judged as by counting them one by one, and pass after what Retry-After says', () => {
  const windows = [
    { most: 2, inMs: 1_000 },
    { most: 3, inMs: 2_000 },
    { most: 6, inMs: 30_000 },
  ];
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 60 }), (gaps) => {
      const { ask } = limitsFrom0({ perSecond: 1_000, conversation: windows });
      const passes = slowModel(windows);
      let ms = 0;
      for (const gap of gaps) {
        ms += gap;
        const answer = ask(ms);
        expect(answer === 'ok').toBe(passes(ms));
        if (answer === 'ok') continue;
        expect(answer).toBeGreaterThanOrEqual(1);
        ms += answer * 1_000;
        expect([ask(ms), passes(ms)]).toEqual(['ok', true]);
      }
    }),
    { seed: 7, numRuns: 300 },
  );
});

test('what was accepted and refused, and when first and last, can be read', () => {
  const { ask, askMany, figures } = limitsFrom0();
  const none = { count: 0, firstMs: undefined, lastMs: undefined };
  expect(figures()).toEqual({
    accepted: none,
    refusedByApp: none,
    refusedByConversation: none,
    conversationsRemembered: 0,
  });

  for (const ms of [10, 20, 30, 40, 50, 60, 70, 80, 90]) ask(ms);
  askMany(200, 60);

  expect(figures()).toEqual({
    // 7 and, since the bucket had filled up again by then, 50.
    accepted: { count: 57, firstMs: START_MS + 10, lastMs: START_MS + 200 },
    refusedByApp: { count: 10, firstMs: START_MS + 200, lastMs: START_MS + 200 },
    refusedByConversation: { count: 2, firstMs: START_MS + 80, lastMs: START_MS + 90 },
    conversationsRemembered: 51,
  });
});

test('a conversation is forgotten an hour after it was last written to', () => {
  const { ask, figures } = limitsFrom0();
  for (let n = 0; n < 1_000; n += 1) ask(n * 20, `a:${n}`);
  ask(20_000, 'a:0');

  ask(999 * 20 + 3_600_000 - 1, 'a:new');
  expect(figures().conversationsRemembered).toBe(3);
  ask(20_000 + 3_600_000 - 1, 'a:new');
  expect(figures().conversationsRemembered).toBe(2);
  ask(20_000 + 3_600_000, 'a:new');
  expect(figures().conversationsRemembered).toBe(1);
});

test('with the limits off everything passes, and is counted', () => {
  const { ask, figures } = limitsFrom0({ off: true });

  expect(Array.from({ length: 500 }, () => ask(0))).toEqual(okays(500));
  expect(figures()).toMatchObject({ accepted: { count: 500 }, conversationsRemembered: 0 });
});

test('a clock that is set back gives nothing away', () => {
  const { ask, askMany } = limitsFrom0();
  askMany(10_000, 50);

  expect(ask(0)).toBe(1);
  expect(ask(10_019)).toBe(1);
  expect(ask(10_020)).toBe('ok');
});
