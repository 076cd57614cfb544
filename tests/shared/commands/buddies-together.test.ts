import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMemoryStorage } from '../../../shared/store/memory-storage.ts';
import { chanceFrom } from '../../support/chance.ts';
import { testClock, testDeps } from '../../support/command-deps.ts';
import { Killed } from '../../support/killable-storage.ts';
import {
  type Act,
  agree,
  createStory,
  DEEDS,
  disagreements,
  PEOPLE,
  settle,
} from './buddies-world.ts';

const PAIRS = 4;

const anAct: fc.Arbitrary<Act> = fc.record({
  who: fc.nat(2),
  does: fc.constantFrom(...DEEDS),
  pair: fc.nat(PAIRS - 1),
});

/** Acts at the same moment; in some of the moments the program dies at one of its writes. */
const aMoment = fc.record({
  acts: fc.array(anAct, { minLength: 1, maxLength: 4 }),
  diesAt: fc.option(fc.integer({ min: 1, max: 25 }), { freq: 4, nil: undefined }),
});

/** A beginning in which there is something to end: two of three become buddies and share. */
const BEGINNING = (
  [
    [0, 'ask'],
    [1, 'accept'],
    [0, 'confirm'],
    [0, 'share'],
    [1, 'share'],
  ] as const
).map(([who, does]): Act => ({ who, does, pair: 0 }));

/** Whether somebody begins anew. */
function isAgreeing({ does }: Act): boolean {
  return does === 'agree';
}

/** Storage that takes a random while, and whose program can be killed before its n-th write. */
function unsteadyStorage(realMs: () => number, seed: number) {
  const chance = chanceFrom(seed);
  let writesLeft = Infinity;
  const storage = createMemoryStorage({
    realMs,
    async observe({ kind }) {
      if (writesLeft <= 0) throw new Killed();
      if (kind !== 'read') writesLeft -= 1;
      if (writesLeft <= 0) throw new Killed();
      const slowest = chance.upTo(6) === 0 ? 300 : 8;
      for (let turns = chance.upTo(slowest); turns > 0; turns -= 1) await Promise.resolve();
    },
  });
  return {
    storage,
    dieAt(write: number | undefined) {
      writesLeft = write ?? Infinity;
    },
  };
}

test('whatever three people do, at whatever moment a program dies: in the end both sides agree, everybody said yes, and nothing shared outlives its pair', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(aMoment, { minLength: 1, maxLength: 14 }),
      fc.boolean(),
      fc.integer(),
      async (moments, begins, seed) => {
        const clock = testClock('2026-03-02T09:00:00.000Z');
        const { storage, dieAt } = unsteadyStorage(clock.realMs, seed);
        const story = createStory();
        let deps = testDeps({ storage, clock });
        for (const who of PEOPLE) await agree(deps, who);
        if (begins) for (const one of BEGINNING) await story.act(deps, one);
        for (const { acts, diesAt } of moments) {
          dieAt(diesAt);
          // Who agrees anew does so when their erasing is done: that is not what this is about.
          const [anew, others] = [acts.filter(isAgreeing), acts.filter((one) => !isAgreeing(one))];
          for (const together of [others, ...anew.map((one) => [one])]) {
            const done = await Promise.allSettled(together.map((one) => story.act(deps, one)));
            for (const outcome of done) {
              if (outcome.status === 'fulfilled' || outcome.reason instanceof Killed) continue;
              throw outcome.reason;
            }
          }
          await deps.settled();
          dieAt(undefined);
          clock.advanceMs(1000);
          if (diesAt !== undefined) deps = testDeps({ storage, clock });
        }
        await settle(deps);
        expect(await disagreements(deps, PAIRS, story.saidYes)).toEqual([]);
      },
    ),
    { seed: 20_260_302, numRuns: 400 },
  );
}, 120_000);
