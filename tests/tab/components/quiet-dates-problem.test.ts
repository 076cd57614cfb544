import { expect, test } from 'vitest';
import { problemOfQuietDates } from '../../../tab/components/quiet-dates-problem.ts';

const TODAY = '2026-03-03';
const KNOWN = [{ from: '2026-08-03', through: '2026-08-14' }];

test.each([
  ['', '', { field: 'from', is: 'choose-first' }],
  ['', '2026-08-14', { field: 'from', is: 'choose-first' }],
  ['2026-08-03', '', { field: 'through', is: 'choose-last' }],
  ['2026-08-03', '2026-08-01', { field: 'through', is: 'backwards' }],
  ['2026-02-01', '2026-03-02', { field: 'through', is: 'over' }],
  ['2026-02-01', '2026-03-03', undefined],
  ['2026-03-03', '2026-03-03', undefined],
  ['2026-04-01', '2026-07-01', undefined],
  ['2026-04-01', '2026-07-02', { field: 'through', is: 'too-long' }],
  ['2026-08-03', '2026-08-14', { field: 'from', is: 'known' }],
  ['2026-08-05', '2026-08-05', { field: 'from', is: 'known' }],
  ['2026-08-14', '2026-08-15', undefined],
  ['2026-08-02', '2026-08-14', undefined],
] as const)('from "%s" through "%s": %j', (from, through, problem) => {
  expect(problemOfQuietDates({ from, through }, KNOWN, TODAY)).toEqual(problem);
});
