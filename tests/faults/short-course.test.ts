import { expect, test } from 'vitest';
import { runCourse } from './course.ts';
import { brokenPromises, countsOf, FAULT_SHARE } from './figures.ts';

const COURSE = {
  seed: 1,
  people: 10,
  length: { kind: 'acts', each: 10 },
  faultShare: FAULT_SHARE,
  // A client waits 15 seconds for an answer; here the connection breaks before.
  silenceMs: 1000,
  restarts: 1,
  weeks: 2,
  pauseMs: 200,
  bellDelayMs: 6000,
  settleMs: 60_000,
  retryDelayMs: (failures: number) => 100 * 2 ** failures,
} as const;

test(
  'nothing acknowledged is lost and nothing half done stays while a tenth of the requests to storage fails and it restarts',
  { timeout: 300_000 },
  async () => {
    const figures = await runCourse(COURSE);
    expect(brokenPromises(figures)).toEqual([]);
    const { storage, acts } = countsOf(figures);
    expect(storage.injected).toBeGreaterThan(10);
    expect(acts.acknowledged).toBeGreaterThan(50);
  },
);
