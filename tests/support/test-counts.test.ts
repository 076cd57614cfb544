import { expect, test } from 'vitest';
import { countVitest, lastLine, total } from './test-counts.ts';

function report(files: readonly { status: string; tests: readonly string[] }[]): string {
  const tests = files.flatMap((file) => file.tests);
  return JSON.stringify({
    numPassedTests: tests.filter((status) => status === 'passed').length,
    numFailedTests: tests.filter((status) => status === 'failed').length,
    testResults: files.map((file) => ({
      status: file.status,
      assertionResults: file.tests.map((status) => ({ status })),
    })),
  });
}

test('counts tests, not files', () => {
  const files = [
    { status: 'passed', tests: ['passed', 'passed', 'skipped'] },
    { status: 'failed', tests: ['passed', 'failed', 'failed'] },
  ];
  expect(countVitest(report(files), 1)).toEqual({ passed: 3, failed: 2 });
});

test('a file that broke before its tests counts as one failure', () => {
  const files = [
    { status: 'passed', tests: ['passed'] },
    { status: 'failed', tests: [] },
  ];
  expect(countVitest(report(files), 1)).toEqual({ passed: 1, failed: 1 });
});

test('a run that ended badly without a failed test counts as one failure', () => {
  const files = [{ status: 'passed', tests: ['passed'] }];
  expect(countVitest(report(files), 1)).toEqual({ passed: 1, failed: 1 });
  expect(countVitest(report(files), null)).toEqual({ passed: 1, failed: 1 });
  expect(countVitest(report(files), 0)).toEqual({ passed: 1, failed: 0 });
});

test('a run without a report counts as one failure, whatever its exit code', () => {
  expect(countVitest(undefined, 0)).toEqual({ passed: 0, failed: 1 });
});

test('the last line holds the sums', () => {
  const counts = total([
    { passed: 3, failed: 0 },
    { passed: 1, failed: 2 },
  ]);
  expect(lastLine(counts)).toBe('4 passed, 2 failed');
});
