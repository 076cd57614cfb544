import { describe, expect, test } from 'vitest';
import { answerEnding } from '../../../shared/commands/answer-ending.ts';
import type { EndingChoice } from '../../../shared/domain/ending-decision.ts';
import type { Pledge } from '../../../shared/domain/pledge.ts';
import { aPerson, aPledge, OTHER_PLEDGE_ID, PLEDGE_ID } from '../../support/builders.ts';
import { testDeps } from '../../support/command-deps.ts';

const { key } = aPerson();
const ENDS_ON = '2026-03-01';
// A Monday; the period of six weeks was over the day before.
const OVER = aPledge({ startedOn: '2026-01-18', endsOn: ENDS_ON });

async function setUp(pledges: readonly Pledge[] = [OVER]) {
  const deps = testDeps({ now: '2026-03-02T12:00:00.000Z' });
  await deps.people.commit(undefined, aPerson({ pledges }), []);
  return {
    deps,
    choose: (choice: EndingChoice, about: object = {}) =>
      answerEnding(deps, { key }, { pledgeId: PLEDGE_ID, endsOn: ENDS_ON, choice, ...about }),
    pledges: async () => (await deps.people.load(key))?.person.pledges,
    past: () => deps.people.readPastPledge(key, PLEDGE_ID),
  };
}

describe('a pledge whose period is over', () => {
  test('is renewed for as long again, from today', async () => {
    const { choose, pledges } = await setUp();
    expect(await choose('renew')).toMatchObject({ ok: true });
    expect(await pledges()).toMatchObject([{ startedOn: '2026-03-02', endsOn: '2026-04-13' }]);
  });

  test.each([
    ['2026-02-28', '2026-03-09'],
    ['2024-01-01', '2027-03-08'],
  ])('is renewed for a week at least and 53 at most: begun %s', async (startedOn, endsOn) => {
    const { choose, pledges } = await setUp([{ ...OVER, startedOn }]);
    await choose('renew');
    expect(await pledges()).toMatchObject([{ endsOn }]);
  });

  test.each([
    ['complete', 'completed'],
    ['let-go', 'let-go'],
  ] as const)('%s takes it out of the hand and into the past', async (choice, state) => {
    const { choose, pledges, past } = await setUp();
    expect(await choose(choice)).toMatchObject({ ok: true });
    expect(await pledges()).toEqual([]);
    expect(await past()).toMatchObject({ life: { state, on: '2026-03-02' } });
  });

  test('may be renewed by somebody with as many pledges as fit, since it is one of them', async () => {
    const four = [2, 3, 4, 5].map((n) =>
      aPledge({ id: `${OTHER_PLEDGE_ID.slice(0, -1)}${n + 4}` }),
    );
    const { choose } = await setUp([OVER, ...four]);
    expect(await choose('renew')).toMatchObject({ ok: true });
  });
});

describe('a second tap', () => {
  test.each(['renew', 'complete', 'let-go'] as const)('on %s is the same', async (choice) => {
    const { deps, choose } = await setUp();
    await choose(choice);
    const stored = await deps.people.load(key);
    deps.clock.advanceMs(60_000);
    expect(await choose(choice)).toMatchObject({ ok: true });
    expect(await deps.people.load(key)).toEqual(stored);
  });

  test('counts as the same though twenty others have ended since', async () => {
    const deps = testDeps({ now: '2026-03-02T12:00:00.000Z' });
    const given = { pledgeId: PLEDGE_ID, endsOn: ENDS_ON, choice: 'complete' } as const;
    const past = { ...OVER, life: { state: 'completed', on: '2026-03-02' } } as const;
    await deps.people.commit(undefined, aPerson(), [{ kind: 'put-pledge', pledge: past }]);
    expect(await answerEnding(deps, { key }, given)).toMatchObject({ ok: true });
  });

  const PAIRS = [
    ['renew', 'complete'],
    ['renew', 'let-go'],
    ['complete', 'renew'],
    ['complete', 'let-go'],
    ['let-go', 'complete'],
    ['let-go', 'renew'],
  ] as const;
  test.each(PAIRS)('after %s on %s changes nothing and says so', async (first, second) => {
    const { deps, choose } = await setUp();
    await choose(first);
    const stored = await deps.people.load(key);
    expect(await choose(second)).toEqual({ ok: false, reason: 'ending-passed' });
    expect(await deps.people.load(key)).toEqual(stored);
  });

  test('on a card of an earlier period says so, though the pledge ended the same way since', async () => {
    const { choose } = await setUp();
    await choose('complete');
    expect(await choose('complete', { endsOn: '2026-01-17' })).toEqual({
      ok: false,
      reason: 'ending-passed',
    });
  });

  test('on Renew says so once the renewed period is over as well', async () => {
    const { deps, choose } = await setUp();
    await choose('renew');
    deps.clock.set('2026-04-20T12:00:00.000Z');
    expect(await choose('renew')).toEqual({ ok: false, reason: 'ending-passed' });
  });
});

describe('a card that changes nothing', () => {
  test.each(['renew', 'complete', 'let-go'] as const)(
    '%s of a pledge that goes on',
    async (choice) => {
      const { deps, choose } = await setUp([aPledge()]);
      const stored = await deps.people.load(key);
      const { endsOn } = aPledge();
      expect(await choose(choice, { endsOn })).toEqual({ ok: false, reason: 'ending-passed' });
      expect(await deps.people.load(key)).toEqual(stored);
    },
  );

  test('of somebody else, forwarded', async () => {
    const { choose } = await setUp();
    expect(await choose('complete', { pledgeId: OTHER_PLEDGE_ID })).toEqual({
      ok: false,
      reason: 'not-found',
    });
  });

  test('of somebody of whom nothing is known', async () => {
    const deps = testDeps();
    const given = { pledgeId: PLEDGE_ID, endsOn: ENDS_ON, choice: 'complete' } as const;
    expect(await answerEnding(deps, { key }, given)).toEqual({
      ok: false,
      reason: 'consent-needed',
    });
    expect(await deps.people.load(key)).toBeUndefined();
  });
});
