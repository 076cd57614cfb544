import { describe, expect, test } from 'vitest';
import { readBuddies } from '../../../shared/commands/read-buddies.ts';
import { createMemoryStorage } from '../../../shared/store/memory-storage.ts';
import { TENANT_ID } from '../../support/builders.ts';
import { testClock, testDeps } from '../../support/command-deps.ts';
import { Killed, killableStorage } from '../../support/killable-storage.ts';
import {
  type Act,
  agree,
  createStory,
  disagreements,
  pairId,
  PEOPLE,
  settle,
  someone,
} from './buddies-world.ts';

const ASKED: readonly Act[] = [{ who: 0, does: 'ask', pair: 0 }];
const ACCEPTED: readonly Act[] = [...ASKED, { who: 1, does: 'accept', pair: 0 }];
const TOGETHER: readonly Act[] = [
  ...ACCEPTED,
  { who: 0, does: 'confirm', pair: 0 },
  { who: 0, does: 'share', pair: 0 },
  { who: 1, does: 'share', pair: 0 },
];

const ACTS: readonly (readonly [string, readonly Act[], Act])[] = [
  ['asking', [], { who: 0, does: 'ask', pair: 0 }],
  ['asking again', ASKED, { who: 0, does: 'ask', pair: 0 }],
  ['accepting', ASKED, { who: 1, does: 'accept', pair: 0 }],
  ['confirming', ACCEPTED, { who: 0, does: 'confirm', pair: 0 }],
  ['declining', ACCEPTED, { who: 0, does: 'end', pair: 0 }],
  ['taking back a yes', ACCEPTED, { who: 1, does: 'end', pair: 0 }],
  ['sharing', TOGETHER, { who: 0, does: 'share', pair: 0 }],
  ['ending as the asker', TOGETHER, { who: 0, does: 'end', pair: 0 }],
  ['ending as the other', TOGETHER, { who: 1, does: 'end', pair: 0 }],
  ['erasing the asker', TOGETHER, { who: 0, does: 'erase', pair: 0 }],
  ['erasing the other', TOGETHER, { who: 1, does: 'erase', pair: 0 }],
];

describe.each(ACTS)('a program killed while %s', (_name, before, act) => {
  test('leaves both sides in agreement once another has started, at every step', async () => {
    let steps = 0;
    for (let survived = false; !survived;) {
      steps += 1;
      const clock = testClock('2026-03-02T09:00:00.000Z');
      const { storage, dieAtWrite, startAgain } = killableStorage(clock.realMs);
      const first = testDeps({ storage, clock });
      const story = createStory();
      for (const who of PEOPLE) await agree(first, who);
      for (const one of before) await story.act(first, one);
      await first.settled();
      dieAtWrite(steps);
      await story.act(first, act).catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error;
      });
      await first.settled();
      survived = startAgain();

      const second = testDeps({ storage, clock });
      await settle(second);
      expect(await disagreements(second, 1, story.saidYes)).toEqual([]);
      const isEnding = act.does === 'end' || act.does === 'erase';
      if (!isEnding || !survived) continue;
      expect(await second.buddies.load(TENANT_ID, pairId(0))).toBeUndefined();
      expect(await readBuddies(second, someone(1 - act.who))).toEqual([]);
    }
    expect(steps).toBeGreaterThan(1);
  });
});

test('an ask that reaches its pair after the asker has erased everything leaves no pair behind', async () => {
  const clock = testClock('2026-03-02T09:00:00.000Z');
  const reached = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  let isFirst = true;
  const storage = createMemoryStorage({
    realMs: clock.realMs,
    async observe({ on, kind }) {
      if (!isFirst || on !== 'Buddies' || kind !== 'write') return;
      isFirst = false;
      reached.resolve();
      await released.promise;
    },
  });
  const deps = testDeps({ storage, clock });
  const story = createStory();
  for (const who of PEOPLE) await agree(deps, who);
  const asking = story.act(deps, { who: 0, does: 'ask', pair: 0 });
  await reached.promise;
  await story.act(deps, { who: 0, does: 'erase', pair: 0 });
  released.resolve();
  await asking;
  await deps.settled();
  expect(await deps.buddies.load(TENANT_ID, pairId(0))).toBeUndefined();
});
