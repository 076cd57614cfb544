import { describe, expect, test } from 'vitest';
import {
  correctBroadcast,
  readBroadcast,
  resumeBroadcast,
  stopBroadcast,
} from '../../../shared/commands/steer-broadcast.ts';
import type { Broadcast, BroadcastContent } from '../../../shared/domain/broadcast.ts';
import { broadcastJobFromText } from '../../../shared/store/broadcast-jobs.ts';
import type { StorageObserver } from '../../../shared/store/storage.ts';
import {
  aBroadcast,
  aMoment,
  anAnnouncement,
  BROADCAST,
  BROADCAST_ID,
  confirmed,
  personId,
  personIds,
  SENDING_FROM,
  there,
  UNTIL,
} from '../../support/broadcasts.ts';
import { NOON, TENANT_ID } from '../../support/builders.ts';
import { type TestDeps, testDeps } from '../../support/command-deps.ts';

// What workers make of it is tried in tests/bot/delivery.

const BETTER = aMoment({ title: 'After the storm' });
const BEST = aMoment({ title: 'After the storm and the floods' });

/** A program with a broadcast to three people that is in its hold. */
async function setUp(observe: StorageObserver = () => {}) {
  const deps = testDeps({ now: NOON, observe });
  const begun = await confirmed(deps, personIds(3));
  return {
    deps,
    begun,
    head: () => deps.broadcasts.readHead(TENANT_ID, BROADCAST_ID),
    stop: () => stopBroadcast(deps, BROADCAST),
    resume: () => resumeBroadcast(deps, BROADCAST),
    correct: (content: BroadcastContent, seen: number) =>
      correctBroadcast(deps, BROADCAST, content, seen),
    jobs: () => jobs(deps),
  };
}

/** What every job that shows now is about. */
async function jobs(deps: TestDeps): Promise<readonly string[]> {
  const queue = deps.queues.queue('broadcasts');
  const received = await queue.receive({ most: 32, visibilityMs: 3_600_000 });
  return received.map(({ text }) => {
    const job = broadcastJobFromText(text);
    return job?.do === 'hand-out' ? `${job.do} ${job.what} from ${job.from}` : `${job?.do}`;
  });
}

function ok(value: Broadcast) {
  return { ok: true, value };
}

describe('stopping', () => {
  test('holds in the hold, while it is told, and again', async () => {
    const { stop, begun, deps, head } = await setUp();
    const stopped: Broadcast = { ...begun, state: 'stopped' };
    expect(await stop()).toEqual(ok(stopped));
    expect(await stop()).toEqual(ok(stopped));
    deps.clock.set(SENDING_FROM);
    expect(await stop()).toEqual(ok(stopped));
    expect(await head()).toEqual(stopped);
  });

  test('is fine when the time is over', async () => {
    const { stop, deps } = await setUp();
    deps.clock.set(UNTIL);
    expect(await stop()).toMatchObject({ ok: true });
  });
});

describe('resuming', () => {
  test('goes on, and hands the packs out anew', async () => {
    const { stop, resume, begun, head, jobs: shown } = await setUp();
    await stop();
    expect(await resume()).toEqual(ok(begun));
    expect(await head()).toEqual(begun);
    expect(await shown()).toEqual(['hand-out tell from 0']);
  });

  test('of what was not stopped is fine', async () => {
    const { resume, begun } = await setUp();
    expect(await resume()).toEqual(ok(begun));
  });

  test('is refused once the time is over: nobody is told any more', async () => {
    const { stop, resume, deps, head, jobs: shown } = await setUp();
    await stop();
    deps.clock.set(UNTIL);
    await shown();
    expect(await resume()).toEqual({ ok: false, reason: 'over' });
    expect(await head()).toMatchObject({ state: 'stopped' });
    expect(await shown()).toEqual([]);
  });
});

describe('correcting', () => {
  test('changes the words, and hands the packs out to be corrected', async () => {
    const { correct, begun, head, jobs: shown } = await setUp();
    const corrected = { ...begun, content: BETTER, contentRevision: 2 };
    expect(await correct(BETTER, 1)).toEqual(ok(corrected));
    expect(await head()).toEqual(corrected);
    expect(await shown()).toEqual(['hand-out correct from 0']);
  });

  test('is refused where the words are others by then, and changes nothing', async () => {
    const { correct, head, jobs: shown } = await setUp();
    await correct(BETTER, 1);
    await shown();
    for (const seen of [0, 1, 3]) {
      expect(await correct(BEST, seen)).toEqual({ ok: false, reason: 'changed-meanwhile' });
    }
    expect(await head()).toMatchObject({ content: BETTER, contentRevision: 2 });
    expect(await shown()).toEqual([]);
    expect(await correct(BEST, 2)).toMatchObject({ ok: true, value: { contentRevision: 3 } });
  });

  test('to the same words is fine, whichever were seen, and hands the packs out again', async () => {
    const { correct, jobs: shown } = await setUp();
    await correct(BETTER, 1);
    for (const seen of [1, 2]) {
      expect(await correct(BETTER, seen)).toMatchObject({
        ok: true,
        value: { contentRevision: 2 },
      });
    }
    expect(await shown()).toHaveLength(3);
  });

  test('cannot make something else of it', async () => {
    const { correct, head } = await setUp();
    expect(await correct(anAnnouncement(), 1)).toMatchObject({ ok: false });
    expect(await head()).toMatchObject({ content: aMoment(), contentRevision: 1 });
  });

  test('leaves it stopped where it was, and is possible when the time is over', async () => {
    const { stop, correct, deps } = await setUp();
    await stop();
    deps.clock.set(UNTIL);
    expect(await correct(BETTER, 1)).toMatchObject({ ok: true, value: { state: 'stopped' } });
  });

  test('of two who saw the same words one corrects', async () => {
    const { correct, head } = await setUp();
    const corrections = await Promise.all([correct(BETTER, 1), correct(BEST, 1)]);
    expect(corrections.filter(({ ok: isDone }) => isDone)).toHaveLength(1);
    expect(await head()).toMatchObject({ contentRevision: 2 });
  });

  test('and stopping at the same moment both hold', async () => {
    const { correct, stop, head } = await setUp();
    await Promise.all([correct(BETTER, 1), stop()]);
    expect(await head()).toMatchObject({ contentRevision: 2, state: 'stopped' });
  });
});

const ACTS = {
  stop: (deps: TestDeps) => stopBroadcast(deps, BROADCAST),
  resume: (deps: TestDeps) => resumeBroadcast(deps, BROADCAST),
  correct: (deps: TestDeps) => correctBroadcast(deps, BROADCAST, BETTER, 1),
} as const;

describe.each(Object.entries(ACTS))('to %s a broadcast', (_name, act) => {
  test('that there is none of is refused', async () => {
    const deps = testDeps({ now: NOON });
    expect(await act(deps)).toEqual({ ok: false, reason: 'not-found' });
    expect(await jobs(deps)).toEqual([]);
  });

  test('that is still being written down is refused', async () => {
    const deps = testDeps({ now: NOON });
    const freezing = aBroadcast({ state: 'freezing' });
    await deps.broadcasts.begin(freezing);
    expect(await act(deps)).toEqual({ ok: false, reason: 'not-ready' });
    expect(await deps.broadcasts.readHead(TENANT_ID, BROADCAST_ID)).toEqual(freezing);
    expect(await jobs(deps)).toEqual([]);
  });

  test('by a program that dies at any step is done when it is asked for again', async () => {
    const whole = await setUp();
    const wanted = await act(whole.deps);
    const wantedJobs = await whole.jobs();
    let steps = 0;
    for (let survived = false; !survived;) {
      steps += 1;
      let left = Infinity;
      const { deps, jobs: shown } = await setUp(() => {
        left -= 1;
        if (left < 0) throw new Error('The program is dead.');
      });
      left = steps - 1;
      survived = await act(deps).then(
        () => true,
        () => false,
      );
      left = Infinity;
      expect(await act(deps)).toEqual(wanted);
      const afterwards = await shown();
      // Handed out by both, where the first one got so far.
      expect(new Set(afterwards)).toEqual(new Set(wantedJobs));
    }
    expect(steps).toBeGreaterThan(2);
  });
});

describe('how far a broadcast is', () => {
  test('is told with it', async () => {
    const { deps, begun } = await setUp();
    const outcomes = new Map([
      [personId(0), 'sent'],
      [personId(1), 'waiting'],
    ] as const);
    await deps.broadcasts.setOutcomes(TENANT_ID, BROADCAST_ID, 0, outcomes);
    expect(await readBroadcast(deps, BROADCAST)).toEqual({
      broadcast: begun,
      progress: { none: 1, sent: 1, waiting: 1, skipped: 0, failed: 0, corrected: 0 },
    });
  });

  test('is not known where there is none', async () => {
    expect(await readBroadcast(testDeps(), BROADCAST)).toBeUndefined();
  });

  test('counts the cards that show the last correction, and not those that show the one before', async () => {
    const { deps, correct } = await setUp();
    await correct(BETTER, 1);
    await deps.broadcasts.setCorrected(TENANT_ID, BROADCAST_ID, 0, 2, 3);
    const corrected = async () => there(await readBroadcast(deps, BROADCAST)).progress.corrected;
    expect(await corrected()).toBe(3);
    await correct(BEST, 2);
    expect(await corrected()).toBe(0);
    await deps.broadcasts.setCorrected(TENANT_ID, BROADCAST_ID, 0, 3, 2);
    expect(await corrected()).toBe(2);
  });
});
