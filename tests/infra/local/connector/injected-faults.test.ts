import { describe, expect, test } from 'vitest';
import {
  FAULTS,
  injectedFaults,
  LASTING_STATES,
  type Fault,
  type FaultOptions,
  type LastingState,
} from '../../../../infra/local/connector/injected-faults.ts';
import type { ConnectorRequest, Verdict } from '../../../../infra/local/connector/verdict.ts';
import { seededChance } from './seeded-chance.ts';

const request = (fields: Partial<ConnectorRequest> = {}): ConnectorRequest => ({
  operation: 'send',
  personId: 'ada',
  conversationId: 'a:ada',
  atMs: 0,
  ...fields,
});

/** Chance that is given away one by one, and fails when it is used up. */
function scripted(...draws: readonly number[]): () => number {
  const left = [...draws];
  return () => {
    const drawn = left.shift();
    if (drawn === undefined) throw new Error('Nothing more was to be drawn.');
    return drawn;
  };
}

const never = scripted();

/** Which fault a verdict is; `none` where it allows. */
function faultOf(verdict: Verdict): string {
  if (verdict.kind === 'allow') return 'none';
  if (verdict.kind === 'answer') return String(verdict.status);
  return verdict.carriedOut ? 'lost-after' : 'lost-before';
}

/** Carries a request out as the connector does where the verdict asks for it. */
function carryOut(verdict: Verdict, newMessages: number): void {
  if (verdict.kind !== 'allow' && verdict.carriedOut === true)
    verdict.whenCarriedOut?.(newMessages);
}

const EVERY_FAULT: FaultOptions['rates'] = {
  429: 0.1,
  412: 0.1,
  502: 0.1,
  503: 0.1,
  504: 0.1,
  'lost-before': 0.1,
  'lost-after': 0.1,
};

describe('faults by chance', () => {
  test.each<[Fault, object]>([
    [
      '429',
      {
        kind: 'answer',
        status: 429,
        headers: { 'retry-after': '1' },
        body: { error: { code: 'Throttled' } },
      },
    ],
    ['412', { kind: 'answer', status: 412, body: { error: { code: 'PreconditionFailed' } } }],
    ['502', { kind: 'answer', status: 502, body: { error: { code: 'ServiceError' } } }],
    ['503', { kind: 'answer', status: 503 }],
    ['504', { kind: 'answer', status: 504 }],
    ['lost-before', { kind: 'lose', carriedOut: false }],
    ['lost-after', { kind: 'lose', carriedOut: true }],
  ])('%s is what Teams, or the network, would give', (fault, verdict) => {
    const faults = injectedFaults({ rates: { [fault]: 1 }, random: scripted(0.999) });

    expect(faults.judge(request())).toMatchObject(verdict);
    expect(faults.figures().injected[fault]).toBe(1);
  });

  test.each([
    { drawn: 0, fault: '429' },
    { drawn: 0.124, fault: '429' },
    { drawn: 0.125, fault: '412' },
    { drawn: 0.25, fault: '502' },
    { drawn: 0.375, fault: '503' },
    { drawn: 0.5, fault: '504' },
    { drawn: 0.625, fault: 'lost-before' },
    { drawn: 0.75, fault: 'lost-after' },
    { drawn: 0.874, fault: 'lost-after' },
    { drawn: 0.875, fault: 'none' },
    { drawn: 0.999, fault: 'none' },
  ])('with an eighth each, $drawn is $fault', ({ drawn, fault }) => {
    const rates = Object.fromEntries(FAULTS.map((name) => [name, 0.125]));
    const faults = injectedFaults({ rates, random: scripted(drawn) });

    expect(faultOf(faults.judge(request()))).toBe(fault);
  });

  test('every fault that was injected is counted, and comes about as often as was asked for', () => {
    const faults = injectedFaults({ rates: EVERY_FAULT, random: seededChance(11) });
    const seen = new Map<string, number>();

    for (let n = 0; n < 10_000; n += 1) {
      const fault = faultOf(faults.judge(request()));
      seen.set(fault, (seen.get(fault) ?? 0) + 1);
    }

    const { none, ...injected } = Object.fromEntries(seen);
    expect(faults.figures().injected).toEqual(injected);
    for (const fault of FAULTS) {
      expect(injected[fault]).toBeGreaterThan(900);
      expect(injected[fault]).toBeLessThan(1_100);
    }
    expect(none).toBeGreaterThan(2_800);
  });

  test('figures that were read stay as they were', () => {
    const faults = injectedFaults({ rates: { 503: 1 }, random: () => 0 });
    const before = faults.figures();
    faults.setLasting('ben', 'too-big');

    faults.judge(request());
    faults.judge(request({ personId: 'ben' }));

    expect([before.injected['503'], before.refused['too-big']]).toEqual([0, 0]);
    const after = faults.figures();
    expect([after.injected['503'], after.refused['too-big']]).toEqual([1, 1]);
  });

  test('the same seed gives the same faults', () => {
    const run = (seed: number) => {
      const faults = injectedFaults({
        rates: EVERY_FAULT,
        acceptedBefore502: 0.5,
        random: seededChance(seed),
      });
      return Array.from({ length: 200 }, () => faultOf(faults.judge(request())));
    };

    expect(run(3)).toEqual(run(3));
    expect(run(3)).not.toEqual(run(4));
  });

  test.each(['create-conversation', 'send', 'update'] as const)('they meet %s', (operation) => {
    const faults = injectedFaults({ rates: { 503: 1 }, random: () => 0 });

    expect(faultOf(faults.judge(request({ operation })))).toBe('503');
  });

  test.each(['delete', 'read-members'] as const)('they never meet %s', (operation) => {
    const faults = injectedFaults({ rates: { 503: 1 }, random: never });
    faults.setLasting('ada', 'not-in-roster');

    expect(faults.judge(request({ operation }))).toEqual({ kind: 'allow' });
  });

  test('they can be kept to some requests', () => {
    const faults = injectedFaults({
      rates: { 503: 1 },
      random: scripted(0),
      scope: ({ personId }) => personId === 'ben',
    });

    expect(faultOf(faults.judge(request({ personId: 'ada' })))).toBe('none');
    expect(faultOf(faults.judge(request({ personId: 'ben' })))).toBe('503');
  });

  test.each<[string, Omit<FaultOptions, 'random'>]>([
    ['less than none', { rates: { 429: -0.1 } }],
    ['more than all', { rates: { 429: 1.1 } }],
    ['more than all together', { rates: { 429: 0.6, 412: 0.5 } }],
    ['no number', { rates: { 429: Number.NaN } }],
    ['more 502s than there are', { acceptedBefore502: 2 }],
  ])('a rate of %s is a mistake', (_, options) => {
    expect(() => injectedFaults({ ...options, random: never })).toThrow(RangeError);
  });

  test('rates that make up the whole are none', () => {
    const rates = { 429: 0.1, 412: 0.2, 502: 0.3, 503: 0.3, 504: 0.1 };

    expect(() => injectedFaults({ rates, random: never })).not.toThrow();
  });
});

describe('messages that the bot does not know to have arrived', () => {
  test('are counted where the answer was lost, by what came of the request', () => {
    const faults = injectedFaults({ rates: { 'lost-after': 1 }, random: () => 0 });

    for (const newMessages of [1, 0, 1, 1]) carryOut(faults.judge(request()), newMessages);

    expect(faults.figures().injected['lost-after']).toBe(4);
    expect(faults.figures().unheard).toEqual({ lost: 3, answered: 0 });
  });

  test.each(['502', '504'] as const)(
    'are a share of those answered %s, none unless asked for',
    (fault) => {
      const rates = { [fault]: 1 };
      const usual = injectedFaults({ rates, random: scripted(0, 0) });
      const some = injectedFaults({
        rates,
        acceptedBefore502: 0.25,
        random: scripted(0, 0.2499, 0, 0.25, 0, 0.1),
      });

      expect([1, 2].map(() => usual.judge(request()))).not.toContainEqual(
        expect.objectContaining({ carriedOut: true }),
      );
      const verdicts = [1, 2, 3].map(() => some.judge(request()));
      expect(verdicts.map(faultOf)).toEqual([fault, fault, fault]);
      expect(verdicts.map((verdict) => 'carriedOut' in verdict && verdict.carriedOut)).toEqual([
        true,
        false,
        true,
      ]);
      for (const verdict of verdicts) carryOut(verdict, 1);
      expect(some.figures().injected[fault]).toBe(3);
      expect(some.figures().unheard).toEqual({ lost: 0, answered: 2 });
    },
  );
});

describe('states of one person that last', () => {
  const code = (name: string) => ({ error: { code: name } });

  test.each<[LastingState, number, object]>([
    ['not-in-roster', 403, code('BotNotInConversationRoster')],
    ['blocked-by-user', 403, code('ConversationBlockedByUser')],
    ['conversation-gone', 404, code('ConversationNotFound')],
    ['too-big', 413, code('MessageSizeTooBig')],
    ['writes-blocked', 403, { errorCode: 209 }],
  ])('%s answers %i until it is set otherwise', (state, status, body) => {
    const faults = injectedFaults({ random: () => 0 });
    faults.setLasting('ada', state);

    for (const operation of ['send', 'update', 'send'] as const) {
      expect(faults.judge(request({ operation }))).toMatchObject({ kind: 'answer', status, body });
    }
    expect(faultOf(faults.judge(request({ personId: 'ben' })))).toBe('none');
    faults.setLasting('ada', undefined);
    expect(faultOf(faults.judge(request()))).toBe('none');
    const none = Object.fromEntries(LASTING_STATES.map((name) => [name, 0]));
    expect(faults.figures().refused).toEqual({ ...none, [state]: 3 });
  });

  test('what writes-blocked is stands in JSON inside of the message, and no code anywhere', () => {
    const faults = injectedFaults({ random: never });
    faults.setLasting('ada', 'writes-blocked');

    const verdict = faults.judge(request());

    const body = verdict.kind === 'answer' ? (verdict.body as { message: string }) : undefined;
    expect(body).not.toHaveProperty('code');
    expect(body).not.toHaveProperty('error');
    expect(JSON.parse(body?.message ?? '')).toMatchObject({ subCode: 'MessageWritesBlocked' });
  });

  test.each<[LastingState, string]>([
    ['not-in-roster', '403'],
    ['blocked-by-user', 'none'],
    ['writes-blocked', 'none'],
    ['conversation-gone', 'none'],
    ['too-big', 'none'],
  ])('%s answers the creation of a conversation with %s', (state, answer) => {
    const faults = injectedFaults({ random: () => 0 });
    faults.setLasting('ada', state);

    expect(faultOf(faults.judge(request({ operation: 'create-conversation' })))).toBe(answer);
  });

  test('creating a conversation anew helps against nothing but its being gone', () => {
    const faults = injectedFaults({ random: () => 0 });

    for (const state of ['blocked-by-user', 'writes-blocked', 'too-big'] as const) {
      faults.setLasting('ada', state);
      faults.judge(request({ operation: 'create-conversation' }));
      expect(faultOf(faults.judge(request()))).not.toBe('none');
    }
  });

  test('they come before chance, so that nothing is carried out for whoever is blocked', () => {
    const faults = injectedFaults({ rates: { 'lost-after': 1 }, random: never });
    faults.setLasting('ada', 'blocked-by-user');

    expect(faultOf(faults.judge(request()))).toBe('403');
  });

  const gone = (random: () => number, acceptedBefore502 = 0) => {
    const faults = injectedFaults({
      rates: { 502: 0.25, 'lost-before': 0.25, 'lost-after': 0.25 },
      acceptedBefore502,
      random,
    });
    faults.setLasting('ada', 'conversation-gone');
    faults.setLasting('ben', 'conversation-gone');
    return faults;
  };

  test.each<[string, ReturnType<typeof gone>, string, string]>([
    ['created', gone(scripted(0.9, 0.9)), 'none', 'none'],
    ['not created: refused', gone(scripted(0)), '502', '404'],
    ['not created: lost on the way there', gone(scripted(0.3)), 'lost-before', '404'],
    ['created: lost on the way back', gone(scripted(0.6, 0.9)), 'lost-after', 'none'],
    ['created: said to have failed', gone(scripted(0, 0, 0.9), 0.5), '502', 'none'],
  ])('a conversation that is gone and %s', (_, faults, created, sent) => {
    expect(faultOf(faults.judge(request()))).toBe('404');
    expect(faultOf(faults.judge(request({ operation: 'create-conversation' })))).toBe(created);
    expect(faultOf(faults.judge(request()))).toBe(sent);
    expect(faultOf(faults.judge(request({ personId: 'ben' })))).toBe('404');
  });
});
