import { z } from 'zod';

/** How many checks passed and failed. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** The part of Vitest's JSON report (https://vitest.dev/guide/reporters#json-reporter) that counts. */
const VitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(
    z.object({
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string() })),
    }),
  ),
});

/**
 * Counts a run of Vitest. A file that broke before or around its tests is one failed check, and so
 * is a run that ended badly without any failed test (an unhandled rejection, no report at all).
 * @param report text of the JSON report; `undefined` when none was written
 * @param exitCode of Vitest; `null` when a signal ended it
 */
export function countVitest(report: string | undefined, exitCode: number | null): Counts {
  if (report === undefined) return { passed: 0, failed: 1 };
  const parsed = VitestReport.parse(JSON.parse(report));
  const brokenFiles = parsed.testResults.filter(
    (file) =>
      file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  ).length;
  const failed = parsed.numFailedTests + brokenFiles;
  return {
    passed: parsed.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
  };
}

/** The sum of all counts. */
export function total(counts: readonly Counts[]): Counts {
  return {
    passed: counts.reduce((sum, each) => sum + each.passed, 0),
    failed: counts.reduce((sum, each) => sum + each.failed, 0),
  };
}

/** The last line of `npm test`, for people and for whoever reads the counts. */
export function lastLine(counts: Counts): string {
  return `${counts.passed} passed, ${counts.failed} failed`;
}
